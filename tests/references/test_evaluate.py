from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import AnnotationError
from pipeline.references.evaluate import Evaluation, evaluate_references, render_evaluation
from pipeline.references.gold import read_gold
from pipeline.references.release import (
    Release,
    read_release,
    release_of,
    render_changes,
    write_release,
)

ANNOTATED = Path(__file__).parents[2] / "data" / "annotated"
OUTLINE = {"outline": "d", "chapters": [["1", "Alku"], ["2", "Talous"]]}


def row(text: str, *references: tuple[str, list[tuple[str, str | None]]]) -> dict[str, Any]:
    return {
        "response_id": "r",
        "outline": "d",
        "question_number": None,
        "question": "",
        "index": 0,
        "block": "sentence",
        "text": text,
        "references": [
            {
                "start": text.index(surface),
                "end": text.index(surface) + len(surface),
                "surface": surface,
                "targets": [{"kind": k, "number": n, "title": None} for k, n in targets],
            }
            for surface, targets in references
        ],
        "annotator": "a",
        "source": "authored",
        "set": "s",
    }


def write(path: Path, *rows: dict[str, Any]) -> Path:
    path.write_text("\n".join(json.dumps(one) for one in rows), encoding="utf-8")
    return path


def test_counts(tmp_path: Path) -> None:
    path = write(
        tmp_path / "gold.jsonl",
        OUTLINE,
        row("Luku 1 on hyvä.", ("Luku 1", [("chapter", "1")])),
        row("Luku 2 on hyvä.", ("Luku 2 on", [("chapter", "2")])),
        row("Luvut 1 ja 2.", ("Luvut 1 ja 2", [("chapter", "1"), ("chapter", "3")])),
        row("Luku 1 on tässä."),
        row("Talous tuolla.", ("Talous", [("chapter", "2")])),
    )
    result = evaluate_references(read_gold(path))
    counts = {
        name: (score.right, score.wrong, score.missed)
        for name, score in (
            ("detection", result.detection),
            ("target", result.target),
            ("span", result.span),
        )
    }
    assert counts == {"detection": (3, 1, 1), "target": (3, 2, 2), "span": (2, 2, 2)}
    assert (result.texts, result.empty_texts, len(result.errors)) == (5, 1, 4)
    assert "Talous tuolla." in render_evaluation(result)


@pytest.mark.parametrize(
    "bad",
    [
        {"response_id": "r"},
        row("Luku 1.") | {"outline": "muu"},
        row("Luku 1.") | {"references": [{"start": 0, "end": 3, "surface": "Luku", "targets": []}]},
    ],
)
def test_a_row_that_breaks_the_format_is_named(tmp_path: Path, bad: dict[str, Any]) -> None:
    path = write(tmp_path / "gold.jsonl", OUTLINE, bad)
    with pytest.raises(AnnotationError, match="line 2"):
        read_gold(path)


def test_a_release_tells_what_changed_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = row("Luku 1 on hyvä.", ("Luku 1", [("chapter", "1")]))
    write(tmp_path / "references.jsonl", OUTLINE, text)
    file = tmp_path / "references_release.json"
    write_release(file, Release(dict.fromkeys(("detection", "target", "span"), 0.5), ()))
    monkeypatch.setenv("LAUSUNTOPUTKI_ANNOTATED", str(tmp_path))
    result = CliRunner().invoke(app, ["evaluate", "references", "--release"])
    assert "target: 0.5000 -> 1.0000" in result.output
    assert read_release(file).f1["target"] == 1


def test_a_release_reads_back(tmp_path: Path) -> None:
    release = Release({"span": 0.5}, ("r: Luku 1.",))
    write_release(tmp_path / "release.json", release)
    assert read_release(tmp_path / "release.json") == release
    with pytest.raises(AnnotationError, match="no record"):
        read_release(tmp_path / "puuttuu.json")


@pytest.fixture(scope="module")
def result() -> Evaluation:
    return evaluate_references(read_gold(ANNOTATED / "references.jsonl"))


def test_the_gold_is_large_and_half_of_it_empty(result: Evaluation) -> None:
    assert result.texts >= 700
    assert result.empty_texts >= 250
    assert result.mentions >= 1000


def test_no_figure_falls_below_the_last_release(result: Evaluation) -> None:
    released = read_release(ANNOTATED / "references_release.json")
    now = release_of(result)
    changes = render_changes(now, released)
    assert all(now.f1[name] >= value for name, value in released.f1.items()), changes
    assert now.f1["target"] >= 0.98
