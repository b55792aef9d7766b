"""The tables joined for reading: chapter by chapter, what is said and by whom."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import PurePath
from typing import Any

from pipeline.reporting.tables import NO_CHAPTER, Tables
from pipeline.reporting.words import Words
from pipeline.schema import LABELS

Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence with all that is shown of it."""

    key: str
    text: str
    label: str
    also: tuple[str, ...]  # without "none", which says nothing beside another label
    score: float | None
    needs_review: bool
    language: str
    chapters: str
    repeat_key: str
    repeat_respondents: int
    response: str
    respondent: str
    group: str
    question_number: int | None
    question: str
    file: str


@dataclass(frozen=True, slots=True)
class Ask:
    """A proposal with the sentence it stands in and the number of its group."""

    key: str
    text: str
    action: str | None
    object: str | None
    addressee: str | None
    strength: str
    group: int
    group_respondents: int
    statement: Statement


@dataclass(frozen=True, slots=True)
class Count:
    """How many respondents and how many sentences."""

    respondents: int
    sentences: int


@dataclass(frozen=True)
class ChapterDigest:
    """A chapter with what is said of it; `groups` are the proposals, those of most first."""

    key: str
    number: str
    title: str
    depth: int
    draft: str
    in_outline: bool
    statements: dict[str, list[Statement]] = field(default_factory=lambda: {x: [] for x in LABELS})
    groups: list[list[Ask]] = field(default_factory=list)
    below: list[ChapterDigest] = field(default_factory=list)

    def count(self, label: str | None = None) -> Count:
        """Of one label, or of all."""
        return count(self.statements[label] if label else self.all())

    def all(self) -> list[Statement]:
        """All statements, label by label."""
        return [statement for some in self.statements.values() for statement in some]

    def with_below(self) -> Count:
        """Of the chapter and all its subchapters; a sentence about several counts once."""
        found: dict[str, Statement] = {}
        waiting = [self]
        while waiting:
            chapter = waiting.pop()
            found.update((statement.key, statement) for statement in chapter.all())
            waiting += chapter.below
        return count(found.values())


def count(statements: Iterable[Statement]) -> Count:
    """Respondents and sentences among the statements."""
    statements = list(statements)
    return Count(len({statement.response for statement in statements}), len(statements))


@dataclass(frozen=True)
class Digest:
    """A run for readers, its names in the language of `words`."""

    tables: Tables
    words: Words

    @cached_property
    def run(self) -> Row:
        """The one row of `dim_run`."""
        return self._rows("dim_run")[0]

    @cached_property
    def title(self) -> str:
        """What was asked, if all responses answer one thing."""
        names = Counter(row["consultation"] for row in self._rows("dim_response"))
        names.pop(None, None)
        if len(names) > 1:
            return self.words("several_consultations", n=len(names))
        return next(iter(names), self.words("untitled_consultation"))

    @cached_property
    def responses(self) -> dict[str, Row]:
        """Rows of `dim_response` by key, with the names that are shown."""
        groups = {row["group_key"]: row["name"] for row in self._rows("dim_respondent_group")}
        rows = self._rows("dim_response")
        for row in rows:
            row["group"] = groups[row["group_key"]] or self.words("no_group")
            if not row["named"]:
                row["respondent"] = self.words("unnamed_respondent", id=row["response_key"])
        return {row["response_key"]: row for row in rows}

    @cached_property
    def statements(self) -> dict[str, Statement]:
        """All sentences by key, in the order of the run."""
        questions = {row["question_key"]: row for row in self._rows("dim_question")}
        also: dict[str, list[str]] = defaultdict(list)
        for row in self._rows("bridge_sentence_label"):
            if not row["is_main"] and row["label_key"] != "none":
                also[row["sentence_key"]].append(row["label_key"])
        found = {}
        for row in self._rows("fact_sentence"):
            response = self.responses[row["response_key"]]
            question = questions[row["question_key"]]
            found[row["sentence_key"]] = Statement(
                key=row["sentence_key"],
                text=row["text"],
                label=row["label_key"],
                also=tuple(also.get(row["sentence_key"], ())),
                score=row["score"],
                needs_review=row["needs_review"],
                language=row["language"],
                chapters=row["chapters"],
                repeat_key=row["repeat_key"],
                repeat_respondents=row["repeat_respondents"],
                response=row["response_key"],
                respondent=response["respondent"],
                group=response["group"],
                question_number=question["number"],
                question=question["text"],
                file=response["file"],
            )
        return found

    @cached_property
    def asks(self) -> dict[str, Ask]:
        """All proposals by key; groups are numbered from 1 as they come."""
        group_of = {
            row["proposal_key"]: row["group_key"] for row in self._rows("bridge_proposal_group")
        }
        groups = {row["group_key"]: row for row in self._rows("dim_proposal_group")}
        numbers = {key: number for number, key in enumerate(groups, start=1)}
        found = {}
        for row in self._rows("fact_proposal"):
            group = group_of[row["proposal_key"]]
            found[row["proposal_key"]] = Ask(
                key=row["proposal_key"],
                text=row["text"],
                action=row["action"],
                object=row["object"],
                addressee=row["addressee"],
                strength=row["strength"],
                group=numbers[group],
                group_respondents=groups[group]["respondents"],
                statement=self.statements[row["sentence_key"]],
            )
        return found

    @cached_property
    def chapters(self) -> list[ChapterDigest]:
        """Every chapter in the draft's order, also those of which nothing is said; the one of no
        chapter last, if it is needed.
        """
        rows = self._rows("dim_chapter")
        found = {
            row["chapter_key"]: ChapterDigest(
                key=row["chapter_key"],
                number=row["number"],
                title=row["title"] or (self.words("no_chapter") if not row["number"] else ""),
                depth=row["depth"],
                draft=PurePath(row["draft"] or "").parent.name,
                in_outline=row["in_outline"],
            )
            for row in rows
        }
        for row in rows:
            if row["parent_key"]:
                found[row["parent_key"]].below.append(found[row["chapter_key"]])
        for row in self._rows("bridge_sentence_chapter"):
            statement = self.statements[row["sentence_key"]]
            found[row["chapter_key"]].statements[statement.label].append(statement)
        groups: dict[tuple[str, int], list[Ask]] = defaultdict(list)
        for row in self._rows("bridge_proposal_chapter"):
            ask = self.asks[row["proposal_key"]]
            groups[row["chapter_key"], ask.group].append(ask)
        for (chapter, _), asks in groups.items():
            found[chapter].groups.append(asks)
        for digest in found.values():
            digest.groups.sort(key=lambda asks: (-asks[0].group_respondents, -len(asks)))
        return list(found.values())

    @cached_property
    def unresolved(self) -> list[Row]:
        """References whose target is uncertain."""
        return [row for row in self._rows("bridge_sentence_reference") if not row["resolved"]]

    @cached_property
    def failures(self) -> list[Row]:
        """What could not be processed."""
        return self._rows("fact_failure")

    def labelled(self, label: str) -> list[Statement]:
        """Statements that have the label, as their main one or beside it."""
        return [s for s in self.statements.values() if label in (s.label, *s.also)]

    def by_group(self) -> list[tuple[str, int, dict[str, Count]]]:
        """Respondent groups, largest first: name, responses, counts by label."""
        sizes = Counter(row["group"] for row in self.responses.values())
        said: dict[tuple[str, str], list[Statement]] = defaultdict(list)
        for statement in self.statements.values():
            said[statement.group, statement.label].append(statement)
        return [
            (group, size, {label: count(said[group, label]) for label in LABELS})
            for group, size in sorted(sizes.items(), key=lambda item: (-item[1], item[0]))
        ]

    def by_label(self) -> dict[str, Count]:
        """Counts of all responses by label."""
        return {
            label: count(s for s in self.statements.values() if s.label == label)
            for label in LABELS
        }

    def key_figures(self) -> list[tuple[str, int | float | str, str]]:
        """What the first page tells: the word's key, the figure, the sheet that lists it."""
        groups = {ask.group: ask.group_respondents for ask in self.asks.values()}
        f1 = self.run["macro_f1"]
        return [
            ("row_responses", self.run["responses"], ""),
            ("row_groups", len({row["group"] for row in self.responses.values()}), ""),
            ("row_sentences", self.run["sentences"], "sheet_sentences"),
            ("row_review", self.run["needs_review"], "sheet_sentences"),
            ("row_proposal_groups", len(groups), "sheet_proposals"),
            ("row_shared", sum(size > 1 for size in groups.values()), "sheet_proposals"),
            ("row_unresolved", len(self.unresolved), "sheet_unresolved"),
            ("row_failures", self.run["failures"], "sheet_failures"),
            ("row_f1", "–" if f1 is None else f1, ""),
        ]

    def first_page(self) -> list[str]:
        """What a reader must know before any number: machine labels, how good, how unsure."""
        words, run = self.words, self.run
        told = [words("machine_made")]
        if run["macro_f1"] is None:
            told.append(words("not_measured"))
        else:
            told.append(
                words(
                    "measured",
                    f1=self.decimal(run["macro_f1"]),
                    sentences=run["measured_on"],
                    responses=run["measured_responses"],
                )
            )
        told.append(
            words(
                "review_count",
                n=run["needs_review"],
                all=run["sentences"],
                limit=self.decimal(run["review_below"]),
                mark=words("needs_review"),
            )
        )
        return told if run["responses"] else [words("no_responses"), *told[:2]]

    def method(self) -> list[str]:
        """How the numbers and groups came about."""
        words, run = self.words, self.run
        foreign = sum(statement.language != "fi" for statement in self.statements.values())
        told = [
            words("method_labels", n=self.by_label()["none"].sentences),
            words("method_quotes"),
            words("method_counts"),
            words("method_chapters", n=len(self.unresolved)),
            words("method_groups"),
        ]
        if run["outline_inferred"]:
            told.append(words("inferred_outline"))
        if foreign:
            told.append(words("foreign_sentences", n=foreign))
        names = ("version", "language_model", "classifier")
        told.append(
            words("method_fingerprints", run=run["run_key"], **{name: run[name] for name in names})
        )
        return told

    def heading(self, chapter: ChapterDigest) -> str:
        """The chapter's number and title, and whether the draft lacks it."""
        name = f"{chapter.number} {chapter.title}".strip()
        if chapter.key == NO_CHAPTER or chapter.in_outline:
            return name
        return f"{name} ({self.words('not_in_outline')})"

    def decimal(self, value: float) -> str:
        """Two decimals, with a comma where the language has one."""
        text = f"{value:.2f}"
        return text if self.words.language == "en" else text.replace(".", ",")

    def _rows(self, table: str) -> list[Row]:
        return list(getattr(self.tables, table).to_pylist())


def ordered(
    chapters: Sequence[ChapterDigest], key: Callable[[Statement], Any]
) -> list[tuple[ChapterDigest, Statement]]:
    """Statements chapter by chapter, label by label, then by `key`."""
    return [
        (chapter, statement)
        for chapter in chapters
        for label in LABELS
        for statement in sorted(chapter.statements[label], key=key)
    ]
