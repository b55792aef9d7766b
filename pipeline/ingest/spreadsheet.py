"""Excel workbooks (XLSX): the values shown, never a formula's computing."""

from __future__ import annotations

import io
import warnings
from datetime import date, datetime

from openpyxl import load_workbook
from openpyxl.utils.exceptions import InvalidFileException

from pipeline.errors import IngestError
from pipeline.ingest.characters import clean
from pipeline.ingest.content import Table
from pipeline.ingest.packages import DAMAGE, open_package
from pipeline.schema import Notice

MAX_ROWS = 20_000
MAX_COLUMNS = 500


def read_xlsx(data: bytes, name: str) -> Table:
    """The rows of the first visible sheet that has any.

    Raises:
        IngestError: the file is damaged, encrypted, too large or empty.
    """
    open_package(data, name).close()
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # openpyxl tells of styles it doesn't know
            book = load_workbook(io.BytesIO(data), read_only=True, data_only=True, keep_links=False)
            sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
            hidden = len(book.worksheets) - len(sheets)
            found = [(sheet.title, rows) for sheet in sheets if (rows := _rows(sheet, name))]
    except IngestError:
        raise
    except (
        *DAMAGE,
        InvalidFileException,
        AttributeError,
        KeyError,
        IndexError,
        OverflowError,
        SyntaxError,
        TypeError,
    ) as error:
        raise IngestError(
            "is damaged or no workbook", file=name, remedy="ask for the file again, or give CSV"
        ) from error
    if not found:
        raise IngestError("has no visible sheet with text", file=name, remedy="unhide the sheet")
    notices = []
    if len(found) > 1 or hidden:
        others = ", ".join(title for title, _ in found[1:]) or "none"
        notices.append(
            Notice(
                code="other-sheets",
                message=f"read the sheet {found[0][0]}; other sheets: {others}; hidden: {hidden}",
            )
        )
    return Table(found[0][1], tuple(notices))


def _rows(sheet: object, name: str) -> tuple[tuple[str, ...], ...]:
    rows = []
    for number, row in enumerate(sheet.iter_rows(values_only=True)):  # type: ignore[attr-defined]
        if number >= MAX_ROWS or len(row) > MAX_COLUMNS:
            raise IngestError(
                f"has more than {MAX_ROWS} rows or {MAX_COLUMNS} columns",
                file=name,
                remedy="export the responses in several files",
            )
        cells = tuple(_shown(value) for value in row)
        if any(cells):
            rows.append(cells)
    return tuple(rows)


def _shown(value: object) -> str:
    """A cell's value as Excel shows it in Finnish."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        return f"{value.day}.{value.month}.{value.year} {value:%H:%M}"
    if isinstance(value, date):
        return f"{value.day}.{value.month}.{value.year}"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else str(value).replace(".", ",")
    return clean(str(value)).strip()
