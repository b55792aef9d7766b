from __future__ import annotations

import pytest

from pipeline.ingest import lausuntopalvelu
from pipeline.ingest.content import Text

PAGE = """Polku ja Pyörä ry


Lausunto

03.02.2026



Asia:  VN/1234/2025

Luonnos kansalliseksi
liikenneturvallisuusstrategiaksi


Lausunnonantajan lausunto

Kommenttinne 2–3 §:ään – Soveltamisala
ja määritelmät
    Jos valvonta ei pysy perässä, uudet 30 km/h -rajat jäävät koristeiksi ja

Lausuntopalvelu.fi 1/2

    luottamus koko järjestelmään rapautuu.

    Luvussa tulisi näkyä:
    - työmaa-aikaiset kiertoreitit, joita
      on liian vähän
    - risteykset

Kommenttinne lukuun 6.2 Rahoitus
    -

Muuta kommentoitavaa
    Ei kiirettä.



Salmelin-Ahde Kirsikka
{organisation}


Lausuntopalvelu.fi 2/2
"""


def _page(organisation: str = "Polku ja Pyörä ry") -> Text:
    return Text(tuple(PAGE.format(organisation=organisation).split("\n")))


def test_fields_without_page_feet() -> None:
    reading = lausuntopalvelu.read(_page(), None)
    (entry,) = reading.entries
    assert [(field.question, field.blocks) for field in entry.fields] == [
        (
            "Kommenttinne 2–3 §:ään – Soveltamisala ja määritelmät",
            (
                "Jos valvonta ei pysy perässä, uudet 30 km/h -rajat jäävät koristeiksi ja "
                "luottamus koko järjestelmään rapautuu.",
                "Luvussa tulisi näkyä:",
                "- työmaa-aikaiset kiertoreitit, joita on liian vähän",
                "- risteykset",
            ),
        ),
        ("Kommenttinne lukuun 6.2 Rahoitus", ("-",)),
        ("Muuta kommentoitavaa", ("Ei kiirettä.",)),
    ]
    assert reading.consultation == "Luonnos kansalliseksi liikenneturvallisuusstrategiaksi"
    assert entry.respondent.organisation == "Polku ja Pyörä ry"
    assert entry.names == ("Salmelin-Ahde Kirsikka", "Kirsikka Salmelin-Ahde")


def test_a_private_person_is_no_organisation() -> None:
    text = PAGE.replace("Polku ja Pyörä ry", "Salmelin-Ahde Kirsikka").replace("{organisation}", "")
    (entry,) = lausuntopalvelu.read(Text(tuple(text.split("\n"))), None).entries
    assert entry.respondent.organisation is None


def test_swedish_form() -> None:
    lines = (
        "Utlåtande",
        "",
        "Svenska Handikappförbundet rf",
        "",
        "Ärende: VN/1234/2025",
        "",
        "Utkast till strategi",
        "",
        "Remissinstansens utlåtande",
        "",
        "Kapitel 2.2 i strategin",
        "    Vi tackar, men t.ex.",
        "    tillgängligheten saknas.",
        "",
        "Övriga kommentarer",
        "    Inga.",
        "",
        "Utlåtande.fi 1/1",
    )
    assert lausuntopalvelu.claims(Text(lines))
    reading = lausuntopalvelu.read(Text(lines), None)
    assert reading.consultation == "Utkast till strategi"
    assert [(f.question, f.blocks) for f in reading.entries[0].fields] == [
        ("Kapitel 2.2 i strategin", ("Vi tackar, men t.ex. tillgängligheten saknas.",)),
        ("Övriga kommentarer", ("Inga.",)),
    ]


def test_lost_indentation_is_a_doubt_and_titles_are_still_found() -> None:
    lines = tuple(line.strip() for line in PAGE.replace("Soveltamisala\nja", "ja").split("\n"))
    reading = lausuntopalvelu.read(Text(lines), None)
    assert [field.question for field in reading.entries[0].fields] == [
        "Kommenttinne 2–3 §:ään – ja määritelmät",
        "Kommenttinne lukuun 6.2 Rahoitus",
        "Muuta kommentoitavaa",
    ]
    assert [doubt.code for doubt in reading.doubts] == ["no-indentation"]
    assert reading.confidence < 1


@pytest.mark.parametrize(
    "title",
    [
        "Rahoitus ja ohjaus (strategian luku 2.2)",
        "Kommenttinne 2–3 §:ään – Soveltamisala",
        "Lausuntonne",
        "Muuta kommentoitavaa",
        "Kapitel 2.2 i strategin",
        "Fritt svar",
        "Övriga kommentarer",
    ],
)
@pytest.mark.parametrize("indent", ["    ", ""])
def test_titles_of_every_form(title: str, indent: str) -> None:
    lines = (
        "Polku ry",
        "",
        "Lausunnonantajan lausunto",
        "",
        title,
        f"{indent}Tavoite on hyvä.",
        "",
        f"{indent}Keinot puuttuvat.",
        "",
        "Lausuntopalvelu.fi 1/1",
    )
    (entry,) = lausuntopalvelu.read(Text(lines), None).entries
    assert [(field.question, field.blocks) for field in entry.fields] == [
        (title, ("Tavoite on hyvä.", "Keinot puuttuvat."))
    ]
