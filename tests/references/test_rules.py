from __future__ import annotations

from collections.abc import Callable

import pytest
from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.references import find_references
from pipeline.references.rules import EXAMPLE_OUTLINE, EXAMPLE_QUESTIONS, RULES, Rule, marked

CONTEXT = AnswerContext(outline=EXAMPLE_OUTLINE, questions=EXAMPLE_QUESTIONS)
EXAMPLES = [(rule, example) for rule in RULES for example in rule.examples]
COUNTERS = [(rule.name, counter) for rule in RULES for counter in rule.counters]


@pytest.mark.parametrize(("rule", "example"), EXAMPLES, ids=[example for _, example in EXAMPLES])
def test_example_is_found_by_its_rule(rule: Rule, example: str, build: Callable[..., Doc]) -> None:
    text, mentions = marked(example)
    references = find_references(build(text), context=CONTEXT)
    expected = [
        (start, end, meaning.strip())
        for start, end, meanings in mentions
        for meaning in meanings.split(";")
    ]
    found = [
        (one.start, one.end, f"{one.kind} {one.number}" if one.number else one.kind)
        for one in references
    ]
    assert found == expected
    assert rule.name in {one.rule for one in references}
    assert all(one.resolved for one in references)


@pytest.mark.parametrize(("rule", "counter"), COUNTERS)
def test_counter_example_holds_no_reference(
    rule: str, counter: str, build: Callable[..., Doc]
) -> None:
    assert find_references(build(counter), context=CONTEXT) == ()


def test_every_rule_has_an_example_and_names_are_stable() -> None:
    assert all(rule.examples for rule in RULES)
    assert {rule.name for rule in RULES} >= {"chapter-number", "number-title", "section"}
