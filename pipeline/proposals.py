"""What a proposal asks for: the action, its object, the addressee and how strongly it is asked.

By rule on lemmas and features, for sentences labelled `proposal`. There is no syntax tree to
lean on: a Finnish noun phrase is read from its cases, and its head ends it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.doc import BLOCKS, SENTENCES
from pipeline.schema import Proposal, Strength

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "DET", "NUM", "PRON"})
_OBJECT_CASES = frozenset({"Nom", "Gen", "Par"})


@dataclass(frozen=True, slots=True)
class Cue:
    """A way to ask. `verbs` are the lemmas of its finite verb, `beside` a lemma it needs near it;
    `asked` is the form in which the action follows; the mood decides the strength.
    """

    name: str
    verbs: frozenset[str]
    asked: Callable[[Token], bool]
    indicative: Strength
    conditional: Strength
    example: str
    beside: frozenset[str] = frozenset()


def _has(token: Token, *features: str) -> bool:
    present = str(token.morph).split("|")
    return all(feature in present for feature in features)


def _infinitive(token: Token) -> bool:
    return _has(token, "InfForm=1")


def _necessive_participle(token: Token) -> bool:
    return _has(token, "PartForm=Pres", "Voice=Pass", "Case=Nom")


def _requested(token: Token) -> bool:
    """lisättäväksi, lisäämistä, lisätä"""
    return (
        _has(token, "PartForm=Pres", "Voice=Pass", "Case=Tra")
        or (_is_deverbal(token) and _case(token) in _OBJECT_CASES)
        or _infinitive(token)
    )


def _finite_in_clause(token: Token) -> bool:
    return _has(token, "VerbForm=Fin") and any(
        before.lower_ in {"että", "jotta"} for before in token.doc[token.sent.start : token.i]
    )


CUES: tuple[Cue, ...] = (
    Cue(
        "necessive verb",
        frozenset({"tulla", "pitää", "täytyä"}),
        _infinitive,
        "must",
        "should",
        "Oma Hämeen tulee järjestää koulutuksia.",
    ),
    Cue(
        "necessive participle",
        frozenset({"olla"}),
        _necessive_participle,
        "must",
        "should",
        "Laskelma on lisättävä taulukkoon 2.",
    ),
    Cue(
        "worthwhile",
        frozenset({"olla"}),
        _infinitive,
        "should",
        "should",
        "Asia on syytä avata luvussa 5.3.",
        beside=frozenset(
            {
                "syy",
                "hyvä",
                "aihe",
                "aika",
                "tarpeellinen",
                "tarpeen",
                "tärkeä",
                "perusteltu",
                "perustella",
                "toivottava",
                "suotava",
                "hyödyllinen",
                "järkevä",
                "mielekäs",
                "paikallaan",
            }
        ),
    ),
    Cue(
        "indispensable",
        frozenset({"olla"}),
        lambda token: _infinitive(token) or _finite_in_clause(token),
        "must",
        "must",
        "On välttämätöntä, että palvelut turvataan.",
        beside=frozenset({"välttämätön", "pakko", "ehdoton"}),
    ),
    Cue(
        "important that",
        frozenset({"olla", "pitää"}),
        _finite_in_clause,
        "should",
        "should",
        "On tärkeää, että palvelut turvataan.",
        beside=frozenset(
            {"tärkeä", "olennainen", "keskeinen", "toivottava", "tarkoituksenmukainen"}
        ),
    ),
    Cue(
        "demand",
        frozenset({"vaatia", "edellyttää"}),
        lambda token: _requested(token) or _finite_in_clause(token),
        "must",
        "must",
        "Vaadimme, että kylän koulu säilytetään.",
    ),
    Cue(
        "request",
        frozenset(
            {"ehdottaa", "esittää", "toivoa", "pyytää", "suositella", "suosittaa", "kehottaa"}
        ),
        lambda token: _requested(token) or _finite_in_clause(token),
        "should",
        "should",
        "Esitämme alueen merkitsemistä asuntoalueeksi.",
    ),
    Cue(
        "suggestion",
        frozenset({"voida", "kannattaa", "sopia", "saattaa"}),
        _infinitive,
        "could",
        "could",
        "Luvun voisi tiivistää puoleen.",
    ),
)
"""In order of trial; each example is a test."""


@dataclass(frozen=True, slots=True)
class Ask:
    """A cue found in a sentence, and the word that names the action."""

    cue: Token
    action: Token | None
    strength: Strength


def extract_proposals(doc: Doc) -> tuple[Proposal, ...]:
    """The proposals of one answer; `sentence_index` counts its `doc.spans["sentences"]` from 0.

    A bullet without an ask of its own takes action and strength from its lead-in, and is itself
    the object.
    """
    bullets = {block.start_char for block in doc.spans[BLOCKS] if block.label_ == "bullet"}
    found = []
    lead_in: Ask | None = None
    for index, sentence in enumerate(doc.spans[SENTENCES]):
        ask = find_ask(sentence)
        is_bullet = sentence.start_char in bullets
        if not is_bullet:
            lead_in = ask
        if sentence.label_ != "proposal":
            continue
        inherits = is_bullet and ask is None
        if inherits:
            ask = lead_in
        found.append(
            Proposal(
                sentence_index=index,
                text=sentence.text,
                action=ask and ask.action and action_lemma(ask.action),
                object=sentence.text.rstrip(" .,;")
                if inherits
                else ask and find_object(ask, sentence),
                addressee=None if inherits else ask and find_addressee(ask, sentence),
                strength=ask.strength if ask else "should",
                chapters=sentence._.chapters,
            )
        )
    return tuple(found)


def find_ask(sentence: Span) -> Ask | None:
    """The first ask of the sentence, by the order of `CUES`; an imperative where none fits."""
    for cue in CUES:
        for verb in sentence:
            if not (_has(verb, "VerbForm=Fin") and verb.lemma_ in cue.verbs):
                continue
            if cue.beside and not any(
                near.lemma_.lower() in cue.beside for near in sentence if abs(near.i - verb.i) <= 4
            ):
                continue
            action = _nearest(sentence, verb, cue.asked)
            if action is not None or cue.name in {"request", "demand"}:
                strength = cue.conditional if _has(verb, "Mood=Cnd") else cue.indicative
                return Ask(verb, action, strength)
    for verb in sentence:
        jussive = verb.pos_ == "VERB" and verb.lower_.endswith(("koon", "köön"))
        if jussive or _has(verb, "Mood=Imp"):
            return Ask(verb, verb, "must")
    return None


def _nearest(sentence: Span, verb: Token, wanted: Callable[[Token], bool]) -> Token | None:
    """The first wanted word after the verb, else the last before it; "olla" only if alone."""
    after = [token for token in sentence if token.i > verb.i and wanted(token)]
    before = [token for token in sentence if token.i < verb.i and wanted(token)]
    candidates = after + before[::-1]
    return next(
        (token for token in candidates if token.lemma_ != "olla"),
        candidates[0] if candidates else None,
    )


def action_lemma(action: Token) -> str:
    """The verb's dictionary form, also of a noun in -minen."""
    lemma = action.lemma_.replace("#", "").lower()
    return verb_of(lemma) if _is_deverbal(action) else lemma


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


def _is_deverbal(token: Token) -> bool:
    return token.pos_ == "NOUN" and token.lemma_.endswith("minen")


def find_object(ask: Ask, sentence: Span) -> str | None:
    """The phrase, as written, that the action is to be done to."""
    if ask.action is None:
        return None
    phrases = list(noun_phrases(sentence))
    if _is_deverbal(ask.action):
        within = next((phrase for phrase in phrases if ask.action in phrase), None)
        if within is not None and within.start < ask.action.i:
            return str(sentence.doc[within.start : ask.action.i].text)
    fitting = [phrase for phrase in phrases if _case(_head(phrase)) in _OBJECT_CASES]
    after = [phrase for phrase in fitting if phrase.start > ask.action.i]
    before = [
        phrase
        for phrase in fitting
        if phrase.end <= ask.action.i
        and not (phrase.end == ask.cue.i and _case(_head(phrase)) == "Gen")
        and not (ask.cue.i < phrase.start and _head(phrase).lemma_ in {"syy", "aihe", "hyvä"})
    ]
    close = [phrase for phrase in after if phrase.start - ask.action.i <= 3]
    if _has(ask.action, "VerbForm=Fin", "Voice=Pass"):
        chosen = before[-1:] or after[:1]  # "että taulukko jaetaan kahtia"
    else:
        chosen = close[:1] or before[-1:] or after[:1]
    return str(chosen[0].text) if chosen else None


def find_addressee(ask: Ask, sentence: Span) -> str | None:
    """Who is to act: the genitive phrase right before a necessive verb."""
    for phrase in noun_phrases(sentence):
        head = _head(phrase)
        if phrase.end == ask.cue.i and _case(head) == "Gen" and head.pos_ in {"NOUN", "PROPN"}:
            return str(phrase.text)
    return None


def noun_phrases(sentence: Span) -> Iterator[Span]:
    """Noun phrases read from left to right: modifiers and genitives up to a head in another case.

    A number behind the head belongs to it ("taulukko 2").
    """
    doc, start = sentence.doc, None
    for token in sentence:
        if token.pos_ not in _NOMINAL and not _has(token, "VerbForm=Part", "PartForm=Past"):
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


def _closed(previous: Token, token: Token) -> bool:
    """Whether `previous` was the head of its phrase."""
    if token.pos_ == "NUM" and previous.pos_ == "NOUN":
        return False
    return previous.pos_ in {"NOUN", "PROPN", "NUM"} and _case(previous) != "Gen"


def _head(phrase: Span) -> Token:
    nouns = [token for token in phrase if token.pos_ in {"NOUN", "PROPN"}]
    return nouns[-1] if nouns else phrase[-1]


def _case(token: Token) -> str:
    return "".join(token.morph.get("Case", []))


@Language.component(
    "lausuntoputki_proposals",
    assigns=["doc._.proposals"],
    requires=["token.lemma", "token.morph"],
)
def proposals(doc: Doc) -> Doc:
    """Set `doc._.proposals`."""
    doc._.proposals = extract_proposals(doc)
    return doc


if not Doc.has_extension("proposals"):
    Doc.set_extension("proposals", default=())
