"""The outline of a draft: its chapters' numbers, titles and parents."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import yaml

from pipeline.errors import OutlineError

_LINE = re.compile(r"\s*(?P<number>\d+(?:\.\d+)*)\.?(?:\s+(?P<title>\S.*?))?\s*$")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A chapter of the draft. `number` is text: "5.10" is not "5.1"."""

    number: str
    title: str = ""

    @property
    def parent(self) -> str | None:
        """The number of the chapter that holds this one.

        >>> Chapter("5.2.1").parent, Chapter("5").parent
        ('5.2', None)
        """
        return self.number.rpartition(".")[0] or None

    @property
    def sort_key(self) -> tuple[int, ...]:
        """Orders chapters as the draft does: 5.2 before 5.10."""
        return tuple(int(part) for part in self.number.split("."))


@dataclass(frozen=True)
class Outline:
    """Chapters in the draft's order. A number may stand twice in a faulty outline."""

    chapters: tuple[Chapter, ...]
    inferred: bool = False
    problems: tuple[str, ...] = field(default=(), compare=False)

    def __iter__(self) -> Iterator[Chapter]:
        return iter(self.chapters)

    def __len__(self) -> int:
        return len(self.chapters)

    @cached_property
    def by_number(self) -> dict[str, tuple[Chapter, ...]]:
        """All chapters that bear a number: one, unless the outline is faulty."""
        found: dict[str, tuple[Chapter, ...]] = {}
        for chapter in self.chapters:
            found[chapter.number] = (*found.get(chapter.number, ()), chapter)
        return found

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any number or title does."""
        rows = "\n".join(f"{chapter.number}\t{chapter.title}" for chapter in self.chapters)
        return hashlib.sha256(rows.encode()).hexdigest()[:16]


def load_outline(path: str | Path) -> Outline:
    """Read an outline: a text file of `number title` lines, or YAML mapping numbers to titles.

    Raises:
        OutlineError: the file can't be read or holds no chapter.
    """
    path = Path(path)
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise OutlineError(
            f"can't be read: {error}", file=path, remedy="give a UTF-8 text or YAML file"
        ) from error
    if path.suffix.lower() in {".yaml", ".yml"}:
        chapters = tuple(_from_yaml(text, path))
    else:
        chapters = tuple(_from_lines(text.splitlines()))
    if not chapters:
        raise OutlineError(
            "holds no chapter", file=path, remedy='write a chapter a line, as "5.2 Talous"'
        )
    return Outline(chapters)


def _from_lines(lines: Iterable[str]) -> Iterator[Chapter]:
    for line in lines:
        match = _LINE.match(line)
        if match:
            yield Chapter(match["number"], match["title"] or "")


def _from_yaml(text: str, path: Path) -> Iterator[Chapter]:
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
        if not _LINE.match(str(number)):
            raise OutlineError(
                "is no chapter number",
                file=path,
                place=f"key {number!r}",
                remedy="write 5.2: Talous",
            )
        yield Chapter(str(number).rstrip("."), title if isinstance(title, str) else "")
