from __future__ import annotations

import pytest

from pipeline.classification.features import VIEWS, featurise
from tests.classification.conftest import MakeDoc

LACK = (
    "Luvusta/luku/NOUN/Case=Ela puuttuu/puuttua/VERB/Mood=Ind|Tense=Pres|VerbForm=Fin "
    "nuoret/nuori/NOUN/Case=Nom ././PUNCT"
)
TURN = (
    "Luku/luku/NOUN on/olla/AUX/VerbForm=Fin selkeä/selkeä/ADJ ,/,/PUNCT mutta/mutta/CCONJ "
    "vastuut/vastuu/NOUN puuttuvat/puuttua/VERB/VerbForm=Fin ././PUNCT"
)
LEAD = "Ehdotamme/ehdottaa/VERB/Number=Plur|Person=1|VerbForm=Fin :/:/PUNCT"
ITEM = "uusi/uusi/ADJ silta/silta/NOUN"


def test_row_follows_the_views(make_doc: MakeDoc) -> None:
    (sentence,) = featurise(make_doc(LACK))
    assert len(sentence.row()) == len(VIEWS)
    assert sentence.row() == tuple(getattr(sentence, view) for view in VIEWS)


def test_rules_and_pairs_are_found(make_doc: MakeDoc) -> None:
    (sentence,) = featurise(make_doc(LACK))
    assert "lack" in sentence.rules.split()
    assert "finite+lack" in sentence.pairs.split()
    assert not sentence.elliptical


def test_what_follows_the_turn_is_told_apart(make_doc: MakeDoc) -> None:
    (sentence,) = featurise(make_doc(TURN))
    rules = sentence.rules.split()
    assert sentence.turn
    assert "after-turn=lack" in rules
    assert "after-turn=good" not in rules
    assert "good" in rules


@pytest.mark.parametrize("mark", ["- ", ""], ids=["bullet", "elliptical line"])
def test_items_see_their_lead_in(make_doc: MakeDoc, mark: str) -> None:
    lead, first, second = featurise(make_doc(LEAD, mark + ITEM, mark + ITEM))
    assert not lead.item
    assert "lead-in" in lead.question.split()
    for item in (first, second):
        assert item.item
        assert "lead=propose-we" in item.neighbours.split()


def test_a_full_sentence_ends_the_list(make_doc: MakeDoc) -> None:
    assert [s.item for s in featurise(make_doc(LEAD, ITEM, LACK, ITEM))] == [
        False,
        True,
        False,
        False,
    ]


def test_ellipsis_meets_the_question(make_doc: MakeDoc) -> None:
    (sentence,) = featurise(make_doc(ITEM, question="Mitä riskejä näette?"))
    assert "elliptical&question=risk" in sentence.question.split()


def test_numbers_and_names_are_general(make_doc: MakeDoc) -> None:
    (sentence,) = featurise(make_doc("Heinolassa/Heinola/PROPN 312/312/NUM"))
    assert sentence.lemmas == "PROPN NUM"
    assert "312" not in sentence.characters


def test_multi_word_tokens_give_their_words(make_doc: MakeDoc) -> None:
    doc = make_doc("ettei/ei/AUX/Polarity=Neg mainita/mainita/VERB")
    doc[0]._.words = (
        {"form": "että", "lemma": "että", "upos": "SCONJ", "feats": ""},
        {"form": "ei", "lemma": "ei", "upos": "AUX", "feats": "Polarity=Neg"},
    )
    (sentence,) = featurise(doc)
    assert sentence.lemmas == "että ei mainita"


def test_no_sentences_no_features(make_doc: MakeDoc) -> None:
    doc = make_doc()
    assert featurise(doc) == []
