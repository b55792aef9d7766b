"""The blocks of a cleaned text: one paragraph, bullet or heading a line.

Ingest writes text in this form, the language stage reads it back; both take it from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

BlockKind = Literal["paragraph", "bullet", "heading"]

BULLET = re.compile(r"(?:[-–—•▪◦‣●○■□*·\uf0b7\uf0a7\u2023\u2043]|o(?=[ \t]))[ \t]*(?=\S)")
"""A bullet mark at the start of a line, with the space behind it."""

_NUMBERED_TITLE = re.compile(
    r"(?:(?i:(?:ala)?(?:luku|kohta|kappale|osio))\s+)?\d{1,2}(?:\.\d{1,2})*\.?\s+[A-ZÅÄÖ]\w"
    r"|(?i:(?:ala)?lu(?:ku|vut))\s+\d{1,2}(?:\.\d{1,2})*"
    r"|\d+(?:[–-]\d+)?\s*§"
)
_NUMBER_ALONE = re.compile(
    r"(?!\d{1,2}\.(?:[1-9]|1[0-2])\.[2-9]\d$)"  # a date: 12.3.26
    r"[1-9]\d?(?:\.[1-9]\d?){1,4}"
)
"""A chapter's number and nothing else; a decimal with a nought ("2.0", "0.5") is none."""
_MAX_HEADING = 120


@dataclass(frozen=True, slots=True)
class Block:
    """`text[start:end]` is the block's content, without its bullet mark and outer space."""

    start: int
    end: int
    kind: BlockKind


def split_blocks(text: str) -> Iterator[Block]:
    """Blocks of `text` in order; empty lines give none.

    A heading is a short line without a sentence's end that names a chapter or section and has
    something below it to govern. A chapter's number alone ("6.2") is one only between sentences,
    for in a table it is a figure.

    >>> text = "Luku 4 Palveluverkko\\n\\nNeuvola siirtyy. Ehdotamme:\\n- tilojen jakoa"
    >>> for block in split_blocks(text):
    ...     print(block.kind, text[block.start:block.end], sep=": ")
    heading: Luku 4 Palveluverkko
    paragraph: Neuvola siirtyy. Ehdotamme:
    bullet: tilojen jakoa
    """
    lines = [match for match in re.finditer(r"[^\n]+", text) if match.group().strip()]
    for position, line in enumerate(lines):
        content = line.group()
        start = line.start() + len(content) - len(content.lstrip())
        end = line.start() + len(content.rstrip())
        mark = BULLET.match(text, start, end)
        if mark:
            yield Block(mark.end(), end, "bullet")
        elif position + 1 < len(lines) and (
            is_heading(text[start:end])
            or _is_number_between(
                text[start:end],
                lines[position - 1].group() if position else ".",
                lines[position + 1].group(),
            )
        ):
            yield Block(start, end, "heading")
        else:
            yield Block(start, end, "paragraph")


def is_heading(line: str) -> bool:
    """Whether a line standing alone reads as a heading that names a chapter or a section.

    >>> [is_heading(line) for line in ("Luku 5.2 Talous", "12 § Lokitiedot", "Talous.")]
    [True, True, False]
    """
    return (
        len(line) <= _MAX_HEADING
        and not line.endswith((".", ":", "!", "?", ",", ";"))
        and _NUMBERED_TITLE.match(line) is not None
    )


def _is_number_between(line: str, above: str, below: str) -> bool:
    """Whether a chapter's number stands alone, what is above ended and what is below begins."""
    return (
        _NUMBER_ALONE.fullmatch(line) is not None
        and above.rstrip().endswith((".", "!", "?", ")", "”", '"'))
        and (below.lstrip()[0].isupper() or BULLET.match(below.lstrip()) is not None)
    )
