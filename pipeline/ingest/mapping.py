"""The mapping file of an export: what each column holds, for a person to confirm or correct.

It lies beside the export (`kysely.xlsx`, `kysely.mapping.yaml`) and is used whenever the export
is read.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import Literal

import yaml
from pydantic import Field, ValidationError

from pipeline.errors import IngestError
from pipeline.schema import Frozen

SUFFIXES = (".mapping.yaml", ".mapping.yml")

ColumnRole = Literal["number", "organisation", "group", "role", "question", "personal", "ignore"]

_MOST_BYTES = 2_000_000
_HEAD = """\
# What each column of {name} holds. Correct what is wrong and run again; headers and order stay.
# role: number        tells the respondents apart
#       organisation  whom the respondent speaks for
#       group         the kind of respondent
#       role          the respondent's title or task
#       question      an answer is read from it; question: its number, left out if it has none
#       personal      names and contact details: never read, names are masked in the answers
#       ignore        not read
"""


class MappedColumn(Frozen):
    """One column: its letter as in Excel, its header as it stands, and what it holds."""

    column: str = Field(pattern="^[A-Z]{1,3}$")
    header: str
    role: ColumnRole
    question: int | None = None


class Mapping(Frozen):
    """All columns of an export, from the left."""

    columns: tuple[MappedColumn, ...]

    def misfit(self, header: Sequence[str]) -> tuple[str, str] | None:
        """The first column that isn't as the mapping says: its place and what is wrong.

        >>> mapping = Mapping(columns=(MappedColumn(column="A", header="Kunta", role="ignore"),))
        >>> mapping.misfit(["Kunta"]), mapping.misfit(["Taho"])
        (None, ('column A', "the header is 'Taho', the mapping has 'Kunta'"))
        """
        found = {letter_of(at): _folded(cell) for at, cell in enumerate(header)}
        for each in self.columns:
            given = found.pop(each.column, "")
            if given != _folded(each.header):
                problem = f"the header is {given!r}, the mapping has {_folded(each.header)!r}"
                return f"column {each.column}", problem
        extra = next(((letter, cell) for letter, cell in found.items() if cell), None)
        if extra:
            return f"column {extra[0]}", f"the header {extra[1]!r} is not in the mapping"
        return None


def letter_of(index: int) -> str:
    """A column's letters from its index.

    >>> [letter_of(index) for index in (0, 25, 26, 701, 702)]
    ['A', 'Z', 'AA', 'ZZ', 'AAA']
    """
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def index_of(letters: str) -> int:
    """A column's index from its letters.

    >>> [index_of(letters) for letters in ("A", "Z", "AA", "AAA")]
    [0, 25, 26, 702]
    """
    index = 0
    for letter in letters:
        index = 26 * index + ord(letter) - ord("A") + 1
    return index - 1


def mapping_path(export: Path) -> Path:
    """Where the mapping of an export is written.

    >>> mapping_path(Path("kysely.xlsx")).name
    'kysely.mapping.yaml'
    """
    return export.with_name(export.stem + SUFFIXES[0])


def to_yaml(mapping: Mapping, name: str) -> str:
    """The mapping file of the export called `name`, with its instructions on top."""
    data = mapping.model_dump(exclude_none=True, mode="json")
    body = yaml.safe_dump(data, allow_unicode=True, sort_keys=False, width=1000)
    return _HEAD.format(name=" ".join(name.split())) + body


def from_yaml(data: bytes, name: str) -> Mapping:
    """The mapping in a file's bytes; `name` is the file's in messages.

    Raises:
        IngestError: it is no mapping, names a role that there is none of, or a column twice.
    """
    remedy = "correct it, or remove it and run `lausuntoputki ingest inspect` again"
    if len(data) > _MOST_BYTES:
        raise IngestError("is too large for a mapping", file=name, remedy=remedy)
    try:
        # BaseLoader keeps every header as text: "2026" must not become a number
        content = yaml.load(data.decode("utf-8-sig"), Loader=yaml.BaseLoader)  # noqa: S506
        mapping = Mapping.model_validate(content)
    except ValidationError as error:
        first = error.errors()[0]
        raise IngestError(
            f"{first['msg']}, got {first.get('input')!r}",
            file=name,
            place=_place(first["loc"], content),
            remedy=remedy,
        ) from error
    except (yaml.YAMLError, UnicodeDecodeError, RecursionError) as error:
        raise IngestError("is no YAML in UTF-8", file=name, remedy=remedy) from error
    letters = [each.column for each in mapping.columns]
    twice = next((letter for letter in letters if letters.count(letter) > 1), None)
    if twice:
        raise IngestError(
            "comes twice", file=name, place=f"column {twice}", remedy="remove one of them"
        )
    return mapping


def _place(location: tuple[int | str, ...], content: object) -> str:
    """`column C, role` for a value inside a column, else the keys that lead to it."""
    if isinstance(content, dict) and len(location) > 1 and isinstance(location[1], int):
        column = content["columns"][location[1]]
        if isinstance(column, dict) and "column" in column:
            return ", ".join((f"column {column['column']}", *map(str, location[2:])))
    return ".".join(map(str, location)) or "the whole file"


def _folded(header: str) -> str:
    return " ".join(header.split())
