"""The main job on the sample responses: every stage real, from files to JSON."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.analyse import load
from pipeline.batch import Run
from pipeline.schema import ResponseAnalysis
from pipeline.settings import PROJECT, Settings

pytestmark = pytest.mark.stanza

RAW = PROJECT / "data" / "raw"
REAL = "jarjestoneuvottelukunta"


@pytest.fixture(scope="module")
def output(tmp_path_factory: pytest.TempPathFactory) -> Path:
    output = tmp_path_factory.mktemp("output")
    run = Run([RAW], output=output, settings=Settings())
    list(run)
    assert run.failures == []
    return output


@pytest.fixture(scope="module")
def results(output: Path) -> dict[str, ResponseAnalysis]:
    return {
        path.stem: ResponseAnalysis.model_validate_json(path.read_text(encoding="utf-8"))
        for path in (output / "responses").iterdir()
    }


def test_every_span_slices_to_its_text(results: dict[str, ResponseAnalysis]) -> None:
    assert len(results) > 100
    for result in results.values():
        index = 0
        for answer in result.answers:
            end = 0
            for sentence in answer.sentences:
                assert answer.text[sentence.start : sentence.end] == sentence.text
                assert sentence.index == index
                assert end <= sentence.start < sentence.end
                index, end = index + 1, sentence.end
            for part in (*answer.sentences, *answer.headings):
                assert answer.text[part.start : part.end] == part.text
                for reference in part.references:
                    assert answer.text[reference.start : reference.end] == reference.surface
                    assert part.start <= reference.start < reference.end


def test_nothing_of_an_answer_is_lost(results: dict[str, ResponseAnalysis]) -> None:
    for result in results.values():
        for answer in result.answers:
            left = list(answer.text)
            for part in (*answer.sentences, *answer.headings):
                left[part.start : part.end] = " " * (part.end - part.start)
            assert not "".join(left).replace("- ", "").strip(), (result.response_id, answer.text)


def test_scores_are_probabilities_of_the_five_labels(
    results: dict[str, ResponseAnalysis],
) -> None:
    for result in results.values():
        for answer in result.answers:
            for sentence in answer.sentences:
                assert sum(sentence.scores.values()) == pytest.approx(1, abs=0.01)
                assert sentence.label in sentence.scores
                assert sentence.label not in sentence.also


def test_proposals_belong_to_sentences_so_labelled(results: dict[str, ResponseAnalysis]) -> None:
    for result in results.values():
        sentences = [s for answer in result.answers for s in answer.sentences]
        asked = [sentence.index for sentence in sentences if sentence.label == "proposal"]
        assert [proposal.sentence_index for proposal in result.proposals] == asked
        for proposal in result.proposals:
            assert proposal.text == sentences[proposal.sentence_index].text


def test_contact_details_stay_out(output: Path) -> None:
    for path in (output / "responses").iterdir():
        text = path.read_text(encoding="utf-8")
        assert "@" not in text, path.name
        assert "Meikäläinen" not in text


def test_real_response_sentences_and_questions(results: dict[str, ResponseAnalysis]) -> None:
    real = results[REAL]
    assert [answer.question_number for answer in real.answers] == list(range(36, 45))
    gold = _gold("labels_real.jsonl")
    sentences = [
        (answer.question_number, sentence.text)
        for answer in real.answers
        for sentence in answer.sentences
    ]
    assert sentences == [(row["question_number"], row["text"]) for row in gold]
    assert len(sentences) == 49
    assert real.respondent.organisation == "Kanta-Hämeen järjestöneuvottelukunta"
    assert real.respondent.group == "Järjestö tai seurakunta"
    assert real.respondent.role == "puheenjohtaja"


def test_real_response_references(results: dict[str, ResponseAnalysis]) -> None:
    """Every mention is found with its number and title, and none is invented."""
    found = [
        (sentence.index, reference.kind, reference.number, reference.title)
        for answer in results[REAL].answers
        for sentence in answer.sentences
        for reference in sentence.references
    ]
    assert found == [
        (7, "chapter", "5.3.1.1", "Yritysyhteistyö"),
        (11, "chapter", "5.1.5", "Asiakasmaksujen määrittely"),
        (11, "chapter", "5.2.1", "Hyvinvoinnin ja terveyden edistäminen"),
        (13, "chapter", "5.3", "Strategisten kumppanuuksien kehittäminen"),
        (16, "chapter", "5.1.4", "Palvelujen monikanavaisuus ja asiakkaan kohtaaminen"),
        (17, "chapter", "5.2.2", "Turvallisuus ja kriisinkestävyys"),
        (19, "chapter", "5.3", "Strategisten kumppanuuksien kehittäminen"),
        (37, "question", "36", None),
        (48, "chapter", "5.2", "Ennaltaehkäisyssä onnistuminen"),
    ]


def test_real_response_heading_governs_what_follows(
    results: dict[str, ResponseAnalysis],
) -> None:
    first, second, *_ = results[REAL].answers
    (heading,) = first.headings
    assert heading.text == "Luku 5.3.1.3 Järjestö- ja seurakuntayhteistyö sekä 4. sektori"
    assert {sentence.chapters for sentence in first.sentences} == {("5.3.1.3",)}
    assert {sentence.chapters_source for sentence in first.sentences} == {"heading"}
    assert second.sentences[1].chapters == ("5",)
    assert second.sentences[1].chapters_source == "question"


def _gold(name: str) -> list[dict[str, Any]]:
    lines = (PROJECT / "data" / "annotated" / name).read_text(encoding="utf-8").splitlines()
    return [json.loads(line) for line in lines]


def _command(*arguments: str | Path, folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", "from pipeline.cli import main; main()", *map(str, arguments)],
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )


def test_command_names_failures_finishes_the_rest_and_tells_by_its_status(tmp_path: Path) -> None:
    responses = tmp_path / "lausunnot"
    responses.mkdir()
    (responses / "outline.txt").write_text("5 Talous\n5.2 Verot\n")
    (responses / "hyvä.txt").write_text(
        "Asia: Lausunto\n\nLuvun 5.2 Verot linjaus on hyvä. Sitä tulee täsmentää.\n"
    )
    (responses / "tyhjä.txt").write_text("")
    done = _command("run", responses, "--output", tmp_path / "out", folder=tmp_path)
    assert done.returncode == 1, done.stderr
    assert "tyhjä.txt" in done.stderr
    assert "remedy" in done.stderr
    (result,) = (tmp_path / "out" / "responses").iterdir()
    (answer,) = json.loads(result.read_text())["answers"]
    first, second = answer["sentences"]
    assert (first["label"], second["label"]) == ("support", "proposal")
    assert first["references"][0]["number"] == "5.2"
    assert first["chapters"] == ["5.2"]


@pytest.mark.parametrize(
    ("arguments", "status", "told"),
    [
        (("run", "nowhere", "--output", "out"), 2, "nowhere"),
        (("run",), 2, "Missing"),
        (("schema",), 0, '"ResponseAnalysis"'),
        (("doctor",), 0, "analysis"),
        (("outline", "nowhere.txt"), 2, "nowhere.txt"),
    ],
)
def test_exit_status(tmp_path: Path, arguments: tuple[str, ...], status: int, told: str) -> None:
    done = _command(*arguments, folder=tmp_path)
    assert done.returncode == status, done.stderr
    assert told in done.stdout + done.stderr


def test_each_component_gets_what_it_requires() -> None:
    problems = load().analyze_pipes()["problems"]
    assert len(problems) == 4
    assert not any(problems.values()), problems


def test_two_workers_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    for workers in (1, 2):
        settings = Settings(workers=workers)
        list(Run([RAW / "omahame"], output=tmp_path / str(workers), settings=settings))
    one, two = (
        {path.name: path.read_bytes() for path in (tmp_path / workers / "responses").iterdir()}
        for workers in ("1", "2")
    )
    assert one == two
    assert len(one) == 3
