"""Labelled sentences as analysed documents: one a question, each line exactly one sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path

from spacy.language import Language

from pipeline import language
from pipeline.annotation.dataset import LabelledSentence
from pipeline.annotation.split import Split, read_split
from pipeline.annotation.view import current_view
from pipeline.classification.examples import Example
from pipeline.doc import AnswerContext
from pipeline.language import StanzaTokenizer


def read_examples(
    rows: Sequence[LabelledSentence], *, nlp: Language, split: Split
) -> Iterator[Example]:
    """Examples to train on or to measure with, one for each answer, in the order of `rows`.

    `nlp` is what `pipeline.language.create` gives. Rows of an answer must follow each other.
    """
    tokenizer = nlp.tokenizer
    if not isinstance(tokenizer, StanzaTokenizer):
        raise TypeError(f"nlp has a {type(tokenizer).__name__}, not a StanzaTokenizer")
    answers = [list(group) for _, group in groupby(rows, key=_answer)]
    docs = tokenizer.pipe((_text(answer) for answer in answers), one_sentence_per_block=True)
    for answer, doc in zip(answers, docs, strict=True):
        first = answer[0]
        doc._.context = AnswerContext(
            question=first.question, question_number=first.question_number
        )
        yield Example(
            doc=doc,
            response_id=first.response_id,
            draft=split.draft(first.response_id),
            source=first.source,
            labels=tuple(row.label for row in answer),
            also=tuple(row.also for row in answer),
        )


def training_and_test(
    annotated: Path, *, language_model: Path
) -> tuple[list[Example], list[Example]]:
    """The labelled sentences of folder `annotated` as they stand, the frozen test set apart.

    Raises:
        AnnotationError: labels or split are missing or break their format.
        ModelError: the language model is missing or broken.
    """
    rows, split = current_view(annotated).rows, read_split(annotated)
    nlp = language.create(language_model)
    return (
        list(read_examples(split.training(rows), nlp=nlp, split=split)),
        list(read_examples(split.testing(rows), nlp=nlp, split=split)),
    )


def _answer(row: LabelledSentence) -> tuple[str, int | None, str]:
    return row.response_id, row.question_number, row.question


def _text(answer: Sequence[LabelledSentence]) -> str:
    return "\n".join(_line(row) for row in answer)


def _line(row: LabelledSentence) -> str:
    line = " ".join(row.text.split())
    return f"- {line}" if row.block == "bullet" else line
