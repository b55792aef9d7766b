"""Which chapters each sentence is about: its own mention, else what governs it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from pipeline.doc import BLOCKS, SENTENCES, AnswerContext
from pipeline.schema import ChapterSource, Reference


@dataclass(frozen=True, slots=True)
class About:
    """Chapter numbers and where they come from; no source, no chapters."""

    chapters: tuple[str, ...] = ()
    source: ChapterSource | None = None


def chapters_of(
    doc: Doc, references: Sequence[Reference], *, context: AnswerContext
) -> list[About]:
    """What every span of `doc.spans["sentences"]` is about, in their order.

    A sentence's own mention wins, even where it couldn't be resolved: what governs the sentence
    would then be a guess. A bullet without one takes its lead-in's (the sentence ending in a
    colon above the list), then any sentence the heading's above it, then the question's.
    """
    sentences: Sequence[Span] = list(doc.spans.get(SENTENCES, ()))
    blocks = list(doc.spans.get(BLOCKS, ()))
    block_starts = [block.start_char for block in blocks]
    own = _by_sentence(sentences, references)
    asked = _numbers(context.question_references)
    heading: tuple[str, ...] = ()
    lead_in: tuple[str, ...] = ()
    headed = 0
    found: list[About] = []
    for sentence, mine in zip(sentences, own, strict=True):
        position = bisect_right(block_starts, sentence.start_char) - 1
        while headed <= position:
            if blocks[headed].label_ == "heading":
                heading, lead_in = _inside(blocks[headed], references), ()
            headed += 1
        bullet = position >= 0 and blocks[position].label_ == "bullet"
        if not bullet:
            lead_in = ()
        about = _about(mine, lead_in, heading, asked)
        found.append(about)
        if not bullet and sentence.text.rstrip().endswith(":"):
            lead_in = about.chapters if about.source in {"own", "back-reference"} else ()
    return found


def _about(
    mine: Sequence[Reference],
    lead_in: tuple[str, ...],
    heading: tuple[str, ...],
    asked: tuple[str, ...],
) -> About:
    chapters = [one for one in mine if one.kind == "chapter"]
    if chapters:
        named = [one for one in chapters if one.rule != "back-reference"]
        numbers = _numbers(chapters)
        source: ChapterSource = "own" if named else "back-reference"
        return About(numbers, source if numbers else None)
    rows: tuple[tuple[tuple[str, ...], ChapterSource], ...] = (
        (lead_in, "lead-in"),
        (heading, "heading"),
        (asked, "question"),
    )
    return next((About(numbers, source) for numbers, source in rows if numbers), About())


def _by_sentence(
    sentences: Sequence[Span], references: Iterable[Reference]
) -> list[list[Reference]]:
    starts = [sentence.start_char for sentence in sentences]
    groups: list[list[Reference]] = [[] for _ in sentences]
    for reference in references:
        position = bisect_right(starts, reference.start) - 1
        if position >= 0 and reference.start < sentences[position].end_char:
            groups[position].append(reference)
    return groups


def _inside(block: Span, references: Iterable[Reference]) -> tuple[str, ...]:
    return _numbers(one for one in references if block.start_char <= one.start < block.end_char)


def _numbers(references: Iterable[Reference]) -> tuple[str, ...]:
    """Numbers of the resolved chapters, each once, in their order."""
    return tuple(
        dict.fromkeys(
            one.number
            for one in references
            if one.kind == "chapter" and one.resolved and one.number is not None
        )
    )
