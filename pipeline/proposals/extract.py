"""What a proposal asks for: the action, its object, the addressee and how strongly it is asked."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from pipeline.doc import BLOCKS, SENTENCES
from pipeline.proposals.cues import CUES
from pipeline.proposals.forms import action_lemma, case, has, is_deverbal
from pipeline.proposals.phrases import can_be_object, head_of, noun_phrases
from pipeline.schema import Proposal, Strength

COMPONENT = "lausuntoputki_proposals"

_INTRANSITIVE = frozenset(
    {"näkyä", "toteutua", "säilyä", "jäädä", "kuulua", "sisältyä", "jatkua", "kehittyä", "pysyä"}
)
"""Actions that are asked of a thing, not of somebody: their subject is what is asked for."""


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
            if not (has(verb, "VerbForm=Fin") and verb.lemma_ in cue.verbs):
                continue
            if cue.name == "suggestion" and has(verb, "Connegative=Yes"):
                continue  # "ei voida toteuttaa" suggests nothing
            if cue.beside and not any(
                near.lemma_.lower() in cue.beside for near in sentence if abs(near.i - verb.i) <= 4
            ):
                continue
            action = _nearest(sentence, verb, cue.asked)
            if action is not None or cue.name in {"request", "demand"}:
                strength = cue.conditional if has(verb, "Mood=Cnd") else cue.indicative
                return Ask(verb, action, strength)
    for verb in sentence:
        jussive = verb.pos_ == "VERB" and verb.lower_.endswith(("koon", "köön"))
        if jussive or has(verb, "Mood=Imp"):
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


def find_object(ask: Ask, sentence: Span) -> str | None:
    """The phrase, as written, that the action is to be done to."""
    if ask.action is None:
        return None
    phrases = list(noun_phrases(sentence))
    if is_deverbal(ask.action):
        within = next((phrase for phrase in phrases if ask.action in phrase), None)
        if within is not None and within.start < ask.action.i:
            return str(sentence.doc[within.start : ask.action.i].text)
    if ask.action.lemma_ in _INTRANSITIVE:
        subjects = [phrase for phrase in phrases if phrase.end == ask.cue.i]
        return str(subjects[0].text) if subjects else None
    fitting = [phrase for phrase in phrases if can_be_object(head_of(phrase))]
    after = [phrase for phrase in fitting if phrase.start > ask.action.i]
    before = [
        phrase
        for phrase in fitting
        if phrase.end <= ask.action.i
        and not (phrase.end == ask.cue.i and case(head_of(phrase)) == "Gen")
        and not (ask.cue.i < phrase.start and head_of(phrase).lemma_ in {"syy", "aihe", "hyvä"})
    ]
    close = [phrase for phrase in after if phrase.start - ask.action.i <= 3]
    if has(ask.action, "VerbForm=Fin", "Voice=Pass"):
        chosen = before[-1:] or after[:1]  # "että taulukko jaetaan kahtia"
    else:
        chosen = close[:1] or before[-1:] or after[:1]
    return str(chosen[0].text) if chosen else None


def find_addressee(ask: Ask, sentence: Span) -> str | None:
    """Who is to act: the genitive phrase right before a necessive verb."""
    if ask.action is not None and ask.action.lemma_ in _INTRANSITIVE:
        return None  # "toiminnan tulee näkyä": nobody is told to act
    for phrase in noun_phrases(sentence):
        head = head_of(phrase)
        if phrase.end == ask.cue.i and case(head) == "Gen" and head.pos_ in {"NOUN", "PROPN"}:
            return str(phrase.text)
    return None


@Language.component(
    COMPONENT,
    assigns=["doc._.proposals"],
    requires=["doc.spans"],  # the tokens' annotations come with the tokenizer
)
def proposals(doc: Doc) -> Doc:
    """Set `doc._.proposals`."""
    doc._.proposals = extract_proposals(doc)
    return doc


if not Doc.has_extension("proposals"):
    Doc.set_extension("proposals", default=())
