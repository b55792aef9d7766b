"""What a token's form says: cases, infinitives, participles, nouns in -minen."""

from __future__ import annotations

import re

from spacy.tokens import Token

OBJECT_CASES = frozenset({"Nom", "Gen", "Par"})
"""Cases in which a Finnish object stands."""


def has(token: Token, *features: str) -> bool:
    """Whether all these features ("Case=Nom") are among the token's."""
    present = str(token.morph).split("|")
    return all(feature in present for feature in features)


def infinitive(token: Token) -> bool:
    """lisätä"""
    return has(token, "InfForm=1")


def necessive_participle(token: Token) -> bool:
    """lisättävä"""
    return has(token, "PartForm=Pres", "Voice=Pass", "Case=Nom")


def requested(token: Token) -> bool:
    """lisättäväksi, lisäämistä, lisätä"""
    return (
        has(token, "PartForm=Pres", "Voice=Pass", "Case=Tra")
        or (is_deverbal(token) and case(token) in OBJECT_CASES)
        or infinitive(token)
    )


def finite_in_clause(token: Token) -> bool:
    """A finite verb behind "että" or "jotta"."""
    return has(token, "VerbForm=Fin") and any(
        before.lower_ in {"että", "jotta"} for before in token.doc[token.sent.start : token.i]
    )


def case(token: Token) -> str:
    """The case as UD abbreviates it, "" for a word without."""
    return "".join(token.morph.get("Case", []))


def action_lemma(action: Token) -> str:
    """The verb's dictionary form, also of a noun in -minen."""
    lemma = action.lemma_.replace("#", "").lower()
    return verb_of(lemma) if is_deverbal(action) else lemma


_IRREGULAR = {"tekeminen": "tehdä", "näkeminen": "nähdä", "tuleminen": "tulla", "oleminen": "olla"}
_VERB_ENDINGS: tuple[tuple[str, str, str], ...] = (
    # the stem ends in; the verb ends in (a becomes ä by vowel harmony); worked example
    (r"itse$", "ita", "merkitseminen → merkitä"),
    (r"e(l|n|r|s)e$", r"e\1\1a", "opiskeleminen → opiskella"),
    (r"^(.?)(aa|uo|yö|ie|ää|oi|ui)$", r"\1\2da", "saaminen → saada"),
    (r"(oi|öi)$", r"\1da", "arvioiminen → arvioida"),
    (r"([aä])[aä]$", r"\1ta", "lisääminen → lisätä"),
    (r"([aeiouyäö])$", r"\1a", "kehittäminen → kehittää"),
)


def verb_of(deverbal: str) -> str:
    """The verb behind a noun in -minen.

    >>> [verb_of(noun) for noun in ("lisääminen", "merkitseminen", "kehittäminen", "saaminen")]
    ['lisätä', 'merkitä', 'kehittää', 'saada']
    """
    if deverbal in _IRREGULAR:
        return _IRREGULAR[deverbal]
    stem = deverbal.removesuffix("minen")
    for ending, replacement, _ in _VERB_ENDINGS:
        verb, changed = re.subn(ending, replacement, stem)
        if changed:
            back = re.search(r"[aou]", stem) is not None
            return verb if back or not verb.endswith("a") else verb[:-1] + "ä"
    return deverbal


def is_deverbal(token: Token) -> bool:
    """lisääminen"""
    return token.pos_ == "NOUN" and token.lemma_.endswith("minen")
