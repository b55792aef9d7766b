from __future__ import annotations

import pytest

from pipeline.ingest import webropol_page
from pipeline.ingest.content import Text

PAGE = """
Yhteenvetosivu: Lausunto hyvinvointisuunnitelmasta

Suunnitelmasta pyydetään lausuntoja.

1. Vastaajan tiedot

Etunimi\tTeppo
Sukunimi\tTestaaja
Sähköposti\tteppo@kunta.example
Edustamani taho/toimija\tTestilän kunta
Titteli\tjohtaja

2. Mitä seuraavista edustat? Valitse vain yksi vaihtoehto.

Kunta tai kaupunki

{notice}

3. Miten arvioitte suunnitelmaa?

{answer}

4. Mitä riskejä näette?

Ei vastauksia

{notice}

 Muokkaa vastausta

Sulje
"""
NOTICE = "Tämän sivun kysymykset numerot 5-10 ovat VAIN järjestöjen edustajille"


def _page(answer: str = "Hyvin.", notice: str = NOTICE) -> Text:
    return Text(tuple(PAGE.format(answer=answer, notice=notice).split("\n")))


def test_respondent_without_contact_details() -> None:
    reading = webropol_page.read(_page(), None)
    (entry,) = reading.entries
    assert reading.consultation == "Lausunto hyvinvointisuunnitelmasta"
    assert entry.respondent.organisation == "Testilän kunta"
    assert entry.respondent.group == "Kunta tai kaupunki"
    assert entry.respondent.role == "johtaja"
    assert entry.names == ("Teppo Testaaja",)
    assert reading.confidence == 1


@pytest.mark.parametrize(
    "notice",
    [
        NOTICE,
        "Tämän sivun kysymykset nrot 11-19 ovat VAIN integraatiovaliokunnalle",
        "Tämän sivun kysymykset numerot 71- 78 ovat VAIN työllisyysalueiden edustajille",
        "Kysymykset 24-30 VAIN hyvinvointialueen omille yksiköille",
        "Seuraavat kysymykset (45–53) on tarkoitettu yrityksille.",
        "Kysymyksiin 45-53 vastaavat ainoastaan yritykset",
    ],
)
def test_announcements_of_other_questions_are_no_answers(notice: str) -> None:
    (entry,) = webropol_page.read(_page(notice=notice), None).entries
    assert [(field.number, field.blocks) for field in entry.fields] == [
        (3, ("Hyvin.",)),
        (4, ("Ei vastauksia",)),
    ]


@pytest.mark.parametrize(
    ("answer", "question", "blocks"),
    [
        # the question goes on in a second paragraph
        (
            "Mitä erityisesti osallisuuden kannalta?\n\nHyvin.",
            "Miten arvioitte suunnitelmaa? Mitä erityisesti osallisuuden kannalta?",
            ["Hyvin."],
        ),
        # a question in return is an answer when it is all there is
        ("Mitä tämä maksaa?", "Miten arvioitte suunnitelmaa?", ["Mitä tämä maksaa?"]),
        # a numbered list of the respondent's own, past the next question's number
        (
            "Puutteita on:\n\n1. Aikataulu\n\n2. Rahoitus\n\n3. Vastuut\n\n4. Osallisuus",
            "Miten arvioitte suunnitelmaa?",
            ["Puutteita on:", "- Aikataulu", "- Rahoitus", "- Vastuut", "- Osallisuus"],
        ),
        # numbered sentences in an answer
        (
            "1.1.2025 alkoi uusi aika.",
            "Miten arvioitte suunnitelmaa?",
            ["1.1.2025 alkoi uusi aika."],
        ),
        # a grid of choices
        (
            "Suunnitelma on selkeä\tSamaa mieltä\nAikataulu on hyvä\tEri mieltä",
            "Miten arvioitte suunnitelmaa?",
            ["Suunnitelma on selkeä: Samaa mieltä", "Aikataulu on hyvä: Eri mieltä"],
        ),
    ],
)
def test_what_belongs_to_the_question_and_what_to_the_answer(
    answer: str, question: str, blocks: list[str]
) -> None:
    (entry,) = webropol_page.read(_page(answer=answer), None).entries
    assert [field.number for field in entry.fields] == [3, 4]
    assert entry.fields[0].question == question
    assert list(entry.fields[0].blocks) == blocks


def test_only_pages_are_claimed() -> None:
    assert webropol_page.claims(_page())
    assert not webropol_page.claims(Text(("1. Yleistä", "", "Hyvä.", "", "2. Muuta", "", "Ei.")))
