"""The outline of a draft: its chapters' numbers, titles and parents."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property


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
    """Chapters in the draft's order. A number may stand twice in a faulty outline.

    `inferred` outlines were gathered from the responses, so a chapter may be missing from them.
    `problems` are for the person who keeps the outline: doubled numbers, gaps, missing titles.
    """

    chapters: tuple[Chapter, ...]
    inferred: bool = False
    problems: tuple[str, ...] = field(default=(), compare=False)

    def __hash__(self) -> int:
        return self._hash

    @cached_property
    def _hash(self) -> int:
        """Kept, since an outline is looked up once an answer and may be long."""
        return hash((self.chapters, self.inferred))

    def __iter__(self) -> Iterator[Chapter]:
        return iter(self.chapters)

    def __len__(self) -> int:
        return len(self.chapters)

    @cached_property
    def by_number(self) -> dict[str, tuple[Chapter, ...]]:
        """All chapters that bear a number: one, unless the outline is faulty."""
        found: dict[str, list[Chapter]] = {}
        for chapter in self.chapters:
            found.setdefault(chapter.number, []).append(chapter)
        return {number: tuple(chapters) for number, chapters in found.items()}

    @cached_property
    def fingerprint(self) -> str:
        """Changes when any number or title does."""
        rows = "\n".join(f"{chapter.number}\t{chapter.title}" for chapter in self.chapters)
        return hashlib.sha256(rows.encode()).hexdigest()[:16]


def find_problems(chapters: Sequence[Chapter]) -> tuple[str, ...]:
    """What is odd in an outline, in words: doubled numbers, missing chapters, missing titles.

    >>> find_problems([Chapter("1", "Johdanto"), Chapter("1"), Chapter("2.2", "Talous")])
    ('number 1 stands 2 times', 'chapter 1 has no title', 'chapter 2.1 is missing before 2.2')
    """
    counts = Counter(chapter.number for chapter in chapters)
    known = set(counts)
    doubled = [f"number {number} stands {n} times" for number, n in counts.items() if n > 1]
    untitled = [
        f"chapter {chapter.number} has no title" for chapter in chapters if not chapter.title
    ]
    gaps = []
    for number in counts:
        stem, _, last = number.rpartition(".")
        before = f"{stem}.{int(last) - 1}" if stem else str(int(last) - 1)
        if int(last) > 1 and before not in known:
            gaps.append(f"chapter {before} is missing before {number}")
    return (*doubled, *untitled, *gaps)
