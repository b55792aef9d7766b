"""Webropol's export: a row a respondent, a column a question."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.errors import IngestError
from pipeline.ingest.content import Entry, Field, Reading, Table
from pipeline.ingest.flow import blocks_of
from pipeline.ingest.form_fields import Role, is_empty, respondent_of, role_of
from pipeline.ingest.mapping import ColumnRole, MappedColumn, Mapping, index_of, letter_of
from pipeline.outline import Outline
from pipeline.schema import Notice

NAME = "webropol-export"

_NUMBERED = re.compile(r"\s*(?P<number>\d{1,3})\.\s+(?P<text>\S.*)", re.DOTALL)
_HEADER_DEPTH = 10
_COLUMN_ROLES: dict[Role | None, ColumnRole] = {
    None: "question",
    Role.NUMBER: "number",
    Role.TIME: "ignore",
    Role.NAME: "personal",
    Role.CONTACT: "personal",
    Role.ORGANISATION: "organisation",
    Role.GROUP: "group",
    Role.TITLE: "role",
    Role.OTHER: "ignore",
}
_ROLES: dict[ColumnRole, Role | None] = {
    "question": None,
    "number": Role.NUMBER,
    "organisation": Role.ORGANISATION,
    "group": Role.GROUP,
    "role": Role.TITLE,
    "personal": Role.NAME,
    "ignore": Role.OTHER,
}


@dataclass(frozen=True, slots=True)
class Column:
    """What a column holds: a background role, or a question with its number."""

    index: int
    header: str
    role: Role | None = None
    number: int | None = None

    @property
    def question(self) -> str:
        """The header without the question's number."""
        match = _NUMBERED.match(self.header)
        return " ".join((match["text"] if match else self.header).split())


def claims(content: Table) -> bool:
    """A table with a row of headers that ask or that name the respondent, and rows below it."""
    return _header_row(content.rows) is not None


def columns_of(header: Sequence[str]) -> tuple[Column, ...]:
    """The columns of a header row; columns without a header are left out.

    >>> [(c.role, c.number) for c in columns_of(["Sähköposti", "1. Mitä mieltä olet?"])]
    [(<Role.CONTACT: 'contact'>, None), (None, 1)]
    """
    columns = []
    for index, cell in enumerate(header):
        if cell.strip():
            role = role_of(_NUMBERED.sub(r"\g<text>", cell))
            match = _NUMBERED.match(cell)
            number = int(match["number"]) if match and role is None else None
            columns.append(Column(index, cell.strip(), role, number))
    return tuple(columns)


def propose(content: Table) -> Mapping:
    """A mapping found from the headers, or from the fullest row near the top if none is known.

    A column that has text but no header is listed as one to ignore.

    Raises:
        IngestError: there is no row of headers with a row below it; `file` is left open.
    """
    at = _header_row(content.rows)
    if at is None:
        near = range(min(_HEADER_DEPTH, len(content.rows) - 1))
        at = max(near, key=lambda row: sum(map(bool, content.rows[row])), default=None)
    if at is None:
        raise IngestError(
            "has no row of headers with responses below it", remedy="give the export whole"
        )
    header, rows = _header(content.rows, at)
    known = {column.index: column for column in columns_of(header)}
    filled = {index for row in rows for index, cell in enumerate(row) if cell.strip()}
    return Mapping(
        columns=tuple(
            MappedColumn(
                column=letter_of(index),
                header=known[index].header if index in known else "",
                role=_COLUMN_ROLES[known[index].role] if index in known else "ignore",
                question=known[index].number if index in known else None,
            )
            for index in sorted(known.keys() | filled)
        )
    )


def read(content: Table, outline: Outline | None, *, mapping: Mapping | None = None) -> Reading:
    """Every row's respondent, with a field for every question's column.

    Raises:
        IngestError: `mapping` doesn't fit the headers; `file` is left open.
    """
    if mapping is None:
        header, rows = _header(content.rows, _header_row(content.rows) or 0)
        columns = columns_of(header)
    else:
        header, rows = _mapped_header(content.rows, mapping)
        columns = _mapped_columns(mapping)
    doubts = list(_doubts(columns, rows))
    entries = []
    for position, row in enumerate(rows, start=1):
        cells = [
            (column, row[column.index].strip()) for column in columns if column.index < len(row)
        ]
        if not any(cell for _, cell in cells):
            continue
        roles = [(column.role, cell) for column, cell in cells if column.role]
        number = next((cell for role, cell in roles if role is Role.NUMBER and cell), None)
        respondent, names = respondent_of(roles)
        entries.append(
            Entry(
                tuple(
                    Field(
                        column.question,
                        blocks_of(cell.split("\n"), outline=outline),
                        column.number,
                    )
                    for column, cell in cells
                    if column.role is None
                ),
                respondent=respondent,
                number=number or str(position),
                names=names,
            )
        )
    return Reading(NAME, tuple(entries), doubts=tuple(doubts))


def _mapped_header(
    rows: Sequence[Sequence[str]], mapping: Mapping
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The first header near the top that the mapping fits, and the rows below it."""
    misfits = []
    for at in range(min(_HEADER_DEPTH, len(rows) - 1)):
        header, below = _header(rows, at)
        misfit = mapping.misfit(header)
        if misfit is None:
            return header, below
        misfits.append((sum(map(bool, header)), misfit))
    place, problem = max(misfits)[1] if misfits else ("row 1", "there are no rows of responses")
    raise IngestError(
        problem,
        place=place,
        remedy="correct the mapping file beside the export, or remove it and run "
        "`lausuntoputki ingest inspect` again",
    )


def _mapped_columns(mapping: Mapping) -> tuple[Column, ...]:
    columns = []
    for each in mapping.columns:
        role = _ROLES[each.role]
        if each.role == "personal" and role_of(each.header) is Role.CONTACT:
            role = Role.CONTACT
        number = each.question if role is None else None
        columns.append(Column(index_of(each.column), each.header, role, number))
    return tuple(columns)


def _header(
    rows: Sequence[Sequence[str]], at: int
) -> tuple[Sequence[str], Sequence[Sequence[str]]]:
    """The header and the rows below it; a second row of headers is laid over the first.

    The second row is one of headers where it leaves the columns of the first row's background
    fields empty and holds numbered questions or background fields.
    """
    first, second = rows[at], rows[at + 1]
    filled = [index for index, cell in enumerate(second) if cell.strip()]
    known = [index for index in filled if _NUMBERED.match(second[index]) or role_of(second[index])]
    background = {column.index for column in columns_of(first) if column.role}
    if not known or len(known) * 2 < len(filled) or background & set(filled):
        return first, rows[at + 1 :]
    width = max(len(first), len(second))
    pairs = zip(_padded(first, width), _padded(second, width), strict=True)
    return [below or above for above, below in pairs], rows[at + 2 :]


def _padded(row: Sequence[str], width: int) -> list[str]:
    return [*row, *[""] * (width - len(row))]


def _header_row(rows: Sequence[Sequence[str]]) -> int | None:
    """The first row near the top that has two columns at least, one of them a known role or a
    numbered question, and one that asks."""
    for at, row in enumerate(rows[:_HEADER_DEPTH]):
        cells = [cell for cell in row if cell.strip()]
        known = sum(bool(role_of(cell) or _NUMBERED.match(cell)) for cell in cells)
        asks = any(c.role is None for c in columns_of(row))
        if len(cells) >= 2 and known * 2 >= len(cells) and asks and at + 1 < len(rows):
            return at
    return None


def _doubts(columns: Sequence[Column], rows: Sequence[Sequence[str]]) -> list[Notice]:
    doubts = []
    numbers = [column.number for column in columns if column.number is not None]
    clashes = sorted({number for number in numbers if numbers.count(number) > 1})
    if clashes:
        listed = ", ".join(map(str, clashes))
        doubts.append(
            Notice(code="question-clash", message=f"question numbers that come twice: {listed}")
        )
    used = {column.index for column in columns}
    orphans = sorted(
        {
            index + 1
            for row in rows
            for index, cell in enumerate(row)
            if index not in used and not is_empty(cell)
        }
    )
    if orphans:
        listed = ", ".join(map(str, orphans[:10]))
        doubts.append(
            Notice(code="orphan-column", message=f"columns with text but no header: {listed}")
        )
    return doubts
