"""Tasks for Label Studio: its JSON of tasks with predictions, and the labelling interface."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any
from xml.sax.saxutils import quoteattr

from pipeline.annotation.label_names import CHOICES, label_of
from pipeline.annotation.tasks import Row, Task, row_of
from pipeline.errors import AnnotationError

_LABEL, _ALSO, _UNSURE = "label", "also", "unsure"
_DECIDED = {"label", "also", "unsure"}


def labelling_config() -> str:
    """The interface, to be pasted under Settings, Labeling Interface, Code."""
    options = "\n".join(
        f"    <Choice value={quoteattr(shown)} alias={quoteattr(label)}/>"
        for label, shown in CHOICES.items()
    )
    return f"""<View>
  <Header value="$question" size="5"/>
  <Text name="before" value="$before" granularity="word"/>
  <Text name="text" value="$text" granularity="word"/>
  <Header value="Luokka" size="5"/>
  <Choices name="{_LABEL}" toName="text" choice="single-radio" required="true">
{options}
  </Choices>
  <Header value="Toinen luokka" size="5"/>
  <Choices name="{_ALSO}" toName="text" choice="multiple">
{options}
  </Choices>
  <Choices name="{_UNSURE}" toName="text" choice="multiple">
    <Choice value="epävarma (unsure)" alias="unsure"/>
  </Choices>
</View>
"""


def to_label_studio(tasks: Iterable[Task], *, model: str) -> str:
    """The tasks as Label Studio imports them; `model` names what made the predictions."""
    return json.dumps([_written(task, model) for task in tasks], ensure_ascii=False, indent=1)


def _written(task: Task, model: str) -> dict[str, Any]:
    data = task.model_dump(mode="json", exclude=_DECIDED)
    written: dict[str, Any] = {"data": data}
    if task.suggested is not None:
        written["predictions"] = [
            {
                "model_version": model,
                "score": task.scores.get(task.suggested, 0.0),
                "result": _result(task.suggested, task.suggested_also, unsure=False),
            }
        ]
    if task.label is not None:
        result = _result(task.label, task.also, unsure=task.unsure)
        written["annotations"] = [{"result": result}]
    return written


def _result(label: str, also: Sequence[str], *, unsure: bool) -> list[dict[str, Any]]:
    given = [(_LABEL, [label]), (_ALSO, list(also)), (_UNSURE, ["unsure"] if unsure else [])]
    return [
        {"from_name": name, "to_name": "text", "type": "choices", "value": {"choices": chosen}}
        for name, chosen in given
        if chosen
    ]


def from_label_studio(text: str, *, file: Path) -> list[Row]:
    """A row for each annotation of each task of Label Studio's JSON export.

    A task that nobody has annotated gives a row without a label; skipped (cancelled) annotations
    give none. The annotator is whom `completed_by` names, by e-mail address where it has one.

    Raises:
        AnnotationError: it is no list of tasks.
    """
    try:
        tasks = json.loads(text)
    except ValueError as error:
        raise AnnotationError(
            f"is no JSON: {error}", file=file, remedy="export from Label Studio as JSON"
        ) from error
    if not isinstance(tasks, list):
        raise AnnotationError(
            "is no list of tasks", file=file, remedy="export from Label Studio as JSON, not CSV"
        )
    return [row for number, task in enumerate(tasks, start=1) for row in _rows(number, task)]


def _rows(number: int, task: Any) -> Iterator[Row]:
    place = f"task {number}"
    data = task.get("data") if isinstance(task, dict) else None
    if not isinstance(data, dict):
        yield Row(place, problem="has no data")
        return
    annotations = task.get("annotations") or []
    if not isinstance(annotations, list) or not all(isinstance(it, dict) for it in annotations):
        yield Row(place, problem="its annotations are no list of objects")
        return
    kept = [annotation for annotation in annotations if not annotation.get("was_cancelled")]
    if not kept:
        yield row_of(place, {**data, "label": None})
    for at, annotation in enumerate(kept, start=1):
        where = f"{place}, annotation {at}" if len(kept) > 1 else place
        try:
            decided = _decided(annotation)
        except (KeyError, TypeError, AttributeError):
            yield Row(where, problem="its result isn't made with the exported labelling interface")
            continue
        yield row_of(where, {**data, **decided})


def _decided(annotation: Mapping[str, Any]) -> dict[str, Any]:
    chosen: dict[str, list[str]] = {}
    for item in annotation["result"]:
        if item["type"] == "choices":
            chosen.setdefault(item["from_name"], []).extend(item["value"]["choices"])
    labels = [label_of(label) for label in chosen.get(_LABEL, [])]
    decided: dict[str, Any] = {
        "label": labels[0] if len(labels) == 1 else (labels or None),
        "also": [label_of(label) for label in chosen.get(_ALSO, [])],
        "unsure": bool(chosen.get(_UNSURE)),
    }
    by = annotation.get("completed_by")
    if isinstance(by, dict):
        by = by.get("email") or by.get("username") or by.get("id")
    if by is not None:
        decided["annotator"] = by if isinstance(by, str) else f"Label Studio user {by}"
    return decided
