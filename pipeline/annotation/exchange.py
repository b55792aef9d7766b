"""Label files out and in, whichever their form."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import Literal, get_args

from pipeline.annotation.excel import read_workbook, write_workbook
from pipeline.annotation.json_lines import from_json_lines, from_labels, to_json_lines
from pipeline.annotation.label_studio import (
    from_label_studio,
    labelling_config,
    to_label_studio,
)
from pipeline.annotation.tasks import Row, Task
from pipeline.atomic import write_text
from pipeline.errors import AnnotationError

Format = Literal["jsonl", "xlsx", "label-studio"]
FORMATS: tuple[Format, ...] = get_args(Format)
CONFIG_FILE = "label-studio.xml"


def write_tasks(
    tasks: Sequence[Task], path: Path, *, format: Format, model: str = "lausuntoputki"
) -> tuple[Path, ...]:
    """Write the tasks, and for Label Studio the labelling interface beside them.

    `model` names what made the suggestions. Gives the files written.

    Raises:
        AnnotationError, OutputError: a file can't be written, or a text doesn't fit in it.
    """
    if format == "xlsx":
        write_workbook(tasks, path)
        return (path,)
    if format == "jsonl":
        write_text(path, to_json_lines(tasks))
        return (path,)
    config = path.with_name(CONFIG_FILE)
    write_text(config, labelling_config())
    write_text(path, to_label_studio(tasks, model=model))
    return path, config


def read_rows(file: Path) -> list[Row]:
    """The rows of a label file; its form is told by its ending (.jsonl, .xlsx, .json).

    A .jsonl file may also hold labelled sentences in the gold's form.

    Raises:
        AnnotationError: the file can't be read, has another ending, or is broken as a whole.
    """
    try:
        data = file.read_bytes()
    except OSError as error:
        raise AnnotationError(
            f"can't be read: {error.strerror}", file=file, remedy="check the path"
        ) from error
    ending = file.suffix.lower()
    if ending == ".xlsx":
        return read_workbook(data, file=file)
    if ending not in {".jsonl", ".json"}:
        raise AnnotationError(
            f"is no label file: it ends in {ending or 'nothing'}",
            file=file,
            remedy="give a .jsonl, .xlsx or (Label Studio) .json file",
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise AnnotationError(
            f"is not in UTF-8: {error.reason} at byte {error.start}",
            file=file,
            remedy="save it as UTF-8",
        ) from error
    if ending == ".json":
        return from_label_studio(text, file=file)
    return from_labels(text) if _holds_labels(text) else from_json_lines(text)


def _holds_labels(text: str) -> bool:
    """Whether the first row is a labelled sentence of the gold, which has no sentence id."""
    first = next((line for line in text.split("\n") if line.strip()), "")
    try:
        fields = json.loads(first)
    except ValueError:
        return False
    return isinstance(fields, dict) and "response_id" in fields and "id" not in fields
