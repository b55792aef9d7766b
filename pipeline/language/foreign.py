"""Blocks in another language: cut into tokens and sentences by rule, without any analysis."""

from __future__ import annotations

from functools import cache

import spacy
from spacy.language import Language

from pipeline.language.annotated import AnnotatedToken, Sentences, Word
from pipeline.language.boundaries import sentence_ends
from pipeline.language.segmenter import Piece
from pipeline.language.splitting import cut_tokens


@cache
def _blank(language: str) -> Language:
    return spacy.blank(language)


def annotate_foreign(content: str, language: str) -> Sentences:
    """The sentences of a block, its words their own lemmas and of no known part of speech.

    >>> [len(s) for s in annotate_foreign("Vi vill ha t.ex. Bibban kvar. Tack!", "sv")]
    [7, 2]
    """
    found = _blank(language).make_doc(content)
    tokens = [(token.idx, token.idx + len(token)) for token in found if not token.is_space]
    # spaCy leaves a full stop on abbreviations alone
    abbreviated = {end for start, end in tokens if end - start > 1 and content[end - 1] == "."}
    ends = [end for end in sentence_ends(content, {}) if end not in abbreviated]
    if not ends or ends[-1] != len(content):
        ends.append(len(content))
    cuts = cut_tokens(content, [Piece(a, b, 0.0, multiword=False) for a, b in tokens], ends)
    return tuple(
        tuple(
            AnnotatedToken(cut.start, cut.end, (_word(content[cut.start : cut.end]),)) for cut in s
        )
        for s in cuts
    )


def _word(form: str) -> Word:
    letters = any(character.isalnum() for character in form)
    return Word(form, form, "X" if letters else "PUNCT", "")
