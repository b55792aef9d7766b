"""Language is told per block; what can't be told follows the block before."""

import pytest

from pipeline.language.foreign import annotate_foreign
from pipeline.language.identify import identify


@pytest.mark.parametrize(
    ("block", "language"),
    [
        ("Kunta ehdottaa, että aikataulua muutetaan.", "fi"),
        ("en oo lukenu kaikkea mut ihan ok", "fi"),
        ("se pakuhomma jos se oikeesti tulee :D", "fi"),
        ("Kommunen föreslår att skolorna bevaras i byarna.", "sv"),
        ("The plan should be supplemented with a timetable.", "en"),
        ("Svenska kulturfonden", "fi"),
        ("Oy Nordic Business Ab", "fi"),
        ("12.3.2026", "fi"),
        ("", "fi"),
    ],
)
def test_one_block(block: str, language: str) -> None:
    assert list(identify([block])) == [language]


def test_short_blocks_follow_the_one_before() -> None:
    blocks = [
        "Vi föreslår följande ändringar i planen:",
        "bättre service",
        "3.2",
        "Kunta ei tätä hyväksy.",
    ]
    assert list(identify(blocks)) == ["sv", "sv", "sv", "fi"]


def test_foreign_text_is_cut_but_not_analysed() -> None:
    text = "Vi vill ha t.ex. Bibban kvar (kapitel 5.2). Tack!"
    sentences = annotate_foreign(text, "sv")
    assert [text[s[0].start : s[-1].end] for s in sentences] == [text[:-6], "Tack!"]
    words = {token.main.form: token.main for sentence in sentences for token in sentence}
    assert (words["vill"].lemma, words["vill"].upos, words["vill"].feats) == ("vill", "X", "")
    assert words["!"].upos == "PUNCT"
    assert "5.2" in words
