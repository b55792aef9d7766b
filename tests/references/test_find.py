"""What the rules must never do, whatever the text: err in offsets, overlap, crash or take long."""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable

import pytest
import spacy
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.references import find_references
from pipeline.references.rules import EXAMPLE_OUTLINE

NLP = spacy.blank("fi")
CONTEXT = AnswerContext(outline=EXAMPLE_OUTLINE)
PIECES = (
    "luku|luvuissa|luvun|5.2|3.1|3|2. 1|1.|-|–|, | ja | sekä |§| §:n |(|)|”|s. |kohdassa |Talous|"
    "Väestö ja asuminen|-luku| -luvussa|kuntalain |annetun lain |sta |samassa luvussa |\n|IV |"
    "viides |kolmosluku|käsittelevä luku |artikla |moment|2/2020 |%|kunta- |\u00a0|５．２|: |"
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(PIECES.split("|")) | st.text(max_size=3), max_size=40))
def test_offsets_slice_and_mentions_keep_apart(pieces: list[str]) -> None:
    doc = NLP("".join(pieces))
    references = find_references(doc, context=CONTEXT)
    spans = sorted({(one.start, one.end) for one in references})
    assert all(doc.text[one.start : one.end] == one.surface for one in references)
    assert all(left[1] <= right[0] for left, right in itertools.pairwise(spans))
    assert [one.start for one in references] == sorted(one.start for one in references)


@pytest.mark.parametrize(
    "piece", [*filter(None, PIECES.split("|")), "lain 5 ", "x", "1.1", "a- ", "luku 5, "]
)
def test_repetition_takes_no_time(piece: str) -> None:
    doc = Doc(NLP.vocab, words=[piece] * 4000, spaces=[False] * 4000)
    begun = time.process_time()
    find_references(doc, context=CONTEXT)
    assert time.process_time() - begun < 3


def test_two_hundred_numbers_in_a_sentence(build: Callable[..., Doc]) -> None:
    listed = ", ".join(f"{number % 9 + 1}.{number % 7 + 1}" for number in range(200))
    references = find_references(build(f"Luvuissa {listed} on virheitä."), context=CONTEXT)
    assert len({one.surface for one in references}) == 1
    assert {one.number for one in references} >= {"3.1", "9.7"}
    assert {one.resolved for one in references} == {True, False}


def test_a_lemma_finds_a_form_that_is_not_listed(build: Callable[..., Doc]) -> None:
    text = "Lukusissanne 3.1 on virhe."
    assert [one.rule for one in find_references(build(text), context=CONTEXT)] == ["bare-number"]
    known = build(text, {"lukusissanne": "luku"})
    (reference,) = find_references(known, context=CONTEXT)
    assert reference.surface == "Lukusissanne 3.1"
    assert reference.rule == "chapter-number"


def test_a_measure_is_no_chapter_though_the_outline_has_the_number() -> None:
    doc = Doc(
        NLP.vocab,
        words=["Reitti", "on", "3.2", "pitkää", "virstaa"],
        pos=["NOUN", "AUX", "NUM", "ADJ", "NOUN"],
        morphs=["", "", "", "Case=Par", "Case=Par"],
    )
    assert find_references(doc, context=CONTEXT) == ()
