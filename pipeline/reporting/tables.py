"""The tables of a run: the star schema of `star`, filled from the responses."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, fields
from typing import Any

import pyarrow as pa

from pipeline.outline import Chapter
from pipeline.reporting.reading import RunResults
from pipeline.reporting.star import BY_NAME
from pipeline.reporting.words import LANGUAGES, load_words
from pipeline.schema import LABELS, AnswerAnalysis, Reference, ResponseAnalysis, Sentence
from pipeline.similarity import ASKS_THE_SAME, group_similar, matter_of

NO_CHAPTER = "none"
"""Key of the chapter of what is about no known chapter."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Tables:
    """One Arrow table a row of `star.TABLES`; `.to_pandas()` or `.to_pylist()` opens one."""

    fact_sentence: pa.Table
    bridge_sentence_label: pa.Table
    bridge_sentence_chapter: pa.Table
    bridge_sentence_reference: pa.Table
    fact_proposal: pa.Table
    bridge_proposal_chapter: pa.Table
    bridge_proposal_group: pa.Table
    dim_proposal_group: pa.Table
    dim_response: pa.Table
    dim_respondent_group: pa.Table
    dim_question: pa.Table
    dim_chapter: pa.Table
    dim_label: pa.Table
    dim_run: pa.Table
    fact_failure: pa.Table
    fact_notice: pa.Table

    def items(self) -> Iterator[tuple[str, pa.Table]]:
        """Names and tables."""
        for entry in fields(self):
            yield entry.name, getattr(self, entry.name)


def build_tables(run: RunResults) -> Tables:
    """All tables of a run, the same for the same results.

    Raises:
        OutputError: a response's file is missing, broken or of another run.
    """
    filling = _Filling(run)
    for response in run.responses():
        filling.add(response)
    return filling.tables()


class _Filling:
    """Rows as they come, response by response; what compares responses is done at the end."""

    def __init__(self, run: RunResults) -> None:
        self.run = run
        self.rows: dict[str, list[Row]] = {name: [] for name in BY_NAME}
        self.run_key = _key(*run.account.pipeline.model_dump().values(), *run.account.responses)
        self.groups: dict[str, str] = {}
        self.questions: dict[str, tuple[int | None, str]] = {}
        self.chapters: dict[str, Row] = {}
        self.matters: list[str] = []  # what each proposal is about
        for outline in run.account.outlines:
            for number, title in outline.chapters:
                self._chapter(number, outline.fingerprint, title=title, draft=outline.file)

    def add(self, response: ResponseAnalysis) -> None:
        """The rows of one response."""
        name = response.response_id
        group = (response.respondent.group or "").strip()
        group_key = _key(group.casefold()) if group else "none"
        self.groups.setdefault(group_key, group)
        sentences: list[Sentence] = []
        headings: list[tuple[str, Reference]] = []
        for position, answer in enumerate(response.answers):
            self._answer(response, position, answer)
            sentences += answer.sentences
            headings += [(h.text, reference) for h in answer.headings for reference in h.references]
        for number, (context, key, reference) in enumerate(
            [(s.text, _sentence_key(name, s.index), r) for s in sentences for r in s.references]
            + [(text, None, reference) for text, reference in headings]
        ):
            self._reference(response, number, context, key, reference)
        self._proposals(response, {sentence.index: sentence for sentence in sentences})
        organisation = (response.respondent.organisation or "").strip()
        self.rows["dim_response"].append(
            {
                "response_key": name,
                "run_key": self.run_key,
                "group_key": group_key,
                "respondent": organisation or name,
                "named": bool(organisation),
                "consultation": response.consultation,
                "language": response.language,
                "file": response.source.file,
                "format": response.source.format,
                "sha256": response.source.sha256,
                "outline_key": response.pipeline.outline,
                "answers": len(response.answers),
                "sentences": len(sentences),
            }
        )
        self.rows["fact_notice"] += (
            {"notice_key": f"{name}:{number}", "response_key": name, **notice.model_dump()}
            for number, notice in enumerate(response.warnings)
        )

    def _answer(self, response: ResponseAnalysis, position: int, answer: AnswerAnalysis) -> None:
        question = _key(answer.question_number, answer.question.strip())
        self.questions.setdefault(question, (answer.question_number, answer.question.strip()))
        for sentence in answer.sentences:
            key = _sentence_key(response.response_id, sentence.index)
            self.rows["fact_sentence"].append(
                {
                    "sentence_key": key,
                    "response_key": response.response_id,
                    "question_key": question,
                    "label_key": sentence.label,
                    "sentence_index": sentence.index,
                    "answer_index": position,
                    "start": sentence.start,
                    "end": sentence.end,
                    "text": sentence.text,
                    "language": sentence.language,
                    "score": sentence.scores.get(sentence.label),
                    "needs_review": sentence.needs_review,
                    "chapters": "; ".join(sentence.chapters),
                    "chapters_source": sentence.chapters_source,
                }
            )
            self.rows["bridge_sentence_label"] += (
                {
                    "sentence_key": key,
                    "label_key": label,
                    "is_main": label == sentence.label,
                    "score": sentence.scores.get(label),
                }
                for label in dict.fromkeys((sentence.label, *sentence.also))
            )
            self.rows["bridge_sentence_chapter"] += (
                {"sentence_key": key, "chapter_key": chapter}
                for chapter in self._chapters(sentence.chapters, response.pipeline.outline)
            )

    def _reference(
        self,
        response: ResponseAnalysis,
        number: int,
        context: str,
        sentence_key: str | None,
        reference: Reference,
    ) -> None:
        meant = reference.kind == "chapter" and reference.resolved and reference.number
        self.rows["bridge_sentence_reference"].append(
            {
                "reference_key": f"{response.response_id}:{number}",
                "response_key": response.response_id,
                "sentence_key": sentence_key,
                "chapter_key": self._chapter(meant, response.pipeline.outline) if meant else None,
                "context": context,
                **reference.model_dump(exclude={"start", "end"}),
            }
        )

    def _proposals(self, response: ResponseAnalysis, sentences: dict[int, Sentence]) -> None:
        for number, proposal in enumerate(response.proposals):
            key = f"{response.response_id}:{number}"
            sentence = sentences.get(proposal.sentence_index)
            named = [r.surface for r in sentence.references] if sentence else []
            self.matters.append(matter_of(proposal.text, references=named))
            self.rows["fact_proposal"].append(
                {
                    "proposal_key": key,
                    "sentence_key": _sentence_key(response.response_id, proposal.sentence_index),
                    "response_key": response.response_id,
                    "needs_review": sentence is not None and sentence.needs_review,
                    "chapters": "; ".join(proposal.chapters),
                    **proposal.model_dump(exclude={"sentence_index", "chapters"}),
                }
            )
            self.rows["bridge_proposal_chapter"] += (
                {"proposal_key": key, "chapter_key": chapter}
                for chapter in self._chapters(proposal.chapters, response.pipeline.outline)
            )

    def _chapters(self, numbers: tuple[str, ...], outline: str | None) -> list[str]:
        """Keys of the chapters, the one of no chapter for none."""
        return [self._chapter(number, outline) for number in dict.fromkeys(numbers)] or [
            self._chapter("", None)
        ]

    def _chapter(
        self,
        number: str,
        outline: str | None,
        *,
        title: str | None = None,
        draft: str | None = None,
    ) -> str:
        """Key of a chapter, which is added where it is new: then no outline has it."""
        key = f"{outline or 'no-outline'}:{number}" if number else NO_CHAPTER
        self.chapters.setdefault(
            key,
            {
                "chapter_key": key,
                "number": number,
                "title": title or "",
                "depth": len(number.split(".")) if number else 0,
                "sort_key": _sort_key(number),
                "outline_key": outline,
                "draft": draft,
                "in_outline": title is not None,
            },
        )
        return key

    def tables(self) -> Tables:
        """All rows as tables."""
        self._repeats()
        self._proposal_groups()
        self._chapter_rows()
        self._dimensions()
        return Tables(
            **{
                name: pa.Table.from_pylist(self.rows[name], schema=table.schema)
                for name, table in BY_NAME.items()
            }
        )

    def _repeats(self) -> None:
        sentences = self.rows["fact_sentence"]
        centres = group_similar([row["text"] for row in sentences])
        respondents: dict[int, set[str]] = defaultdict(set)
        for row, centre in zip(sentences, centres, strict=True):
            respondents[centre].add(row["response_key"])
        for row, centre in zip(sentences, centres, strict=True):
            row["repeat_key"] = sentences[centre]["sentence_key"]
            row["repeat_respondents"] = len(respondents[centre])

    def _proposal_groups(self) -> None:
        proposals = self.rows["fact_proposal"]
        chapters: dict[str, list[str]] = defaultdict(list)
        for row in self.rows["bridge_proposal_chapter"]:
            chapters[row["proposal_key"]].append(row["chapter_key"])
        centres = group_similar(
            self.matters,
            threshold=ASKS_THE_SAME,
            kinds=[tuple(sorted(chapters[row["proposal_key"]])) for row in proposals],
        )
        members: dict[int, list[Row]] = defaultdict(list)
        for row, centre in zip(proposals, centres, strict=True):
            members[centre].append(row)
            self.rows["bridge_proposal_group"].append(
                {
                    "proposal_key": row["proposal_key"],
                    "group_key": proposals[centre]["proposal_key"],
                }
            )
        self.rows["dim_proposal_group"] += (
            {
                "group_key": proposals[centre]["proposal_key"],
                "text": proposals[centre]["text"],
                "proposals": len(rows),
                "respondents": len({row["response_key"] for row in rows}),
            }
            for centre, rows in members.items()
        )

    def _chapter_rows(self) -> None:
        """Parents, and the order: draft by draft, 5.2 before 5.10, no chapter last."""
        for row in self.chapters.values():
            number = row["number"]
            row["parent_key"] = None
            while number and row["parent_key"] is None:
                number = Chapter(number).parent or ""
                parent = f"{row['outline_key'] or 'no-outline'}:{number}"
                if number and parent in self.chapters:
                    row["parent_key"] = parent
        drafts = {outline.fingerprint: n for n, outline in enumerate(self.run.account.outlines)}
        self.rows["dim_chapter"] += sorted(
            self.chapters.values(),
            key=lambda row: (
                row["chapter_key"] == NO_CHAPTER,
                drafts.get(row["outline_key"], len(drafts)),
                row["sort_key"],
            ),
        )
        for position, row in enumerate(self.rows["dim_chapter"]):
            row["sort_key"] = f"{position:06d}"

    def _dimensions(self) -> None:
        account, quality = self.run.account, self.run.quality
        words = [load_words(language) for language in LANGUAGES]
        self.rows["dim_label"] += (
            {
                "label_key": label,
                **{f"name_{w.language}": w(f"label_{label}") for w in words},
                "sort_order": position,
            }
            for position, label in enumerate(LABELS)
        )
        self.rows["dim_respondent_group"] += (
            {"group_key": key, "name": name} for key, name in sorted(self.groups.items())
        )
        self.rows["dim_question"] += (
            {"question_key": key, "number": number, "text": text}
            for key, (number, text) in self.questions.items()
        )
        self.rows["fact_failure"] += (
            {"failure_key": str(number), **failure.model_dump()}
            for number, failure in enumerate(account.failures, start=1)
        )
        self.rows["dim_run"].append(
            {
                "run_key": self.run_key,
                "schema_version": account.schema_version,
                **account.pipeline.model_dump(exclude={"outline"}),
                "review_below": account.settings.review_below,
                "responses": len(account.responses),
                "failures": len(account.failures),
                "sentences": len(self.rows["fact_sentence"]),
                "needs_review": sum(row["needs_review"] for row in self.rows["fact_sentence"]),
                "macro_f1": quality.macro_f1 if quality else None,
                "measured_on": quality.sentences if quality else None,
                "measured_responses": quality.responses if quality else None,
                "outline_inferred": any(outline.inferred for outline in account.outlines),
            }
        )


def _key(*parts: object) -> str:
    return hashlib.sha256("\x1f".join(map(str, parts)).encode()).hexdigest()[:12]


def _sentence_key(response_id: str, index: int) -> str:
    return f"{response_id}:{index}"


def _sort_key(number: str) -> tuple[tuple[int, str], ...]:
    """Orders chapter numbers; parts that are no numbers come behind those that are."""
    return tuple(
        (int(part), "") if part.isdecimal() else (10**9, part) for part in number.split(".")
    )
