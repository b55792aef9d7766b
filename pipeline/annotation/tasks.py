"""A sentence to label, with all that a labeller needs to see and a label to come back."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from pydantic import Field, ValidationError, field_validator, model_validator

from pipeline.annotation.identity import SentenceId, text_digest
from pipeline.schema import LABELS, Frozen, Label

SourceKind = Literal["real", "authored"]
Verdict = tuple[Label, frozenset[Label], bool]
"""What was decided of a sentence: label, second labels, whether it is unsure."""


class Task(Frozen):
    """A sentence to label, or labelled.

    `suggested`, `suggested_also` and `scores` are the classifier's and may be left out, so that
    a labeller isn't led. `label` is None until somebody has labelled the sentence. `after` names
    the changes (see `changes`) that were known when the task was written. `note` is for the
    labeller: why the sentence comes up.
    """

    id: str
    question_number: int | None = None
    question: str = ""
    before: str = ""
    text: str = Field(min_length=1)
    suggested: Label | None = None
    suggested_also: tuple[Label, ...] = ()
    scores: dict[str, float] = Field(default={})
    needs_review: bool = False
    label: Label | None
    also: tuple[Label, ...] = ()
    unsure: bool = False
    annotator: str = ""
    index: int = Field(ge=0)
    source: SourceKind = "real"
    block: Literal["bullet"] | None = None
    after: tuple[str, ...] = ()
    note: str = ""

    @field_validator("label", "also", mode="before")
    @classmethod
    def _known(cls, value: Any) -> Any:
        for label in value if isinstance(value, list | tuple) else (value,):
            if label is not None and label not in LABELS:
                raise ValueError(f"unknown label {label!r}; known are {', '.join(LABELS)}")
        return value

    @model_validator(mode="after")
    def _whole(self) -> Task:
        if SentenceId.parse(self.id).digest != text_digest(self.text):
            raise ValueError("the text is not the one that the id was made for")
        if self.label is None and self.also:
            raise ValueError("a second label without a first")
        if self.label in self.also or len(set(self.also)) < len(self.also):
            raise ValueError(f"also repeats a label: {self.label} + {', '.join(self.also)}")
        return self

    @property
    def sentence(self) -> SentenceId:
        """The id, taken apart."""
        return SentenceId.parse(self.id)

    @property
    def verdict(self) -> Verdict | None:
        """What was decided; None without a label."""
        return None if self.label is None else (self.label, frozenset(self.also), self.unsure)


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a label file: where it stands, and its task, or why it has none."""

    place: str
    task: Task | None = None
    problem: str = ""


def row_of(place: str, fields: Mapping[str, Any]) -> Row:
    """The row with these fields; what is wrong with them is its problem.

    >>> row_of("line 3", {"id": "a#0:0-3:aaaaaaaaaaaa:0", "text": "Ei.", "index": 0}).problem
    'label: Field required'
    """
    try:
        return Row(place, Task.model_validate(fields))
    except ValidationError as error:
        return Row(place, problem="; ".join(_told(found) for found in error.errors()))


def _told(found: Any) -> str:
    where = ".".join(str(part) for part in found["loc"])
    message = found["msg"].removeprefix("Value error, ")
    return f"{where}: {message}" if where else message
