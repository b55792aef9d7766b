"""What the containers hand to the readers, and what the readers hand back."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Generic, TypeVar

from pipeline.outline import Outline
from pipeline.schema import Notice, Respondent

NO_RESPONDENT = Respondent()

PAGE_BREAK = "\f"
"""A line that stands for the seam between two pages: what it parts may be one sentence."""


@dataclass(frozen=True, slots=True)
class Text:
    """A file as cleaned lines; indentation and empty lines are kept, for they are the layout.

    `notes` are footnotes: no part of the lines, for they would tear sentences.
    """

    lines: tuple[str, ...]
    notices: tuple[Notice, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Table:
    """A file as rows of cleaned cells."""

    rows: tuple[tuple[str, ...], ...]
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Field:
    """A question of the form with the lines given to it; no block but blanks means no answer."""

    question: str
    blocks: tuple[str, ...]
    number: int | None = None


@dataclass(frozen=True, slots=True)
class Entry:
    """What one respondent sent. `number` tells the respondents of one file apart.

    `names` are names of persons that the form or the signature gives; they are masked in text.
    """

    fields: tuple[Field, ...]
    respondent: Respondent = NO_RESPONDENT
    number: str | None = None
    names: tuple[str, ...] = ()
    notices: tuple[Notice, ...] = ()


@dataclass(frozen=True, slots=True)
class Reading:
    """A whole file as a reader saw it. `confidence` (0–1) falls with each of `doubts`."""

    layout: str
    entries: tuple[Entry, ...]
    consultation: str | None = None
    doubts: tuple[Notice, ...] = ()

    @property
    def confidence(self) -> float:
        """1 without doubts; each one takes a quarter of what is left.

        >>> Reading("letter", (), doubts=(Notice(code="a", message="b"),)).confidence
        0.75
        """
        return float(0.75 ** len(self.doubts))


Content = TypeVar("Content", Text, Table)


@dataclass(frozen=True)
class Layout(Generic[Content]):
    """A layout that can be read: its name, how it is known, and its reader."""

    name: str
    claims: Callable[[Content], bool]
    read: Callable[[Content, Outline | None], Reading]
