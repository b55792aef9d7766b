import json

import pytest
from pydantic import ValidationError

from pipeline.schema import Answer, Reference, ResponseAnalysis, Sentence

CONTRACT = {
    "schema_version",
    "response_id",
    "language",
    "source",
    "consultation",
    "respondent",
    "answers",
    "proposals",
    "warnings",
    "pipeline",
}


def test_the_contract_has_the_agreed_keys() -> None:
    assert set(ResponseAnalysis.model_fields) >= CONTRACT


@pytest.mark.parametrize(
    ("model", "keys"),
    [
        (
            Sentence,
            "index start end text language label also scores needs_review references chapters",
        ),
        (Reference, "start end surface kind number title resolved rule"),
    ],
)
def test_parts_of_the_contract(model: type, keys: str) -> None:
    assert set(keys.split()) <= set(model.model_fields)


def test_models_are_frozen_and_strict() -> None:
    answer = Answer(question="Mitä?", text="Näin.")
    with pytest.raises(ValidationError, match="frozen"):
        answer.text = "Noin."
    with pytest.raises(ValidationError, match="extra"):
        Answer(question="Mitä?", text="Näin.", email="a@b.example")


def test_json_schema_is_valid_json() -> None:
    assert json.loads(json.dumps(ResponseAnalysis.model_json_schema()))["title"]
