"""Labelled sentences as JSON lines: one object a sentence, checked as it is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, Literal

from pydantic import Field, ValidationError, model_serializer, model_validator

from pipeline.atomic import write_text
from pipeline.errors import AnnotationError
from pipeline.schema import Frozen, Label

_OPTIONAL = ("labels_of_two", "block")


class LabelledSentence(Frozen):
    """A sentence and its label; the fields are those of the annotation guidelines.

    `index` is the sentence's position in its response, from 0. `labels_of_two` are the labels of
    the two annotators before a third reading settled the row. `block` is "bullet" for an item of
    a list.
    """

    response_id: str = Field(min_length=1)
    question_number: int | None = None
    question: str = ""
    index: int = Field(ge=0)
    text: str = Field(min_length=1)
    label: Label
    also: tuple[Label, ...] = ()
    annotator: str
    source: Literal["real", "authored"]
    unsure: bool = False
    labels_of_two: tuple[Label, Label] | None = None
    block: Literal["bullet"] | None = None

    @model_validator(mode="after")
    def _acts_differ(self) -> LabelledSentence:
        if self.label in self.also or len(set(self.also)) < len(self.also):
            raise ValueError(f"also repeats a label: {self.label} + {list(self.also)}")
        return self

    @model_serializer(mode="wrap")
    def _without_empty(self, handler: Any) -> dict[str, Any]:
        written: dict[str, Any] = handler(self)
        return {
            name: value
            for name, value in written.items()
            if value is not None or name not in _OPTIONAL
        }


def read_labels(path: Path) -> tuple[LabelledSentence, ...]:
    """The labelled sentences of a file, or of all `labels_*.jsonl` in a folder, in file order.

    Raises:
        AnnotationError: a file is missing, or a row is no labelled sentence, or two rows label
            the same sentence; names file, line and remedy.
    """
    files = sorted(path.glob("labels_*.jsonl")) if path.is_dir() else [path]
    if not files:
        raise AnnotationError(
            "holds no labels_*.jsonl", file=path, remedy="point to data/annotated or a .jsonl file"
        )
    seen: dict[tuple[str, int], str] = {}
    rows: list[LabelledSentence] = []
    for file in files:
        for number, row in _rows(file):
            place = f"line {number}"
            key = (row.response_id, row.index)
            if key in seen:
                raise AnnotationError(
                    f"sentence {row.index} of {row.response_id} is labelled already in {seen[key]}",
                    file=file,
                    place=place,
                    remedy="keep one of the two rows",
                )
            seen[key] = f"{file.name}, {place}"
            rows.append(row)
    return tuple(rows)


def _rows(file: Path) -> Iterator[tuple[int, LabelledSentence]]:
    try:
        lines = file.read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(
            f"can't be read: {error}", file=file, remedy="give a UTF-8 file of JSON lines"
        ) from error
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield number, LabelledSentence.model_validate_json(line)
        except ValidationError as error:
            first = error.errors()[0]
            field = ".".join(str(part) for part in first["loc"]) or "the row"
            raise AnnotationError(
                f"{field}: {first['msg']}, got {str(first.get('input'))[:80]!r}",
                file=file,
                place=f"line {number}",
                remedy="mend the row as data/annotated/README.md says",
            ) from error


def write_labels(path: Path, rows: Iterable[LabelledSentence]) -> None:
    """Write rows as JSON lines, whole or not at all.

    Raises:
        OutputError: the file can't be written.
    """
    lines = (json.dumps(row.model_dump(mode="json"), ensure_ascii=False) for row in rows)
    write_text(path, "".join(f"{line}\n" for line in lines))
