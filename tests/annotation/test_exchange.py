from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import load_workbook

from pipeline.annotation.exchange import CONFIG_FILE, Format, read_rows, write_tasks
from pipeline.annotation.identity import SentenceId, text_digest
from pipeline.annotation.tasks import Task
from pipeline.errors import AnnotationError
from pipeline.schema import LABELS, Label

ENDINGS: dict[Format, str] = {"jsonl": "t.jsonl", "xlsx": "t.xlsx", "label-studio": "t.json"}

texts = st.text(st.characters(exclude_categories=["Cs"]), max_size=40)
awkward = st.sampled_from(
    ["=1+1", "_x0041_", "_x005F_", "a\u2028b", "\x85", "\r\n", " x ", "5.10", "'=A1", "\x0b\ufffe"]
)
labels = st.lists(st.sampled_from(LABELS), unique=True, max_size=4)


@st.composite
def tasks(draw: st.DrawFn) -> Task:
    text = draw(st.one_of(texts, awkward).filter(bool))
    decided = draw(labels)
    sentence = SentenceId(
        draw(texts.filter(bool)),
        draw(st.integers(0, 9)),
        draw(st.integers(0, 999)),
        draw(st.integers(1000, 9999)),
        text_digest(text),
        draw(st.integers(0, 3)),
    )
    return Task(
        id=str(sentence),
        question_number=draw(st.none() | st.integers(0, 99)),
        question=draw(texts | awkward),
        before=draw(texts | awkward),
        text=text,
        suggested=draw(st.none() | st.sampled_from(LABELS)),
        suggested_also=tuple(draw(labels)),
        scores=draw(st.dictionaries(st.sampled_from(LABELS), st.floats(0, 1))),
        needs_review=draw(st.booleans()),
        label=decided[0] if decided else None,
        also=tuple(decided[1:]),
        unsure=bool(decided) and draw(st.booleans()),
        annotator=draw(texts),
        index=draw(st.integers(0, 500)),
        source=draw(st.sampled_from(["real", "authored"])),
        block=draw(st.sampled_from([None, "bullet"])),
        after=tuple(draw(st.lists(st.sampled_from(["a1", "b2", "c3"]), unique=True))),
        note=draw(texts),
    )


@pytest.mark.parametrize("form", ENDINGS)
@settings(max_examples=25, deadline=None)
@given(written=st.lists(tasks(), max_size=4))
def test_what_is_written_comes_back(form: Format, written: list[Task]) -> None:
    with TemporaryDirectory() as folder:
        file = Path(folder) / ENDINGS[form]
        write_tasks(written, file, format=form)
        assert [row.task for row in read_rows(file)] == written


def task(text: str = "Aikataulu puuttuu.", **fields: object) -> Task:
    sentence = SentenceId("a", 0, 0, len(text), text_digest(text), 0)
    return Task.model_validate(
        {"id": str(sentence), "text": text, "label": None, "index": 0} | fields
    )


def broken(**fields: object) -> dict[str, object]:
    return task(label="risk").model_dump(mode="json") | fields


ROWS: list[tuple[str, str]] = [
    (json.dumps(broken(label="riksi")), "label: unknown label 'riksi'; known are proposal"),
    (json.dumps(broken(also=["risk"])), "also repeats a label: risk + risk"),
    (json.dumps(broken(also=["oops"])), "also: unknown label 'oops'"),
    (json.dumps(broken(label=None, also=["risk"])), "a second label without a first"),
    (json.dumps(broken(text="Aikataulu on.")), "the text is not the one"),
    (json.dumps(broken(id="a#1")), "is no sentence id"),
    (json.dumps(broken(lable="risk")), "lable: Extra inputs"),
    (json.dumps({k: v for k, v in broken().items() if k != "label"}), "label: Field required"),
    (json.dumps([1]), "is no JSON object"),
    ('{"id": ', "is no JSON: "),
]


@pytest.mark.parametrize(("line", "problem"), ROWS)
def test_a_broken_line_is_told_and_the_others_are_kept(
    line: str, problem: str, tmp_path: Path
) -> None:
    good = task(label="risk")
    file = tmp_path / "t.jsonl"
    file.write_text(f"{good.model_dump_json()}\n\n{line}\n{good.model_dump_json()}\n", "utf-8")
    first, bad, last = read_rows(file)
    assert (first.task, last.task) == (good, good)
    assert (bad.place, bad.task) == ("line 3", None)
    assert problem in bad.problem


def test_officials_write_labels_in_their_own_words(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    write_tasks([task(), task("Kiitos.")], file, format="xlsx")
    book = load_workbook(file)
    sheet = book["Lauseet"]
    place = {cell.value: cell.column for cell in sheet[1]}
    (lists,) = [it for it in sheet.data_validations.dataValidation if it.showErrorMessage]
    assert "kritiikki (critique)" in lists.formula1
    sheet.cell(2, place["Luokka"], "  KRITIIKKI ")
    sheet.cell(2, place["Toinen luokka"], "ehdotus (proposal), risk")
    sheet.cell(2, place["Epävarma"], "x")
    sheet.cell(3, place["Luokka"], "en tiedä")
    sheet.cell(1, place["Luokka"], "LUOKKA ")
    sheet.insert_cols(1)
    sheet.cell(1, 1, "Omat muistiinpanot")
    book.save(file)
    first, second = read_rows(file)
    assert first.task is not None
    assert first.task.verdict == ("critique", {"proposal", "risk"}, True)
    assert "unknown label 'en tiedä'" in second.problem
    assert second.place == "row 3"


@pytest.mark.parametrize(
    ("header", "instead", "problem"),
    [
        ("Luokka", "Oikea luokka", "lacks the column Luokka; not known: Oikea luokka"),
        ("Luokka", None, "lacks the column Luokka"),
        ("Luokka", "Lause", "lacks the column Luokka; has the column Lause twice"),
    ],
)
def test_a_changed_header_is_told_and_nothing_is_guessed(
    header: str, instead: str | None, problem: str, tmp_path: Path
) -> None:
    file = tmp_path / "t.xlsx"
    write_tasks([task()], file, format="xlsx")
    book = load_workbook(file)
    place = {cell.value: cell.column for cell in book["Lauseet"][1]}
    book["Lauseet"].cell(1, place[header]).value = instead
    book.save(file)
    with pytest.raises(AnnotationError) as caught:
        read_rows(file)
    assert caught.value.problem == problem


@pytest.mark.parametrize(
    ("name", "content", "problem"),
    [
        ("t.csv", b"", "is no label file: it ends in .csv"),
        ("t.xlsx", b"no archive", "is no Excel workbook"),
        ("t.jsonl", b"\xff\xfe{", "is not in UTF-8"),
        ("t.json", b"{", "is no JSON"),
        ("t.json", b"{}", "is no list of tasks"),
    ],
)
def test_a_file_of_another_kind_is_refused(
    name: str, content: bytes, problem: str, tmp_path: Path
) -> None:
    (tmp_path / name).write_bytes(content)
    with pytest.raises(AnnotationError, match=problem):
        read_rows(tmp_path / name)


def test_label_studio_gives_a_row_for_each_annotator(tmp_path: Path) -> None:
    file = tmp_path / "t.json"
    _, config = write_tasks([task(suggested="risk")], file, format="label-studio", model="m1")
    assert config == tmp_path / CONFIG_FILE
    (exported,) = json.loads(file.read_text("utf-8"))
    assert exported["predictions"][0]["model_version"] == "m1"

    def annotation(label: str, **more: object) -> dict[str, object]:
        chosen = {"from_name": "label", "type": "choices", "value": {"choices": [label]}}
        return {"result": [chosen], **more}

    exported["annotations"] = [
        annotation("risk", completed_by={"email": "anna@kunta.fi"}),
        annotation("kritiikki (critique)", completed_by=7),
        annotation("none", was_cancelled=True),
        {"result": [{"type": "choices"}]},
    ]
    file.write_text(json.dumps([exported, {"id": 3}]), "utf-8")
    rows = read_rows(file)
    found: list[tuple[Label | None, str] | None] = [
        row.task and (row.task.label, row.task.annotator) for row in rows
    ]
    assert found == [
        ("risk", "anna@kunta.fi"), ("critique", "Label Studio user 7"), None, None
    ]  # fmt: skip
    assert [row.place for row in rows[2:]] == ["task 1, annotation 3", "task 2"]


def test_a_text_too_long_for_a_cell_is_told(tmp_path: Path) -> None:
    file = tmp_path / "t.xlsx"
    with pytest.raises(AnnotationError, match="40000 characters"):
        write_tasks([task("a" * 40_000)], file, format="xlsx")
    assert not file.exists()
