"""From a file to its lines or rows, by its kind."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pipeline.errors import IngestError
from pipeline.ingest.content import Table, Text
from pipeline.ingest.plain_text import read_csv, read_text

MAX_BYTES = 50_000_000
"""A response is some pages of text; what is larger is no response or a trap."""

_READERS: dict[str, Callable[[bytes, str], Text | Table]] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".csv": read_csv,
    ".tsv": read_csv,
}


def load(path: Path, name: str) -> tuple[bytes, Text | Table]:
    """The file's bytes and its content. `name` is the file's name in messages.

    Raises:
        IngestError: the file can't be opened, is empty, too large, of an unknown kind or broken.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        kinds = ", ".join(sorted(suffix.lstrip(".") for suffix in _READERS))
        raise IngestError(
            f"files of the kind {path.suffix or 'without a suffix'!r} are not read",
            file=name,
            remedy=f"give one of: {kinds}",
        )
    try:
        size = path.stat().st_size
        data = path.read_bytes() if size <= MAX_BYTES else b""
    except OSError as error:
        raise IngestError(
            f"can't be opened: {error.strerror}", file=name, remedy="check the path and its rights"
        ) from error
    if size > MAX_BYTES:
        raise IngestError(
            f"is too large: {size / 1e6:.0f} MB, at most {MAX_BYTES / 1e6:.0f} MB are read",
            file=name,
            remedy="give the response's text alone, without pictures and appendices",
        )
    if not data.strip():
        raise IngestError("is empty", file=name, remedy="ask the respondent for it again")
    return data, reader(data, name)
