"""Composes the stages: responses in, everything found in them out. Touches no files."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from importlib.metadata import version
from pathlib import Path
from typing import cast

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline import classification, language
from pipeline.doc import BLOCKS, NO_CONTEXT, SENTENCES, AnswerContext
from pipeline.errors import StageError
from pipeline.language import StanzaTokenizer
from pipeline.outline import Outline, load_outline
from pipeline.proposals import COMPONENT as PROPOSALS
from pipeline.references import FACTORY as REFERENCES
from pipeline.references import answer_contexts
from pipeline.schema import (
    Answer,
    AnswerAnalysis,
    Heading,
    Notice,
    PipelineInfo,
    Proposal,
    Reference,
    Response,
    ResponseAnalysis,
    Sentence,
)
from pipeline.settings import Settings, load_settings

CONTEXT = "lausuntoputki_context"
FINNISH = "fi"


@Language.factory(CONTEXT, assigns=["doc._.context"])
class OutlineContext:
    """Gives texts that come without a context the outline the pipeline was loaded with."""

    def __init__(self, nlp: Language, name: str) -> None:  # noqa: ARG002 - spaCy's signature
        self.outline: Outline | None = None

    def __call__(self, doc: Doc) -> Doc:
        """Set `doc._.context` where it is not set."""
        if doc._.context is NO_CONTEXT:
            doc._.context = AnswerContext(outline=self.outline)
        return doc


def load(
    *, outline: Outline | str | Path | None = None, settings: Settings | None = None
) -> Language:
    """The whole pipeline as a spaCy `Language`.

    `outline` (or the path of one) is what texts are resolved against unless their
    `doc._.context` brings its own.

    Raises:
        ModelError: weights or classifier are missing or broken.
        OutlineError: the outline can't be read.
    """
    settings = settings or load_settings()
    nlp = language.create(settings.language_model, cache=settings.cache)
    if isinstance(outline, str | Path):
        outline = load_outline(outline)
    cast(OutlineContext, nlp.add_pipe(CONTEXT)).outline = outline
    nlp.add_pipe(REFERENCES)
    nlp.add_pipe(
        classification.COMPONENT,
        config={"model": str(settings.classifier), "review_below": settings.review_below},
    )
    nlp.add_pipe(PROPOSALS)
    return nlp


def fingerprints(settings: Settings) -> PipelineInfo:
    """What identifies the results made under these settings, the outline left open."""
    return PipelineInfo(
        version=version("lausuntoputki"),
        language_model=language.model_fingerprint(settings.language_model),
        classifier=classification.model_fingerprint(settings.classifier),
    )


def analyse(
    responses: Sequence[Response],
    *,
    nlp: Language,
    outline: Outline | None = None,
    info: PipelineInfo,
) -> Iterator[ResponseAnalysis | StageError]:
    """Everything found in each response, in order; for one that fails, the error instead.

    All texts go through Stanza together, which is many times as fast as one by one.
    """
    info = info.model_copy(update={"outline": outline.fingerprint if outline else None})
    try:
        documents = _read([text for response in responses for text in _texts(response)], nlp)
    except Exception:  # noqa: BLE001 - whatever fails on the whole is found response by response
        documents = None
    position = 0
    for response in responses:
        texts = _texts(response)
        try:
            with _stage("language", response):
                docs = (
                    documents[position : position + len(texts)]
                    if documents is not None
                    else _read(texts, nlp)
                )
            yield _analyse(response, docs, nlp=nlp, outline=outline, info=info)
        except StageError as error:
            yield error
        position += len(texts)


def _texts(response: Response) -> list[str]:
    """All that is analysed: each answer's question, then its text."""
    return [text for answer in response.answers for text in (answer.question, answer.text)]


def _read(texts: list[str], nlp: Language) -> list[Doc]:
    return list(cast(StanzaTokenizer, nlp.tokenizer).pipe(texts))


@contextmanager
def _stage(stage: str, response: Response) -> Iterator[None]:
    try:
        yield
    except Exception as error:  # one response's fault, of whatever kind, must not end the batch
        reason = f"{type(error).__name__}: {error}"
        raise StageError(reason, stage=stage, response_id=response.response_id) from error


def _analyse(
    response: Response,
    docs: list[Doc],
    *,
    nlp: Language,
    outline: Outline | None,
    info: PipelineInfo,
) -> ResponseAnalysis:
    questions, texts = docs[::2], docs[1::2]
    with _stage("references", response):
        contexts = answer_contexts(response.answers, questions, texts, outline=outline)
    for text, context in zip(texts, contexts, strict=True):
        text._.context = context
    for name, component in nlp.pipeline:
        with _stage(name.removeprefix("lausuntoputki_"), response):
            piped = getattr(component, "pipe", None)
            texts = list(piped(texts)) if piped else [component(text) for text in texts]
    answers: list[AnswerAnalysis] = []
    proposals: list[Proposal] = []
    index = 0
    for answer, text in zip(response.answers, texts, strict=True):
        proposals += (
            proposal.model_copy(update={"sentence_index": index + proposal.sentence_index})
            for proposal in text._.proposals
        )
        answers.append(_answer(answer, text, index))
        index += len(answers[-1].sentences)
    return ResponseAnalysis(
        response_id=response.response_id,
        source=response.source,
        consultation=response.consultation,
        respondent=response.respondent,
        answers=tuple(answers),
        proposals=tuple(proposals),
        warnings=(*response.warnings, *_foreign(answers)),
        pipeline=info,
    )


def _foreign(answers: Sequence[AnswerAnalysis]) -> Iterator[Notice]:
    """Tells of sentences that are in a language whose acts are not labelled."""
    languages = Counter(sentence.language for answer in answers for sentence in answer.sentences)
    for name, count in sorted(languages.items()):
        if name != FINNISH:
            yield Notice(
                code="language-not-supported",
                message=f"{count} sentences in language {name!r} are kept without a label",
            )


def _answer(answer: Answer, doc: Doc, first_index: int) -> AnswerAnalysis:
    sentences = tuple(
        Sentence(
            index=first_index + position,
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            language=span._.language,
            label=span.label_,
            also=span._.also,
            scores=span._.scores,
            needs_review=span._.needs_review,
            references=_within(span, doc._.references),
            chapters=span._.chapters,
            chapters_source=span._.chapters_source,
        )
        for position, span in enumerate(doc.spans[SENTENCES])
    )
    headings = tuple(
        Heading(
            start=span.start_char,
            end=span.end_char,
            text=span.text,
            references=_within(span, doc._.references),
        )
        for span in doc.spans[BLOCKS]
        if span.label_ == "heading"
    )
    return AnswerAnalysis(
        question_number=answer.question_number,
        question=answer.question,
        text=answer.text,
        sentences=sentences,
        headings=headings,
    )


def _within(span: Span, references: Sequence[Reference]) -> tuple[Reference, ...]:
    return tuple(
        reference for reference in references if span.start_char <= reference.start < span.end_char
    )
