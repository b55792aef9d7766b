"""Reads the patterns of `rules` and finds them in a sentence.

Every distinct item of the patterns has a bit; a word's mask, worked out once for every kind of
word, has the bits of the items it fits. A rule is looked for only where the sentence has a word
for each of its items.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.classification.forms import FORM_CLASSES
from pipeline.classification.lexicon import WORD_CLASSES
from pipeline.classification.rules import RULES, Rule
from pipeline.classification.tokens import Word

_GAPS = {"..": 4, "...": 10_000}
_KNOWN = {row.name for row in WORD_CLASSES} | {row.name for row in FORM_CLASSES}


@dataclass(frozen=True, slots=True)
class Alternative:
    """What a word must have, must lack, and the form it must be, if any."""

    wanted: frozenset[str]
    unwanted: frozenset[str]
    form: str | None

    def fits(self, word: Word) -> bool:
        """Whether the word has all that is wanted and nothing unwanted."""
        return (
            self.wanted.issubset(word.classes)
            and self.unwanted.isdisjoint(word.classes)
            and self.form in {None, word.form}
        )


@dataclass(frozen=True, slots=True)
class Pattern:
    """`steps` are bits of items with the number of words that may stand before each."""

    name: str
    steps: tuple[tuple[int, int], ...]
    mask: int


_ITEMS: dict[str, int] = {}
"""The bit of every item met."""


def parse(rule: Rule) -> Pattern:
    """Read a rule's pattern.

    Raises:
        ValueError: it names a class that neither `lexicon` nor `forms` has.
    """
    steps: list[tuple[int, int]] = []
    gap, mask = 0, 0
    for item in rule.pattern.split():
        if item in _GAPS:
            gap = _GAPS[item]
            continue
        _alternatives(item, rule.name)
        bit = _ITEMS.setdefault(item, 1 << len(_ITEMS))
        steps.append((gap, bit))
        gap, mask = 0, mask | bit
    return Pattern(rule.name, tuple(steps), mask)


@cache
def _alternatives(item: str, rule: str) -> tuple[Alternative, ...]:
    """`&` binds stronger than `|`."""
    alternatives = []
    for alternative in item.split("|"):
        names = alternative.split("&")
        forms = [name[1:] for name in names if name.startswith("'")]
        wanted = frozenset(name for name in names if name[0] not in "!'")
        unwanted = frozenset(name[1:] for name in names if name.startswith("!"))
        if unknown := (wanted | unwanted) - _KNOWN:
            raise ValueError(f"rule {rule!r} names unknown classes: {sorted(unknown)}")
        alternatives.append(Alternative(wanted, unwanted, forms[0] if forms else None))
    return tuple(alternatives)


PATTERNS: tuple[Pattern, ...] = tuple(parse(rule) for rule in RULES)


@lru_cache(maxsize=1 << 16)
def _mask(word: Word) -> int:
    return sum(
        bit
        for item, bit in _ITEMS.items()
        if any(alternative.fits(word) for alternative in _alternatives(item, ""))
    )


def find_rules(sentence: Sequence[Word]) -> tuple[str, ...]:
    """Names of the rules found in a sentence, in the order of the rules.

    >>> from pipeline.classification.tokens import word
    >>> find_rules([word("puuttuu", "puuttua", "VERB", "VerbForm=Fin")])
    ('lack',)
    """
    masks = [_mask(word) for word in sentence]
    there = 0
    for mask in masks:
        there |= mask
    return tuple(
        pattern.name
        for pattern in PATTERNS
        if pattern.mask & there == pattern.mask and _matches(pattern.steps, masks, 0, 10_000)
    )


def _matches(steps: tuple[tuple[int, int], ...], masks: list[int], place: int, gap: int) -> bool:
    """Whether the steps are found from `place` on, the first within `gap` words of it."""
    bit = steps[0][1]
    for at in range(place, min(place + gap + 1, len(masks))):
        if masks[at] & bit and (len(steps) == 1 or _matches(steps[1:], masks, at + 1, steps[1][0])):
            return True
    return False
