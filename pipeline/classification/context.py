"""The second look: a sentence's probabilities beside those of its neighbours and its lead-in."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from pipeline.classification.features import SentenceFeatures
from pipeline.schema import LABELS

_FLOOR = 1e-4
"""Probabilities below this are taken for it, so that their logarithm stays in bounds."""


def neighbourhood(probabilities: NDArray[np.float64], items: Sequence[bool]) -> NDArray[np.float64]:
    """Shape (sentences, 6 · labels): for one answer's sentences, in order.

    The blocks are the sentence's own log-probabilities, then the probabilities of the previous
    and the next sentence, of the lead-in, the mean of the other items of its list, and the mean
    of the answer; zeros where there is none. `items` says which sentences are items of a list.
    """
    count, width = probabilities.shape
    blocks = np.zeros((count, 6, width))
    blocks[:, 0] = np.log(np.clip(probabilities, _FLOOR, 1))
    blocks[1:, 1] = probabilities[:-1]
    blocks[:-1, 2] = probabilities[1:]
    for members in _lists(items):
        if members[0] > 0:
            blocks[members, 3] = probabilities[members[0] - 1]
        if len(members) > 1:
            others = probabilities[members].sum(axis=0) - probabilities[members]
            blocks[members, 4] = others / (len(members) - 1)
    blocks[:, 5] = probabilities.mean(axis=0)
    return blocks.reshape(count, 6 * width)


def _lists(items: Sequence[bool]) -> list[list[int]]:
    """Places of the items, list by list.

    >>> _lists([False, True, True, False, True])
    [[1, 2], [4]]
    """
    lists: list[list[int]] = []
    for place, item in enumerate(items):
        if item and lists and lists[-1][-1] == place - 1:
            lists[-1].append(place)
        elif item:
            lists.append([place])
    return lists


def also_rows(
    scores: NDArray[np.float64], sentences: Sequence[SentenceFeatures]
) -> NDArray[np.object_]:
    """One text for every label a sentence might also have: sentence by sentence, label by label.

    Its items are the label with the main label, with its place and probability among the scores,
    and with each rule of the sentence.
    """
    return np.array(
        [
            " ".join(_also_items(LABELS[label], row, label, sentence))
            for row, sentence in zip(scores, sentences, strict=True)
            for label in range(len(LABELS))
        ],
        dtype=object,
    )


def _also_items(
    label: str, scores: NDArray[np.float64], column: int, sentence: SentenceFeatures
) -> list[str]:
    main = f"{label}&{LABELS[int(scores.argmax())]}"
    rank = int((scores > scores[column]).sum())
    size = int(-np.log2(max(scores[column], _FLOOR)))
    items = [f"{label}:{rule}" for rule in sentence.rules.split()]
    items += (label, main, f"{main}&rank={rank}", f"rank={rank}", f"size={size}")
    items.append(f"{label}&size={size}")
    if sentence.turn:
        items += (f"{main}&turn", f"turn&rank={rank}", f"turn&size={size}")
    return items
