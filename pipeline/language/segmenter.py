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
from torch.nn.functional import logsigmoid
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence, pad_packed_sequence

from pipeline.errors import ModelError

_SPACE = re.compile(r"[\s\u0080-\u009f]")  # what Stanza reads as a space
_MAY_HOLD_ADDRESS = re.compile(r"@|://|www\.|\.(?:gov|org|edu|net|com|co)")
_PLACE_FEATURES = ("end_of_para", "start_of_para")
FEATURES = ("space_before", "capitalized", "numeric", *_PLACE_FEATURES)
_OPTIONS = ("use_dictionary", "conv_res", "charlm_forward_file")
_WINDOW = 1000  # characters at once, as in Stanza; a window ends with a sentence
_BATCH_CHARACTERS = 24_000  # many more are slower: the states no longer fit the caches
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
        args = trainer.args
        unknown = set(features) - set(FEATURES)
        unknown.update(name for name in _OPTIONS if args.get(name))
        if unknown or not args["use_mwt"]:
            raise ModelError(
                "the tokenizer is built otherwise than the code here knows",
                place=", ".join(sorted(unknown)) or "use_mwt",
                remedy="use the shipped weights, or train with pipeline/language/training.toml",
            )
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab
        # Stanza puts what depends on the place behind what depends on the character
        own = [name for name in features if name not in _PLACE_FEATURES]
        place = [name for name in _PLACE_FEATURES if name in features]
        self._columns = [FEATURES.index(name) for name in (*own, *place)]
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
                for index, (found, sure) in zip(batch, answer, strict=True):
                    length = len(found)
                    if len(texts[index]) - done[index] > _WINDOW:
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
    ) -> list[tuple[NDArray[np.int64], NDArray[np.float32]]]:
        """Run the network on a window of each text."""
        windows = [
            units[start : start + _WINDOW] for units, start in zip(texts, starts, strict=True)
        ]
        # the network was trained to see one padding unit behind the end of the text
        lengths = [
            len(window) + (start + len(window) == len(units))
            for window, start, units in zip(windows, starts, texts, strict=True)
        ]
        ids = np.full((len(texts), max(lengths)), _PAD_ID, dtype=np.int64)
        features = np.zeros((*ids.shape, len(FEATURES)), dtype=np.float32)
        for row, (window, start, units) in enumerate(zip(windows, starts, texts, strict=True)):
            described = table[window]
            ids[row, : len(window)] = described[:, 0]
            features[row, : len(window), :3] = described[:, 1:]
            features[row, len(window) - 1, 3] = start + len(window) == len(units)
            features[row, 0, 4] = start == 0
        with torch.inference_mode():
            embedded = self._model.embeddings(torch.from_numpy(ids))
            inputs = torch.cat([embedded, torch.from_numpy(features[:, :, self._columns])], 2)
            packed = pack_padded_sequence(
                inputs, torch.tensor(lengths), batch_first=True, enforce_sorted=False
            )
            classes, ends = self._classify(packed)
        found, _ = pad_packed_sequence(classes, batch_first=True)
        sure, _ = pad_packed_sequence(ends, batch_first=True)
        return [
            (row[: len(window)], probabilities[: len(window)])
            for row, probabilities, window in zip(found.numpy(), sure.numpy(), windows, strict=True)
        ]

    def _classify(self, packed: PackedSequence) -> tuple[PackedSequence, PackedSequence]:
        """The class of each unit and the probability that a sentence ends with it.

        Stanza's forward pass, except that the sequences stay packed from end to end.
        """
        model = self._model
        read = model.rnn(packed)[0].data
        token, end, several = model.tok_clf(read), model.sent_clf(read), model.mwt_clf(read)
        if model.args["hierarchical"]:
            invtemp = model.args["hier_invtemp"]
            if invtemp > 0:
                read = read * (1 - torch.sigmoid(-token * invtemp))
            read = model.rnn2(packed._replace(data=read))[0].data
            token = token + model.tok_clf2(read)
            end = end + model.sent_clf2(read)
            several = several + model.mwt_clf2(read)
        # the five classes in the order of `_read`, each the sum of three yes or no
        cut, whole = logsigmoid(token), logsigmoid(-token)
        stops, goes = logsigmoid(end), logsigmoid(-end)
        many, one = logsigmoid(several), logsigmoid(-several)
        kinds = [goes + one, stops + one, goes + many, stops + many]
        scores = torch.cat([whole, *(cut + kind for kind in kinds)], 1)
        sure = torch.sigmoid(token) * torch.sigmoid(end)
        return packed._replace(data=scores.argmax(1)), packed._replace(data=sure.squeeze(1))


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
