from __future__ import annotations

import pytest
from spacy.language import Language
from spacy.tokens import Span

from pipeline.doc import SENTENCES
from pipeline.proposals.cues import CUES, Cue
from pipeline.proposals.extract import extract_proposals, find_ask
from pipeline.proposals.forms import verb_of
from pipeline.schema import Proposal, Strength

pytestmark = pytest.mark.stanza


@pytest.mark.parametrize("cue", CUES, ids=lambda cue: cue.name)
def test_each_cue_finds_its_example(cue: Cue, finnish: Language) -> None:
    ask = find_ask(finnish(cue.example)[:])
    assert ask is not None
    assert ask.cue.lemma_ in cue.verbs
    assert ask.strength == cue.indicative or ask.cue.morph.get("Mood", []) == ["Cnd"]


def _proposals(text: str, finnish: Language) -> tuple[Proposal, ...]:
    doc = finnish(text)
    doc.spans[SENTENCES] = [
        Span(doc, sentence.start, sentence.end, "proposal") for sentence in doc.spans[SENTENCES]
    ]
    return extract_proposals(doc)


@pytest.mark.parametrize(
    ("text", "action", "object_", "strength"),
    [
        ("Laskelma on lisättävä taulukkoon 2.", "lisätä", "Laskelma", "must"),
        ("Termi olisi hyvä määritellä.", "määritellä", "Termi", "should"),
        (
            "Luvussa 5.1.4 tulee tuoda esille viestinnän selkeys.",
            "tuoda",
            "viestinnän selkeys",
            "must",
        ),
        ("Esitämme alueen merkitsemistä asuntoalueeksi.", "merkitä", "alueen", "should"),
        ("Esitämme, että taulukko 1 jaetaan kahtia.", "jakaa", "taulukko 1", "should"),
        ("Palvelujen viereen olisi varattava tontteja.", "varata", "tontteja", "should"),
        ("Laskelmaa voisi tarkentaa.", "tarkentaa", "Laskelmaa", "could"),
        ("On tärkeää, että palvelut turvataan.", "turvata", "palvelut", "should"),
        ("Lukusalin sanomalehdet säilytettäköön.", "säilyttää", "Lukusalin sanomalehdet", "must"),
        ("Viestinnän selkeys.", None, None, "should"),
    ],
)
def test_action_object_and_strength(
    text: str, action: str | None, object_: str | None, strength: Strength, finnish: Language
) -> None:
    (proposal,) = _proposals(text, finnish)
    assert (proposal.action, proposal.object, proposal.strength) == (action, object_, strength)


def test_the_addressee_is_the_genitive_before_a_necessive_verb(finnish: Language) -> None:
    (proposal,) = _proposals("Oma Hämeen tulee järjestää koulutuksia.", finnish)
    assert proposal.addressee == "Oma Hämeen"
    assert proposal.object == "koulutuksia"


@pytest.mark.parametrize(
    ("text", "object_"),
    [
        ("Termi (luku 5.1 Asiakasmaksujen määrittely) olisi hyvä määritellä.", "Termi"),
        ("Järjestöille pitää palauttaa mahdollisuus 100 % tukeen.", "mahdollisuus"),
        ("Ennaltaehkäisevän toiminnan tulee näkyä enemmän.", "Ennaltaehkäisevän toiminnan"),
    ],
)
def test_what_is_not_the_object(text: str, object_: str, finnish: Language) -> None:
    (proposal,) = _proposals(text, finnish)
    assert (proposal.object, proposal.addressee) == (object_, None)


def test_bullets_take_the_ask_of_their_lead_in(finnish: Language) -> None:
    text = "Lukuun 6.3 on lisättävä:\n- katsojien kotikunta\n- maksetut palkat."
    lead_in, first, second = _proposals(text, finnish)
    assert lead_in.action == first.action == second.action == "lisätä"
    assert first.strength == "must"
    assert (first.object, second.object) == ("katsojien kotikunta", "maksetut palkat")


@pytest.mark.parametrize(
    ("noun", "verb"),
    [
        ("lisääminen", "lisätä"),
        ("turvaaminen", "turvata"),
        ("selvittäminen", "selvittää"),
        ("maksaminen", "maksaa"),
        ("merkitseminen", "merkitä"),
        ("saaminen", "saada"),
        ("arvioiminen", "arvioida"),
        ("luopuminen", "luopua"),
        ("tekeminen", "tehdä"),
        ("tarkasteleminen", "tarkastella"),
    ],
)
def test_verb_behind_a_noun(noun: str, verb: str) -> None:
    assert verb_of(noun) == verb
