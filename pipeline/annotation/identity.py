"""Which sentence a label is for: an id that tells its place and its text."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import NamedTuple

_DIGEST = 12
_FORM = re.compile(r"(.+)#(\d+):(\d+)-(\d+):([0-9a-f]{12}):(\d+)", re.DOTALL)


class Key(NamedTuple):
    """What stays the same when a response is cut otherwise before or behind the sentence.

    `occurrence` counts the sentences of the response with the same text, from 0.
    """

    response_id: str
    digest: str
    occurrence: int


class SentenceId(NamedTuple):
    """A sentence of a run: `text[start:end]` of the response's answer number `answer`, from 0.

    >>> sentence = SentenceId("t1_01", 2, 15, 80, text_digest("Luku puuttuu."), 0)
    >>> str(sentence)
    't1_01#2:15-80:10c7e98ee92d:0'
    >>> SentenceId.parse(str(sentence)) == sentence
    True
    """

    response_id: str
    answer: int
    start: int
    end: int
    digest: str
    occurrence: int

    def __str__(self) -> str:
        return (
            f"{self.response_id}#{self.answer}:{self.start}-{self.end}"
            f":{self.digest}:{self.occurrence}"
        )

    @property
    def key(self) -> Key:
        """The sentence without its offsets."""
        return Key(self.response_id, self.digest, self.occurrence)

    @classmethod
    def parse(cls, written: str) -> SentenceId:
        """The id that `str` gave.

        Raises:
            ValueError: it is none.
        """
        found = _FORM.fullmatch(written)
        if found is None:
            raise ValueError(f"is no sentence id: {written[:60]!r}")
        response_id, answer, start, end, digest, occurrence = found.groups()
        return cls(response_id, int(answer), int(start), int(end), digest, int(occurrence))


def text_digest(text: str) -> str:
    """Twelve characters that identify a sentence's words; how they are spaced doesn't count."""
    return hashlib.sha256(" ".join(text.split()).encode()).hexdigest()[:_DIGEST]


def keys_of(sentences: Iterable[tuple[str, str]]) -> Iterator[Key]:
    """The keys of (response id, text) pairs that stand in the order of their responses.

    >>> [key.occurrence for key in keys_of([("a", "Kyllä."), ("a", "Ei."), ("a", "Kyllä.")])]
    [0, 0, 1]
    """
    seen: Counter[tuple[str, str]] = Counter()
    for response_id, text in sentences:
        digest = text_digest(text)
        yield Key(response_id, digest, seen[response_id, digest])
        seen[response_id, digest] += 1
