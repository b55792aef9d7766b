from __future__ import annotations

import pytest

from pipeline.classification.questions import QUESTION_TYPES, question_types


@pytest.mark.parametrize("row", QUESTION_TYPES, ids=lambda row: row.name)
def test_example_is_of_its_type(row) -> None:  # type: ignore[no-untyped-def]
    assert row.name in question_types(row.example)


@pytest.mark.parametrize(
    ("question", "absent"),
    [("Mikä luonnoksessa on hyvää?", "risk"), ("Mitä riskejä näette?", "lack"), ("", "yes-no")],
)
def test_other_types_are_not(question: str, absent: str) -> None:
    assert absent not in question_types(question)
