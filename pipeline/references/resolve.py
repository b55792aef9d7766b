"""From mentions to references: what each one means by the outline and the text before it.

A target is resolved only where a single candidate remains. A number that the outline lacks, a
title of two chapters, a number and a title of different chapters stay unresolved with the reason:
they are findings about the response or the draft, not to be mended here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.outline import Chapter, Outline
from pipeline.references.antecedents import Trail, point_back
from pipeline.references.headings import read_lines
from pipeline.references.mentions import Mention, Target, reference_of
from pipeline.schema import Reference

_MOST = 60
"""Targets that a range of pages or figures may expand to; a longer one gives its two ends."""


def resolve(
    doc: Doc, text: str, mentions: Sequence[Mention], *, context: AnswerContext
) -> list[Reference]:
    """References behind the `mentions` of `doc`, whose text is `text`: one a target, in order."""
    lines, trail, passed = read_lines(doc), Trail(), -1
    resolved: list[Reference] = []
    for mention in mentions:
        block = lines.at(mention.start)
        if block != passed:
            trail.paragraph = ()
            if any(lines.headings[passed + 1 : block + 1]):
                trail.section = ()
            passed = block
        if mention.deixis is None:
            references = list(_direct(text, mention, context.outline))
        else:
            references = list(point_back(text, mention, trail, context))
        trail.pass_mention(mention, references)
        heads = lines.heads(text, mention.start, mention.end) if mention.kind == "chapter" else None
        if heads == "section":
            first = mention.start == lines.starts[block]
            trail.section = (*(() if first else trail.section), *references)
        elif heads == "paragraph":
            trail.paragraph = tuple(references)
        resolved += references
    return resolved


def _direct(text: str, mention: Mention, outline: Outline | None) -> Iterator[Reference]:
    seen: set[tuple[str | None, str | None]] = set()
    for target in mention.targets:
        for reference in _of_target(text, mention, target, outline):
            if (reference.number, reference.title) not in seen:
                seen.add((reference.number, reference.title))
                yield reference


def _of_target(
    text: str, mention: Mention, target: Target, outline: Outline | None
) -> Iterator[Reference]:
    if mention.kind != "chapter":
        for number in _numbers_through(target):
            yield reference_of(text, mention, number=number, title=target.title)
        return
    if target.through is not None and target.number is not None:
        for number in _chapters_through(target.number, target.through, outline):
            yield _by_number(text, mention, number, outline)
    elif target.number is not None and target.titled:
        yield _by_both(text, mention, target, outline)
    elif target.number is not None:
        number = target.number
        if mention.noun == "painopiste":
            number = _priority(number, outline)
        yield _by_number(text, mention, number, outline, written=target.title)
    else:
        yield _by_title(text, mention, target, outline)


def _priority(number: str, outline: Outline | None) -> str:
    """Number of the chapter whose title is "Painopiste N", or the N-th under "painopisteet"."""
    if outline is None or not number.isdigit():
        return number
    named = re.compile(rf"(?:painopiste {number}|{number}\. painopiste)\b", re.IGNORECASE)
    heads = [chapter.number for chapter in outline if named.match(chapter.title)]
    if len(heads) == 1:
        return heads[0]
    parents = [one.number for one in outline if "painopistee" in one.title.casefold()]
    children = [f"{parent}.{number}" for parent in parents]
    known = [child for child in children if child in outline.by_number]
    return known[0] if len(known) == 1 else number


def _by_number(
    text: str,
    mention: Mention,
    number: str,
    outline: Outline | None,
    *,
    written: str | None = None,
) -> Reference:
    chapters = outline.by_number.get(number, ()) if outline is not None else ()
    if outline is None or (outline.inferred and not chapters):
        return reference_of(text, mention, number=number, title=written, status="no-outline")
    if not chapters:
        return reference_of(
            text,
            mention,
            number=number,
            title=written,
            status="not-in-outline",
            reason=f"the outline has no chapter {number}",
        )
    if len(chapters) > 1:
        return reference_of(
            text,
            mention,
            number=number,
            title=written,
            status="ambiguous",
            reason=f"the outline has {len(chapters)} chapters numbered {number}",
        )
    if written is not None and chapters[0].title:
        return _disagreement(text, mention, number, written, chapters[0])
    return reference_of(
        text, mention, number=number, title=chapters[0].title or None, status="number-only"
    )


def _by_both(text: str, mention: Mention, target: Target, outline: Outline | None) -> Reference:
    number = target.number or ""
    own = [chapter for chapter in target.titled if chapter.number == number]
    if len(own) == 1:
        return reference_of(text, mention, number=number, title=own[0].title, status="exact")
    if own:
        return _by_number(text, mention, number, outline)
    return _disagreement(text, mention, number, target.title or "", target.titled[0])


def _disagreement(
    text: str, mention: Mention, number: str, written: str, chapter: Chapter
) -> Reference:
    return reference_of(
        text,
        mention,
        number=number,
        title=written,
        status="disagree",
        reason=f"chapter {chapter.number} of the outline is {chapter.title!r}",
    )


def _by_title(text: str, mention: Mention, target: Target, outline: Outline | None) -> Reference:
    if len(target.titled) == 1:
        chapter = target.titled[0]
        return reference_of(
            text, mention, number=chapter.number, title=chapter.title, status="by-title"
        )
    if target.titled:
        numbers = ", ".join(chapter.number for chapter in target.titled[:5])
        return reference_of(
            text,
            mention,
            title=target.title,
            status="ambiguous",
            reason=f"the title fits the chapters {numbers}",
        )
    if outline is None:
        return reference_of(
            text, mention, title=target.title, status="no-outline", reason="no outline was given"
        )
    return reference_of(
        text,
        mention,
        title=target.title,
        status="not-in-outline",
        reason="the outline has no such title",
    )


def _numbers_through(target: Target) -> Iterable[str | None]:
    first, last = target.number, target.through
    if first is None or last is None:
        return (first,)
    if first.isdigit() and last.isdigit() and int(last) - int(first) < _MOST:
        return (str(number) for number in range(int(first), int(last) + 1))
    stem, _, low = first.rpartition(".")
    last_stem, _, high = last.rpartition(".")
    if stem and stem == last_stem and low.isdigit() and high.isdigit():
        return (f"{stem}.{number}" for number in range(int(low), int(high) + 1))
    return (first, last)


def _chapters_through(first: str, last: str, outline: Outline | None) -> Iterable[str]:
    """Numbers from `first` to `last`: the outline's of those depths, else counted on."""
    low, high = Chapter(first).sort_key, Chapter(last).sort_key
    if outline is not None:
        depths = range(min(len(low), len(high)), max(len(low), len(high)) + 1)
        inside = dict.fromkeys(
            chapter.number
            for chapter in outline
            if low <= chapter.sort_key <= high and len(chapter.sort_key) in depths
        )
        return (
            dict.fromkeys((first, *inside, last)) if first not in inside else inside | {last: None}
        )
    if low[:-1] == high[:-1] and high[-1] - low[-1] < _MOST:
        stem = first.rpartition(".")[0]
        prefix = f"{stem}." if stem else ""
        return [f"{prefix}{number}" for number in range(low[-1], high[-1] + 1)]
    return (first, last)
