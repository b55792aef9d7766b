"""Tasks as an Excel workbook that officials fill in: labels in Finnish, chosen from lists."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from openpyxl import Workbook, load_workbook
from openpyxl.styles import Alignment, Font, PatternFill, Protection
from openpyxl.utils import get_column_letter
from openpyxl.utils.exceptions import InvalidFileException
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.annotation.label_names import CHOICES, label_of
from pipeline.annotation.tasks import Row, Task, row_of
from pipeline.errors import AnnotationError

SHEET = "Lauseet"
_YES, _YES_WORDS, _NO_WORDS = "kyllä", {"kyllä", "k", "x", "true", "1"}, {"", "ei", "false", "0"}
_MOST = 32_767  # characters in a cell; Excel's own limit

# Header, field, width, whether it is filled in.
_COLUMNS: tuple[tuple[str, str, int, bool], ...] = (
    ("Kysymys", "question", 30, False),
    ("Edellinen lause", "before", 40, False),
    ("Lause", "text", 70, False),
    ("Ehdotettu luokka", "suggested", 20, False),
    ("Luokka", "label", 20, True),
    ("Toinen luokka", "also", 20, True),
    ("Epävarma", "unsure", 10, True),
    ("Tekijä", "annotator", 16, True),
    ("Huomautus", "note", 30, False),
    ("Tunniste (älä muuta)", "id", 12, False),
    ("Tiedot (älä muuta)", "rest", 12, False),
)
_SHOWN = {field for _, field, _, _ in _COLUMNS}
_GUIDE = (
    "Valitse jokaiselle lauseelle luokka sarakkeesta Luokka. Tyhjä rivi jää odottamaan.",
    "Jos lauseessa on selvästi toinenkin teko, anna se sarakkeessa Toinen luokka; "
    "useamman voi kirjoittaa pilkulla erottaen.",
    "Epävarma: kirjoita kyllä, jos et ole varma kahden lukemisen jälkeen.",
    "Rivejä saa järjestää ja poistaa. Lauseita, otsikoita ja piilosarakkeita ei saa muuttaa.",
    "",
    "ehdotus: pyytää, että jotain tehdään, muutetaan, lisätään, poistetaan tai säilytetään",
    "kritiikki: arvioi, että jokin puuttuu tai on väärin, epäselvää tai riittämätöntä",
    "riski: nimeää haitan tai huolen siitä, mitä voi seurata",
    "kannatus: on samaa mieltä, kannattaa tai kiittää",
    "muu: ei mitään näistä (tausta, tosiasiat, kiitokset, ei kommentoitavaa)",
)


def write_workbook(tasks: Sequence[Task], path: Path) -> None:
    """Write the workbook, whole or not at all.

    Raises:
        AnnotationError: a text is longer than a cell may be, or the file can't be written.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    sheet = book.create_sheet(SHEET)
    sheet.append([header for header, *_ in _COLUMNS])
    for number, task in enumerate(tasks, start=2):
        for column, value in enumerate(_values(task), start=1):
            _set(sheet, number, column, value, path)
    _dress(sheet)
    guide = book.create_sheet("Ohje")
    for line in _GUIDE:
        guide.append([line])
    guide.column_dimensions["A"].width = 110
    _save(book, path)


def _values(task: Task) -> list[str]:
    fields = task.model_dump(mode="json")
    rest = {name: value for name, value in fields.items() if name not in _SHOWN}
    shown: dict[str, str] = {
        "question": task.question,
        "before": task.before,
        "text": task.text,
        "suggested": CHOICES[task.suggested] if task.suggested else "",
        "label": CHOICES[task.label] if task.label else "",
        "also": ", ".join(CHOICES[label] for label in task.also),
        "unsure": _YES if task.unsure else "",
        "annotator": task.annotator,
        "note": task.note,
        "id": task.id,
        "rest": json.dumps(rest, ensure_ascii=False),
    }
    return [shown[field] for _, field, _, _ in _COLUMNS]


def _set(sheet: Worksheet, row: int, column: int, value: str, path: Path) -> None:
    written = _escape(value)
    if len(written) > _MOST:
        raise AnnotationError(
            f"a text of {len(value)} characters doesn't fit in a cell",
            file=path,
            place=f"row {row}",
            remedy="export as jsonl",
        )
    if written:
        cell = sheet.cell(row, column)
        cell.value = written
        cell.data_type = "s"  # a text that starts with "=" is no formula
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def _dress(sheet: Worksheet) -> None:
    grey, yellow = (PatternFill("solid", fgColor=colour) for colour in ("DDDDDD", "FFF2CC"))
    for column, (_, field, width, filled_in) in enumerate(_COLUMNS, start=1):
        letter = get_column_letter(column)
        sheet.column_dimensions[letter].width = width
        sheet.column_dimensions[letter].hidden = field in {"id", "rest"}
        head = sheet.cell(1, column)
        head.font, head.fill = Font(bold=True), yellow if filled_in else grey
        for row in range(2, sheet.max_row + 1):
            sheet.cell(row, column).protection = Protection(locked=not filled_in)
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions
    labels = f'"{",".join(CHOICES.values())}"'
    for field, strict, choices in (
        ("label", True, labels), ("also", False, labels), ("unsure", False, f'"{_YES},ei"'),
    ):  # fmt: skip
        letter = get_column_letter(1 + [name for _, name, _, _ in _COLUMNS].index(field))
        listed = DataValidation(type="list", formula1=choices, allow_blank=True)
        listed.showErrorMessage = strict
        listed.error = "Valitse luokka luettelosta."
        sheet.add_data_validation(listed)
        listed.add(f"{letter}2:{letter}{max(sheet.max_row, 2)}")


def _save(book: Workbook, path: Path) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        book.save(part)
        part.replace(path)
    except OSError as error:
        part.unlink(missing_ok=True)
        raise AnnotationError(
            f"can't be written: {error.strerror}",
            file=path,
            remedy="close it in Excel, check the folder's rights and the free space",
        ) from error


def read_workbook(data: bytes, *, file: Path) -> list[Row]:
    """A row for each filled line of the sheet, whatever is wrong with the others.

    Columns are found by their headers, in any order; others are ignored.

    Raises:
        AnnotationError: it is no workbook, or lacks the sheet or a column.
    """
    try:
        book = load_workbook(BytesIO(data), read_only=True)
    except (BadZipFile, InvalidFileException, KeyError, OSError, ValueError) as error:
        raise AnnotationError(
            f"is no Excel workbook: {error}", file=file, remedy="give the .xlsx that was exported"
        ) from error
    if SHEET not in book.sheetnames:
        raise AnnotationError(
            f"has no sheet {SHEET}, only {', '.join(book.sheetnames)}",
            file=file,
            remedy=f"name the sheet of the sentences {SHEET} again",
        )
    lines = book[SHEET].iter_rows(values_only=True)
    columns = _columns(next(lines, ()), file)
    rows = []
    for number, values in enumerate(lines, start=2):
        given = {field: _cell(values, at) for field, at in columns.items()}
        if any(given.values()):
            rows.append(_row(f"row {number}", given))
    return rows


def _columns(headers: Sequence[Any], file: Path) -> dict[str, int]:
    """The place of each field's column."""
    found = [_folded("" if header is None else str(header)) for header in headers]
    wanted = [(header, field) for header, field, _, _ in _COLUMNS]
    missing = [header for header, _ in wanted if _folded(header) not in found]
    twice = [header for header, _ in wanted if found.count(_folded(header)) > 1]
    if missing or twice:
        told = [f"lacks the column {header}" for header in missing]
        told += [f"has the column {header} twice" for header in twice]
        known = {_folded(header) for header, _ in wanted}
        unknown = [
            str(header) for header in headers if header and _folded(str(header)) not in known
        ]
        raise AnnotationError(
            "; ".join(told) + (f"; not known: {', '.join(unknown)}" if unknown else ""),
            file=file,
            place=f"sheet {SHEET}, row 1",
            remedy="write the headers as they were exported",
        )
    return {field: found.index(_folded(header)) for header, field in wanted}


def _row(place: str, given: dict[str, str]) -> Row:
    try:
        rest = json.loads(given["rest"])
        if not isinstance(rest, dict):
            raise TypeError
    except (ValueError, TypeError):
        return Row(place, problem="the hidden column Tiedot was changed")
    if (unsure := _folded(given["unsure"])) not in _YES_WORDS | _NO_WORDS:
        return Row(place, problem=f"Epävarma: {given['unsure']!r} is neither kyllä nor ei")
    fields = {
        **rest,
        "id": given["id"],
        "question": given["question"],
        "before": given["before"],
        "text": given["text"],
        "suggested": label_of(given["suggested"]),
        "label": label_of(given["label"]),
        "also": [label_of(part) for part in given["also"].split(",") if part.strip()],
        "unsure": unsure in _YES_WORDS,
        "annotator": given["annotator"],
        "note": given["note"],
    }
    return row_of(place, fields)


def _folded(written: str) -> str:
    return " ".join(written.split()).casefold()


def _cell(values: Sequence[Any], at: int) -> str:
    value = values[at] if at < len(values) else None
    return "" if value is None else _unescape(str(value))


_ESCAPE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)|[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")


def _escape(text: str) -> str:
    """Characters that a workbook can't hold, as Excel itself writes them.

    >>> _escape("a\\x07b_x0041_")
    'a_x0007_b_x005F_x0041_'
    """
    return _ESCAPE.sub(lambda found: f"_x{ord(found.group()):04X}_", text)


def _unescape(text: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found.group(1), 16)), text)
