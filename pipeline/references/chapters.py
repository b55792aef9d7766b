"""Which chapters each sentence is about: its own mention, else what governs it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Doc, Span

from pipeline.doc import BLOCKS, SENTENCES, AnswerContext
from pipeline.references.headings import Lines, read_lines
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
    text, lines = doc.text, read_lines(doc)
    bullets = [block.label_ == "bullet" for block in doc.spans.get(BLOCKS, ())]
    sections, paragraphs = _heads(text, lines, references)
    own = _by_sentence(sentences, references)
    asked = _numbers(context.question_references)
    section: tuple[str, ...] = ()
    lead_in: tuple[str, ...] = ()
    passed = -1
    found: list[About] = []
    for sentence, mine in zip(sentences, own, strict=True):
        block = lines.at(sentence.start_char)
        while passed < block:
            passed += 1
            if lines.headings[passed] or passed in sections:
                section, lead_in = sections.get(passed, ()), ()
        bullet = block >= 0 and bullets[block]
        if not bullet:
            lead_in = ()
        about = _about(mine, lead_in, paragraphs.get(block) or section, asked)
        found.append(about)
        if not bullet and sentence.text.rstrip().endswith(":"):
            lead_in = about.chapters if about.source in {"own", "back-reference"} else ()
    return found


def _heads(
    text: str, lines: Lines, references: Iterable[Reference]
) -> tuple[dict[int, tuple[str, ...]], dict[int, tuple[str, ...]]]:
    """Chapters of the sections and of the paragraphs that have a head, by the head's block."""
    sections: dict[int, list[Reference]] = {}
    paragraphs: dict[int, list[Reference]] = {}
    for one in references:
        heads = lines.heads(text, one.start, one.end) if one.kind == "chapter" else None
        if heads is not None:
            place = sections if heads == "section" else paragraphs
            place.setdefault(lines.at(one.start), []).append(one)
    return (
        {block: _numbers(found) for block, found in sections.items()},
        {block: _numbers(found) for block, found in paragraphs.items()},
    )


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


def _numbers(references: Iterable[Reference]) -> tuple[str, ...]:
    """Numbers of the resolved chapters, each once, in their order."""
    return tuple(
        dict.fromkeys(
            one.number
            for one in references
            if one.kind == "chapter" and one.resolved and one.number is not None
        )
    )
