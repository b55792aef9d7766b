"""The run's own logic, with a stand-in for the analysis."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from pipeline import batch
from pipeline.errors import OutputError
from pipeline.schema import Failure, PipelineInfo, ResponseAnalysis
from pipeline.settings import Settings
from pipeline.workers import Chunk, Outcome

LETTER = "Asia: Lausunto luonnoksesta\n\nLuvussa 5 on hyvää. Sitä tulee täsmentää.\n"


def _fake_analysis(
    work: Iterable[Chunk | Failure], *, settings: Settings, info: PipelineInfo
) -> Iterator[Outcome]:
    for item in work:
        if isinstance(item, Failure):
            yield item
            continue
        for response in item.responses:
            if "kaadu" in response.response_id:
                yield Failure(
                    file=response.source.file,
                    stage="language",
                    reason="ValueError: x",
                    response_id=response.response_id,
                )
            else:
                yield ResponseAnalysis(
                    response_id=response.response_id, source=response.source, pipeline=info
                )


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    info = PipelineInfo(version="0", language_model="a", classifier="b")
    monkeypatch.setattr(batch, "fingerprints", lambda settings: info)
    monkeypatch.setattr(batch, "analyse_in_place", _fake_analysis)
    folder = tmp_path / "raw"
    folder.mkdir()
    for name in ("a", "b"):
        (folder / f"{name}.txt").write_text(LETTER)
    return folder


def _run(folder: Path) -> batch.Run:
    run = batch.Run([folder], output=folder.parent / "out")
    list(run)
    return run


def _results(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder.parent / "out" / "responses").iterdir())


def test_one_file_a_response_and_an_account(folder: Path) -> None:
    (folder / "outline.txt").write_text("5 Talous\n")
    _run(folder)
    assert _results(folder) == ["a.json", "b.json"]
    account = json.loads((folder.parent / "out" / "run.json").read_text())
    assert account["counts"]["responses"] == 2
    assert account["responses"] == ["a", "b"]
    assert account["failures"] == []
    (outline,) = account["outlines"]
    assert outline["file"] == (folder / "outline.txt").as_posix()
    assert outline["chapters"] == [["5", "Talous"]]
    assert account["pipeline"] == {"version": "0", "language_model": "a", "classifier": "b"}


def test_without_an_outline_one_is_inferred(folder: Path) -> None:
    for name, text in (("a", "Luku 5.2 Verot on hyvä."), ("b", "Luvun 5.2 Verot mukaan näin.")):
        (folder / f"{name}.txt").write_text(f"Asia: Lausunto\n\n{text}\n")
    _run(folder)
    account = json.loads((folder.parent / "out" / "run.json").read_text())
    (outline,) = account["outlines"]
    assert outline["inferred"]
    assert outline["chapters"] == [["5.2", "Verot"]]


def test_failures_are_named_and_the_rest_is_finished(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "kaadu.txt").write_text(LETTER)
    run = _run(folder)
    assert _results(folder) == ["a.json", "b.json"]
    assert {(failure.file, failure.stage) for failure in run.failures} == {
        ("empty.txt", "ingest"),
        ("kaadu.txt", "language"),
    }
    account = json.loads((folder.parent / "out" / "run.json").read_text())
    assert account["counts"]["failed"] == 2
    assert len(account["failures"]) == 2


def test_keeping_personal_data_is_recorded(folder: Path) -> None:
    for keep in (False, True):
        settings = Settings(keep_personal_data=keep)
        run = batch.Run([folder], output=folder.parent / "out", settings=settings)
        list(run)
        account = json.loads((folder.parent / "out" / "run.json").read_text())
        assert account["settings"]["keep_personal_data"] is keep


def test_an_id_that_comes_twice_is_a_failure(folder: Path) -> None:
    (folder / "later").mkdir()
    (folder / "later" / "a.txt").write_text(LETTER)
    (failure,) = _run(folder).failures
    assert failure.response_id == "a"
    assert "a.txt" in failure.reason
    assert _results(folder) == ["a.json", "b.json"]


def test_results_of_removed_sources_go_others_stay(folder: Path) -> None:
    _run(folder)
    foreign = folder.parent / "out" / "responses" / "own-notes.json"
    foreign.write_text("{}")
    (folder / "b.txt").unlink()
    _run(folder)
    assert _results(folder) == ["a.json", "own-notes.json"]


def test_a_run_json_of_something_else_is_not_overwritten(folder: Path) -> None:
    out = folder.parent / "out"
    out.mkdir()
    (out / "run.json").write_text("[]")
    with pytest.raises(OutputError, match=r"run\.json.*another output folder"):
        _run(folder)
    assert (out / "run.json").read_text() == "[]"


def test_the_same_input_gives_the_same_bytes(folder: Path) -> None:
    def contents() -> list[bytes]:
        return [path.read_bytes() for path in sorted((folder.parent / "out").rglob("*.json"))]

    _run(folder)
    first = contents()
    _run(folder)
    assert contents() == first
