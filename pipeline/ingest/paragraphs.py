"""Paragraphs of a document that knows its own, as the lines that the layouts read."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pipeline.ingest.characters import clean
from pipeline.ingest.content import Text
from pipeline.schema import Notice

_TAB_AFTER_MARK = re.compile(r"^(\s*(?:\d[\d.]*[.)]?|[-–•]|[a-zåäö]\)))\t+")


@dataclass
class Paragraphs:
    """Gathers paragraphs, bullets and table rows in reading order, notes apart."""

    lines: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    notices: list[Notice] = field(default_factory=list)

    def add(self, text: str, *, bullet: bool = False) -> None:
        """A paragraph, set off by empty lines; line breaks inside it stay."""
        text = _TAB_AFTER_MARK.sub(r"\1 ", clean(text).strip())
        if text:
            self.lines += ["", *(f"- {text}" if bullet else text).split("\n"), ""]

    def add_row(self, cells: Iterable[str]) -> None:
        """A row of a table: its cells on a line, parted by tabs."""
        values = [" ".join(clean(cell).split()) for cell in cells]
        if any(values):
            self.lines.append("\t".join(values).rstrip())

    def add_note(self, text: str) -> None:
        """A footnote or endnote."""
        note = " ".join(clean(text).split())
        if note:
            self.notes.append(note)

    def to_text(self) -> Text:
        """All of it, without runs of empty lines."""
        lines: list[str] = []
        for line in self.lines:
            if line.strip() or (lines and lines[-1]):
                lines.append(line.rstrip())
        return Text(tuple(lines), tuple(self.notices), tuple(self.notes))
