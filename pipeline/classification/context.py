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
) -> NDArray[np.float64]:
    """Shape (sentences · labels, features): one row for every label a sentence might also have.

    A row holds the log-probability and probability of the label, which label it is, which is the
    main label, both together, and whether the sentence turns ("mutta") or is elliptical.
    """
    count, width = scores.shape
    main = np.eye(width)[scores.argmax(axis=1)]
    turns = np.array([[s.turn, s.turn and s.elliptical, len(s.text) / 200] for s in sentences])
    logs = np.log(np.clip(scores, _FLOOR, 1))
    rows = []
    for label in range(len(LABELS)):
        which = np.tile(np.eye(width)[label], (count, 1))
        pair = np.einsum("ni,nj->nij", main, which).reshape(count, -1)
        own = np.column_stack([logs[:, label], scores[:, label], logs.max(axis=1)])
        turned = turns * which[:, [label]]
        rows.append(np.hstack([own, which, main, pair, turned, own[:, [0]] * turns]))
    return np.stack(rows, axis=1).reshape(count * width, -1)
