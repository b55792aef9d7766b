"""How well references are found and resolved: precision, recall and F1 on labelled texts."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import groupby

import spacy
from spacy.tokens import Doc, Span

from pipeline.doc import BLOCKS
from pipeline.outline import Outline
from pipeline.references.component import find_references
from pipeline.references.contexts import answer_contexts
from pipeline.references.gold import GoldAnswer, GoldMention, GoldText
from pipeline.schema import Answer, Reference

MEASURES = ("detection", "target", "span")
Key = tuple[str, str | None, str]
"""A target as it is compared: kind, number, and the title where that tells targets apart."""


@dataclass(slots=True)
class Score:
    """Counts of one measure."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        """Share of what was found that is right; 1 where nothing was found."""
        found = self.right + self.wrong
        return self.right / found if found else 1.0

    @property
    def recall(self) -> float:
        """Share of what is labelled that was found; 1 where nothing is labelled."""
        labelled = self.right + self.missed
        return self.right / labelled if labelled else 1.0

    @property
    def f1(self) -> float:
        """Harmonic mean of the two.

        >>> round(Score(right=9, wrong=1, missed=1).f1, 2)
        0.9
        """
        total = 2 * self.right + self.wrong + self.missed
        return 2 * self.right / total if total else 1.0


@dataclass(frozen=True, slots=True)
class Case:
    """A labelled text on which the rules err: what is labelled beside what was found."""

    text: GoldText
    labelled: tuple[str, ...]
    found: tuple[str, ...]


@dataclass(slots=True)
class Evaluation:
    """Scores and errors. `rules` counts for each rule the targets it gave, right and wrong."""

    texts: int = 0
    empty_texts: int = 0
    mentions: int = 0
    detection: Score = field(default_factory=Score)
    target: Score = field(default_factory=Score)
    span: Score = field(default_factory=Score)
    rules: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    errors: list[Case] = field(default_factory=list)


def evaluate_references(
    answers: Iterable[GoldAnswer], *, analyse: Callable[[str], Doc] | None = None
) -> Evaluation:
    """Compare the rules with labelled answers; `analyse` turns text into an analysed document.

    Without `analyse` the rules see word forms alone. Detection asks whether a labelled mention is
    overlapped by a found one of its kind, span whether their offsets are equal, target whether
    the text's targets are the labelled ones.
    """
    make = analyse or spacy.blank("fi")
    result = Evaluation()
    for _, response in groupby(answers, key=lambda answer: answer.texts[0].response_id):
        for text, found, outline in _read(list(response), make):
            _count(result, text, found, outline)
    return result


def _read(
    response: Sequence[GoldAnswer], make: Callable[[str], Doc]
) -> Iterator[tuple[GoldText, list[Reference], Outline]]:
    """Every text of a response with its references, moved to its own offsets."""
    bodies = [[text for text in one.texts if text.block != "question"] for one in response]
    answers = [
        Answer(
            question_number=one.texts[0].question_number,
            question=one.texts[0].question,
            text="\n".join(text.text for text in body),
        )
        for one, body in zip(response, bodies, strict=True)
    ]
    docs = []
    for answer, body in zip(answers, bodies, strict=True):
        doc = make(answer.text)
        doc.spans[BLOCKS] = list(_blocks(doc, body, _starts(body)))
        docs.append(doc)
    questions = [make(answer.question) for answer in answers]
    contexts = answer_contexts(answers, questions, docs, outline=response[0].outline)
    for one, body, doc, context in zip(response, bodies, docs, contexts, strict=True):
        for text in one.texts:
            if text.block == "question":
                yield text, list(context.question_references), one.outline
        references = find_references(doc, context=context)
        for text, start in zip(body, _starts(body), strict=True):
            yield text, _moved(references, start, start + len(text.text)), one.outline


def _moved(references: Iterable[Reference], start: int, end: int) -> list[Reference]:
    return [
        one.model_copy(update={"start": one.start - start, "end": one.end - start})
        for one in references
        if start <= one.start < end
    ]


def _starts(texts: Sequence[GoldText]) -> list[int]:
    starts, at = [], 0
    for text in texts:
        starts.append(at)
        at += len(text.text) + 1
    return starts


def _blocks(doc: Doc, texts: Sequence[GoldText], starts: Sequence[int]) -> Iterator[Span]:
    for text, start in zip(texts, starts, strict=True):
        label = "heading" if text.block == "heading" else "paragraph"
        span = doc.char_span(start, start + len(text.text), label=label, alignment_mode="expand")
        if span is not None:
            yield span


def _count(
    result: Evaluation, text: GoldText, references: Sequence[Reference], outline: Outline
) -> None:
    result.texts += 1
    result.empty_texts += not text.mentions
    result.mentions += len(text.mentions)
    found_spans = dict.fromkeys((one.start, one.end, one.kind) for one in references)
    gold_spans = [(one.start, one.end, one.targets[0][0]) for one in text.mentions]
    _count_spans(result, list(found_spans), gold_spans)
    labelled = Counter(
        _key(kind, number, title, outline)
        for mention in text.mentions
        for kind, number, title in mention.targets
    )
    found = Counter(_key(one.kind, one.number, one.title, outline) for one in references)
    result.target.right += (labelled & found).total()
    result.target.wrong += (found - labelled).total()
    result.target.missed += (labelled - found).total()
    left = labelled.copy()
    for one in references:
        key = _key(one.kind, one.number, one.title, outline)
        if left[key]:
            left[key] -= 1
            result.rules[one.rule].right += 1
        else:
            result.rules[one.rule].wrong += 1
    if labelled != found or sorted(gold_spans) != sorted(found_spans):
        result.errors.append(
            Case(
                text,
                tuple(_shown(text.text, mention) for mention in text.mentions),
                tuple(
                    f"{one.surface} = {one.kind} {one.number or one.title} ({one.rule})"
                    for one in references
                ),
            )
        )


def _count_spans(
    result: Evaluation,
    found: Sequence[tuple[int, int, str]],
    labelled: Sequence[tuple[int, int, str]],
) -> None:
    exact = len(set(found) & set(labelled))
    result.span.right += exact
    result.span.wrong += len(found) - exact
    result.span.missed += len(labelled) - exact
    free = list(found)
    for start, end, kind in labelled:
        hit = next(
            (one for one in free if one[2] == kind and one[0] < end and start < one[1]), None
        )
        if hit:
            free.remove(hit)
            result.detection.right += 1
        else:
            result.detection.missed += 1
    result.detection.wrong += len(free)


def _key(kind: str, number: str | None, title: str | None, outline: Outline) -> Key:
    name = (title or "").casefold()
    if kind == "chapter" and number is None and name:
        numbers = [one.number for one in outline if one.title.casefold() == name]
        number = numbers[0] if len(numbers) == 1 else None
    if kind == "statute":
        return (kind, number, "" if name in {"laki", "lakiehdotus"} else name)
    return (kind, number, "" if number else name)


def _shown(text: str, mention: GoldMention) -> str:
    targets = ", ".join(f"{kind} {number or title}" for kind, number, title in mention.targets)
    return f"{text[mention.start : mention.end]} = {targets}"


def render_evaluation(result: Evaluation, *, errors: bool = True) -> str:
    """The scores as a table, then the rules, then every text on which the rules err."""
    lines = [
        f"{result.texts} texts, {result.empty_texts} of them without a reference, "
        f"{result.mentions} mentions",
        f"{'':12}{'precision':>10}{'recall':>10}{'F1':>10}",
    ]
    for name in MEASURES:
        score: Score = getattr(result, name)
        lines.append(f"{name:12}{score.precision:10.3f}{score.recall:10.3f}{score.f1:10.3f}")
    lines.append(f"{'rule':22}{'right':>8}{'wrong':>8}")
    for name, score in sorted(result.rules.items()):
        lines.append(f"{name:22}{score.right:8}{score.wrong:8}")
    if errors:
        for case in result.errors:
            lines.append(f"{case.text.response_id}: {case.text.text}")
            lines.append(f"  labelled: {'; '.join(case.labelled) or '-'}")
            lines.append(f"  found:    {'; '.join(case.found) or '-'}")
    return "\n".join(lines)
