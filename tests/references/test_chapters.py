from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.doc import REFERENCES, SENTENCES, AnswerContext
from pipeline.outline import Chapter, Outline
from pipeline.references.component import ReferenceComponent
from pipeline.schema import Reference

OUTLINE = Outline(tuple(Chapter(number) for number in ("2", "3", "3.1", "4.2", "6.3")))
ASKED = (
    Reference(
        start=0, end=6, surface="luku 2", kind="chapter", number="2", resolved=True, rule="x"
    ),
)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Luku 3.1 on hyvä. Muuta ei ole.", [(("3.1",), "own"), (("2",), "question")]),
        (
            "Ei ole.\nLuku 4.2 Tiet\nTiet ovat huonot.\nLuku 3.1 on hyvä.",
            [(("2",), "question"), (("4.2",), "heading"), (("3.1",), "own")],
        ),
        (
            "Lukuun 6.3 ehdotamme lisättäväksi:\n- mittarit\n- luvun 3 tavoitteet\nKiitos.",
            [
                (("6.3",), "own"),
                (("6.3",), "lead-in"),
                (("3",), "own"),
                (("2",), "question"),
            ],
        ),
        (
            "Luku 3 on ohut. Samassa luvussa on virhe.",
            [(("3",), "own"), (("3",), "back-reference")],
        ),
        ("Luku 9.9 on ohut.", [((), None)]),
        (
            "Luku 4.2 Tiet\nTiet ovat huonot.\n12 § Lokitiedot\nLokit puuttuvat.",
            [(("4.2",), "heading"), (("2",), "question")],
        ),
        ("Luvut 3 ja 4.2 sekä luku 3 ovat hyviä.", [(("3", "4.2"), "own")]),
        ("Sivulla 3 on virhe.", [(("2",), "question")]),
        (
            "Luku 3.1: Kerho on hyvä. Se pitää säilyttää.\nMuuta ei ole.",
            [(("3.1",), "own"), (("3.1",), "heading"), (("2",), "question")],
        ),
        (
            "4.2\nHyvä näin.\n\nEi muutettavaa.",
            [(("4.2",), "heading"), (("4.2",), "heading")],
        ),
        ("Luvussa 3 Helsinki mainitaan. Oulu ei.", [(("3",), "own"), (("2",), "question")]),
    ],
)
def test_what_a_sentence_is_about(
    text: str, expected: list[tuple[tuple[str, ...], str | None]], build: Callable[..., Doc]
) -> None:
    doc = build(text)
    doc._.context = AnswerContext(outline=OUTLINE, question_references=ASKED)
    ReferenceComponent()(doc)
    found = [(one._.chapters, one._.chapters_source) for one in doc.spans[SENTENCES]]
    assert found == expected


def test_spans_are_whole_tokens_and_references_exact(build: Callable[..., Doc]) -> None:
    doc = build("Ks. luvut 3 ja 4.2, Talous-luku sekä s. 12.")
    doc._.context = AnswerContext(outline=Outline((*OUTLINE, Chapter("5", "Talous"))))
    ReferenceComponent()(doc)
    assert [(span.text, span.label_) for span in doc.spans[REFERENCES]] == [
        ("luvut 3 ja 4.2", "chapter"),
        ("Talous-luku", "chapter"),
        ("s. 12", "page"),
    ]
    for one in doc._.references:
        assert doc.text[one.start : one.end] == one.surface
