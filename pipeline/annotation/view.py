"""The labels as they stand: the gold with everybody's changes laid over it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.annotation.changes import Change, heads, read_changes
from pipeline.annotation.dataset import LabelledSentence, read_labels
from pipeline.annotation.identity import Key, keys_of


@dataclass(frozen=True, slots=True)
class View:
    """`rows` are the gold's in their order, changed where somebody changed them, then new ones.

    `keys` has the sentence of each row. `heads` are the last changes of each changed sentence.
    A sentence in `disputed` has heads that don't agree; its row keeps the label it had before
    anybody differed, and it has none if it is new. `unplaced` are changes for sentences that the
    gold's response no longer has.
    """

    rows: tuple[LabelledSentence, ...]
    keys: tuple[Key, ...]
    heads: Mapping[Key, tuple[Change, ...]]
    disputed: tuple[Key, ...]
    unplaced: tuple[Change, ...]

    def labels(self) -> dict[Key, LabelledSentence]:
        """The row of each sentence."""
        return dict(zip(self.keys, self.rows, strict=True))


def current_view(folder: Path) -> View:
    """The labels in `folder` as they stand. The files are only read.

    Raises:
        AnnotationError: the gold or the changes can't be read.
    """
    gold = read_labels(folder) if any(folder.glob("labels_*.jsonl")) else ()
    return lay_over(gold, read_changes(folder))


def lay_over(gold: Sequence[LabelledSentence], changes: Sequence[Change]) -> View:
    """The view of these labels under these changes; their order makes no difference."""
    last = heads(changes)
    by_name = {change.change: change for change in changes}
    placed = dict(zip(gold_keys(gold), gold, strict=True))
    responses = {row.response_id for row in gold}
    disputed: list[Key] = []
    unplaced: list[Change] = []
    new: dict[Key, LabelledSentence] = {}
    for key, latest in last.items():
        if key not in placed and key.response_id in responses:
            unplaced += latest
            continue
        settled = _agreed(latest)
        if settled is None:
            disputed.append(key)
            settled = _before(latest, by_name)
        if settled is not None:
            former = placed.get(key)
            if former is None:
                new[key] = _row(key.response_id, settled)
            else:
                placed[key] = _changed(former, settled)
    ordered = sorted(new, key=lambda key: (key.response_id, new[key].index, key))
    return View(
        rows=(*placed.values(), *(new[key] for key in ordered)),
        keys=(*placed, *ordered),
        heads=last,
        disputed=tuple(sorted(disputed)),
        unplaced=tuple(unplaced),
    )


def gold_keys(rows: Sequence[LabelledSentence]) -> list[Key]:
    """The sentence of each row; equal texts of a response are counted in the order of `index`."""
    order = sorted(range(len(rows)), key=lambda at: (rows[at].response_id, rows[at].index))
    keys = keys_of((rows[at].response_id, rows[at].text) for at in order)
    by_place = dict(zip(order, keys, strict=True))
    return [by_place[at] for at in range(len(rows))]


def _agreed(latest: Sequence[Change]) -> Change | None:
    """The last of changes that all decide the same."""
    return latest[-1] if len({change.verdict for change in latest}) == 1 else None


def _before(latest: Sequence[Change], by_name: Mapping[str, Change]) -> Change | None:
    """What stood before the heads differed: the latest change that all of them build upon."""
    common = set.intersection(*(_ancestors(change, by_name) for change in latest))
    known = sorted((by_name[name] for name in common), key=lambda it: (it.time, it.change))
    return known[-1] if known else None


def _ancestors(change: Change, by_name: Mapping[str, Change]) -> set[str]:
    found: set[str] = set()
    waiting = list(change.after)
    while waiting:
        name = waiting.pop()
        if name in by_name and name not in found:
            found.add(name)
            waiting += by_name[name].after
    return found


def _changed(row: LabelledSentence, change: Change) -> LabelledSentence:
    return row.model_copy(
        update={
            "label": change.label,
            "also": change.also,
            "unsure": change.unsure,
            "annotator": change.annotator,
            "labels_of_two": None,
        }
    )


def _row(response_id: str, change: Change) -> LabelledSentence:
    return LabelledSentence(
        response_id=response_id,
        question_number=change.question_number,
        question=change.question,
        index=change.index,
        text=change.text,
        label=change.label,
        also=change.also,
        annotator=change.annotator,
        source=change.source,
        unsure=change.unsure,
        block=change.block,
    )
