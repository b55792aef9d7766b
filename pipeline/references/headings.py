"""Which mentions head the text behind them: headings, lines of their own, openings."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from spacy.tokens import Doc

from pipeline.doc import BLOCKS

Heads = Literal["section", "paragraph"]

_OPENS = re.compile(r"\s?:\s|\.?\s+(?:[–-]\s)?[A-ZÅÄÖ]|\s[–-]\s")
_NAMES = re.compile(
    r"(?:(?:ala|pää)?(?:luku|luvut)|(?:ala)?(?:kohta|kohdat|osio|osiot)|kappale|kappaleet|kapitel|\d)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lines:
    """A document's blocks: where each starts and ends, and whether it is a heading."""

    starts: Sequence[int]
    ends: Sequence[int]
    headings: Sequence[bool]

    def at(self, offset: int) -> int:
        """Index of the block that holds `offset`, -1 before the first."""
        return bisect_right(self.starts, offset) - 1

    def heads(self, text: str, start: int, end: int) -> Heads | None:
        """What the mention at `start:end` heads: a section, a paragraph or nothing.

        A mention alone on its line heads a section though it is no formal heading; one that
        opens a paragraph and is set off from it ("Luku 3.5: Kerhon pitäisi …") heads that.
        """
        block = self.at(start)
        if block < 0 or start >= self.ends[block]:
            return None
        if self.headings[block]:
            return "section"
        if start != self.starts[block]:
            return None
        if end >= self.ends[block] or not text[end : self.ends[block]].strip(" .:"):
            return "section"
        opened = _OPENS.match(text, end)
        if opened is None:
            return None
        set_off = ":" in opened.group() or _NAMES.match(text, start) is not None
        return "paragraph" if set_off else None


def read_lines(doc: Doc) -> Lines:
    """The blocks of `doc`."""
    blocks = list(doc.spans.get(BLOCKS, ()))
    return Lines(
        [block.start_char for block in blocks],
        [block.end_char for block in blocks],
        [block.label_ == "heading" for block in blocks],
    )
