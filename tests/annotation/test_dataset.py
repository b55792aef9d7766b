from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.annotation import agreement, read_labels, read_split, write_labels
from pipeline.errors import AnnotationError
from pipeline.settings import Settings

ROW: dict[str, Any] = {
    "response_id": "a",
    "question_number": None,
    "question": "Mitä riskejä näette?",
    "index": 0,
    "text": "Kiire.",
    "label": "risk",
    "also": [],
    "annotator": "settled",
    "source": "authored",
    "unsure": False,
}


def _file(folder: Path, *rows: dict[str, Any]) -> Path:
    path = folder / "labels_test.jsonl"
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def test_round_trip(tmp_path: Path) -> None:
    given = _file(tmp_path, ROW, ROW | {"index": 1, "block": "bullet"})
    rows = read_labels(given)
    write_labels(tmp_path / "again.jsonl", rows)
    assert read_labels(tmp_path / "again.jsonl") == rows
    assert [json.loads(line) for line in (tmp_path / "again.jsonl").read_text().splitlines()] == [
        ROW,
        ROW | {"index": 1, "block": "bullet"},
    ]


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"label": "praise"}, "label: .*'praise'"),
        ({"index": -1}, "index"),
        ({"text": ""}, "text"),
        ({"also": ["risk"]}, "also repeats a label"),
        ({"colour": "red"}, "colour"),
    ],
    ids=["label", "index", "text", "also", "field"],
)
def test_bad_rows_name_their_line(tmp_path: Path, change: dict[str, Any], problem: str) -> None:
    path = _file(tmp_path, ROW, ROW | {"index": 1} | change)
    with pytest.raises(AnnotationError, match=f"line 2: .*{problem}"):
        read_labels(path)


def test_same_sentence_twice(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match=r"labelled already in labels_test\.jsonl, line 1"):
        read_labels(_file(tmp_path, ROW, ROW | {"label": "none"}))


def test_empty_folder(tmp_path: Path) -> None:
    with pytest.raises(AnnotationError, match="holds no labels"):
        read_labels(tmp_path)


def test_the_corpus_and_its_split_fit() -> None:
    folder = Settings().annotated
    rows, split = read_labels(folder), read_split(folder)
    ids = {row.response_id for row in rows}
    assert split.test < ids
    assert all(split.draft(name) for name in ids)
    assert len(split.training(rows)) + len(split.testing(rows)) == len(rows)
    whole = [draft for draft, names in split.drafts.items() if split.test.issuperset(names)]
    assert len(whole) >= 2


def test_corpus_is_agreed_on() -> None:
    pairs = [row.labels_of_two for row in read_labels(Settings().annotated) if row.labels_of_two]
    kappa = agreement(pairs).kappa
    assert kappa is not None
    assert kappa >= 0.8


def test_agreement_without_pairs() -> None:
    assert agreement([]).kappa is None
    assert agreement([("none", "none")]).kappa is None
