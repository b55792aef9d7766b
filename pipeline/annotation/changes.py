"""Labels as they were given, one line each, never taken back: who, when, knowing of what.

A change names the changes of the same sentence that its author knew (`after`). Changes that no
other names are a sentence's heads. Lines may stand in any order, so the files of two people who
worked apart are joined by putting them one behind the other.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, model_validator

from pipeline.annotation.identity import Key, SentenceId, text_digest
from pipeline.annotation.tasks import SourceKind, Task, Verdict
from pipeline.atomic import write_text
from pipeline.errors import AnnotationError
from pipeline.schema import Frozen, Label

CHANGES_FILE = "changes.jsonl"
GUIDELINES = "1"
"""Version of the annotation guidelines by which labels are given."""


class Change(Frozen):
    """A label that somebody gave to a sentence.

    `change` identifies it by what was decided, by whom, knowing what. `after` are the changes of
    the sentence that it supersedes: those in the file that the label was given in (`seen`), and
    its author's own. The ids being made of those before them, changes never form a circle.
    """

    change: str
    sentence: str
    question_number: int | None = None
    question: str = ""
    index: int = Field(ge=0)
    text: str = Field(min_length=1)
    label: Label
    also: tuple[Label, ...] = ()
    unsure: bool = False
    annotator: str = Field(min_length=1)
    source: SourceKind
    block: Literal["bullet"] | None = None
    time: datetime
    guidelines: str
    seen: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    @model_validator(mode="after")
    def _whole(self) -> Change:
        if SentenceId.parse(self.sentence).digest != text_digest(self.text):
            raise ValueError("the text is not the one that the sentence's id was made for")
        if self.change != _id(self):
            raise ValueError("its id was made for another content")
        return self

    @property
    def key(self) -> Key:
        """The sentence it labels."""
        return SentenceId.parse(self.sentence).key

    @property
    def verdict(self) -> Verdict:
        """What was decided."""
        return self.label, frozenset(self.also), self.unsure


def change_of(
    task: Task, *, annotator: str, time: datetime, superseding: Iterable[str] = ()
) -> Change:
    """The change that a labelled task asks for.

    Its author knew what the task names, and the changes `superseding`.

    Raises:
        ValueError: the task has no label.
    """
    if task.label is None:
        raise ValueError(f"{task.id} has no label")
    change = Change.model_construct(
        change="",
        sentence=task.id,
        question_number=task.question_number,
        question=task.question,
        index=task.index,
        text=task.text,
        label=task.label,
        also=task.also,
        unsure=task.unsure,
        annotator=annotator,
        source=task.source,
        block=task.block,
        time=time,
        guidelines=GUIDELINES,
        seen=tuple(sorted(set(task.after))),
        after=tuple(sorted({*task.after, *superseding})),
    )
    return Change.model_validate(change.__dict__ | {"change": _id(change)})


def _id(change: Change) -> str:
    label, also, unsure = change.verdict
    decided = [*change.key, label, sorted(also), unsure, change.annotator]
    content = json.dumps([*decided, change.seen, change.after])
    return hashlib.sha256(content.encode()).hexdigest()[:16]


def read_changes(folder: Path) -> tuple[Change, ...]:
    """The changes beside the gold in `folder`, in file order; none if nobody has made one.

    Raises:
        AnnotationError: a line is no change; names file, line and remedy.
    """
    file = folder / CHANGES_FILE
    changes = []
    for number, line in enumerate(_text(file).split("\n"), start=1):
        if not line.strip():
            continue
        try:
            changes.append(Change.model_validate_json(line))
        except ValidationError as error:
            raise AnnotationError(
                f"is no change: {error.errors()[0]['msg']}",
                file=file,
                place=f"line {number}",
                remedy="restore the line from version control",
            ) from error
    return tuple(changes)


def append_changes(folder: Path, changes: Sequence[Change]) -> None:
    """Add lines behind those that are there; all of them or, on any error, none.

    The caller holds `writing(folder)` from before it read the changes.

    Raises:
        OutputError: the file can't be written.
    """
    if changes:
        file = folder / CHANGES_FILE
        former = _text(file)
        if former and not former.endswith("\n"):
            former += "\n"
        write_text(file, former + "".join(f"{change.model_dump_json()}\n" for change in changes))


@contextmanager
def writing(folder: Path) -> Iterator[None]:
    """Keeps a second import out while one reads the changes and adds to them.

    Raises:
        AnnotationError: another import is at work, or one was killed and left its mark, or the
            folder can't be written.
    """
    mark = folder / f"{CHANGES_FILE}.lock"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        os.close(os.open(mark, os.O_CREAT | os.O_EXCL))
    except FileExistsError as error:
        raise AnnotationError(
            "another import is at work",
            file=mark,
            remedy="wait for it; if none runs, remove this file",
        ) from error
    except OSError as error:
        raise AnnotationError(
            f"can't be written: {error.strerror}", file=folder, remedy="check the folder's rights"
        ) from error
    try:
        yield
    finally:
        mark.unlink(missing_ok=True)


def heads(changes: Iterable[Change]) -> dict[Key, tuple[Change, ...]]:
    """For each sentence the changes that no other one knew of, oldest first."""
    by_sentence: defaultdict[Key, list[Change]] = defaultdict(list)
    for change in changes:
        by_sentence[change.key].append(change)
    found = {}
    for key, given in by_sentence.items():
        known = {name for change in given for name in change.after}
        given.sort(key=lambda change: (change.time, change.annotator, change.model_dump_json()))
        last: dict[str, Change] = {}
        for change in given:
            if change.change not in known:
                last.setdefault(change.change, change)
        found[key] = tuple(last.values())
    return found


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except FileNotFoundError:
        return ""
    except (OSError, UnicodeDecodeError) as error:
        raise AnnotationError(
            f"can't be read: {error}", file=file, remedy="restore it from version control"
        ) from error
