"""PDF: from glyphs on pages to lines with their indentation, columns and empty lines.

pypdfium2 is used for the glyphs: Chrome's engine in one wheel, fast, permissively licensed.
"""

from __future__ import annotations

import ctypes
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median

import pypdfium2
from pypdfium2 import raw

from pipeline.errors import IngestError
from pipeline.ingest.characters import clean
from pipeline.ingest.content import PAGE_BREAK, Text

MAX_PAGES = 300

_HYPHENS = "\x02\ufffe"
"""What PDFium gives for the hyphen of a word divided at a line's end."""
_EDGE = 3
"""Lines at a page's top and foot among which running heads are looked for."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Glyphs that follow each other on a line. Coordinates are points from the page's foot."""

    left: float
    right: float
    low: float
    high: float
    text: str

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2


def read_pdf(data: bytes, name: str) -> Text:
    """The lines of a PDF file, running heads and page numbers replaced by page breaks.

    Raises:
        IngestError: the file is damaged, encrypted, too long, or a picture without text.
    """
    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "password" in str(error).lower():
            raise IngestError(
                "is encrypted", file=name, remedy="ask for it without a password"
            ) from error
        raise IngestError(
            "is damaged or no PDF", file=name, remedy="ask for the file again"
        ) from error
    try:
        if len(document) > MAX_PAGES:
            raise IngestError(
                f"has {len(document)} pages, at most {MAX_PAGES} are read",
                file=name,
                remedy="give the response without its appendices",
            )
        pages = [_lines(_runs(document, number, name)) for number in range(len(document))]
    finally:
        document.close()
    if not any(line.strip() for page in pages for line in page):
        raise IngestError(
            "holds pictures of pages but no text", file=name, remedy="run OCR on it first"
        )
    lines: list[str] = []
    for page in _without_running_heads(pages):
        lines += [PAGE_BREAK, *page] if lines else page
    return Text(tuple(lines))


def _runs(document: pypdfium2.PdfDocument, number: int, name: str) -> list[_Run]:
    try:
        page = document[number]
        text = page.get_textpage()
    except pypdfium2.PdfiumError as error:
        raise IngestError(
            "is damaged", file=name, place=f"page {number + 1}", remedy="ask for the file again"
        ) from error
    runs = list(_split(_glyphs(text)))
    text.close()
    page.close()
    return runs


def _glyphs(text: pypdfium2.PdfTextPage) -> Iterator[_Run | None]:
    """Every glyph with its box; None where PDFium ends a line."""
    left, right, low, high = (ctypes.c_double() for _ in range(4))
    for index in range(text.count_chars()):
        code = raw.FPDFText_GetUnicode(text.raw, index)
        if code in (10, 13):
            yield None
            continue
        raw.FPDFText_GetCharBox(text.raw, index, left, right, low, high)
        character = chr(code) if 0 < code < 0x110000 else ""
        character = "-" if character and character in _HYPHENS else clean(character)
        if character:
            yield _Run(left.value, right.value, low.value, high.value, character)


def _split(glyphs: Iterator[_Run | None]) -> Iterator[_Run]:
    """Runs: a line's end, a jump or a gap of some letters' width parts them."""
    row: list[_Run] = []
    for glyph in glyphs:
        last = next((each for each in reversed(row) if not each.text.isspace()), None)
        if glyph is None or (last and not glyph.text.isspace() and _is_apart(last, glyph)):
            if last:
                yield _run(row)
            row = []
        if glyph is not None and (row or not glyph.text.isspace()):
            row.append(glyph)
    if row:
        yield _run(row)


def _is_apart(last: _Run, glyph: _Run) -> bool:
    size = max(last.high - last.low, glyph.high - glyph.low, 4)
    return (
        abs(glyph.low - last.low) > 2 * size
        or glyph.left - last.right > 1.6 * size
        or last.left - glyph.right > size
    )


def _run(row: Sequence[_Run]) -> _Run:
    inked = [glyph for glyph in row if not glyph.text.isspace()]
    return _Run(
        min(glyph.left for glyph in inked),
        max(glyph.right for glyph in inked),
        median(glyph.low for glyph in inked),
        median(glyph.high for glyph in inked),
        "".join(glyph.text for glyph in row).strip(),
    )


def _lines(runs: Sequence[_Run]) -> list[str]:
    """A page's lines from top to foot, the left column before the right one."""
    if not runs:
        return []
    letter = max(median((run.right - run.left) / max(len(run.text), 1) for run in runs), 1.0)
    gutter = _gutter(runs)
    if gutter is None:
        return _column(_rows(runs), letter)
    above = [run for run in runs if run.left < gutter < run.right]
    top = min((run.low for run in above), default=float("inf"))
    over = [run for run in runs if run.low >= top] if above else []
    left = [run for run in runs if run not in over and run.right <= gutter]
    right = [run for run in runs if run not in over and run not in left]
    return [line for part in (over, left, right) for line in _column(_rows(part), letter)]


def _gutter(runs: Sequence[_Run]) -> float | None:
    """Where a page of two columns is empty from top to foot; None for other pages."""
    rows = _rows(runs)
    wide = max(run.right for run in runs) - min(run.left for run in runs)
    start = min(run.left for run in runs)
    if len(rows) < 12 or wide < 200:
        return None
    for share in (0.5, 0.48, 0.52, 0.45, 0.55):
        at = start + wide * share
        crossed = sum(any(run.left < at < run.right for run in row) for row in rows)
        both = sum(
            any(run.right <= at for run in row) and any(run.left >= at for run in row)
            for row in rows
        )
        long = sum(len(run.text) > 15 for row in rows for run in row)
        if both > 0.5 * len(rows) and crossed < 0.2 * len(rows) and long > len(rows):
            return at
    return None


def _rows(runs: Sequence[_Run]) -> list[list[_Run]]:
    """Runs on the same height, from the top down, each row from left to right."""
    rows: list[list[_Run]] = []
    for run in sorted(runs, key=lambda run: -run.middle):
        if rows:
            first = rows[-1][0]
            size = max(first.high - first.low, run.high - run.low)
            if first.middle - run.middle < 0.6 * size:
                rows[-1].append(run)
                continue
        rows.append([run])
    return [sorted(row, key=lambda run: run.left) for row in rows]


def _column(rows: Sequence[Sequence[_Run]], letter: float) -> list[str]:
    """Rows as lines: indentation and gaps in letters, an empty line where the leading is larger."""
    if not rows:
        return []
    margin = min(run.left for row in rows for run in row)
    steps = [upper[0].low - lower[0].low for upper, lower in pairwise(rows)]
    usual = median(steps) if steps else 0.0
    small = min((step for step in steps if step > 0.7 * usual), default=usual)
    lines: list[str] = []
    above: float | None = None
    for row in rows:
        if above is not None and small and above - row[0].low > 1.45 * small:
            lines.append("")
        line = ""
        for run in row:
            place = round((run.left - margin) / letter)
            gap = max(place - len(line), 3 if line else 0)
            line += " " * (gap if gap > 1 or line else 0) + run.text
        lines.append(line)
        above = row[0].low
    return lines


def _without_running_heads(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Pages without lines at their edges that come again, but for numbers, on other pages."""
    edges: Counter[str] = Counter()
    for page in pages:
        filled = [line for line in page if line.strip()]
        edges.update({_print(line) for line in (*filled[:_EDGE], *filled[-_EDGE:])})
    result = []
    for number, page in enumerate(pages):
        places = [at for at, line in enumerate(page) if line.strip()]
        # The first page's head is the letterhead.
        top = places[:_EDGE] if number else []
        dropped: set[int] = set()
        for edge in (top, places[-_EDGE:][::-1]):
            for at in edge:
                if edges[_print(page[at])] < 2 and not _is_page_number(page[at]):
                    break
                dropped.add(at)
        result.append([line for at, line in enumerate(page) if at not in dropped])
    return result


def _print(line: str) -> str:
    return re.sub(r"\d+", "#", " ".join(line.split())).lower()


def _is_page_number(line: str) -> bool:
    return (
        re.fullmatch(r"\s*(?:sivu\s*)?-?\s*\d{1,3}\s*(?:[(/]\s*\d{1,3}\s*\)?)?\s*-?\s*", line)
        is not None
    )
