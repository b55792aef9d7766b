from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from pipeline.schema import (
    AnswerAnalysis,
    PipelineInfo,
    ResponseAnalysis,
    Sentence,
    Source,
)

INFO = PipelineInfo(version="0", language_model="l", classifier="c")


def analysis(response_id: str, *answers: Sequence[str]) -> ResponseAnalysis:
    """A response whose answers are lines of one sentence each, "- " in front of bullets."""
    index = 0
    made = []
    for number, lines in enumerate(answers, start=1):
        sentences, at = [], 0
        for line in lines:
            text = line.removeprefix("- ")
            start = at + len(line) - len(text)
            sentences.append(
                Sentence(
                    index=index,
                    start=start,
                    end=start + len(text),
                    text=text,
                    label="none",
                    scores={
                        "proposal": 0.1,
                        "critique": 0.1,
                        "risk": 0.1,
                        "support": 0.1,
                        "none": 0.6,
                    },
                    needs_review=index % 2 == 0,
                )
            )
            index += 1
            at += len(line) + 1
        made.append(
            AnswerAnalysis(
                question_number=number,
                question=f"Kysymys {number}?",
                text="\n".join(lines),
                sentences=tuple(sentences),
            )
        )
    return ResponseAnalysis(
        response_id=response_id,
        source=Source(file=f"{response_id}.txt", sha256="0", format="text"),
        answers=tuple(made),
        pipeline=INFO,
    )


@pytest.fixture
def run_folder(tmp_path: Path) -> Callable[..., Path]:
    """Writes responses as a run's output folder."""

    def write(*responses: ResponseAnalysis) -> Path:
        folder = tmp_path / "output"
        (folder / "responses").mkdir(parents=True, exist_ok=True)
        for response in responses:
            file = folder / "responses" / f"{response.response_id}.json"
            file.write_text(response.model_dump_json(), encoding="utf-8")
        account = {
            "responses": [response.response_id for response in responses],
            "pipeline": INFO.model_dump(),
        }
        (folder / "run.json").write_text(json.dumps(account), encoding="utf-8")
        return folder

    return write


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    """A folder of labelled data with two short responses, one of them kept for testing."""
    folder = tmp_path / "annotated"
    folder.mkdir()
    rows = [
        ("a", 0, "Kunta kannattaa lukua.", "support"),
        ("a", 1, "Aikataulu puuttuu.", "critique"),
        ("a", 2, "Kiitos.", "none"),
        ("a", 3, "Kiitos.", "none"),
        ("kept", 0, "Neuvola on säilytettävä.", "proposal"),
    ]
    lines = [
        json.dumps(
            {
                "response_id": response_id,
                "question_number": 1,
                "question": "Kysymys 1?",
                "index": index,
                "text": text,
                "label": label,
                "annotator": "settled",
                "source": "authored",
                "labels_of_two": [label, label],
            },
            ensure_ascii=False,
        )
        for response_id, index, text, label in rows
    ]
    (folder / "labels_authored.jsonl").write_text("\n".join(lines) + "\n", encoding="utf-8")
    split = {"test": ["kept"], "drafts": {"draft": ["a", "kept"]}}
    (folder / "split.json").write_text(json.dumps(split), encoding="utf-8")
    return folder


@pytest.fixture
def analysed() -> Callable[..., ResponseAnalysis]:
    return analysis
