"""Label files into changes: what fits is kept, what doesn't is told row by row."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from pipeline.annotation.changes import (
    Change,
    append_changes,
    change_of,
    read_changes,
    writing,
)
from pipeline.annotation.dataset import read_labels
from pipeline.annotation.identity import Key, SentenceId
from pipeline.annotation.json_lines import to_json_lines
from pipeline.annotation.split import SPLIT_FILE, read_split
from pipeline.annotation.tasks import Row, Task, Verdict
from pipeline.annotation.view import View, gold_keys, lay_over
from pipeline.atomic import write_text

CONFLICTS_FILE = "conflicts.jsonl"
Places = Mapping[str, Mapping[SentenceId, str]]


@dataclass(frozen=True, slots=True)
class Refusal:
    """A row that was not taken over, and why."""

    place: str
    problem: str


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did. `moved` counts sentences found at other offsets than the file says.

    `disputed` are all sentences now in the conflict queue, also of earlier imports.
    """

    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...]
    unchanged: int
    unlabelled: int
    moved: int
    disputed: tuple[Key, ...]


def import_rows(
    rows: Sequence[Row],
    *,
    folder: Path,
    time: datetime,
    author: str | None = None,
    places: Places | None = None,
) -> Imported:
    """Append what `rows` change to the changes in `folder`, and write its conflict queue anew.

    `author` is the annotator of every row; without it each row names its own. With `places`
    (see `runs.places_of`) sentences must be in the run they give. The gold is only read.

    Raises:
        AnnotationError: the folder's files can't be read, or another import is at work.
        OutputError: a file can't be written.
    """
    with writing(folder):
        gold = read_labels(folder) if any(folder.glob("labels_*.jsonl")) else ()
        former = read_changes(folder)
        frozen = read_split(folder).test if (folder / SPLIT_FILE).exists() else frozenset()
        checked = _Check(
            view=lay_over(gold, former),
            gold={
                key: (row.label, frozenset(row.also), row.unsure)
                for key, row in zip(gold_keys(gold), gold, strict=True)
            },
            labelled=frozenset(row.response_id for row in gold),
            former={change.change: change for change in former},
            frozen=frozen,
            places=places,
        )
        found = checked.changes(rows, time=time, author=author)
        append_changes(folder, found.changes)
        view = lay_over(gold, (*former, *found.changes))
        write_conflicts(folder, view)
    return Imported(
        changes=found.changes,
        refused=found.refused,
        unchanged=found.unchanged,
        unlabelled=found.unlabelled,
        moved=found.moved,
        disputed=view.disputed,
    )


@dataclass(frozen=True, slots=True)
class _Found:
    changes: tuple[Change, ...]
    refused: tuple[Refusal, ...]
    unchanged: int
    unlabelled: int
    moved: int


@dataclass(frozen=True, slots=True)
class _Check:
    """What rows are held against."""

    view: View
    gold: Mapping[Key, Verdict]
    labelled: frozenset[str]
    former: Mapping[str, Change]
    frozen: frozenset[str]
    places: Places | None

    def changes(self, rows: Sequence[Row], *, time: datetime, author: str | None) -> _Found:
        refused: list[Refusal] = []
        given: defaultdict[tuple[Key, str], list[tuple[str, Task]]] = defaultdict(list)
        unlabelled = moved = unchanged = 0
        for row in rows:
            if row.task is None:
                refused.append(Refusal(row.place, row.problem))
                continue
            if row.task.label is None:
                unlabelled += 1
                continue
            placed = self._placed(row.task)
            annotator = author or row.task.annotator.strip()
            if isinstance(placed, str):
                refused.append(Refusal(row.place, placed))
            elif not annotator:
                refused.append(Refusal(row.place, "names no annotator; give --author"))
            else:
                moved += placed.id != row.task.id
                given[placed.sentence.key, annotator].append((row.place, placed))
        changes = []
        for (_, annotator), labelled in given.items():
            if len({task.verdict for _, task in labelled}) > 1:
                where = ", ".join(place for place, _ in labelled)
                refused += (
                    Refusal(place, f"the same sentence has different labels at {where}")
                    for place, _ in labelled
                )
                continue
            place, task = labelled[-1]
            if self._left(task, annotator):
                unchanged += 1
            elif problem := self._outdated(task, annotator):
                refused.append(Refusal(place, problem))
            else:
                own = [head.change for head in self._own(task, annotator)]
                changes.append(change_of(task, annotator=annotator, time=time, superseding=own))
        return _Found(tuple(changes), tuple(refused), unchanged, unlabelled, moved)

    def _own(self, task: Task, annotator: str) -> list[Change]:
        """The sentence's last changes that are by this annotator."""
        heads = self.view.heads.get(task.sentence.key, ())
        return [head for head in heads if head.annotator == annotator]

    def _left(self, task: Task, annotator: str) -> bool:
        """Whether the row's author left the label as it is, or gives the one they gave before.

        Giving the label of the export again takes back another one from the same file.
        """
        own = self._own(task, annotator)
        if any(head.verdict == task.verdict for head in own):
            return True
        seen = tuple(sorted(set(task.after)))
        return task.verdict == self._base(task) and all(head.seen != seen for head in own)

    def _outdated(self, task: Task, annotator: str) -> str:
        """What speaks against a row that was imported before and whose label has moved on."""
        key, seen = task.sentence.key, tuple(sorted(set(task.after)))
        given = (annotator, task.verdict, seen)
        heads = self.view.heads.get(key, ())
        before = (it for it in self.former.values() if it.key == key and it not in heads)
        if not any((it.annotator, it.verdict, it.seen) == given for it in before):
            return ""
        now = ", ".join(f"{head.label} by {head.annotator}" for head in heads)
        return f"was imported before and changed since ({now}); export anew"

    def _placed(self, task: Task) -> Task | str:
        """The task at the sentence's place in the run, or why it has none."""
        sentence = task.sentence
        if sentence.response_id in self.frozen:
            return f"response {sentence.response_id} is in the frozen test set"
        if self.places is not None:
            known = self.places.get(sentence.response_id)
            if known is None:
                return f"the run has no response {sentence.response_id}"
            if sentence not in known:
                like = [place for place in known if place.digest == sentence.digest]
                if [place.key for place in like] != [sentence.key]:
                    return _stale(sentence, known)
                task = task.model_copy(update={"id": str(like[0])})
        key = sentence.key
        if key not in self.gold and key.response_id in self.labelled:
            return f"the labelled response {key.response_id} has no such sentence"
        return task

    def _base(self, task: Task) -> Verdict | None:
        """What the task's author saw as the sentence's label, if anything."""
        if not task.after:
            return self.gold.get(task.sentence.key)
        seen = {self.former[name].verdict for name in task.after if name in self.former}
        return next(iter(seen)) if len(seen) == 1 else None


def _stale(sentence: SentenceId, known: Mapping[SentenceId, str]) -> str:
    here = (
        text
        for place, text in known.items()
        if place.answer == sentence.answer
        and place.start < sentence.end
        and sentence.start < place.end
    )
    text = next(here, None)
    told = f"; in its place is {text[:60]!r}" if text else ""
    return f"stale: response {sentence.response_id} has no such sentence{told}"


def conflict_tasks(view: View) -> list[Task]:
    """The disputed sentences as tasks for a third reading, which knows what the others gave."""
    tasks = []
    for key in view.disputed:
        latest = view.heads[key]
        last = latest[-1]
        tasks.append(
            Task(
                id=last.sentence,
                question_number=last.question_number,
                question=last.question,
                note="; ".join(
                    f"{change.annotator}: {' + '.join((change.label, *change.also))}"
                    for change in latest
                ),
                text=last.text,
                label=None,
                index=last.index,
                source=last.source,
                block=last.block,
                after=tuple(sorted(change.change for change in latest)),
            )
        )
    return tasks


def write_conflicts(folder: Path, view: View) -> None:
    """Write the queue of disputed sentences; without any there is no file."""
    file = folder / CONFLICTS_FILE
    if view.disputed:
        write_text(file, to_json_lines(conflict_tasks(view)))
    else:
        file.unlink(missing_ok=True)
