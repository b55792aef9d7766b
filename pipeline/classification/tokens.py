"""Which word and form classes a token belongs to, worked out once for every kind of token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from spacy.tokens import Span

from pipeline.classification.forms import FORM_CLASSES, FormClass
from pipeline.classification.lexicon import WORD_CLASSES


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `classes` are the names of its word and form classes, in order of name."""

    form: str
    lemma: str
    upos: str
    shape: str
    classes: tuple[str, ...]
    affixes: str


def words(sentence: Span) -> list[Word]:
    """The words of a sentence; a multi-word token ("ettei") gives several, white space none."""
    return list(_words(sentence))


def _words(sentence: Span) -> Iterator[Word]:
    for token in sentence:
        if token.is_space:
            continue
        parts = token._.words
        if parts:
            for part in parts:
                yield word(token.text, part["lemma"], part["upos"], part["feats"] or "")
        else:
            yield word(token.text, token.lemma_, token.pos_, str(token.morph))


@lru_cache(maxsize=1 << 16)
def word(form: str, lemma: str, upos: str, features: str) -> Word:
    """The word of this form, lemma, part of speech and features (CoNLL-U, "_" or "" if none).

    >>> word("puuttuu", "puuttua", "VERB", "Mood=Ind|VerbForm=Fin").classes
    ('finite', 'lack')
    """
    form, lemma = form.lower(), lemma.replace("#", "").lower()
    present = frozenset(features.split("|"))
    classes = _lexical(form, lemma) | {
        row.name for row in FORM_CLASSES if _fits(row, upos, present)
    }
    return Word(form, lemma, upos, _shape(upos, features), tuple(sorted(classes)), _affixes(form))


def _affixes(form: str) -> str:
    """Beginnings and ends of a form, digits as 0; they carry what typos leave of a word."""
    form = re.sub(r"\d+", "0", form)
    starts = [form[:length] + "-" for length in (3, 4, 6) if len(form) >= length]
    ends = ["-" + form[-length:] for length in (2, 3, 4, 5) if len(form) >= length]
    return " ".join((form, *starts, *ends)).replace("\u00a0", "")


def _fits(row: FormClass, upos: str, present: frozenset[str]) -> bool:
    if row.upos and upos not in row.upos.split():
        return False
    return not row.features or present.issuperset(row.features.split("|"))


_SHOWN = ("Case", "Mood", "Person", "VerbForm", "InfForm", "PartForm", "Voice", "Connegative")


def _shape(upos: str, features: str) -> str:
    """A short tag: the part of speech with case, mood, person, infinitive and voice."""
    given = dict(feature.split("=", 1) for feature in features.split("|") if "=" in feature)
    return ".".join((upos, *(given[name] for name in _SHOWN if name in given)))


def _lexical(form: str, lemma: str) -> set[str]:
    found = set(_LEMMAS.get(lemma, ())) | set(_FORMS.get(form, ()))
    for text, starts, ends in ((lemma, _STARTS, _ENDS), (form, _FORM_STARTS, _FORM_ENDS)):
        found.update(name for start, name in starts if text.startswith(start))
        found.update(name for end, name in ends if text.endswith(end))
    return found


def _entries(mark: str) -> tuple[tuple[str, str], ...]:
    """The entries written like `mark` (a lemma is "w", a form's end "=*w"), marks left out."""
    return tuple(
        (entry.strip("=*"), row.name)
        for row in WORD_CLASSES
        for entry in row.words.split()
        if entry.replace(entry.strip("=*"), "w") == mark
    )


def _table(mark: str) -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for entry, name in _entries(mark):
        table[entry] = (*table.get(entry, ()), name)
    return table


_LEMMAS, _FORMS = _table("w"), _table("=w")
_STARTS, _ENDS = _entries("w*"), _entries("*w")
_FORM_STARTS, _FORM_ENDS = _entries("=w*"), _entries("=*w")
