"""Tasks as JSON lines, and labelled sentences of the gold read as tasks."""

from __future__ import annotations

import json
from collections.abc import Iterable
from typing import Any

from pydantic import ValidationError

from pipeline.annotation.dataset import LabelledSentence
from pipeline.annotation.identity import SentenceId, keys_of
from pipeline.annotation.tasks import Row, Task, row_of


def to_json_lines(tasks: Iterable[Task]) -> str:
    """One object a line."""
    return "".join(f"{task.model_dump_json()}\n" for task in tasks)


def from_json_lines(text: str) -> list[Row]:
    """A row for each line that isn't empty, whatever is wrong with the others."""
    rows = []
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            rows.append(_row(f"line {number}", line))
    return rows


def _row(place: str, line: str) -> Row:
    try:
        fields = json.loads(line)
    except ValueError as error:
        return Row(place, problem=f"is no JSON: {error}")
    if not isinstance(fields, dict):
        return Row(place, problem="is no JSON object")
    return row_of(place, fields)


def from_labels(text: str) -> list[Row]:
    """The rows of a file in the gold's own form (`LabelledSentence`), as tasks.

    They have no offsets, so their ids tell response and text alone.
    """
    places: list[str] = []
    found: list[LabelledSentence] = []
    broken: list[Row] = []
    for number, line in enumerate(text.split("\n"), start=1):
        if not line.strip():
            continue
        try:
            found.append(LabelledSentence.model_validate_json(line))
            places.append(f"line {number}")
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            broken.append(Row(f"line {number}", problem=f"{where}: {first['msg']}"))
    keys = keys_of((row.response_id, row.text) for row in found)
    rows = []
    for place, row, key in zip(places, found, keys, strict=True):
        sentence = SentenceId(key.response_id, 0, 0, 0, key.digest, key.occurrence)
        taken: dict[str, Any] = row.model_dump(exclude={"response_id", "labels_of_two"})
        rows.append(row_of(place, {"id": str(sentence), **taken}))
    return rows + broken
