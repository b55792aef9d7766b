"""Stanza's trained tokenizer over many blocks at once: tokens and likely sentence ends.

The network, its weights and its vocabulary are Stanza's; encoding the characters, batching and
reading the answer are done here, with whole arrays and exact offsets.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from stanza.models.tokenization.utils import MASK_RE

from pipeline.errors import ModelError

_SPACE = re.compile(r"[\s\u0080-\u009f]")  # what Stanza reads as a space
_MAY_HOLD_ADDRESS = re.compile(r"@|://|www\.|\.(?:gov|org|edu|net|com|co)")
_FEATURES = ("space_before", "capitalized", "numeric", "end_of_para", "start_of_para")
_WINDOW = 1000  # characters at once, as in Stanza; a window ends with a sentence
_BATCH_CHARACTERS = 24_000
_PAD_ID = 0


@dataclass(frozen=True, slots=True)
class Piece:
    """A token as the tokenizer sees it: `text[start:end]`.

    `ends` is the probability that a sentence ends with it; `multiword` says that it holds
    several words.
    """

    start: int
    end: int
    ends: float
    multiword: bool


class Segmenter:
    """Cuts blocks into pieces."""

    def __init__(self, trainer: Any) -> None:
        features = trainer.args["feat_funcs"]
        if trainer.args.get("use_dictionary") or not set(features) <= set(_FEATURES):
            raise ModelError(
                "the tokenizer needs features that are not known here",
                place=", ".join(features),
                remedy="train it with the settings in language/training.toml",
            )
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab
        self._columns = [
            _FEATURES.index(name) for name in [*features[:-2], "end_of_para", "start_of_para"]
        ]
        self._rows: dict[str, int] = {}
        self._table: list[tuple[int, int, int, int]] = []

    def segment(self, texts: Sequence[str]) -> list[list[Piece]]:
        """The pieces of each text, in order; each text is one block without line breaks."""
        distinct = list(dict.fromkeys(texts))
        encoded = [self._encode(text) for text in distinct]
        answers = self._predict([units for units, _ in encoded])
        pieces = {
            text: list(_read(text, units, offsets, classes, ends))
            for text, (units, offsets), (classes, ends) in zip(
                distinct, encoded, answers, strict=True
            )
        }
        return [pieces[text] for text in texts]

    def _encode(self, text: str) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Rows of the character table for `text`, runs of spaces as one, and their offsets."""
        spaced = _SPACE.sub(" ", text)
        rows = self._rows
        try:
            units = np.fromiter((rows[c] for c in spaced), np.int64, len(spaced))
        except KeyError:
            for character in dict.fromkeys(spaced):
                if character not in rows:
                    rows[character] = len(self._table)
                    self._table.append(self._describe(character))
            units = np.fromiter((rows[c] for c in spaced), np.int64, len(spaced))
        space = np.fromiter((c == " " for c in spaced), np.bool_, len(spaced))
        keep = ~space
        keep[1:] |= ~space[:-1]
        keep[: 1 if space[:1].any() else 0] = True
        offsets = np.flatnonzero(keep)
        while len(offsets) and space[offsets[-1]]:
            offsets = offsets[:-1]
        return units[offsets], offsets

    def _describe(self, character: str) -> tuple[int, int, int, int]:
        return (
            self._vocab.unit2id(character),
            int(character == " "),
            int(character.isupper()),
            int(re.match(r"\d", character) is not None),
        )

    def _predict(
        self, texts: list[NDArray[np.int64]]
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """For each text the class of each unit and the probability that a sentence ends there."""
        classes: list[list[NDArray[np.int64]]] = [[] for _ in texts]
        ends: list[list[NDArray[np.float32]]] = [[] for _ in texts]
        done = [0] * len(texts)
        table = np.array(self._table, dtype=np.int64).reshape(-1, 4)
        waiting = [index for index, units in enumerate(texts) if len(units)]
        while waiting:
            waiting.sort(key=lambda index: min(_WINDOW, len(texts[index]) - done[index]))
            for batch in _batches(waiting, texts, done):
                answer = self._forward([texts[i] for i in batch], [done[i] for i in batch], table)
                for row, index in enumerate(batch):
                    left = len(texts[index]) - done[index]
                    length = min(_WINDOW, left)
                    found, sure = answer[0][row, :length], answer[1][row, :length]
                    if left > _WINDOW:
                        last = np.flatnonzero((found == 2) | (found == 4))
                        length = int(last[-1]) + 1 if len(last) else length
                    classes[index].append(found[:length])
                    ends[index].append(sure[:length])
                    done[index] += length
            waiting = [index for index in waiting if done[index] < len(texts[index])]
        return [
            (np.concatenate(c), np.concatenate(e))
            if c
            else (np.empty(0, np.int64), np.empty(0, np.float32))
            for c, e in zip(classes, ends, strict=True)
        ]

    def _forward(
        self, texts: list[NDArray[np.int64]], starts: list[int], table: NDArray[np.int64]
    ) -> tuple[NDArray[np.int64], NDArray[np.float32]]:
        """Run the network on a window of each text, longest first."""
        windows = [
            units[start : start + _WINDOW] for units, start in zip(texts, starts, strict=True)
        ]
        # the network was trained to see one padding unit behind the end of the text
        lengths = [
            len(window) + (start + len(window) == len(units))
            for window, start, units in zip(windows, starts, texts, strict=True)
        ]
        ids = np.full((len(texts), max(lengths)), _PAD_ID, dtype=np.int64)
        features = np.zeros((*ids.shape, len(_FEATURES)), dtype=np.float32)
        for row, (window, start, units) in enumerate(zip(windows, starts, texts, strict=True)):
            described = table[window]
            ids[row, : len(window)] = described[:, 0]
            features[row, : len(window), :3] = described[:, 1:]
            features[row, len(window) - 1, 3] = start + len(window) == len(units)
            features[row, 0, 4] = start == 0
        order = np.argsort([-length for length in lengths], kind="stable")
        with torch.inference_mode():
            scores = self._model(
                torch.from_numpy(ids[order]),
                torch.from_numpy(features[order][:, :, self._columns]),
                [lengths[row] for row in order],
            )
        back = torch.from_numpy(np.argsort(order))
        scores = scores[back]
        sure = torch.logaddexp(scores[:, :, 2], scores[:, :, 4]).exp()
        return scores.argmax(2).numpy(), sure.numpy()


def _batches(
    waiting: list[int], texts: list[NDArray[np.int64]], done: list[int]
) -> Iterator[list[int]]:
    batch: list[int] = []
    for index in waiting:
        length = min(_WINDOW, len(texts[index]) - done[index])
        if batch and (len(batch) + 1) * length > _BATCH_CHARACTERS:
            yield batch
            batch = []
        batch.append(index)
    if batch:
        yield batch


def _read(
    text: str,
    units: NDArray[np.int64],
    offsets: NDArray[np.int64],
    classes: NDArray[np.int64],
    ends: NDArray[np.float32],
) -> Iterator[Piece]:
    """Turn classes (0 inside, 1 token end, 2 sentence end, 3 and 4 the same, multi-word)."""
    if not len(units):
        return
    classes = classes.copy()
    if _MAY_HOLD_ADDRESS.search(text):
        collapsed = _SPACE.sub(" ", "".join(text[offset] for offset in offsets))
        for match in MASK_RE.finditer(collapsed):
            classes[match.start() : match.end() - 1] = 0
            classes[match.end() - 1] = max(classes[match.end() - 1], 1)
    last = len(classes) - 1
    classes[last] = 4 if classes[last] > 2 else 2
    begin = 0
    for stop in np.flatnonzero(classes).tolist():
        start, end = int(offsets[begin]), int(offsets[stop]) + 1
        begin = stop + 1
        raw = text[start:end]
        bare = _SPACE.sub(" ", raw)
        start += len(bare) - len(bare.lstrip(" "))
        end -= len(bare) - len(bare.rstrip(" "))
        if start < end:
            kind = int(classes[stop])
            yield Piece(start, end, float(ends[stop]), kind > 2)
