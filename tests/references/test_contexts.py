from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from pipeline.outline import Chapter, Outline
from pipeline.references import answer_contexts, find_references
from pipeline.schema import Answer

OUTLINE = Outline((Chapter("2", "Talous"), Chapter("3", "Seuranta")))


def test_contexts_know_the_question_and_what_was_named_before(build: Callable[..., Doc]) -> None:
    answers = [
        Answer(question_number=1, question="Mitä luvusta 2?", text="Luku 3 on hyvä, ks. s. 4."),
        Answer(question_number=2, question="Muuta?", text="Em. luku on hyvä."),
    ]
    texts = [build(answer.text) for answer in answers]
    questions = [build(answer.question) for answer in answers]
    first, second = answer_contexts(answers, questions, texts, outline=OUTLINE)
    assert [one.number for one in first.question_references] == ["2"]
    assert first.earlier_references == ()
    assert second.questions == ("Mitä luvusta 2?", "Muuta?")
    assert [(one.kind, one.number) for one in second.earlier_references] == [
        ("chapter", "3"),
        ("page", "4"),
    ]
    assert [one.number for one in find_references(texts[1], context=second)] == ["3"]
