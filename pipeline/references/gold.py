"""The labelled references: `data/annotated/references.jsonl`.

Two kinds of rows. An outline row opens a draft: `{"outline": name, "chapters": [[number, title],
…]}`. A text row is one sentence, bullet, heading or question, in the order of its response:
`response_id`, `outline`, `question_number`, `question`, `index` (the sentence's position in the
response; null for headings and questions), `block` ("sentence", "heading" or "question"), `text`,
`references` (`start`, `end`, `surface`, `targets` of `kind`, `number`, `title`), `annotator`,
`source` ("real" or "authored") and `set`.

Conventions of the labels: a surface begins at the announcing noun, or at the title or law where
that comes first, and takes in a title, its brackets or quotes and a case ending. A range is
expanded by the outline. A title without a number gets its number from the outline. A
back-reference has what it means as its target. A momentti or kohta of a section belongs to the
surface, not to the number ("10 §"); a law stands in its base form.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

from pipeline.errors import AnnotationError
from pipeline.outline import Chapter, Outline

REMEDY = "see the format in pipeline/references/gold.py"


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A labelled mention: its offsets in the row's text and what it names."""

    start: int
    end: int
    targets: tuple[tuple[str, str | None, str | None], ...]


@dataclass(frozen=True, slots=True)
class GoldText:
    """A labelled sentence, bullet, heading or question."""

    response_id: str
    question_number: int | None
    question: str
    block: str
    text: str
    mentions: tuple[GoldMention, ...]
    source: str
    set: str


@dataclass(frozen=True)
class GoldAnswer:
    """The texts of one answer in order, and the outline they are read against."""

    outline: Outline
    texts: tuple[GoldText, ...]


def read_gold(path: Path) -> list[GoldAnswer]:
    """All answers of the file.

    Raises:
        AnnotationError: a row that breaks the format, or a surface that its offsets don't give.
    """
    outlines: dict[str, Outline] = {}
    texts: list[tuple[str, GoldText]] = []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
            if "chapters" in row:
                chapters = tuple(Chapter(*pair) for pair in row["chapters"])
                outlines[row["outline"]] = Outline(chapters)
                continue
            if row["outline"] not in outlines:
                raise KeyError(row["outline"])
            texts.append((row["outline"], _text(row)))
        except (json.JSONDecodeError, KeyError, TypeError, ValueError) as error:
            raise AnnotationError(
                f"breaks the format: {error!r}", file=path, place=f"line {number}", remedy=REMEDY
            ) from error
    return list(_answers(outlines, texts))


def _text(row: dict[str, Any]) -> GoldText:
    mentions = []
    for reference in row["references"]:
        start, end = reference["start"], reference["end"]
        if row["text"][start:end] != reference["surface"]:
            raise ValueError(f"{start}:{end} is not {reference['surface']!r}")
        targets = tuple(
            (target["kind"], target["number"], target["title"]) for target in reference["targets"]
        )
        mentions.append(GoldMention(start, end, targets))
    return GoldText(
        row["response_id"],
        row["question_number"],
        row["question"],
        row["block"],
        row["text"],
        tuple(mentions),
        row["source"],
        row["set"],
    )


def _answers(
    outlines: dict[str, Outline], texts: list[tuple[str, GoldText]]
) -> Iterator[GoldAnswer]:
    for (outline, *_), answer in groupby(
        texts,
        key=lambda pair: (
            pair[0],
            pair[1].response_id,
            pair[1].question_number,
            pair[1].question,
        ),
    ):
        yield GoldAnswer(outlines[outline], tuple(text for _, text in answer))
