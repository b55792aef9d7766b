from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.outline import Chapter, Outline
from pipeline.references import find_references
from pipeline.schema import Reference

OUTLINE = Outline(
    (
        Chapter("1", "Johdanto"),
        Chapter("2", "Talous"),
        Chapter("2.1", "Menot ja tulot"),
        Chapter("2.2", "Velka"),
        Chapter("3", "Seuranta"),
        Chapter("3", "Arviointi"),
        Chapter("4", "Painopisteet"),
        Chapter("4.1", "Painopiste 1: Lapset"),
        Chapter("4.2", "Painopiste 2: Koulu"),
        Chapter("5"),
        Chapter("6.1", "Rahoitus ja aikataulu"),
        Chapter("6.2", "Rahoitus ja aikataulu"),
    )
)


def read(build: Callable[..., Doc], text: str, **context: object) -> tuple[Reference, ...]:
    values = {"outline": OUTLINE, **context}
    return find_references(build(text), context=AnswerContext(**values))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("text", "number", "status", "resolved"),
    [
        ("Luvussa 2.1 Menot ja tulot on virhe.", "2.1", "exact", True),
        ("Luvussa 2.1 on virhe.", "2.1", "number-only", True),
        ("Luvussa 5 on virhe.", "5", "number-only", True),
        ("Menot ja tulot -luvussa on virhe.", "2.1", "by-title", True),
        ("Luvussa 9.9 on virhe.", "9.9", "not-in-outline", False),
        ("Luvussa 3 on virhe.", "3", "ambiguous", False),
        ("Luku 3 Arviointi on hyvä.", "3", "exact", True),
        ("Luvussa 2.2 Menot ja tulot on virhe.", "2.2", "disagree", False),
        ("Rahoitus ja aikataulu -luvussa on virhe.", None, "ambiguous", False),
        ("Kylien ja Kaupunkien rauha -luvussa on virhe.", None, "not-in-outline", False),
        ("Painopisteen 2 otsikko", "4.2", "number-only", True),
        ("Ensimmäisen painopisteen otsikko", "4.1", "number-only", True),
    ],
)
def test_status(
    text: str, number: str | None, status: str, resolved: bool, build: Callable[..., Doc]
) -> None:
    (reference,) = read(build, text)
    assert (reference.number, reference.status, reference.resolved) == (number, status, resolved)
    assert (reference.reason is None) == resolved


def test_number_without_an_outline_is_certain(build: Callable[..., Doc]) -> None:
    (reference,) = read(build, "Luvussa 7.3 on virhe.", outline=None)
    assert (reference.number, reference.status, reference.resolved) == ("7.3", "no-outline", True)


def test_inferred_outline_lacks_chapters(build: Callable[..., Doc]) -> None:
    inferred = Outline((Chapter("2", "Talous"),), inferred=True)
    first, second = read(build, "Luvut 2 ja 7.3 ovat hyviä.", outline=inferred)
    assert (first.status, second.status) == ("number-only", "no-outline")
    assert first.resolved
    assert second.resolved


def test_the_outline_gives_the_title(build: Callable[..., Doc]) -> None:
    (reference,) = read(build, "Luvussa 2.1 on virhe.")
    assert reference.title == "Menot ja tulot"


QUESTION = (
    Reference(
        start=0,
        end=6,
        surface="luku 2",
        kind="chapter",
        number="2",
        resolved=True,
        rule="chapter-number",
        status="number-only",
    ),
)
EARLIER = (QUESTION[0].model_copy(update={"number": "2.2"}),)


@pytest.mark.parametrize(
    ("text", "question", "numbers"),
    [
        ("Luku 2.1 on hyvä. Samassa luvussa on virhe.", "Mitä?", ["2.1", "2.1"]),
        ("Tässä luvussa on virhe.", "Kommenttinne lukuun 2", ["2"]),
        ("Luku 2.1 on hyvä. Tässä luvussa on virhe.", "Kommenttinne lukuun 2", ["2.1", "2"]),
        ("Luku 2.1 on hyvä. Tässä luvussa on virhe.", "Mitä luvusta 2?", ["2.1", "2.1"]),
        ("Luku 2.2 Velka\nEm. luku on hyvä.", "Mitä?", ["2.2", "2.2"]),
        ("Siinä luvussa on virhe.", "Mitä luvusta 2?", ["2"]),
        ("Luku 2.2 Velka\nOk.\nLuku 2.1 Tässä luvussa on.", "", ["2.2", "2.1", "2.1"]),
        ("Luvut 2.1 ja 2.2. Jälkimmäisessä luvussa on virhe.", "", ["2.1", "2.2", "2.2"]),
    ],
)
def test_back_references(
    text: str, question: str, numbers: list[str], build: Callable[..., Doc]
) -> None:
    found = read(build, text, question=question, question_references=QUESTION)
    assert [one.number for one in found] == numbers


def test_an_answer_before_is_the_last_place_to_look(build: Callable[..., Doc]) -> None:
    (reference,) = read(build, "Em. luku on hyvä.", earlier_references=EARLIER)
    assert reference.number == "2.2"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Samassa luvussa on virhe.", "nothing before it that it can mean"),
        ("Luvut 2.1 ja 2.2. Samassa luvussa on virhe.", "it can mean any of 2.1, 2.2"),
    ],
)
def test_unsure_back_reference_is_left_with_its_reason(
    text: str, reason: str, build: Callable[..., Doc]
) -> None:
    reference = read(build, text)[-1]
    assert (reference.resolved, reference.reason) == (False, reason)


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("sivut 3–6", ["3", "4", "5", "6"]),
        ("sivut 3–300", ["3", "300"]),
        ("luvut 2.1–2.2", ["2.1", "2.2"]),
        ("luvut 2.1–2.9", ["2.1", "2.2", "2.9"]),
        ("kuvat 4.1–4.3", ["4.1", "4.2", "4.3"]),
        ("kysymykset 5–7", ["5", "6", "7"]),
    ],
)
def test_ranges(text: str, numbers: list[str], build: Callable[..., Doc]) -> None:
    assert [one.number for one in read(build, text)] == numbers
