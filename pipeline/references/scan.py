"""A text under search, and the small questions that every reader asks of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.doc import AnswerContext
from pipeline.outline import Chapter
from pipeline.references.cues import Words
from pipeline.references.mentions import Target
from pipeline.references.numbers import Number
from pipeline.references.titles import Found, TitleIndex

_DOCUMENT = re.compile(r"\d{1,4}/\d{4}(?: ?vp)?[ ,]{1,3}$")

OPEN = "\"”“'’«»("
"""Quotes and brackets that can stand before a title."""

CLOSE = "\"”“'’«»)"
"""Those that can stand behind it."""


@dataclass(slots=True)
class Scan:
    """A normalised text: its words, the outline's titles, and which characters are taken.

    `blocks` tells whether the text's lines are known to be blocks, so that no title goes over a
    line's end; text that was never through ingest may be torn anywhere.
    """

    text: str
    words: Words
    titles: TitleIndex
    context: AnswerContext
    blocks: bool
    taken: bytearray

    def free(self, start: int, end: int) -> bool:
        """Whether no mention stands in `start:end` yet."""
        return self.taken.find(1, start, end) < 0

    def take(self, start: int, end: int) -> None:
        """Let no other mention stand in `start:end`."""
        self.taken[start:end] = b"\1" * (end - start)

    def line_start(self, at: int) -> int:
        """Offset of the beginning of the line that holds `at`, at most 300 characters back."""
        since = max(0, at - 300)
        return max(since, self.text.rfind("\n", since, at) + 1)

    def clause_start(self, at: int) -> int:
        """Offset behind the last mark that ends a clause before `at`, in its line."""
        since = self.line_start(at)
        return max(since, *(self.text.rfind(mark, since, at) + 1 for mark in ".;:!?("))

    def words_end(self, at: int) -> int:
        """`at` without the spaces before it."""
        while at > 0 and self.text[at - 1] == " ":
            at -= 1
        return at

    def closed(self, end: int, opened: int) -> int:
        """Offset behind as many closing quotes and brackets at `end` as were opened."""
        while opened and end < len(self.text) and self.text[end] in CLOSE:
            end, opened = end + 1, opened - 1
        return end

    def titled(self, found: Found) -> Target:
        """The target that a title alone names."""
        return Target(title=self.text[found.start : found.end], titled=chapters(found))

    def numbered(self, number: Number, found: Found | None) -> Target:
        """The target that a number names, with the title behind it."""
        if found is None:
            return Target(number.number, number.through)
        title = self.text[found.start : found.end]
        return Target(number.number, number.through, title, chapters(found))


def of_other_document(scan: Scan, at: int) -> bool:
    """Whether what is named at `at` is another document's: "HE 40/2018 vp, s. 57"."""
    return _DOCUMENT.search(scan.text[max(0, at - 16) : at]) is not None


def chapters(found: Found) -> tuple[Chapter, ...]:
    """The chapters that a found title can be of."""
    return tuple(title.chapter for title in found.titles)
