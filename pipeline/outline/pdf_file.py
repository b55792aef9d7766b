"""Chapters from a PDF: its bookmarks, else its printed contents page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pypdfium2

from pipeline.errors import OutlineError
from pipeline.outline.chapters import Chapter
from pipeline.outline.lines import CHAPTER_LINE, number_levels, read_contents_page, read_lines

_CONTENTS_WITHIN = 15
"""Pages from the beginning among which the contents are looked for."""

_CONTENTS = ("sisällys", "sisältö", "innehåll", "contents")


def read_pdf(path: Path) -> Sequence[Chapter]:
    """Chapters of the bookmarks; where none bears a number and no contents page does, counted.

    Raises:
        OutlineError: the file is no PDF that can be opened.
    """
    try:
        pdf = pypdfium2.PdfDocument(path)
    except (pypdfium2.PdfiumError, FileNotFoundError) as error:
        raise OutlineError(
            f"is no PDF that can be opened: {error}", file=path, remedy="save it anew, unlocked"
        ) from error
    try:
        marks = list(_bookmarks(pdf))
        numbered = [title for _, title in marks if _is_numbered(title)]
        return (
            list(read_lines(numbered)) or list(_printed_contents(pdf)) or list(number_levels(marks))
        )
    finally:
        pdf.close()


def _bookmarks(pdf: pypdfium2.PdfDocument) -> Iterator[tuple[int, str]]:
    for item in pdf.get_toc():
        title = " ".join(item.get_title().split())
        if title:
            yield item.level + 1, title


def _is_numbered(title: str) -> bool:
    match = CHAPTER_LINE.match(title)
    return match is not None and bool(match["title"])


def _printed_contents(pdf: pypdfium2.PdfDocument) -> Iterator[Chapter]:
    """Entries from the first page headed as contents on, as long as pages have some."""
    begun = False
    for index in range(min(len(pdf), _CONTENTS_WITHIN)):
        text: str = pdf[index].get_textpage().get_text_range()
        lines = text.splitlines()
        begun = begun or any(line.strip().casefold().startswith(_CONTENTS) for line in lines[:12])
        if not begun:
            continue
        chapters = list(read_contents_page(lines))
        if not chapters:
            return
        yield from chapters
