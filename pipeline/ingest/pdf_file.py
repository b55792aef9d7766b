"""PDF: from glyphs on pages to lines with their indentation, columns and empty lines.

pypdfium2 is used for the glyphs: Chrome's engine in one wheel, fast, permissively licensed.
"""

from __future__ import annotations

import ctypes
import math
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
_NARROW_PAGE = 200
"""Points; what is narrower has no two columns."""
_FEWEST = 5
"""Rows with text on both sides that columns have at least."""
_FULL = 0.7
"""The share of a column's width that its lines fill."""
_WIDEST = 200
"""Letters; no page is wider, whatever its coordinates say."""
_FULL_LINE = 0.85
_EM = 2
"""Letters; lines are an em apart at least, and mostly less than one and a half."""
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
        box = (left.value, right.value, low.value, high.value)
        if character and all(map(math.isfinite, box)):
            yield _Run(*box, character)


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
    """A page's lines from top to foot; where it is set in columns, the left before the right."""
    if not runs:
        return []
    letter = max(median((run.right - run.left) / max(len(run.text), 1) for run in runs), 1.0)
    rows = _rows(runs)
    gutter = _gutter(rows)
    if gutter is None:
        return _column(rows, letter)
    lines: list[str] = []
    band: list[_Run] = []
    for row in [*rows, None]:
        if row is not None and not any(run.left < gutter < run.right for run in row):
            band += row
            continue
        for side in (True, False):
            part = _column(_rows([r for r in band if (r.right <= gutter) is side]), letter)
            lines += [PAGE_BREAK, *part] if lines and part else part
        band = []
        if row is not None:
            lines += ["", *_column([row], letter), ""]
    return lines


def _gutter(rows: Sequence[Sequence[_Run]]) -> float | None:
    """Where a page of two columns is empty; None for other pages.

    Columns are told from tables and letterheads by their lines, which fill both sides.
    """
    start = min(run.left for row in rows for run in row)
    wide = max(run.right for row in rows for run in row) - start
    if wide < _NARROW_PAGE:
        return None
    for share in (0.5, 0.48, 0.52, 0.46, 0.54, 0.44, 0.56):
        at = start + wide * share
        left = [[run for run in row if run.right <= at] for row in rows]
        right = [[run for run in row if run.left >= at] for row in rows]
        both = [(one, two) for one, two in zip(left, right, strict=True) if one and two]
        full = sum(
            max(run.right for run in one) - start > _FULL * (at - start)
            and max(run.right for run in two) - at > _FULL * (start + wide - at)
            for one, two in both
        )
        if len(both) >= _FEWEST and full * 2 >= len(both):
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
    leading = _leading(rows, letter)
    usual = median(run.high - run.low for row in rows for run in row) or 1.0
    lines: list[str] = []
    above: _Run | None = None
    for row in rows:
        if above is not None:
            large = min(above.high - above.low, row[0].high - row[0].low) / usual
            if above.low - row[0].low > 1.3 * leading * max(1.0, large):
                lines.append("")
        line = ""
        for run in row:
            place = min(round((run.left - margin) / letter), _WIDEST)
            gap = max(place - len(line), 3 if line else 0)
            line += " " * (gap if gap > 1 or line else 0) + run.text
        lines.append(line)
        above = row[0]
    return lines


def _leading(rows: Sequence[Sequence[_Run]], letter: float) -> float:
    """The distance between the lines of a paragraph: below lines that are full, mostly."""
    start = min(run.left for row in rows for run in row)
    end = max(run.right for row in rows for run in row)
    steps = sorted(
        upper[0].low - lower[0].low
        for upper, lower in pairwise(rows)
        if upper[-1].right - start > _FULL_LINE * (end - start)
        and upper[0].low - lower[0].low > _EM * letter
    )
    return steps[len(steps) // 8] if steps else 1.5 * _EM * letter


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
