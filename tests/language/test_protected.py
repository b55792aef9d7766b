"""The rows of protected spans: each finds its example, and the traps around it stay free."""

import itertools
import re

import pytest

from pipeline.language.protected import JOINED, KEPT, Rule, joined_spans, kept_spans


@pytest.mark.parametrize("rule", [*JOINED, *KEPT], ids=lambda rule: rule.name)
def test_each_rule_finds_its_example(rule: Rule) -> None:
    before, rest = rule.example.split("⟨")
    wanted, after = rest.split("⟩")
    found = [match.group() for match in re.finditer(rule.pattern, before + wanted + after)]
    assert wanted in found


@pytest.mark.parametrize(
    ("text", "tokens"),
    [
        ("Luvut 5.1.4:ssä ja 5.3.1.3 sekä 3 §:n 2 momentti", ["5.1.4:ssä", "5.3.1.3", "§:n"]),
        ("Kokous oli 12.3.2026.", ["12.3.2026"]),
        ("Pinta-ala on 5,3 ha.", []),
        ("Näin: ei noin", []),
        ("Kirjoita osoitteeseen kirjaamo@kunta.fi.", ["kirjaamo@kunta.fi"]),
    ],
)
def test_joined_spans(text: str, tokens: list[str]) -> None:
    assert [text[start:end] for start, end in joined_spans(text)] == tokens


def test_kept_spans_are_ordered_and_disjoint() -> None:
    text = "Ks. esim. luku 5.2.1 Talous, s. 4, J. Virtanen ja 4. sektori yms. palvelut."
    spans = kept_spans(text)
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(spans))
    assert len(spans) >= 5
