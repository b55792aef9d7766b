from __future__ import annotations

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.ingest.personal_data import RECOGNISERS, Recogniser, mask


@pytest.mark.parametrize("recogniser", RECOGNISERS, ids=lambda each: each.name)
def test_every_recogniser_finds_its_example(recogniser: Recogniser) -> None:
    text, kinds = mask(f"Huomio: {recogniser.example}, kiitos.")
    assert text.endswith(f"{recogniser.marker}, kiitos.")
    assert kinds == (recogniser.name,)


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Kirjoita etu.suku@kunta.fi tai soita.", "Kirjoita [sähköposti] tai soita."),
        ("etu.suku(at)kunta.fi", "[sähköposti]"),
        ("etu.suku [at] kunta.fi", "[sähköposti]"),
        ("Numeroni on 0401234567.", "Numeroni on [puhelin]."),
        ("puh. (03) 123 4567", "puh. [puhelin]"),
        ("puh. 09-123 4567 tai +358 50 1234567", "puh. [puhelin] tai [puhelin]"),
        ("hetu 131052-308T", "hetu [henkilötunnus]"),
        ("tili FI2112345600000785", "tili [tilinumero]"),
        ("asun osoitteessa Koivukuja 3 B 12 ja", "asun osoitteessa [osoite] ja"),
        ("Koivukuja 3, 37600 Valkeakoski", "[osoite]"),
        ("Kiitos.\nTerveisin\nMaija Mallikas", "Kiitos.\nTerveisin\n[nimi]"),
        ("Asumme Peltotie 12:ssa.", "Asumme [osoite]:ssa."),
        # a dash as word processors set it
        ("hetu 131052–308T", "hetu [henkilötunnus]"),
    ],
)
def test_masked(text: str, masked: str) -> None:
    assert mask(text)[0] == masked


@pytest.mark.parametrize(
    "text",
    [
        "diaarinumero VN/27415/2025",
        "tila 908-441-1-9 ja kiinteistö 908-415-3-27",
        "Y-tunnus 1234567-8",
        "hinta 1 150 000 euroa vuonna 2045",
        "luvut 5.1.2–5.2.10 ja sivut 040–050",
        "131052-308A on väärä tunnus",
        "310252-301R, vaikka helmikuussa ei ole 31 päivää",
        "290200+100J ei voi olla: vuosi 1800 ei ollut karkausvuosi",
        "EU27 maat ääni ehkä",
        "OVT 003712345671",
        "Asumme valtatie 12:n varrella ja koulutie 3 km on pitkä",
        "Ystävällisin terveisin Mallilan Kyläyhdistys ry",
        "Kunnioittaen Etelä-Savon hyvinvointialue",
        "Kunnioittaen Suomen Perustuslakia ehdotamme muutosta.",
        "Terveisin Järven Ystävät ry",
        "FI2212345600000785 on väärä tilinumero",
        "61/00.01.02/2026",
        "ajalla 1.1.–30.6.2027",
        "Kauppakatu 5 on kaavassa väärin",
        "0,6 % ja 0400 euroa",
        "klo 15.20 ja 12.10.2025",
    ],
)
def test_false_alarms_are_left_alone(text: str) -> None:
    assert mask(text) == (text, ())


def test_known_names_are_masked_inflected_too() -> None:
    text, kinds = mask(
        "Maija Meikäläisen mielestä Meikäläinen on oikea.", names=["Maija Meikäläinen"]
    )
    assert text == "Maija Meikäläisen mielestä Meikäläinen on oikea."
    text, kinds = mask("Teppo Testaajan kanta", names=["Teppo Testaaja", "Teppo"])
    assert (text, kinds) == ("[nimi] kanta", ("name",))


@pytest.mark.parametrize("sign", "+-YXWVUABCDEF")
def test_every_sign_of_the_century_is_known(sign: str) -> None:
    assert mask(f"tunnus 131052{sign}308T") == ("tunnus [henkilötunnus]", ("identity-code",))


@pytest.mark.parametrize(("cases_of", "least"), [(None, 0.98), (2, 0.98), (3, 0.95)])
def test_precision_and_recall_over_the_cases(cases_of: int | None, least: float) -> None:
    """`personal_data.jsonl`: what must be masked in each text, and texts that hold none.

    The rules were made with the first set at hand. The second and third were written later;
    before the rules were mended by what they showed, precision and recall were 0.93 and 0.67 on
    the second, then 0.90 and 0.73 on the third.
    """
    path = Path(__file__).parents[1] / "fixtures" / "ingest" / "personal_data.jsonl"
    cases = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert len(cases) >= 300
    cases = [case for case in cases if case.get("set") == cases_of]
    assert len(cases) >= (48 if cases_of == 3 else 100)
    found = missed = wrong = 0
    for case in cases:
        text, kinds = mask(case["text"])
        left = sum(span in text for span in case["personal"])
        found += len(case["personal"]) - left
        missed += left
        wrong += max(len(kinds) - len(case["personal"]) + left, 0)
    assert found / (found + wrong) >= least
    assert found / (found + missed) >= least


_PIECES = st.sampled_from(
    [
        "EU27",
        "FI21",
        "050",
        "1310",
        "52",
        "-",
        "–",
        "308T",
        " ",
        "\n",
        "@",
        "a.fi",
        "+358",
        "٣",
        "²",
        "äö",
        "Terveisin",
        "Maija",
        "Mallikas",
        "asun",
        "Koivukuja",
        "3",
        "12345",
        ".",
        ",",
        "ja",
    ]
)


@given(st.lists(_PIECES | st.text(max_size=5), max_size=25).map("".join))
@settings(max_examples=400, deadline=None)
def test_any_text_can_be_masked_and_masked_text_stays(text: str) -> None:
    masked, kinds = mask(text, names=["Maija Mallikas"])
    assert bool(kinds) == (masked != text)


def test_masking_takes_time_in_step_with_the_length() -> None:
    for piece in ("asun ", "a", "1 ", "Maija ", "terveisin ", "x.y", "Vanha Turun", "050-"):
        started = time.process_time()
        mask(piece * 20_000)
        assert time.process_time() - started < 5, piece
