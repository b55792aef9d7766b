"""A look at all files before a long run: what each is, what is answered, what comes twice."""

from __future__ import annotations

import hashlib
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from pipeline.errors import IngestError
from pipeline.ingest.reading import Account, account_of
from pipeline.ingest.sources import SourceFile, find_sources
from pipeline.outline import load_outline
from pipeline.schema import Frozen, Notice, Response

_FEWEST_LETTERS = 100
"""Shorter responses ("Ei kommentoitavaa.") may well be the same without being copies."""


class Outcome(Frozen):
    """What became of one file. Counts are over all its respondents."""

    file: str
    status: Literal["read", "empty", "failed"]
    layout: str | None = None
    confidence: float | None = None
    respondents: int = 0
    questions_seen: int = 0
    questions_answered: int = 0
    questions_empty: int = 0
    warnings: tuple[Notice, ...] = ()
    failure: str | None = None


@dataclass(frozen=True)
class Check:
    """Outcomes of all files, how many answered each question, and what comes twice."""

    outcomes: tuple[Outcome, ...]
    questions: tuple[tuple[str, int | None, str, int], ...]
    """Folder of the draft, number, question, respondents who answered it."""
    duplicates: tuple[str, ...]


def check(paths: Iterable[Path | str]) -> Check:
    """Read every file that `paths` name or hold, and tell what was found.

    Raises:
        IngestError: a path doesn't exist.
        OutlineError: an outline can't be read.
    """
    outcomes = []
    answered: Counter[tuple[str, int | None, str]] = Counter()
    responses: list[tuple[SourceFile, Response]] = []
    for source in find_sources(paths):
        outline = load_outline(source.outline) if source.outline else None
        try:
            account = account_of(source.path, root=source.root, outline=outline)
        except IngestError as error:
            outcomes.append(Outcome(file=source.name, status="failed", failure=str(error)))
            continue
        outcomes.append(_outcome(source.name, account))
        responses += [(source, response) for response in account.responses]
    for source, response in responses:
        folder = Path(source.name).parent.as_posix()
        answered.update((folder, a.question_number, a.question) for a in response.answers)
    return Check(
        tuple(outcomes),
        tuple((*question, count) for question, count in answered.items()),
        tuple(_duplicates(responses)),
    )


def _outcome(file: str, account: Account) -> Outcome:
    seen, answered = account.questions_seen, account.questions_answered
    unique = {notice: None for each in account.responses for notice in each.warnings}
    return Outcome(
        file=file,
        status="read" if answered else "empty",
        layout=account.reading.layout,
        confidence=account.reading.confidence,
        respondents=len(account.responses),
        questions_seen=seen,
        questions_answered=answered,
        questions_empty=max(seen - answered, 0),
        warnings=tuple(unique),
    )


def _duplicates(responses: list[tuple[SourceFile, Response]]) -> Iterator[str]:
    """Identifiers that clash, respondents who answer twice, texts that come under two names."""
    told = "{} in both {} and {}"
    keys: tuple[tuple[str, Callable[[Response], str | None]], ...] = (
        ("the identifier {}", lambda response: response.response_id),
        ("the respondent {}", _respondent),
        ("the text of {}", _text),
    )
    for kind, key in keys:
        found: dict[tuple[str, str], list[tuple[SourceFile, Response]]] = defaultdict(list)
        for source, response in responses:
            value = key(response)
            if value:
                draft = "" if kind == "the identifier {}" else Path(source.name).parent.as_posix()
                found[draft, value].append((source, response))
        for (_, value), group in found.items():
            for source, response in group[1:]:
                name = response.response_id if key is _text else value
                yield told.format(kind.format(name), _place(*group[0]), _place(source, response))


def _place(source: SourceFile, response: Response) -> str:
    return f"{source.name} ({response.response_id})"


def _respondent(response: Response) -> str | None:
    """An organisation's name without case and spaces; what a private person may write is none."""
    name = response.respondent.organisation
    if not name or not re.search(r"[A-ZÅÄÖ]", name):
        return None
    return " ".join(name.split()).lower()


def _text(response: Response) -> str | None:
    text = "".join(answer.text for answer in response.answers)
    letters = re.sub(r"\W+", "", text).lower()
    return hashlib.sha256(letters.encode()).hexdigest() if len(letters) >= _FEWEST_LETTERS else None
