from __future__ import annotations

import pytest

from pipeline.blocks import split_blocks
from pipeline.ingest.flow import blocks_of, ends_sentence, text_of, wrap_width
from pipeline.outline import Chapter, Outline

DRAFT = Outline(
    (
        Chapter("4.5", "Kemikaalionnettomuudet"),
        Chapter("5.3", "Strategisten kumppanuuksien kehittäminen"),
        Chapter("8", "Seuranta ja arviointi"),
    )
)

UNWRAPPED = [
    # a paste tore the sentence in the middle of a chapter's title
    (
        ["Asia avataan luvussa 5.3 Strategisten kumppanuuksien", "", "kehittäminen. Se auttaa."],
        ["Asia avataan luvussa 5.3 Strategisten kumppanuuksien kehittäminen. Se auttaa."],
    ),
    # the title's second half has a capital: only the outline knows
    (
        ["Arvio on luvussa 4.5", "", "Kemikaalionnettomuudet sanotulla tavalla."],
        ["Arvio on luvussa 4.5 Kemikaalionnettomuudet sanotulla tavalla."],
    ),
    # a full stop ends, whatever follows
    (["Kiitos.", "jatkamme vielä"], ["Kiitos.", "jatkamme vielä"]),
    # an abbreviation doesn't
    (["Väliä on n.", "300 metriä.", ""], ["Väliä on n.", "300 metriä."]),
    (["Mukana ovat mm.", "kunnat."], ["Mukana ovat mm. kunnat."]),
    # whoever writes without capitals ends sentences at the line's end
    (["ihan hyvä juttu", "lisää busseja"], ["ihan hyvä juttu", "lisää busseja"]),
    # but not after a comma
    (["ihan hyvä juttu,", "mutta kallis"], ["ihan hyvä juttu, mutta kallis"]),
    # two short answers stay two
    (["Muistisairaudet", "Omaishoito"], ["Muistisairaudet", "Omaishoito"]),
    # what a lead-in announces stays apart
    (["Ehdotamme:", "lisää aikaa"], ["Ehdotamme:", "lisää aikaa"]),
    # marks of lists are made alike, letters and numbers too
    (["• aikaa", "o rahaa", "– tiloja"], ["- aikaa", "- rahaa", "- tiloja"]),
    (["a) aikaa", "b) rahaa"], ["- aikaa", "- rahaa"]),
    (["1. aikaa", "2. rahaa"], ["- aikaa", "- rahaa"]),
    # a single number is no list
    (["1. luokan oppilaat"], ["1. luokan oppilaat"]),
    # a hyphen that belongs to its word is no mark
    (["tuki", "-luvussa mainittu hanke"], ["tuki", "-luvussa mainittu hanke"]),
    # a page break inside a sentence
    (["tontin ja", "\f", "rannan väliin"], ["tontin ja rannan väliin"]),
    (["Virke päättyy.", "\f", "Toinen alkaa."], ["Virke päättyy.", "Toinen alkaa."]),
    ([], []),
    (["", "\f", " "], []),
]


@pytest.mark.parametrize(("lines", "blocks"), UNWRAPPED)
def test_blocks_of_lines_that_are_paragraphs(lines: list[str], blocks: list[str]) -> None:
    assert list(blocks_of(lines, outline=DRAFT)) == blocks


WRAPPED = [
    (
        ["Täydennysrakentamista emme vastusta. Omakotitonttien", "Jakaminen sopii hyvin."],
        ["Täydennysrakentamista emme vastusta. Omakotitonttien Jakaminen sopii hyvin."],
    ),
    # an early end is meant
    (
        ["Kiitos lausunnosta.", "Toinen kappale alkaa tästä, eikä ensimmäinen jatku."],
        ["Kiitos lausunnosta.", "Toinen kappale alkaa tästä, eikä ensimmäinen jatku."],
    ),
    # bullets go on below their mark
    (
        ["- Pienten yksiköiden asioinnin", "  hiipuminen", "- Toimittajaloukku"],
        ["- Pienten yksiköiden asioinnin hiipuminen", "- Toimittajaloukku"],
    ),
    # a dash at a full line's end is the sentence's own
    (
        ["Neuvosto kannattaa siirtoa, ja palvelulinjaa kaikille", "– ovelta ovelle asti."],
        ["Neuvosto kannattaa siirtoa, ja palvelulinjaa kaikille – ovelta ovelle asti."],
    ),
]


@pytest.mark.parametrize(("lines", "blocks"), WRAPPED)
def test_blocks_of_wrapped_lines(lines: list[str], blocks: list[str]) -> None:
    assert list(blocks_of(lines, width=54)) == blocks


@pytest.mark.parametrize(
    ("lines", "whole"),
    [
        (["kulttuuriym-", "päristö"], "kulttuuriympäristö"),
        (["linja-", "autoliikenne"], "linja-autoliikenne"),  # a vowel meets itself
        (["raide- ja bussi-", "ja junaliikenne"], "raide- ja bussi- ja junaliikenne"),
        (["EU-", "rahoitus"], "EU-rahoitus"),
        (["liito-orava tai liito-", "orava"], "liito-orava tai liito-orava"),  # stands whole above
        (["Etelä-", "Savo"], "Etelä-Savo"),
        (["3-", "vuotiaat"], "3-vuotiaat"),
    ],
)
def test_words_divided_at_the_end_of_a_line_are_made_whole(lines: list[str], whole: str) -> None:
    assert blocks_of(lines) == (whole,)


@pytest.mark.parametrize(
    ("text", "ends"),
    [
        ("Kiitos!", True),
        ("hyväksytty :)", True),
        ("”Hyvä on.”", True),
        ("seuraavaa:", True),
        ("yms.", False),
        ("(ks. liite 2", False),
        ("", False),
    ],
)
def test_ends_sentence(text: str, ends: bool) -> None:
    assert ends_sentence(text) is ends


def test_wrap_width_sees_through_a_few_long_lines() -> None:
    lines = [
        "Asiaa on käsitelty hallituksen kokouksessa ja",
        "siitä on päätetty yksimielisesti.",
    ] * 6
    assert wrap_width(lines) == 45
    assert wrap_width([*lines, "x" * 200]) == 45
    assert wrap_width(["Kappale, joka on yhdellä rivillä kokonaan.", "", "Toinen samoin."]) is None


def test_text_is_read_back_as_the_same_blocks() -> None:
    blocks = ["Luku 4 Verkko", "Neuvola siirtyy. Ehdotamme:", "- tiloja", "- aikaa", "Kiitos."]
    text = text_of(blocks)
    found = [text[block.start : block.end] for block in split_blocks(text)]
    assert found == [block.removeprefix("- ") for block in blocks]
