"""Running heads and feet: what a page prints again, in the middle of sentences."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from pipeline.ingest.content import PAGE_BREAK
from pipeline.ingest.flow import BULLET, ends_sentence

COLUMNS = re.compile(r"\S(?:\s{3,}|\s+\|\s+|\t)\S")
"""Two texts side by side on a line."""

_PAGE_MARK = re.compile(
    r"(?:^|\s{2,}|\b(?:sivu|s\.|sida|page)\s*)-?\s*\d{1,3}\s*(?:\(\s*\d{1,3}\s*\)"
    r"|/\s*\d{1,3})?\s*-?\s*$"
    r"|\b\d{1,3}\s*(?:\(\d{1,3}\)|/\d{1,3})\s*$",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"www\.|https?:|@|\b\d{5}\s+[A-ZÅÄÖ]|Y-tunnus|FO-nummer|\bpuh\.|\s[•·|]\s", re.I
)
"""What stands at a letter's foot and not in its sentences."""

_MAX_LINES = 4


def without_furniture(lines: Sequence[str]) -> list[str]:
    """Lines with each running head or foot replaced by a page break.

    A group of lines is furniture where every line of it is a page number, stands in columns or
    comes again on other pages, and where it bears a page number, tears a sentence or touches a
    page break. The first group of a text is its letterhead and stays.

    >>> without_furniture(["Otsikko", "", "tontin ja", "", "Kunta    2 (3)", "", "rannan."])
    ['Otsikko', '', 'tontin ja', '', '\\x0c', '', 'rannan.']
    """
    groups = _groups(lines)
    seen = Counter(_print(part) for line in lines for part in _parts(line))
    result = list(lines)
    for position, (start, end) in enumerate(groups):
        rows = lines[start:end]
        if position == 0 or len(rows) > _MAX_LINES or any(BULLET.match(row) for row in rows):
            continue
        if not all(_is_printed(row, seen) for row in rows):
            continue
        marked = any(_PAGE_MARK.search(row) for row in rows)
        before = lines[groups[position - 1][1] - 1]
        after = lines[groups[position + 1][0]] if position + 1 < len(groups) else ""
        torn = not ends_sentence(before) and after.lstrip()[:1].islower()
        paged = PAGE_BREAK in lines[groups[position - 1][1] : start] or PAGE_BREAK in (
            lines[end : groups[position + 1][0]] if position + 1 < len(groups) else ()
        )
        if marked or torn or paged:
            result[start:end] = [PAGE_BREAK] * (end - start)
    return result


def _groups(lines: Sequence[str]) -> list[tuple[int, int]]:
    """Runs of filled lines, as half-open ranges."""
    groups: list[tuple[int, int]] = []
    for at, line in enumerate(lines):
        if not line.strip():
            continue
        if groups and groups[-1][1] == at:
            groups[-1] = (groups[-1][0], at + 1)
        else:
            groups.append((at, at + 1))
    return groups


def _parts(line: str) -> list[str]:
    """The texts that stand side by side on a line."""
    return [part for part in re.split(r"\s{3,}|\s+\|\s+|\t", line.strip()) if part]


def _print(part: str) -> str:
    """What stays the same from page to page."""
    return re.sub(r"\d+", "#", " ".join(part.split())).lower()


def _is_printed(line: str, seen: Counter[str]) -> bool:
    """Whether a line stands in columns, is a page number, or is made of what comes again."""
    parts = _parts(line)
    if len(parts) > 1:
        return True
    if ends_sentence(line):
        return False
    if _PAGE_MARK.fullmatch(line.strip()) or _IMPRINT.search(line):
        return True
    return all(seen[_print(part)] > 1 for part in parts)
