"""A small finished run made by hand: two respondents, one draft, hostile text."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.schema import (
    AnswerAnalysis,
    Label,
    PipelineInfo,
    Proposal,
    Reference,
    Respondent,
    ResponseAnalysis,
    Sentence,
    Source,
)
from pipeline.settings import Settings

INFO = PipelineInfo(version="0", language_model="a", classifier="b", outline="o")
CHAPTERS = [["5", "Talous"], ["5.2", "Verot"], ["5.10", "Maksut"]]
Row = tuple[Label, str, tuple[str, ...]]

ROWS: dict[str, list[Row]] = {
    "kunta": [
        ("proposal", "Luvun 5.2 linjausta tulee täsmentää.", ("5.2",)),
        ("support", "Luku 5.10 on hyvä.", ("5.10",)),
        ("none", "=HYPERLINK('http://x')", ()),
    ],
    "liitto": [
        ("proposal", "Luvun 5.2 linjausta tulee täsmentää.", ("5.2",)),
        ("risk", "<script>alert(1)</script> voi karata 😀.", ("5",)),
        ("critique", "Luvusta 7 puuttuu luku.", ()),
    ],
}


def analysis(name: str, rows: list[Row]) -> ResponseAnalysis:
    """A response with one answer that holds the rows' sentences."""
    sentences: list[Sentence] = []
    at = 0
    for index, (label, text, chapters) in enumerate(rows):
        references = ()
        if text.startswith("Luvusta 7"):
            missing = Reference(
                start=at,
                end=at + 9,
                surface=text[:9],
                kind="chapter",
                number="7",
                resolved=False,
                rule="chapter-number",
                status="not-in-outline",
                reason="no such chapter",
            )
            references = (missing,)
        sentences.append(
            Sentence(
                index=index,
                start=at,
                end=at + len(text),
                text=text,
                label=label,
                scores={label: 0.9},
                needs_review=index == 2,
                references=references,
                chapters=chapters,
            )
        )
        at += len(text) + 1
    answer = AnswerAnalysis(
        question_number=1,
        question="Mitä mieltä?",
        text=" ".join(text for _, text, _ in rows),
        sentences=tuple(sentences),
    )
    proposals = tuple(
        Proposal(
            sentence_index=one.index,
            text=one.text,
            action="täsmentää",
            strength="must",
            chapters=one.chapters,
        )
        for one in sentences
        if one.label == "proposal"
    )
    return ResponseAnalysis(
        response_id=name,
        source=Source(file=f"{name}.txt", sha256="0", format="txt"),
        consultation="Lausunto luonnoksesta",
        respondent=Respondent(organisation=name.title(), group="Kunta"),
        answers=(answer,) if rows else (),
        proposals=proposals,
        pipeline=INFO,
    )


MakeRun = Callable[..., Path]


@pytest.fixture
def make_run(tmp_path: Path) -> MakeRun:
    """Writes a run's folder of the rows given for each respondent."""

    def make(rows: dict[str, list[Row]] = ROWS, **changes: object) -> Path:
        folder = tmp_path / "run"
        (folder / "responses").mkdir(parents=True)
        for name, sentences in rows.items():
            text = analysis(name, sentences).model_dump_json()
            (folder / "responses" / f"{name}.json").write_text(text)
        account = {
            "schema_version": "1.0",
            "counts": {},
            "failures": [{"file": "rikki.pdf", "stage": "ingest", "reason": "=salattu"}],
            "responses": list(rows),
            "settings": Settings().model_dump(mode="json"),
            "pipeline": INFO.model_dump(exclude={"outline"}),
            "outlines": [
                {"fingerprint": "o", "file": "o.txt", "inferred": False, "chapters": CHAPTERS}
            ],
            **changes,
        }
        (folder / "run.json").write_text(json.dumps(account))
        return folder

    return make
