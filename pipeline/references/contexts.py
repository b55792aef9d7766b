"""The contexts of a response's answers: what each can point back at beyond its own text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.outline import Outline
from pipeline.references.component import find_references
from pipeline.schema import Answer, Reference, ReferenceKind


def answer_contexts(
    answers: Sequence[Answer],
    questions: Sequence[Doc],
    texts: Sequence[Doc],
    *,
    outline: Outline | None,
) -> list[AnswerContext]:
    """A context for each answer, in order; `questions` and `texts` are the answers' documents."""
    titles = tuple(answer.question for answer in answers)
    contexts: list[AnswerContext] = []
    last: dict[ReferenceKind, tuple[Reference, ...]] = {}
    for answer, question, text in zip(answers, questions, texts, strict=True):
        context = AnswerContext(
            question=answer.question,
            question_number=answer.question_number,
            outline=outline,
            questions=titles,
            earlier_references=tuple(one for named in last.values() for one in named),
        )
        asked = find_references(question, context=context)
        contexts.append(replace(context, question_references=asked))
        last |= _last_named(find_references(text, context=contexts[-1]))
    return contexts


def _last_named(
    references: Iterable[Reference],
) -> dict[ReferenceKind, tuple[Reference, ...]]:
    """The targets of the last mention of each kind."""
    last: dict[ReferenceKind, tuple[Reference, ...]] = {}
    for one in references:
        if one.number is None:
            continue
        same = last.get(one.kind, ())
        grown = (*same, one) if same and same[0].start == one.start else (one,)
        last[one.kind] = grown
    return last
