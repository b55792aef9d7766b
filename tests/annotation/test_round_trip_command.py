"""The command from a run to a workbook and back, as people use it."""

from __future__ import annotations

import json
from pathlib import Path

import openpyxl
import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.schema import (
    AnswerAnalysis,
    PipelineInfo,
    ResponseAnalysis,
    Sentence,
    Source,
)

TEXT = "Hyvä luonnos. Aikataulu puuttuu."


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    (tmp_path / "annotated").mkdir()
    monkeypatch.setenv("LAUSUNTOPUTKI_ANNOTATED", str(tmp_path / "annotated"))
    sentences = (
        Sentence(index=0, start=0, end=13, text=TEXT[:13], label="support"),
        Sentence(index=1, start=14, end=32, text=TEXT[14:], label="risk", needs_review=True),
    )
    response = ResponseAnalysis(
        response_id="a",
        source=Source(file="a.txt", sha256="0", format="txt"),
        answers=(AnswerAnalysis(question="Mitä?", text=TEXT, sentences=sentences),),
        pipeline=PipelineInfo(version="0", language_model="a", classifier="b"),
    )
    folder = tmp_path / "run"
    (folder / "responses").mkdir(parents=True)
    (folder / "responses" / "a.json").write_text(response.model_dump_json())
    (folder / "run.json").write_text(json.dumps({"responses": ["a"]}))
    return folder


def _invoke(*arguments: object) -> str:
    result = CliRunner().invoke(app, [str(argument) for argument in arguments])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return f"{result.exit_code}\n{result.output}"


def test_a_workbook_comes_back_with_labels(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.xlsx"
    assert "1 sentences" in _invoke("annotate", "export", run, "-o", file, "--needs-review")
    book = openpyxl.load_workbook(file)
    sheet = book["Lauseet"]
    headers = [cell.value for cell in sheet[1]]
    sheet.cell(2, headers.index("Luokka") + 1).value = "kritiikki"
    book.save(file)
    told = _invoke("annotate", "import", file, "--author", "Maija", "--run", run)
    assert told.startswith("0")
    assert "1 labels changed" in told
    (change,) = (tmp_path / "annotated" / "changes.jsonl").read_text().splitlines()
    assert json.loads(change)["label"] == "critique"
    assert json.loads(change)["annotator"] == "Maija"


def test_a_wrong_label_is_refused_and_told(run: Path, tmp_path: Path) -> None:
    file = tmp_path / "a.jsonl"
    _invoke("annotate", "export", run, "-o", file, "--format", "jsonl")
    rows = [json.loads(line) for line in file.read_text().splitlines()]
    rows[0]["label"], rows[1]["label"] = "kehu", "critique"
    file.write_text("\n".join(map(json.dumps, rows)))
    told = _invoke("annotate", "import", file, "--author", "Maija")
    assert told.startswith("1")
    assert "kehu" in told
    assert "1 labels changed" in told


def test_agreement_of_two_files(run: Path, tmp_path: Path) -> None:
    for name, label in (("b", "critique"), ("c", "risk")):
        file = tmp_path / f"{name}.jsonl"
        _invoke("annotate", "export", run, "-o", file, "--format", "jsonl", "--blind")
        rows = [json.loads(line) for line in file.read_text().splitlines()]
        rows[0]["label"], rows[1]["label"] = "support", label
        file.write_text("\n".join(map(json.dumps, rows)))
    told = _invoke("annotate", "agreement", tmp_path / "b.jsonl", tmp_path / "c.jsonl")
    assert "critique / risk: Aikataulu puuttuu." in told
