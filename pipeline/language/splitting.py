"""Tokens of a block as they shall be: the tokenizer's pieces, mended and cut into sentences."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from pipeline.language.protected import joined_spans
from pipeline.language.segmenter import Piece

_RUN = re.compile(r"\S+")


@dataclass(frozen=True, slots=True)
class Cut:
    """A token's offsets in its block; `multiword` says that it holds several words."""

    start: int
    end: int
    multiword: bool = False


def cut_tokens(text: str, pieces: Sequence[Piece], ends: Sequence[int]) -> list[list[Cut]]:
    """The tokens of each sentence of `text`, whose sentences end at `ends`.

    Spans that are one token (see `protected.JOINED`) are joined, tokens that reach over a
    sentence's end are cut there, and whatever the tokenizer left out becomes a token, so that
    the tokens hold everything in `text` but its space.

    >>> pieces = [Piece(0, 4, 0, False), Piece(5, 8, 0, False), Piece(8, 13, 1, False)]
    >>> [[cut.end for cut in s] for s in cut_tokens("Näin 5.1:ssä.", pieces, [13])]
    [[4, 12, 13]]
    """
    joined = list(joined_spans(text))
    cuts = [Cut(piece.start, piece.end, piece.multiword) for piece in pieces]
    if joined or not _whole(text, cuts, ends):
        cuts = list(_repainted(text, cuts, joined, ends))
    sentences: list[list[Cut]] = []
    at = 0
    for end in ends:
        first = at
        while at < len(cuts) and cuts[at].end <= end:
            at += 1
        if at > first:
            sentences.append(cuts[first:at])
    return sentences


def _whole(text: str, cuts: list[Cut], ends: Sequence[int]) -> bool:
    """Whether the cuts leave only space out and none reaches over a sentence's end."""
    stops = {cut.end for cut in cuts}
    if not stops.issuperset(ends):
        return False
    before = 0
    for cut in cuts:
        if cut.start > before and not text[before : cut.start].isspace():
            return False
        before = cut.end
    return not text[before:].strip()


def _repainted(
    text: str, cuts: list[Cut], joined: list[tuple[int, int]], ends: Sequence[int]
) -> Iterator[Cut]:
    """Give every character the number of its token, the joined spans last, and read them back."""
    owners = [-1] * len(text)
    multiword = {(cut.start, cut.end) for cut in cuts if cut.multiword}
    spans = [*((cut.start, cut.end) for cut in cuts), *joined]
    for number, (start, end) in enumerate(spans):
        owners[start:end] = [number] * (end - start)
    begin = 0
    for stop in ends:
        for owner, group in groupby(range(begin, stop), key=owners.__getitem__):
            places = list(group)
            start, end = places[0], places[-1] + 1
            if owner >= 0:
                raw = text[start:end]
                start += len(raw) - len(raw.lstrip())
                end -= len(raw) - len(raw.rstrip())
                if start < end:
                    yield Cut(start, end, (start, end) in multiword)
            else:
                for run in _RUN.finditer(text, start, end):
                    yield Cut(run.start(), run.end())
        begin = stop
