"""Which files to read: folders walked, archives opened, outlines found, identifiers given."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import IngestError
from pipeline.ingest.archives import SUFFIX, archive_of, members_of
from pipeline.ingest.mapping import SUFFIXES as MAPPING_SUFFIXES

_OUTLINES = ("outline.txt", "outline.yaml", "outline.yml")
_RESERVED = re.compile(r"(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)", re.IGNORECASE)
_LONGEST_ID = 100


@dataclass(frozen=True, slots=True)
class SourceFile:
    """A file to read, the folder its name is told from, and the outline that governs it."""

    path: Path
    root: Path
    outline: Path | None = None

    @property
    def name(self) -> str:
        """The path below the root, with forward slashes."""
        return name_below(self.path, self.root)


def find_sources(paths: Iterable[Path | str]) -> list[SourceFile]:
    """The response files that `paths` name or hold, sorted within a folder, each once.

    Hidden files, outlines, mappings and READMEs in folders are no responses. A path with `*`, `?`
    or `[` that names no file is a pattern.

    Raises:
        IngestError: a path doesn't exist.
    """
    found: dict[Path, SourceFile] = {}
    members: dict[Path, frozenset[Path]] = {}
    for path in map(Path, paths):
        root, files = _expand(path)
        for file in files:
            if file.resolve() in found:
                continue
            archive = archive_of(file)
            if archive and archive not in members:
                members[archive] = frozenset(members_of(archive))
            inside = members[archive] if archive else frozenset()
            outline = find_outline(file, root, members=inside)
            found[file.resolve()] = SourceFile(file, root, outline)
    return list(found.values())


def find_outline(
    path: Path, root: Path | None = None, *, members: Container[Path] = ()
) -> Path | None:
    """The outline nearest above `path`, in its folder or one below `root`.

    `members` are the files of the archive that `path` lies in.
    """
    root = path.parent if root is None else root
    for folder in (path.parent, *path.parent.parents):
        for name in _OUTLINES:
            if folder / name in members or (folder / name).is_file():
                return folder / name
        if folder == root:
            break
    return None


def response_id(stem: str, number: str | None = None) -> str:
    """A name that is safe as a file's name everywhere.

    >>> response_id("t4", "12"), response_id("../Lausunto 😀 (2)"), response_id("nul")
    ('t4_12', 'Lausunto_2', 'nul_')
    """
    name = stem if number is None else f"{stem}_{number}"
    safe = re.sub(r"[^\w.-]+", "_", unicodedata.normalize("NFC", name)).strip("._-")
    safe = safe[:_LONGEST_ID] or "response"
    return f"{safe}_" if _RESERVED.match(safe) else safe


def name_below(path: Path, root: Path | None) -> str:
    """The path below `root` with forward slashes; the file's name where it lies elsewhere."""
    if root is not None and path.is_relative_to(root):
        return path.relative_to(root).as_posix()
    return path.name


def _expand(path: Path) -> tuple[Path, Sequence[Path]]:
    if path.is_dir():
        return path, sorted(_walk(path))
    if path.exists():
        return path.parent, tuple(_opened(path))
    pattern = next((at for at, part in enumerate(path.parts) if re.search(r"[*?\[]", part)), None)
    if pattern is not None:
        root = Path(*path.parts[:pattern]) if pattern else Path()
        matches = sorted(root.glob("/".join(path.parts[pattern:])))
        files = [
            each
            for file in matches
            if file.is_file() and _is_response(file)
            for each in _opened(file)
        ]
        if files:
            return root, files
    raise IngestError("does not exist", file=path, remedy="check the path")


def _walk(folder: Path) -> Iterator[Path]:
    for path in folder.iterdir():
        if path.name.startswith("."):
            continue
        if path.is_dir() and not path.is_symlink():
            yield from _walk(path)
        elif path.is_file() and _is_response(path):
            yield from _opened(path)


def _opened(path: Path) -> Iterator[Path]:
    """The path, or the response files in it if it is an archive."""
    if path.suffix.lower() != SUFFIX:
        yield path
        return
    for member in members_of(path):
        folders = member.relative_to(path).parts[:-1]
        hidden = any(name.startswith((".", "__MACOSX")) and name != ".." for name in folders)
        if _is_response(member) and not hidden:
            yield member


def _is_response(path: Path) -> bool:
    name = path.name.lower()
    return not (
        name.startswith((".", "readme", "~$"))
        or name.endswith(MAPPING_SUFFIXES)
        or name in _OUTLINES
    )
