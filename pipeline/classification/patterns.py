"""Reads the patterns of `rules` and finds them in a sentence."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from pipeline.classification.forms import FORM_CLASSES
from pipeline.classification.lexicon import WORD_CLASSES
from pipeline.classification.rules import RULES, Rule
from pipeline.classification.tokens import Word

_GAPS = {"..": 4, "...": 10_000}
_KNOWN = {row.name for row in WORD_CLASSES} | {row.name for row in FORM_CLASSES}
Test = Callable[[Word], bool]


@dataclass(frozen=True, slots=True)
class Pattern:
    """`steps` are tests with the number of words that may stand before each."""

    rule: Rule
    steps: tuple[tuple[int, Test], ...]

    def find(self, sentence: Sequence[Word]) -> int | None:
        """The place of the pattern's first word, or None."""
        for start, word in enumerate(sentence):
            if self.steps[0][1](word) and self._rest(sentence, start + 1, 1):
                return start
        return None

    def _rest(self, sentence: Sequence[Word], place: int, step: int) -> bool:
        if step == len(self.steps):
            return True
        gap, test = self.steps[step]
        return any(
            test(sentence[at]) and self._rest(sentence, at + 1, step + 1)
            for at in range(place, min(place + gap + 1, len(sentence)))
        )


def parse(rule: Rule) -> Pattern:
    """Read a rule's pattern.

    Raises:
        ValueError: it names a class that neither `lexicon` nor `forms` has.
    """
    steps, gap = [], 0
    for item in rule.pattern.split():
        if item in _GAPS:
            gap = _GAPS[item]
        else:
            steps.append((gap, _test(item, rule)))
            gap = 0
    return Pattern(rule, tuple(steps))


def _test(item: str, rule: Rule) -> Test:
    """`&` binds stronger than `|`: each alternative is (wanted, unwanted, form)."""
    alternatives: list[tuple[frozenset[str], frozenset[str], str | None]] = []
    for alternative in item.split("|"):
        names = alternative.split("&")
        forms = [name[1:] for name in names if name.startswith("'")]
        wanted = frozenset(name for name in names if name[0] not in "!'")
        unwanted = frozenset(name[1:] for name in names if name.startswith("!"))
        if unknown := (wanted | unwanted) - _KNOWN:
            raise ValueError(f"rule {rule.name!r} names unknown classes: {sorted(unknown)}")
        alternatives.append((wanted, unwanted, forms[0] if forms else None))

    def test(word: Word) -> bool:
        return any(
            wanted <= word.classes
            and not (unwanted & word.classes)
            and (form is None or form == word.form)
            for wanted, unwanted, form in alternatives
        )

    return test


PATTERNS: tuple[Pattern, ...] = tuple(parse(rule) for rule in RULES)


def find_rules(sentence: Sequence[Word]) -> dict[str, int]:
    """Names of the rules found, each with the place of its first word.

    >>> from pipeline.classification.tokens import word
    >>> find_rules([word("puuttuu", "puuttua", "VERB", "VerbForm=Fin")])
    {'lack': 0}
    """
    found = ((pattern.rule.name, pattern.find(sentence)) for pattern in PATTERNS)
    return {name: place for name, place in found if place is not None}
