from __future__ import annotations

import pytest

from pipeline.ingest import letter
from pipeline.ingest.content import Field, Reading, Text
from pipeline.outline import Chapter, Outline

OFFICIAL = """Helsingin seudun kauppakamari
Kalevankatu 12
00100 Helsinki

                                                        15.4.2026

Liikenne- ja viestintäministeriö
kirjaamo@ministerio.example

Lausuntopyyntönne VN/3344/2026

Helsingin seudun kauppakamarin lausunto luonnoksesta valtakunnalliseksi
liikennejärjestelmäsuunnitelmaksi

Kauppakamari kiittää mahdollisuudesta lausua luonnoksesta ja esittää
lausuntonaan seuraavaa:

Yleiset huomiot

Luonnos on selkeä. Kauppakamari pitää hyvänä, että rahoi-
tuksen taso on määritelty 12 vuodeksi. Raide- ja
tieliikenteen suhde jää kuitenkin

Helsingin seudun kauppakamari • 00100 Helsinki • www.kamari.example

epäselväksi. Kauppakamari esittää:

1. päästöjen vähentämistä
2. mittareiden tarkistamista

                                      2(3)

Mittareita on seurattava vuosittain.

Kunnioittavasti

HELSINGIN SEUDUN KAUPPAKAMARI

Pia Esimerkki                           Maija Malli
toimitusjohtaja                         johtava asiantuntija

JAKELU       Liikenne- ja viestintäministeriö
"""

TIGHT = """LAUSUNTO
Dnro 123/2026

Suomen Partiolaiset ry:n lausunto nuorisolain muuttamisesta

1 Yleistä
Suomen Partiolaiset pitää lain uudistamista tarpeellisena. Esitys vahvistaa
nuorten asemaa.
2 Lain soveltamisala (2 §)
Soveltamisalaa on syytä täsmentää. Ikärajan tulisi olla 29 vuotta.

Helsingissä 3. päivänä maaliskuuta 2026
Suomen Partiolaiset ry
Kalle Kettunen
pääsihteeri
"""

INFORMAL = """Hei,

asun kadun varrella ja olen huolissani liikenteestä, sillä katu on kapea eikä
siinä ole jalkakäytävää.

Toivon myös että metsä säästetään

Ystävällisin terveisin,
Liisa Laaksonen
"""

MINUTES = """Lemin kunta                 Pöytäkirjanote 3/2026                        1


Kunnanhallitus              § 34                23.02.2026

        Lausunto palvelutasopäätöksen luonnoksesta

61/00.01.02/2026

        Hyvinvointialue on pyytänyt kunnilta lausuntoa luonnoksesta. Kunta pitää
        luonnoksen rakennetta selkeänä ja toteaa,

Lemin kunta                 Pöytäkirjanote 3/2026                        2

        että valmiuden lasku pidentäisi toimintavalmiusaikaa länsiosan kylissä.

        Päätös

        Kunnanhallitus hyväksyi lausunnon yksimielisesti.

Otteen oikeaksi todistaa

Lemi 25.02.2026
Oona Hietakorpi, toimistosihteeri
"""


def _read(text: str, outline: Outline | None = None) -> Reading:
    return letter.read(Text(tuple(text.split("\n"))), outline)


def _fields(reading: Reading) -> list[tuple[str, list[str]]]:
    (entry,) = reading.entries
    return [(field.question, list(field.blocks)) for field in entry.fields]


def test_official_letter() -> None:
    reading = _read(OFFICIAL)
    matter = (
        "Helsingin seudun kauppakamarin lausunto luonnoksesta valtakunnalliseksi "
        "liikennejärjestelmäsuunnitelmaksi"
    )
    assert reading.consultation == matter
    assert reading.entries[0].respondent.organisation == "Helsingin seudun kauppakamari"
    assert reading.entries[0].names == ("Pia Esimerkki", "Maija Malli")
    assert _fields(reading) == [
        (
            matter,
            [
                "Kauppakamari kiittää mahdollisuudesta lausua luonnoksesta ja esittää lausuntonaan "
                "seuraavaa:"
            ],
        ),
        (
            "Yleiset huomiot",
            [
                "Luonnos on selkeä. Kauppakamari pitää hyvänä, että rahoituksen taso on määritelty "
                "12 vuodeksi. Raide- ja tieliikenteen suhde jää kuitenkin epäselväksi. "
                "Kauppakamari esittää:",
                "- päästöjen vähentämistä",
                "- mittareiden tarkistamista",
                "Mittareita on seurattava vuosittain.",
            ],
        ),
    ]


def test_headings_right_at_their_text() -> None:
    assert _fields(_read(TIGHT)) == [
        (
            "Yleistä",
            [
                "Suomen Partiolaiset pitää lain uudistamista tarpeellisena. Esitys vahvistaa "
                "nuorten "
                "asemaa."
            ],
        ),
        (
            "Lain soveltamisala (2 §)",
            ["Soveltamisalaa on syytä täsmentää. Ikärajan tulisi olla 29 vuotta."],
        ),
    ]


def test_a_private_letter_keeps_its_last_words_without_a_full_stop() -> None:
    reading = _read(INFORMAL)
    assert _fields(reading) == [
        (
            "",
            [
                "asun kadun varrella ja olen huolissani liikenteestä, sillä katu on kapea eikä "
                "siinä "
                "ole jalkakäytävää.",
                "Toivon myös että metsä säästetään",
            ],
        )
    ]
    assert reading.entries[0].respondent.organisation is None
    assert reading.entries[0].names == ("Liisa Laaksonen",)
    assert [doubt.code for doubt in reading.doubts] == ["no-subject"]


def test_minutes() -> None:
    reading = _read(MINUTES)
    assert reading.entries[0].respondent.organisation == "Lemin kunta"
    assert _fields(reading) == [
        (
            "Lausunto palvelutasopäätöksen luonnoksesta",
            [
                "Hyvinvointialue on pyytänyt kunnilta lausuntoa luonnoksesta. Kunta pitää "
                "luonnoksen "
                "rakennetta selkeänä ja toteaa, että valmiuden lasku pidentäisi "
                "toimintavalmiusaikaa länsiosan kylissä."
            ],
        ),
        ("Päätös", ["Kunnanhallitus hyväksyi lausunnon yksimielisesti."]),
    ]


@pytest.mark.parametrize(
    ("heading", "question"),
    [
        ("2. Viheralueet", "Viheralueet"),
        ("2 Viheralueet", "Viheralueet"),
        ("2) Viheralueet", "Viheralueet"),
        ("3. Luku 4.2 Asuinalueet", "Luku 4.2 Asuinalueet"),
        ("4.2 Asuinalueet", "4.2 Asuinalueet"),  # the draft's own number
        ("3.1 Viheralueet", "Viheralueet"),  # the letter's
        ("Luvut 4.1 ja 4.2", "Luvut 4.1 ja 4.2"),
        ("Mitä kaavasta puuttuu?", "Mitä kaavasta puuttuu?"),
    ],
)
def test_headings_become_questions(heading: str, question: str) -> None:
    draft = Outline((Chapter("3.1", "Liikenne"), Chapter("4.2", "Asuinalueet")))
    text = f"Asia: Kaava\n\n{heading}\n\nAlueelle on syytä osoittaa enemmän puistoja.\n"
    assert _fields(_read(text, draft)) == [
        (question, ["Alueelle on syytä osoittaa enemmän puistoja."])
    ]


@pytest.mark.parametrize(
    "line", ["Esitämme, että", "Ehdotamme seuraavaa:", "Tämä on kokonainen virke.", "- luetelma"]
)
def test_what_is_no_heading(line: str) -> None:
    text = f"Asia: Kaava\n\nLuonnos on hyvä ja selkeä.\n\n{line}\n\n- puistoja lisätään\n"
    ((question, blocks),) = _fields(_read(text))
    assert question == "Kaava"
    assert line in blocks


@pytest.mark.parametrize(
    "ending",
    [
        "Kunnioittaen\n\nRantalan kunta\n\nMaija Malli\nkunnanjohtaja",
        "Rantalan kunnan puolesta\nMaija Malli",
        "t. Maija",
        "Asiakirja on hyväksytty sähköisesti.",
        "Asian on esitellyt Maija Malli ja ratkaissut Matti Malli.",
        "Lisätietoja antaa Maija Malli, puh. 050 000 0000.",
        "Liite: kartta",
        "Tiedoksi: Museovirasto",
        "Lähetetty puhelimestani",
        "> Alkuperäinen viesti\n> Kaava on nähtävillä, ja siitä voi lausua toukokuuhun asti.",
        "-----Alkuperäinen viesti-----\nKaava on nähtävillä, ja siitä voi lausua vielä.",
    ],
)
def test_signatures_and_afterwords_are_no_text(ending: str) -> None:
    text = f"Asia: Kaava\n\nLuonnos on hyvä. Puistoja on liian vähän.\n\n{ending}\n"
    assert _fields(_read(text)) == [("Kaava", ["Luonnos on hyvä. Puistoja on liian vähän."])]


@pytest.mark.parametrize(
    ("head", "organisation"),
    [
        ("Lähettäjä: Maija Malli <m@posti.example>\nAihe: Kaava", None),
        ("Lähettäjä: Rantalan vanhempainyhdistys\nAihe: Kaava", "Rantalan vanhempainyhdistys"),
        ("MUSEO             LAUSUNTO\n                  1.1.2026\n\nAsia: Kaava", "MUSEO"),
        ("Maija Malli\nRantatie 4\n12345 Rantala\n\nAsia: Kaava", None),
    ],
)
def test_organisation(head: str, organisation: str | None) -> None:
    reading = _read(f"{head}\n\nLuonnos on hyvä. Puistoja on liian vähän.\n")
    assert reading.entries[0].respondent.organisation == organisation
    assert reading.consultation == "Kaava"


def test_fields_are_in_block_form() -> None:
    assert _read("Luku 5 on hyvä, mutta se jää lyhyeksi.\n").entries[0].fields == (
        Field("", ("Luku 5 on hyvä, mutta se jää lyhyeksi.",)),
    )
