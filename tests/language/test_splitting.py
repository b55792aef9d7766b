"""Tokens keep everything but space, and no token reaches over a sentence's end."""

import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.segmenter import Piece
from pipeline.language.splitting import Cut, cut_tokens


def _pieces(*spans: tuple[int, int]) -> list[Piece]:
    return [Piece(start, end, 0.0, multiword=False) for start, end in spans]


@pytest.mark.parametrize(
    ("text", "spans", "ends", "tokens"),
    [
        ("Luku 5.1.4:ssä", [(0, 4), (5, 10), (10, 11), (11, 14)], [14], [["Luku", "5.1.4:ssä"]]),
        ("(5.1.4)", [(0, 4), (4, 7)], [7], [["(", "5.1.4", ")"]]),
        ("hyvä.Toinen", [(0, 11)], [5, 11], [["hyvä."], ["Toinen"]]),
        ("yksi kaksi", [(0, 4)], [10], [["yksi", "kaksi"]]),
        ("1 000 euroa", [(0, 5), (6, 11)], [11], [["1 000", "euroa"]]),
        ("", [], [], []),
    ],
)
def test_cut_tokens(
    text: str, spans: list[tuple[int, int]], ends: list[int], tokens: list[list[str]]
) -> None:
    found = cut_tokens(text, _pieces(*spans), ends)
    assert [[text[cut.start : cut.end] for cut in sentence] for sentence in found] == tokens


def test_a_multiword_token_stays_one_unless_cut() -> None:
    piece = Piece(0, 6, 1.0, multiword=True)
    assert cut_tokens("ettei.", [piece], [6]) == [[Cut(0, 6, multiword=True)]]
    assert not any(cut.multiword for s in cut_tokens("ettei.", [piece], [5, 6]) for cut in s)


@given(
    st.text(alphabet="ab 5.:§n\t(", max_size=40),
    st.lists(st.integers(0, 40)),
    st.lists(st.integers(0, 40)),
)
def test_nothing_but_space_is_left_out(text: str, breaks: list[int], stops: list[int]) -> None:
    marks = sorted({0, len(text), *(at for at in breaks if at <= len(text))})
    spans = [(a, b) for a, b in itertools.pairwise(marks) if text[a:b].strip() == text[a:b] != ""]
    ends = sorted({len(text), *(at for at in stops if 0 < at < len(text))} - {0})
    cuts = [cut for sentence in cut_tokens(text, _pieces(*spans), ends) for cut in sentence]
    assert "".join(text[cut.start : cut.end] for cut in cuts).replace("\t", "").replace(
        " ", ""
    ) == "".join(text.split())
    assert all(a.end <= b.start for a, b in itertools.pairwise(cuts))
    assert not any(cut.start < end < cut.end for cut in cuts for end in ends)
