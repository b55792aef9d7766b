"""Noun phrases, read from cases: there is no syntax tree to lean on."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Span, Token

from pipeline.doc import REFERENCES
from pipeline.proposals.forms import OBJECT_CASES, case, has

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"})
_NUMBERED = frozenset({"luku", "kohta", "taulukko", "kuva", "kuvio", "liite", "sivu", "kysymys"})


def noun_phrases(sentence: Span) -> Iterator[Span]:
    """Noun phrases read from left to right: modifiers and genitives up to a head in another case.

    A number behind the head belongs to it ("taulukko 2"); brackets, and mentions of a place in the
    draft ("luvussa 5.2 Talous"), hold none.
    """
    doc, start = sentence.doc, None
    aside = _aside(sentence)
    for token in sentence:
        nominal = token.pos_ in _NOMINAL or has(token, "VerbForm=Part", "PartForm=Past")
        if not nominal or token.i in aside:
            if start is not None:
                yield doc[start : token.i]
            start = None
            continue
        if start is not None and _closed(doc[token.i - 1], token):
            yield doc[start : token.i]
            start = token.i
        elif start is None:
            start = token.i
    if start is not None:
        yield doc[start : sentence.end]


def _aside(sentence: Span) -> set[int]:
    """Positions in brackets and in references that stand in a local case."""
    aside: set[int] = set()
    depth = 0
    for token in sentence:
        depth += token.text == "("
        if depth:
            aside.add(token.i)
        depth = max(0, depth - (token.text == ")"))
    for mention in sentence.doc.spans.get(REFERENCES, ()):
        if case(mention[0]) not in OBJECT_CASES:
            aside.update(range(mention.start, mention.end))
    return aside


def can_be_object(head: Token) -> bool:
    """Whether a phrase with this head can be what an action is done to."""
    return (
        case(head) in OBJECT_CASES
        and not head.text.endswith("-")  # half a compound: "varjopalkka- yms. mallien"
        and not has(head, "PronType=Rel")
    )


def _closed(previous: Token, token: Token) -> bool:
    """Whether `previous` was the head of its phrase."""
    if token.pos_ == "NUM" and previous.lemma_ in _NUMBERED:
        return False
    return previous.pos_ in {"NOUN", "PROPN", "NUM"} and case(previous) != "Gen"


def head_of(phrase: Span) -> Token:
    """The phrase's last noun, else its last word."""
    nouns = [token for token in phrase if token.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else phrase[-1]
