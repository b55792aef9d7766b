"""Reading an outline from a file: one reader a format, chosen by the file's suffix."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

import yaml

from pipeline.errors import OutlineError
from pipeline.outline.chapters import Chapter, Outline, find_problems
from pipeline.outline.docx_file import read_docx
from pipeline.outline.lines import CHAPTER_LINE, once, read_lines
from pipeline.outline.pdf_file import read_pdf

Reader = Callable[[Path], Iterable[Chapter]]

_MOST_BYTES = 2_000_000
"""Of an outline in an archive, unpacked."""


def load_outline(path: str | Path) -> Outline:
    """Read an outline: text of `number title` lines, YAML, DOCX or PDF of the draft.

    What is odd in it is told by `Outline.problems` and stays as it is.

    Raises:
        OutlineError: the file can't be read or holds no chapter.
    """
    path = Path(path)
    read = READERS.get(path.suffix.lower(), _read_text)
    chapters = once(read(path))
    if not chapters:
        raise OutlineError(
            "holds no chapter", file=path, remedy='write a chapter a line, as "5.2 Talous"'
        )
    return Outline(chapters, problems=find_problems(chapters))


def _text(path: Path) -> str:
    archive = next(
        (each for each in path.parents if each.suffix.lower() == ".zip" and each.is_file()), None
    )
    try:
        if archive is not None:
            return _member(archive, path).decode("utf-8-sig")
        return path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError, zipfile.BadZipFile, zlib.error, NotImplementedError) as error:
        raise OutlineError(
            f"can't be read: {error}", file=path, remedy="give a UTF-8 text or YAML file"
        ) from error


def _member(archive: Path, path: Path) -> bytes:
    """The bytes of an outline that lies in a ZIP archive, no more than an outline's worth."""
    with zipfile.ZipFile(archive) as package:
        name = path.relative_to(archive).as_posix()
        if name not in package.namelist():
            raise FileNotFoundError(name)
        with package.open(name) as member:
            data = member.read(_MOST_BYTES + 1)
    if len(data) > _MOST_BYTES:
        raise ValueError(f"more than {_MOST_BYTES:,} bytes")
    return data


def _read_text(path: Path) -> Iterable[Chapter]:
    return read_lines(_text(path).splitlines())


def _read_yaml(path: Path) -> Iterable[Chapter]:
    text = _text(path)
    try:
        # BaseLoader keeps every scalar as text: 5.10 must not become 5.1
        data = yaml.load(text, Loader=yaml.BaseLoader)  # noqa: S506
    except yaml.YAMLError as error:
        raise OutlineError(f"is no valid YAML: {error}", file=path, remedy="mend it") from error
    if not isinstance(data, dict):
        raise OutlineError(
            "is no mapping of numbers to titles",
            file=path,
            remedy="write lines such as 5.2: Talous",
        )
    for number, title in data.items():
        if not CHAPTER_LINE.fullmatch(str(number)):
            raise OutlineError(
                "is no chapter number",
                file=path,
                place=f"key {number!r}",
                remedy="write 5.2: Talous",
            )
        yield Chapter(str(number).rstrip("."), title if isinstance(title, str) else "")


READERS: Mapping[str, Reader] = {
    ".yaml": _read_yaml,
    ".yml": _read_yaml,
    ".docx": read_docx,
    ".pdf": read_pdf,
}
