from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.annotation.changes import (
    Change,
    append_changes,
    change_of,
    heads,
    read_changes,
    writing,
)
from pipeline.annotation.exchange import read_rows
from pipeline.annotation.identity import SentenceId, text_digest
from pipeline.annotation.importing import CONFLICTS_FILE, Imported, import_rows
from pipeline.annotation.runs import places_of, tasks_of, without_suggestions
from pipeline.annotation.tasks import Row, Task
from pipeline.annotation.view import current_view, lay_over
from pipeline.errors import AnnotationError
from pipeline.schema import LABELS, Label, ResponseAnalysis

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
Analysed = Callable[..., ResponseAnalysis]


@pytest.fixture
def results(analysed: Analysed) -> list[ResponseAnalysis]:
    return [
        analysed("a", ["Kunta kannattaa lukua.", "Aikataulu puuttuu."], ["Kiitos.", "- Kiitos."]),
        analysed("kept", ["Neuvola on säilytettävä."]),
        analysed("new", ["Emme pidä tästä.", "Bussi lakkaa."]),
    ]


def tasks(gold: Path, results: list[ResponseAnalysis]) -> dict[str, Task]:
    """Tasks by response and index."""
    found = tasks_of(results, view=current_view(gold))
    return {f"{task.sentence.response_id}{task.index}": task for task in found}


def give(
    gold: Path, *given: Task, author: str = "anna", hours: int = 0, **more: object
) -> Imported:
    rows = [Row(f"line {number}", task) for number, task in enumerate(given, start=1)]
    time = NOW + timedelta(hours=hours)
    return import_rows(rows, folder=gold, time=time, author=author, **more)  # type: ignore[arg-type]


def labelled(task: Task, label: Label, *also: Label) -> Task:
    return task.model_copy(update={"label": label, "also": also})


def current(gold: Path) -> dict[tuple[str, int], str]:
    return {(row.response_id, row.index): row.label for row in current_view(gold).rows}


def test_an_export_has_the_labels_there_are(gold: Path, results: list[ResponseAnalysis]) -> None:
    found = tasks(gold, results)
    assert [task.label for task in found.values()] == [
        "support", "critique", "none", "none", "proposal", None, None
    ]  # fmt: skip
    assert [task.block for task in found.values()][:4] == [None, None, None, "bullet"]
    assert found["a3"].sentence.occurrence == 1
    assert (found["a1"].before, found["a1"].source) == ("Kunta kannattaa lukua.", "authored")
    assert {task.label for task in without_suggestions(found.values())} == {None}


def test_an_export_untouched_changes_nothing(gold: Path, results: list[ResponseAnalysis]) -> None:
    found = tasks(gold, results)
    del found["kept0"]
    done = give(gold, *found.values())
    assert (done.changes, done.unchanged, done.unlabelled, done.refused) == ((), 4, 2, ())
    assert not (gold / "changes.jsonl").exists()


def test_a_change_is_a_line_and_the_gold_stays(gold: Path, results: list[ResponseAnalysis]) -> None:
    before = (gold / "labels_authored.jsonl").read_bytes()
    found = tasks(gold, results)
    give(gold, labelled(found["a3"], "support"), labelled(found["new1"], "risk", "critique"))
    assert (gold / "labels_authored.jsonl").read_bytes() == before
    first, second = read_changes(gold)
    assert (first.annotator, first.time, first.after) == ("anna", NOW, ())
    assert (second.label, second.also) == ("risk", ("critique",))
    assert current(gold)["a", 2] == "none"
    assert current(gold)["a", 3] == "support"
    assert current(gold)["new", 1] == "risk"
    row = current_view(gold).rows[3]
    assert (row.annotator, row.labels_of_two) == ("anna", None)


def test_later_labels_win_over_those_they_knew(gold: Path, results: list[ResponseAnalysis]) -> None:
    give(gold, labelled(tasks(gold, results)["a0"], "none"))
    lines = (gold / "changes.jsonl").read_text("utf-8")
    done = give(gold, labelled(tasks(gold, results)["a0"], "risk"), author="ben", hours=-5)
    assert done.disputed == ()
    assert current(gold)["a", 0] == "risk"
    assert (gold / "changes.jsonl").read_text("utf-8").startswith(lines)


def test_the_same_file_twice_changes_nothing_more(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    task = labelled(tasks(gold, results)["new0"], "critique")
    give(gold, task)
    again = give(gold, task, hours=1)
    assert (again.changes, again.unchanged, again.refused) == ((), 1, ())
    give(gold, labelled(tasks(gold, results)["new0"], "none"), author="ben", hours=2)
    old = give(gold, task, hours=3)
    assert old.changes == ()
    assert [it.problem for it in old.refused] == [
        "was imported before and changed since (none by ben); export anew"
    ]
    assert current(gold)["new", 0] == "none"


def test_who_corrects_the_own_file_is_in_no_conflict_with_the_own_label(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    as_exported = tasks(gold, results)["a0"]
    for hour, label in enumerate(("risk", "none", "support")):
        done = give(gold, labelled(as_exported, label), hours=hour)  # type: ignore[arg-type]
        assert (len(done.changes), done.disputed) == (1, ())
        assert current(gold)["a", 0] == label


def test_two_who_differ_make_a_conflict_and_a_third_settles_it(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    found = tasks(gold, results)
    give(gold, labelled(found["a1"], "risk"), labelled(found["new0"], "critique"))
    done = give(
        gold, labelled(found["a1"], "proposal"), labelled(found["new0"], "critique"), author="ben"
    )
    assert [key.response_id for key in done.disputed] == ["a"]
    assert current(gold)["a", 1] == "critique"  # as before anybody differed
    assert current(gold)["new", 0] == "critique"
    assert tasks(gold, results)["a1"].label is None
    (queued,) = [row.task for row in read_rows(gold / CONFLICTS_FILE)]
    assert queued is not None
    assert queued.note == "anna: risk; ben: proposal"
    done = give(gold, labelled(queued, "risk", "critique"), author="carl", hours=1)
    assert done.disputed == ()
    assert current(gold)["a", 1] == "risk"
    assert not (gold / CONFLICTS_FILE).exists()


def test_one_who_left_a_label_does_not_dispute_another_who_changed_it(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    found = tasks(gold, results)
    give(gold, labelled(found["a0"], "none"))
    done = give(gold, found["a0"], author="ben")
    assert (done.unchanged, done.disputed) == (1, ())
    assert current(gold)["a", 0] == "none"


def test_bad_rows_are_told_one_by_one_and_the_rest_is_kept(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    found = tasks(gold, results)
    odd = "Tätä ei ole."
    elsewhere = SentenceId("a", 0, 0, 9, text_digest(odd), 0)
    unknown = found["a0"].model_copy(update={"id": str(elsewhere), "text": odd, "label": "risk"})
    rows = [
        Row("line 1", problem="label: unknown label 'x'"),
        Row("line 2", labelled(found["kept0"], "risk")),
        Row("line 3", unknown),
        Row("line 4", labelled(found["new0"], "risk").model_copy(update={"annotator": " "})),
        Row("line 5", labelled(found["a1"], "risk").model_copy(update={"annotator": "a"})),
        Row("line 6", labelled(found["a1"], "none").model_copy(update={"annotator": "a"})),
        Row("line 7", labelled(found["a2"], "risk").model_copy(update={"annotator": "a"})),
    ]
    done = import_rows(rows, folder=gold, time=NOW)
    told = {refusal.place: refusal.problem for refusal in done.refused}
    assert [change.index for change in done.changes] == [2]
    assert "'x'" in told["line 1"]
    assert "frozen test set" in told["line 2"]
    assert "no such sentence" in told["line 3"]
    assert "--author" in told["line 4"]
    assert told["line 5"] == told["line 6"]
    assert "different labels at line 5, line 6" in told["line 5"]


def test_sentences_are_held_against_the_run(
    gold: Path, results: list[ResponseAnalysis], analysed: Analysed
) -> None:
    found = tasks(gold, results)
    given = [labelled(found["new0"], "critique"), labelled(found["new1"], "risk")]
    shifted = [analysed("new", ["Uusi alku.", "Emme pidä tästä.", "Bussi lakkaisi."])]
    done = give(gold, *given, places=places_of(shifted))
    assert done.moved == 1
    assert [change.sentence for change in done.changes] == [
        str(SentenceId("new", 0, 11, 27, text_digest("Emme pidä tästä."), 0))
    ]
    (refusal,) = done.refused
    assert refusal.problem.startswith("stale: response new has no such sentence")
    assert "'Emme pidä tästä.'" in refusal.problem  # what now stands at 17-30
    done = give(gold, *given, places={})
    assert {refusal.problem for refusal in done.refused} == {"the run has no response new"}


def test_a_second_import_waits_and_a_failed_one_leaves_nothing(
    gold: Path, results: list[ResponseAnalysis], monkeypatch: pytest.MonkeyPatch
) -> None:
    task = labelled(tasks(gold, results)["new0"], "risk")
    with writing(gold), pytest.raises(AnnotationError, match="another import"):
        give(gold, task)

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("os.fsync", full)
    with pytest.raises(Exception, match="No space left"):
        give(gold, task)
    assert {path.name for path in gold.iterdir()} == {"labels_authored.jsonl", "split.json"}


def test_a_line_of_changes_that_was_touched_is_told(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    give(gold, labelled(tasks(gold, results)["new0"], "risk"))
    file = gold / "changes.jsonl"
    file.write_text(file.read_text("utf-8").replace('"risk"', '"none"'), "utf-8")
    with pytest.raises(AnnotationError, match=r"changes\.jsonl, line 1: is no change: .*its id"):
        current_view(gold)


decisions = st.lists(
    st.tuples(
        st.sampled_from(["anna", "ben", "carl"]),
        st.sampled_from(["one", "two"]),
        st.sampled_from(LABELS),
        st.booleans(),
    ),
    max_size=12,
)


@settings(max_examples=60, deadline=None)
@given(decisions=decisions, seed=st.integers(0, 99))
def test_the_view_does_not_depend_on_the_order_of_lines(
    decisions: list[tuple[str, str, Label, bool]], seed: int
) -> None:
    changes: list[Change] = []
    for hour, (annotator, text, label, knows) in enumerate(decisions):
        sentence = SentenceId("r", 0, 0, 3, text_digest(text), 0)
        known = [it.change for it in heads(changes).get(sentence.key, ())] if knows else []
        task = Task(id=str(sentence), text=text, label=label, index=len(text))
        time = NOW + timedelta(hours=hour)
        changes.append(change_of(task, annotator=annotator, time=time, superseding=known))
    shuffled = changes * 2
    random.Random(seed).shuffle(shuffled)  # noqa: S311
    assert lay_over((), shuffled) == lay_over((), changes)


def test_lines_are_added_behind_a_line_without_its_end(
    gold: Path, results: list[ResponseAnalysis]
) -> None:
    give(gold, labelled(tasks(gold, results)["new0"], "risk"))
    file = gold / "changes.jsonl"
    file.write_text(file.read_text("utf-8").rstrip("\n"), "utf-8")
    append_changes(gold, read_changes(gold))
    assert len(read_changes(gold)) == 2
