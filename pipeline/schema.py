"""The JSON contract: frozen models of what is read, what is found and what is written.

Spans are half-open character offsets into the answer's `text`; slicing the text with them
gives the stored `text` or `surface` back, always.
"""

from __future__ import annotations

from typing import Literal, get_args

from pydantic import BaseModel, ConfigDict

SCHEMA_VERSION = "1.0"

Label = Literal["proposal", "critique", "risk", "support", "none"]
LABELS: tuple[Label, ...] = get_args(Label)

ReferenceKind = Literal["chapter", "question", "page", "appendix", "table", "figure", "statute"]
ReferenceStatus = Literal[
    "exact", "by-title", "number-only", "ambiguous", "not-in-outline", "disagree", "no-outline"
]
ChapterSource = Literal["own", "heading", "lead-in", "back-reference", "question"]
Strength = Literal["must", "should", "could"]


class Frozen(BaseModel):
    """A value: immutable, and strict about unknown keys."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Notice(Frozen):
    """Something the reader of a result should know; `code` is stable, `message` is for people."""

    code: str
    message: str


class Source(Frozen):
    """Where a response came from. `file` is relative to the folder given to the run.

    `layout` is what the file was read as, `confidence` (0–1) how sure that is; what makes it less
    than 1 stands among the response's warnings.
    """

    file: str
    sha256: str
    format: str
    layout: str | None = None
    confidence: float | None = None


class Respondent(Frozen):
    """Who answers. Holds no contact details."""

    organisation: str | None = None
    group: str | None = None
    role: str | None = None


class Answer(Frozen):
    """The text given to one question, cleaned once at ingest and never changed afterwards.

    Every line of `text` is one block (paragraph, bullet or heading, see `pipeline.blocks`);
    paragraphs are separated by an empty line.
    """

    question_number: int | None = None
    question: str
    text: str


class Response(Frozen):
    """One respondent's response as read from its source."""

    response_id: str
    source: Source
    consultation: str | None = None
    respondent: Respondent = Respondent()
    answers: tuple[Answer, ...] = ()
    warnings: tuple[Notice, ...] = ()


class Failure(Frozen):
    """A source or response that could not be processed: which, at which stage, why."""

    file: str
    stage: str
    reason: str
    response_id: str | None = None


class Reference(Frozen):
    """One target that the text refers to.

    `number` is text ("5.10" is not "5.1"). `resolved` says that the target is certain;
    `status` tells how a chapter was resolved, `reason` why it was not; `rule` names the rule
    that found the mention.
    """

    start: int
    end: int
    surface: str
    kind: ReferenceKind
    number: str | None = None
    title: str | None = None
    resolved: bool
    rule: str
    status: ReferenceStatus | None = None
    reason: str | None = None


class Heading(Frozen):
    """A heading inside an answer; it is no sentence, but governs the sentences below it."""

    start: int
    end: int
    text: str
    references: tuple[Reference, ...] = ()


class Sentence(Frozen):
    """A labelled sentence or bullet. `index` counts the sentences of the response from 0."""

    index: int
    start: int
    end: int
    text: str
    language: str = "fi"
    label: Label
    also: tuple[Label, ...] = ()
    scores: dict[str, float] = {}
    needs_review: bool = False
    references: tuple[Reference, ...] = ()
    chapters: tuple[str, ...] = ()
    chapters_source: ChapterSource | None = None


class AnswerAnalysis(Answer):
    """An answer with its sentences and headings."""

    sentences: tuple[Sentence, ...] = ()
    headings: tuple[Heading, ...] = ()


class Proposal(Frozen):
    """What a sentence asks for: the action's lemma, its object as written, how strongly."""

    sentence_index: int
    text: str
    action: str | None = None
    object: str | None = None
    addressee: str | None = None
    strength: Strength
    chapters: tuple[str, ...] = ()


class PipelineInfo(Frozen):
    """Fingerprints of what made a result, so that it can be traced."""

    version: str
    language_model: str
    classifier: str
    outline: str | None = None


class ResponseAnalysis(Frozen):
    """Everything found in one response: the content of its JSON file."""

    schema_version: str = SCHEMA_VERSION
    response_id: str
    language: str = "fi"
    source: Source
    consultation: str | None = None
    respondent: Respondent = Respondent()
    answers: tuple[AnswerAnalysis, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    warnings: tuple[Notice, ...] = ()
    pipeline: PipelineInfo
