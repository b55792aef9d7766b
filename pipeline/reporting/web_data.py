"""What the web page holds of a run: columns of numbers, every text once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable
from itertools import accumulate
from pathlib import PurePath
from typing import Any

from pipeline.reporting.digest import Digest
from pipeline.reporting.reading import RunResults
from pipeline.reporting.tables import NO_CHAPTER
from pipeline.schema import LABELS, AnswerAnalysis, Reference

Columns = dict[str, list[Any]]

_LAST_OF_ONE_UNIT = "\uffff"


def web_data(run: RunResults, digest: Digest) -> dict[str, Any]:
    """The run as the page's script reads it.

    A table is an object of columns of one length; a row is known by its position. Sentences
    stand in the order of the run, those of an answer and of a response side by side. Offsets
    count UTF-16 units, as JavaScript does.
    """
    chapters = _chapters(digest)
    groups = sorted({row["group"] for row in digest.responses.values()})
    questions = digest.tables.dim_question.to_pylist()
    responses = list(digest.responses.values())
    return {
        "labels": list(LABELS),
        "chapters": chapters,
        "groups": groups,
        "responses": {
            "key": [row["response_key"] for row in responses],
            "name": [row["respondent"] for row in responses],
            "group": [groups.index(row["group"]) for row in responses],
            "file": [row["file"] for row in responses],
        },
        "questions": {
            "number": [row["number"] for row in questions],
            "text": [row["text"] for row in questions],
        },
        **_answers(run, digest),
        **_sentences(digest),
        **_proposals(digest),
    }


def utf16(text: str) -> Callable[[int], int]:
    """From an offset in characters to one in UTF-16 units.

    >>> utf16("a😀b")(2)
    3
    """
    if not text or max(text) <= _LAST_OF_ONE_UNIT:
        return int
    units = list(accumulate((1 + (c > _LAST_OF_ONE_UNIT) for c in text), initial=0))
    return units.__getitem__


class _Distinct:
    """Numbers values as they come, equal ones alike."""

    def __init__(self) -> None:
        self.numbers: dict[Hashable, int] = {}

    def __call__(self, value: Hashable) -> int:
        return self.numbers.setdefault(value, len(self.numbers))


def _chapters(digest: Digest) -> Columns:
    """In the draft's order. The key is the number, unless two drafts have it; with several drafts
    each chapter names its own.
    """
    rows = digest.tables.dim_chapter.to_pylist()
    times = Counter(row["number"] for row in rows)
    drafts = len({row["outline_key"] for row in rows if row["number"]})
    place = {row["chapter_key"]: position for position, row in enumerate(rows)}
    return {
        "key": [
            row["number"] if row["number"] and times[row["number"]] == 1 else row["chapter_key"]
            for row in rows
        ],
        "number": [row["number"] for row in rows],
        "title": [
            digest.words("no_chapter") if row["chapter_key"] == NO_CHAPTER else row["title"]
            for row in rows
        ],
        "depth": [row["depth"] for row in rows],
        "draft": [_draft(row) if drafts > 1 else "" for row in rows],
        "parent": [place.get(row["parent_key"], -1) for row in rows],
        "outside": [
            int(row["chapter_key"] != NO_CHAPTER and not row["in_outline"]) for row in rows
        ],
    }


def _draft(row: dict[str, Any]) -> str:
    """Name of the folder that holds the chapter's draft."""
    return PurePath(row["draft"] or "").parent.name


def _answers(run: RunResults, digest: Digest) -> dict[str, Any]:
    """Answers that have text, their references, and the places of the sentences in them."""
    texts, targets = _Distinct(), _Distinct()
    question_of: dict[tuple[str, int], str] = {
        (row["response_key"], row["answer_index"]): row["question_key"]
        for row in digest.tables.fact_sentence.select(
            ["response_key", "answer_index", "question_key"]
        ).to_pylist()
    }
    questions = {
        key: place
        for place, key in enumerate(digest.tables.dim_question["question_key"].to_pylist())
    }
    answers: Columns = {"response": [], "question": [], "text": []}
    references: Columns = {"answer": [], "start": [], "end": [], "target": []}
    spans: Columns = {"answer": [], "start": [], "end": []}
    for place, response in enumerate(run.responses()):
        for index, answer in enumerate(response.answers):
            if not answer.sentences:
                continue
            offset, number = utf16(answer.text), len(answers["text"])
            answers["response"].append(place)
            answers["question"].append(questions[question_of[response.response_id, index]])
            answers["text"].append(texts(answer.text))
            for sentence in answer.sentences:
                spans["answer"].append(number)
                spans["start"].append(offset(sentence.start))
                spans["end"].append(offset(sentence.end))
            for reference in _references(answer):
                references["answer"].append(number)
                references["start"].append(offset(reference.start))
                references["end"].append(offset(reference.end))
                references["target"].append(
                    targets(
                        (
                            reference.kind,
                            reference.number or "",
                            reference.title or "",
                            reference.status or "",
                            int(reference.resolved),
                        )
                    )
                )
    return {
        "texts": list(texts.numbers),
        "answers": answers,
        "references": references,
        "targets": list(targets.numbers),
        "spans": spans,
    }


def _references(answer: AnswerAnalysis) -> list[Reference]:
    """Those of the sentences and of the headings, as they stand in the text."""
    found = [reference for sentence in answer.sentences for reference in sentence.references]
    found += [reference for heading in answer.headings for reference in heading.references]
    return sorted(found, key=lambda reference: (reference.start, reference.end))


def _sentences(digest: Digest) -> dict[str, Any]:
    """Labels, chapters and repeats, sentence by sentence."""
    tables = digest.tables
    chapter_place = {
        key: place for place, key in enumerate(tables.dim_chapter["chapter_key"].to_pylist())
    }
    chapters: dict[str, tuple[int, ...]] = {}
    for row in tables.bridge_sentence_chapter.to_pylist():
        key = row["sentence_key"]
        chapters[key] = (*chapters.get(key, ()), chapter_place[row["chapter_key"]])
    statements = list(digest.statements.values())
    place_of = {statement.key: place for place, statement in enumerate(statements)}
    members = Counter(statement.repeat_key for statement in statements)
    sets = _Distinct()
    return {
        "sentences": {
            "label": [LABELS.index(s.label) for s in statements],
            "also": [sum(1 << LABELS.index(label) for label in s.also) for s in statements],
            "review": [int(s.needs_review) for s in statements],
            "score": [-1 if s.score is None else round(100 * s.score) for s in statements],
            "chapters": [sets(chapters[s.key]) for s in statements],
            "repeat": [
                place_of[s.repeat_key] if members[s.repeat_key] > 1 else -1 for s in statements
            ],
        },
        "chapterSets": list(sets.numbers),
    }


def _proposals(digest: Digest) -> dict[str, Any]:
    """Proposals with their groups."""
    place_of = {key: place for place, key in enumerate(digest.statements)}
    groups = digest.tables.dim_proposal_group.to_pylist()
    strengths = _Distinct()
    asks = list(digest.asks.values())
    return {
        "proposals": {
            "sentence": [place_of[ask.statement.key] for ask in asks],
            "group": [ask.group - 1 for ask in asks],
            "strength": [strengths(ask.strength) for ask in asks],
        },
        "strengths": list(strengths.numbers),
        "proposalGroups": {
            "key": [row["group_key"] for row in groups],
            "text": [row["text"] for row in groups],
        },
    }
