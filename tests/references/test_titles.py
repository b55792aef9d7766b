from __future__ import annotations

import pytest

from pipeline.outline import Chapter, Outline
from pipeline.references.titles import TitleIndex, same_word

SAME = [
    ("asumista", "asuminen"),
    ("väestöä", "väestö"),
    ("verkon", "verkko"),
    ("kylien", "kylät"),
    ("talouden", "talous"),
    ("hankintojen", "hankinnat"),
    ("osallisuutta", "osallisuus"),
    ("lähtövalmiutta", "lähtövalmius"),
    ("kieliä", "kielet"),
    ("johdannossa", "johdanto"),
    ("varautumista", "varautuminen"),
    ("tarpeita", "tarpeet"),
]
DIFFERENT = [
    ("talo", "talous"),
    ("asukkaat", "asuminen"),
    ("kulttuuri", "kulttuurikasvatus"),
    ("lapsivaikutukset", "lapset"),
    ("rahasto", "rahoitus"),
    ("on", "omaishoito"),
]


@pytest.mark.parametrize(("written", "title"), SAME)
def test_forms_of_one_word(written: str, title: str) -> None:
    assert same_word(written, title)


@pytest.mark.parametrize(("written", "title"), DIFFERENT)
def test_different_words(written: str, title: str) -> None:
    assert not same_word(written, title)


INDEX = TitleIndex(
    Outline(
        (
            Chapter("1", "Väestö ja asuminen"),
            Chapter("2", "Järjestö- ja seurakuntayhteistyö sekä 4. sektori"),
            Chapter("3", "Talous"),
            Chapter("4", "Talous"),
            Chapter("5", ""),
        )
    )
)


@pytest.mark.parametrize(
    ("text", "numbers", "matched"),
    [
        ("Väestö ja asuminen on", ["1"], "Väestö ja asuminen"),
        ("VÄESTÖ JA ASUMINEN", ["1"], "VÄESTÖ JA ASUMINEN"),
        ("Väestö", ["1"], "Väestö"),
        (
            "Järjestö- ja seurakuntayhteistyö sekä 4. sektori jää",
            ["2"],
            "Järjestö- ja seurakuntayhteistyö sekä 4. sektori",
        ),
        ("Talous", ["3", "4"], "Talous"),
        ("väestö", [], ""),
        ("Muu", [], ""),
    ],
)
def test_title_that_follows(text: str, numbers: list[str], matched: str) -> None:
    found = INDEX.after(text, 0)
    assert [title.chapter.number for title in found.titles] == numbers if found else not numbers
    assert (text[found.start : found.end] if found else "") == matched


def test_an_outline_without_titles_has_no_titles() -> None:
    index = TitleIndex(Outline((Chapter("1"), Chapter("2"))))
    assert index.after("Talous", 0) is None
    assert index.before("Talous", 6, since=0) is None
    assert index.numbers == {"1", "2"}
