from __future__ import annotations

import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sklearn.feature_extraction.text import TfidfVectorizer

from pipeline.similarity import ASKS_THE_SAME, group_similar, matter_of, says_other, similar_pairs

GOLD = Path(__file__).parent / "fixtures" / "similarity" / "proposal_pairs.jsonl"


@pytest.mark.parametrize(
    ("one", "other", "together"),
    [
        ("Kyläkoulu on säilytettävä.", "kyläkoulu on säilytettävä!!", True),
        ("Kyläkoulu tulee säilyttää.", "Kyläkoulut tulee säilyttää.", True),
        # a number or a negation makes it another demand
        ("Ryhmäkoko saa olla 20.", "Ryhmäkoko saa olla 25.", False),
        ("Koulua ei saa lakkauttaa.", "Koulua saa lakkauttaa.", False),
        ("Kirjasto auki iltaisin.", "Uimahalli remonttiin.", False),
    ],
)
def test_near_identical(one: str, other: str, together: bool) -> None:
    first, second = group_similar([one, other])
    assert (first == second) is together


def test_what_only_asks_does_not_keep_proposals_apart() -> None:
    asked = ["Ehdotamme, että termi osoptimointi määritellään.", "Osoptimointi tulee määritellä."]
    matters = [matter_of(text) for text in asked]
    assert len(set(group_similar(matters, threshold=ASKS_THE_SAME))) == 1


def test_kinds_stay_apart() -> None:
    assert group_similar(["Sama.", "Sama."], kinds=["risk", "support"]) == [0, 1]


@given(st.lists(st.text(alphabet="abä 1", max_size=12), max_size=12))
def test_groups_are_stars_around_their_first(texts: list[str]) -> None:
    centres = group_similar(texts)
    assert len(centres) == len(texts)
    assert all(centres[centre] == centre for centre in centres)


@pytest.mark.parametrize("threshold", [0.5, 0.6, 0.8])
def test_pairs_are_all_that_comparing_everything_finds(threshold: float) -> None:
    chance = random.Random(1)  # noqa: S311 - no secret is drawn
    words = ["neuvola", "koulu", "kirjasto", "tulee", "säilyttää", "avata", "lähellä", "kylässä"]
    texts = [" ".join(chance.choices(words, k=chance.randint(2, 7))) for _ in range(150)]
    vectors = TfidfVectorizer(analyzer="char_wb", ngram_range=(4, 4), sublinear_tf=True)
    cosines = (matrix := vectors.fit_transform(texts)) @ matrix.T
    expected = {
        (i, j)
        for i in range(len(texts))
        for j in range(i + 1, len(texts))
        if cosines[i, j] >= threshold
        and not says_other(frozenset(texts[i].split()), frozenset(texts[j].split()))
    }
    left, right, _ = similar_pairs(texts, threshold=threshold)
    assert set(zip(left.tolist(), right.tolist(), strict=True)) == expected
    assert len(expected) > 20


def test_groups_of_the_gold_pairs_hold_nothing_else() -> None:
    """Pairs written to trap: one object or one action changed. The second set was written after
    the rules, and measured once: 16 of 20 found, none of 22 wrongly.
    """
    pairs = [json.loads(line) for line in GOLD.read_text(encoding="utf-8").splitlines()]
    matters = [matter_of(pair[side]) for pair in pairs for side in ("one", "other")]
    kinds = [position // 2 for position in range(len(matters))]
    centres = group_similar(matters, threshold=ASKS_THE_SAME, kinds=kinds)
    found = [one == other for one, other in zip(centres[::2], centres[1::2], strict=True)]
    right = sum(got and pair["same"] for got, pair in zip(found, pairs, strict=True))
    assert right / sum(found) >= 0.95
    assert right / sum(pair["same"] for pair in pairs) >= 0.75
