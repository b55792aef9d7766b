"""How far two annotators agree: Cohen's kappa, overall and label by label."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.schema import LABELS, Label


@dataclass(frozen=True, slots=True)
class Agreement:
    """`kappa` is None where it isn't defined: no pairs, or a single label used by both.

    `by_label` is the kappa of "this label or another"; `differing` the number of pairs that differ.
    """

    pairs: int
    differing: int
    kappa: float | None
    by_label: dict[Label, float | None]


def agreement(pairs: Sequence[tuple[Label, Label]]) -> Agreement:
    """Agreement of the labels that two annotators gave to the same sentences.

    >>> agreement([("risk", "risk"), ("none", "none"), ("none", "risk"), ("none", "none")]).kappa
    0.5
    """
    return Agreement(
        pairs=len(pairs),
        differing=sum(first != second for first, second in pairs),
        kappa=_kappa(pairs),
        by_label={
            label: _kappa([(str(a == label), str(b == label)) for a, b in pairs])
            for label in LABELS
        },
    )


def _kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    if not pairs:
        return None
    observed = sum(first == second for first, second in pairs) / len(pairs)
    first, second = Counter(a for a, _ in pairs), Counter(b for _, b in pairs)
    chance = sum(first[name] * second[name] for name in first) / len(pairs) ** 2
    return None if chance == 1 else (observed - chance) / (1 - chance)
