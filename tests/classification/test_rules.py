from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline.classification.forms import FORM_CLASSES
from pipeline.classification.lexicon import WORD_CLASSES
from pipeline.classification.patterns import find_rules, parse
from pipeline.classification.rules import RULES, Rule
from pipeline.classification.tokens import Word, word, words
from pipeline.doc import SENTENCES


def test_names_are_unique() -> None:
    classes = {row.name for row in (*WORD_CLASSES, *FORM_CLASSES)}
    assert len(classes) == len(WORD_CLASSES) + len(FORM_CLASSES)
    assert len({rule.name for rule in RULES}) == len(RULES)


def test_unknown_class_is_refused() -> None:
    with pytest.raises(ValueError, match="unknown classes: \\['unheard'\\]"):
        parse(Rule("test", "none", "must .. unheard", ""))


def _words(*pairs: tuple[str, str]) -> list[Word]:
    return [word(form, lemma, "X", "") for form, lemma in pairs]


@pytest.mark.parametrize(
    ("distance", "found"), [(0, True), (4, True), (5, False)], ids=["next", "near", "far"]
)
def test_gap_is_four_words(distance: int, found: bool) -> None:
    # "remains-unclear" is `remain .. unclear|thin`
    between = [("sana", "sana")] * distance
    read = _words(("jää", "jäädä"), *between, ("auki", "auki"))
    assert ("remains-unclear" in find_rules(read)) is found


def test_order_counts() -> None:
    assert "remains-unclear" not in find_rules(_words(("auki", "auki"), ("jää", "jäädä")))


def test_form_marks_of_the_lexicon() -> None:
    assert "isi" in word("voisi", "x", "X", "").classes  # "=*isi"
    assert "risk" in word("riskinä", "x", "X", "").classes  # "=riski*"
    assert "risk" in word("x", "turvallisuusriski", "X", "").classes  # "*riski"
    assert "must" in word("pitäs", "x", "X", "").classes  # "=pitäs"
    assert "risk" in word("x", "turvallisuus#riski", "X", "").classes  # compound mark left out


@pytest.mark.stanza
def test_every_rule_finds_its_example(finnish: Language) -> None:
    docs = finnish.tokenizer.pipe((rule.example for rule in RULES), one_sentence_per_block=True)
    missed = [
        rule.name
        for rule, doc in zip(RULES, docs, strict=True)
        if rule.name not in find_rules(words(doc.spans[SENTENCES][0]))
    ]
    assert missed == []
