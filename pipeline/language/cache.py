"""Annotated documents kept on disk, so that no text is annotated twice.

One SQLite file in WAL mode: several processes read and write it at once. The documents used
longest ago go when it grows over its bound.
"""

from __future__ import annotations

import hashlib
import sqlite3
import time
from collections.abc import Iterable, Mapping
from functools import cache
from importlib.metadata import version
from pathlib import Path

from pipeline import blocks, doc
from pipeline.errors import ModelError

_WAIT_SECONDS = 60
_AT_ONCE = 500  # keys in one query; SQLite allows 999 in its oldest versions
_DAY = 86_400
_KEEP = 0.8  # of the bound is left after clearing

_TABLE = """
CREATE TABLE IF NOT EXISTS documents (
    key BLOB PRIMARY KEY, payload BLOB NOT NULL, used INTEGER NOT NULL
) WITHOUT ROWID
"""


class AnnotationCache:
    """A store of packed documents by key. `bound` is the most bytes it keeps.

    Raises:
        ModelError: the file can't be opened or is no cache.
    """

    def __init__(self, file: str | Path, *, bound: int = 1_000_000_000) -> None:
        self._file = Path(file)
        self._bound = bound
        self._connection: sqlite3.Connection | None = None
        self._open()

    def _open(self) -> sqlite3.Connection:
        if self._connection is None:
            try:
                self._file.parent.mkdir(parents=True, exist_ok=True)
                connection = sqlite3.connect(self._file, timeout=_WAIT_SECONDS)
                connection.execute("PRAGMA journal_mode=WAL")
                connection.execute("PRAGMA synchronous=NORMAL")
                with connection:
                    connection.execute(_TABLE)
            except (OSError, sqlite3.Error) as error:
                raise ModelError(
                    f"the cache can't be opened: {error}",
                    file=self._file,
                    remedy="delete the file, or choose another place",
                ) from error
            self._connection = connection
        return self._connection

    def get(self, keys: Iterable[bytes]) -> dict[bytes, bytes]:
        """The payloads of those keys that are kept."""
        wanted = list(dict.fromkeys(keys))
        connection = self._open()
        found: dict[bytes, bytes] = {}
        stale: list[bytes] = []
        today = int(time.time()) // _DAY
        for at in range(0, len(wanted), _AT_ONCE):
            part = wanted[at : at + _AT_ONCE]
            marks = ",".join("?" * len(part))
            query = f"SELECT key, payload, used FROM documents WHERE key IN ({marks})"  # noqa: S608
            for key, payload, used in connection.execute(query, part):
                found[key] = payload
                if used != today:
                    stale.append(key)
        if stale:
            with connection:
                connection.executemany(
                    "UPDATE documents SET used = ? WHERE key = ?", [(today, key) for key in stale]
                )
        return found

    def put(self, payloads: Mapping[bytes, bytes]) -> None:
        """Keep the payloads, and let go of the oldest where the bound is passed."""
        connection = self._open()
        today = int(time.time()) // _DAY
        with connection:
            connection.executemany(
                "INSERT OR REPLACE INTO documents VALUES (?, ?, ?)",
                [(key, payload, today) for key, payload in payloads.items()],
            )
        size = self.size()
        if size > self._bound:
            self._clear(size - int(self._bound * _KEEP))

    def size(self) -> int:
        """Bytes that the kept documents take in the file."""
        connection = self._open()
        pages, free, size = (
            connection.execute(f"PRAGMA {name}").fetchone()[0]
            for name in ("page_count", "freelist_count", "page_size")
        )
        return int((pages - free) * size)

    def _clear(self, size: int) -> None:
        connection = self._open()
        going = []
        with connection:
            for key, length in connection.execute(
                "SELECT key, length(payload) FROM documents ORDER BY used, key"
            ):
                if size <= 0:
                    break
                going.append((key,))
                size -= length
            connection.executemany("DELETE FROM documents WHERE key = ?", going)

    def close(self) -> None:
        """Close the file; the next use opens it again."""
        if self._connection is not None:
            self._connection.close()
            self._connection = None

    def __getstate__(self) -> dict[str, object]:
        """Cross process borders without the open connection."""
        return {**self.__dict__, "_connection": None}


def document_key(text: str, *, fingerprint: str, one_sentence_per_block: bool) -> bytes:
    """What a packed document is kept under: its text, the model, the rules, the way of cutting."""
    total = hashlib.sha256(
        f"{fingerprint}\n{code_fingerprint()}\n{one_sentence_per_block}\n".encode()
    )
    total.update(text.encode("utf-8", "surrogatepass"))
    return total.digest()


@cache
def code_fingerprint() -> str:
    """Changes with the code of the language stage and the libraries under it."""
    total = hashlib.sha256()
    files = [*Path(__file__).parent.glob("*.py"), Path(blocks.__file__), Path(doc.__file__)]
    for file in sorted(files, key=lambda file: file.name):
        total.update(file.read_bytes())
    for library in ("stanza", "spacy", "torch", "py3langid"):
        total.update(f"{library}=={version(library)}\n".encode())
    return total.hexdigest()
