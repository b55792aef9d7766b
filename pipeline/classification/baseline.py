"""The baseline: labels by rules alone, with no training."""

from __future__ import annotations

from collections.abc import Sequence

from pipeline.classification.features import SentenceFeatures
from pipeline.classification.rules import RULES
from pipeline.schema import Label

_LABEL_OF = {rule.name: rule.label for rule in RULES}
_PRECEDENCE: tuple[Label, ...] = ("proposal", "risk", "critique", "support", "none")
"""Guideline 2: where neither act leads, the earlier one wins."""
_ASKED: dict[str, Label] = {
    "risk": "risk",
    "lack": "critique",
    "good": "support",
    "accept": "support",
    "how-should": "proposal",
    "add": "proposal",
}
"""Guideline 5: an elliptical answer takes its act from the question."""


def label_by_rules(sentence: SentenceFeatures) -> Label:
    """The act most rules speak for, after the turn if there is one; for an ellipsis, as asked."""
    items = sentence.rules.split()
    after = [item.removeprefix("after-turn=") for item in items if item.startswith("after-turn=")]
    for names in (after, items):
        if strongest := _strongest([_LABEL_OF[name] for name in names if name in _LABEL_OF]):
            return strongest
    question = set(sentence.question.split())
    if sentence.elliptical:
        for kind, label in _ASKED.items():
            if f"question={kind}" in question:
                return label
    return "none"


def _strongest(acts: Sequence[Label]) -> Label | None:
    if not acts:
        return None
    most = max(acts.count(act) for act in acts)
    return next(label for label in _PRECEDENCE if acts.count(label) == most)
