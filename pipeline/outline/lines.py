"""Chapters from lines of text: a table of contents, typed, copied or printed."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from pipeline.outline.chapters import Chapter

CHAPTER_LINE = re.compile(
    r"\s*(?:(?:luku|kapitel)\s+)?(?P<number>\d{1,2}(?:\.\d{1,2})*)\.?"
    r"(?:[ \t]+(?P<title>\S.*?))?\s*$",
    re.IGNORECASE,
)
"""A chapter's line: "5.2 Talous", "5.2. Talous", "Luku 5 Talous"."""

_LEADER = re.compile(
    r"(?:[ \t]*(?:\.[ \t]?){3,}|[ \t]*…+|\t+|[ \t]{3,})[ \t.…]*(?P<page>\d{1,4})?\s*$"
)
_PAGE = re.compile(r"\s+(?P<page>\d{1,4})\s*$")


def read_lines(lines: Iterable[str]) -> Iterator[Chapter]:
    """Chapters of a table of contents, a chapter a line; other lines are passed over.

    Dots or a wide gap before a page number end the title.

    >>> list(read_lines(["Sisällys", "5.2 Talous ........ 14", "6. Seuranta vuoteen 2040"]))
    [Chapter(number='5.2', title='Talous'), Chapter(number='6', title='Seuranta vuoteen 2040')]
    """
    for line in lines:
        match = CHAPTER_LINE.match(_LEADER.sub("", line))
        if match:
            yield Chapter(match["number"], match["title"] or "")


def read_contents_page(lines: Iterable[str]) -> Iterator[Chapter]:
    """Chapters of a printed contents page, where every entry ends in its page number.

    An entry may go on over the next line; page numbers never fall.

    >>> [chapter.title for chapter in read_contents_page(["5.2 Tulot ja", "menot 14", "6 Tuki 20"])]
    ['Tulot ja menot', 'Tuki']
    """
    held, last_page = "", 0
    for line in lines:
        text = line.strip()
        if CHAPTER_LINE.match(text) and not re.fullmatch(r"\d{1,3}", text):
            held = text
        elif held:
            held = f"{held} {text}"
        else:
            continue
        leader = _LEADER.search(held)
        paged = leader if leader and leader["page"] else _PAGE.search(held)
        if paged is None or int(paged["page"]) < last_page:
            continue
        entry = CHAPTER_LINE.match(held[: paged.start()])
        if entry and entry["title"]:
            last_page = int(paged["page"])
            yield Chapter(entry["number"], " ".join(entry["title"].split()))
        held = ""


def number_levels(levels: Iterable[tuple[int, str]]) -> Iterator[Chapter]:
    """Chapters from headings of `level` (1 is the highest) without typed numbers, counted on.

    >>> [chapter.number for chapter in number_levels([(1, "A"), (2, "B"), (2, "C"), (1, "D")])]
    ['1', '1.1', '1.2', '2']
    """
    counters: list[int] = []
    for level, title in levels:
        del counters[level:]
        counters += [1] * (level - len(counters) - 1)
        if len(counters) < level:
            counters.append(0)
        counters[level - 1] += 1
        yield Chapter(".".join(str(count) for count in counters), title)


def once(chapters: Iterable[Chapter]) -> tuple[Chapter, ...]:
    """The chapters without exact repetitions (a heading stands in the contents and in the text)."""
    return tuple(dict.fromkeys(chapters))
