"""Stanza's trained tagger over many sentences at once, each distinct form read once.

What depends on a form alone comes from `form_reader`. The rest of the forward pass calls Stanza's
own layers in Stanza's own order.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import torch
from stanza.models.common.data import get_long_tensor
from stanza.models.common.vocab import CompositeVocab
from torch.nn.functional import relu
from torch.nn.utils.rnn import PackedSequence, pack_padded_sequence

from pipeline.errors import ModelError
from pipeline.language.form_reader import FormReader, highway

Tag = tuple[str, str]
"""UPOS and features ("Case=Nom|Number=Sing", or "" for none)."""

_BATCH_WORDS = 2000
_MAX_SENTENCE = 400  # words tagged together; a longer sentence is tagged in pieces
_NO_FEATURES = "_"


class Tagger:
    """Tags sentences, given as sequences of word forms."""

    def __init__(self, trainer: Any, pretrain: Any | None) -> None:
        args = trainer.args
        if args.get("charlm") or args.get("bert_model"):
            raise ModelError(
                "the tagger uses a character language model or a transformer",
                remedy="use a Stanza package without them, such as the shipped one",
            )
        self._model = trainer.model.eval()
        self._vocab = trainer.vocab
        vectors = pretrain.vocab if pretrain is not None and args["pretrain"] else None
        self._names = [name for name in self._model.eval_order if name != "xpos"]
        if "feats" not in self._names:
            raise ModelError("the tagger gives no features", remedy="use another model")
        self._reader = FormReader(self._model, self._vocab, vectors)
        self._features: dict[tuple[int, ...], str] = {}

    def tag(self, sentences: Sequence[tuple[str, ...]]) -> list[tuple[Tag, ...]]:
        """The tags of every word; equal sentences are tagged once."""
        pieces = {
            sentence[start : start + _MAX_SENTENCE]: ()
            for sentence in sentences
            for start in range(0, len(sentence), _MAX_SENTENCE)
        }
        tagged: dict[tuple[str, ...], tuple[Tag, ...]] = dict(pieces)
        rows = self._reader.read(form for piece in pieces for form in piece)
        for batch in _batches(sorted(pieces, key=len, reverse=True)):
            tagged.update(zip(batch, self._tag_batch(batch, rows), strict=True))
        return [
            tuple(
                tag
                for start in range(0, len(sentence), _MAX_SENTENCE)
                for tag in tagged[sentence[start : start + _MAX_SENTENCE]]
            )
            for sentence in sentences
        ]

    def _tag_batch(
        self, sentences: list[tuple[str, ...]], rows: dict[str, int]
    ) -> Iterator[tuple[Tag, ...]]:
        lengths = [len(sentence) for sentence in sentences]
        packed = pack_padded_sequence(
            get_long_tensor([[rows[form] for form in s] for s in sentences], len(sentences)),
            torch.tensor(lengths),
            batch_first=True,
        )
        with torch.inference_mode():
            upos, features = self._forward(packed, lengths)
        # the packed order is by position, then by sentence
        starts = [0, *torch.cumsum(packed.batch_sizes, 0).tolist()]
        for row, length in enumerate(lengths):
            yield tuple(
                (upos[starts[at] + row], features[starts[at] + row]) for at in range(length)
            )

    def _forward(self, packed: PackedSequence, lengths: list[int]) -> tuple[list[str], list[str]]:
        model = self._model
        context = self._read_sentences(packed, lengths)
        hidden = relu(model.upos_hid(context))
        scores = model.upos_clf(hidden)
        upos = self._vocab["upos"].unmap(scores.argmax(1).tolist())
        hiddens = {"upos": hidden}
        all_scores = {"upos": scores}
        features: list[str] = []
        for name in self._names:
            own = hidden if model.share_hid else relu(model.tag_hid[name](context))
            hiddens[name] = own
            more = (
                ()
                if model.share_hid
                else (model.parent_representation(name, hiddens, all_scores, {}),)
            )
            if isinstance(self._vocab[name], CompositeVocab):
                ids = torch.stack(
                    [part(own, *more).argmax(1) for part in model.tag_clf[name]], dim=1
                )
                if name == "feats":
                    features = [self._unmap(tuple(row)) for row in ids.tolist()]
            else:
                all_scores[name] = model.tag_clf[name](own, *more)
        return upos, features

    def _read_sentences(self, packed: PackedSequence, lengths: list[int]) -> torch.Tensor:
        """The highway LSTM over packed form rows."""
        model = self._model
        network = model.taggerlstm
        size = (len(lengths), model.args["hidden_dim"])
        data, lift = self._reader.inputs[packed.data], self._reader.lifts[packed.data]
        for layer, lstm in enumerate(network.lstm):
            if layer:
                lift = highway(network, layer, data)
            begin = slice(2 * layer, 2 * layer + 2)
            start = (
                model.taggerlstm_h_init[begin].expand(2, *size).contiguous(),
                model.taggerlstm_c_init[begin].expand(2, *size).contiguous(),
            )
            data = lstm(packed._replace(data=data), lengths, start)[0].data + lift
        return data

    def _unmap(self, ids: tuple[int, ...]) -> str:
        known = self._features.get(ids)
        if known is None:
            text = self._vocab["feats"].id2unit(ids)
            known = self._features[ids] = "" if text == _NO_FEATURES else text
        return known


def _batches(sentences: list[tuple[str, ...]]) -> Iterator[list[tuple[str, ...]]]:
    batch: list[tuple[str, ...]] = []
    words = 0
    for sentence in sentences:
        if batch and words + len(sentence) > _BATCH_WORDS:
            yield batch
            batch, words = [], 0
        batch.append(sentence)
        words += len(sentence)
    if batch:
        yield batch
