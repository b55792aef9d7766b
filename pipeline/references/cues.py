"""The words of a document that can announce a reference: their written forms, then their lemmas."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from spacy.matcher import Matcher
from spacy.tokens import Doc
from spacy.vocab import Vocab

from pipeline.references.nouns import BY_LEMMA, Noun, noun_of
from pipeline.references.numerals import ORDINAL_LEMMAS, digit_compound_of, ordinal
from pipeline.references.titles import WORD

TOPIC_LEMMAS = ("käsitellä", "koskea", "kuvata", "kuvailla", "linjata", "esitellä", "tarkastella")
_TOPIC_STEMS = tuple(
    f"{stem}v"
    for stem in ("käsittele", "koske", "kuvaa", "kuvaile", "linjaa", "esittele", "tarkastele")
)


@dataclass(frozen=True, slots=True)
class Cue:
    """The `index`-th word of the text announces a reference as `noun`."""

    index: int
    noun: Noun
    plural: bool


class Word(NamedTuple):
    """A run of letters or digits: its offsets and its casefolded letters."""

    start: int
    end: int
    key: str


class Words:
    """The words of a text with what their forms and lemmas tell."""

    def __init__(self, doc: Doc, text: str, lemmas: Mapping[int, frozenset[str]]) -> None:
        self._doc = doc
        self.words = [
            Word(match.start(), match.end(), match.group().casefold())
            for match in WORD.finditer(text)
        ]
        self._starts = [word.start for word in self.words]
        self._lemmas = lemmas

    def __len__(self) -> int:
        return len(self.words)

    def __getitem__(self, index: int) -> Word:
        return self.words[index]

    def at(self, offset: int) -> int:
        """Index of the first word that starts at or behind a character offset."""
        return bisect_left(self._starts, offset)

    def cues(self) -> Iterator[Cue]:
        """Announcing nouns in text order."""
        decade = False
        for index, word in enumerate(self.words):
            in_decade, decade = decade, word.end - word.start == 4 and word.key.isdigit()
            if in_decade and self.words[index - 1].end == word.start - 1:
                continue  # "1970-luvulla"
            found = noun_of(word.key)
            if found is None and word.start in self._lemmas:
                found = _by_lemma(word.key, self._lemmas[word.start])
            compound = digit_compound_of(word.key) if found is None else None
            if compound:
                found = (compound[1], False)
            if found:
                yield Cue(index, *found)

    def ordinal(self, index: int) -> int | None:
        """Value of the ordinal at `index`, by its form or lemma."""
        word = self.words[index]
        value = ordinal(word.key)
        if value is None:
            for lemma in self._lemmas.get(word.start, ()):
                value = ORDINAL_LEMMAS.get(lemma, value)
        return value

    def is_topic_participle(self, index: int) -> bool:
        """Whether the word is "käsittelevä", "koskeva" or the like, in any form."""
        word = self.words[index]
        return word.key.startswith(_TOPIC_STEMS) or any(
            lemma in TOPIC_LEMMAS and "v" in word.key[-8:]
            for lemma in self._lemmas.get(word.start, ())
        )

    def is_partitive(self, index: int) -> bool:
        """Whether the word is a noun or adjective in the partitive, as far as the tags tell."""
        word = self.words[index]
        span = self._doc.char_span(word.start, word.end, alignment_mode="expand")
        if span is None or not len(span):
            return False
        token = span[0]
        return token.pos_ in {"NOUN", "ADJ", "PROPN"} and "Par" in token.morph.get("Case", [])


def _by_lemma(key: str, lemmas: Iterable[str]) -> tuple[Noun, bool] | None:
    """The noun of a form that isn't listed; the comitative ("liitteineen") announces nothing."""
    nouns = [BY_LEMMA[name] for name in lemmas if name in BY_LEMMA]
    if not nouns or nouns[0].weak or key.endswith("neen"):
        return None
    return nouns[0], False


@lru_cache(maxsize=8)
def _lemma_matcher(vocab: Vocab) -> Matcher:
    """One plain pattern a lemma: the matcher compares hashes, with no call into Python."""
    matcher = Matcher(vocab)
    for lemma in (*BY_LEMMA, *ORDINAL_LEMMAS, *TOPIC_LEMMAS):
        matcher.add(lemma, [[{"LEMMA": lemma}]])
    return matcher


def read_words(doc: Doc, text: str) -> Words:
    """The words of `doc`, whose text is `text` but for normalised characters.

    A document without lemmas is read by its written forms alone.
    """
    lemmas: dict[int, frozenset[str]] = {}
    for name, start, _ in _lemma_matcher(doc.vocab)(doc, allow_missing=True):
        offset = doc[start].idx
        lemmas[offset] = lemmas.get(offset, frozenset()) | {doc.vocab.strings[name]}
    return Words(doc, text, lemmas)
