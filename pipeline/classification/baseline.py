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
    "risk": "risk", "lack": "critique", "good": "support", "accept": "support",
    "how-should": "proposal", "add": "proposal",
}  # fmt: skip


def label_by_rules(sentence: SentenceFeatures) -> Label:
    """The act most rules speak for after the turn, or in all; for an ellipsis what was asked."""
    cues = sentence.cues.split()
    for mark in ("after-turn=", "rule="):
        acts = [_LABEL_OF[cue.removeprefix(mark)] for cue in cues if cue.startswith(mark)]
        if strongest := _strongest(acts):
            return strongest
    context = set(sentence.context.split())
    if sentence.elliptical:
        for kind, label in _ASKED.items():
            if f"question={kind}" in context:
                return label
    return "none"


def _strongest(acts: Sequence[Label]) -> Label | None:
    if not acts:
        return None
    most = max(acts.count(act) for act in acts)
    return next(label for label in _PRECEDENCE if acts.count(label) == most)
