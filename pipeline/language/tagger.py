"""Stanza's trained tagger over many sentences at once, each distinct form read once.

What the network makes of a form before it looks at the sentence (word embedding, word vector,
character model) depends on the form alone, so it is computed once and kept. The rest of the
forward pass calls Stanza's own layers in Stanza's own order.
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

Tag = tuple[str, str]
"""UPOS and features ("Case=Nom|Number=Sing", or "" for none)."""

_MAX_FORMS = 60_000  # forms kept: some 80 MB with the shipped weights
_BATCH_FORMS = 1024
_BATCH_WORDS = 6000
_MAX_CHARACTERS = 200  # of a form that the character model reads
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
        self._vectors = pretrain.vocab if pretrain is not None and args["pretrain"] else None
        self._names = [name for name in self._model.eval_order if name != "xpos"]
        if "feats" not in self._names:
            raise ModelError("the tagger gives no features", remedy="use another model")
        self._rows: dict[str, int] = {}
        self._inputs = torch.empty(0)
        self._features: dict[tuple[int, ...], str] = {}

    def tag(self, sentences: Sequence[tuple[str, ...]]) -> list[tuple[Tag, ...]]:
        """The tags of every word; equal sentences are tagged once."""
        pieces = {
            sentence[start : start + _MAX_SENTENCE]: ()
            for sentence in sentences
            for start in range(0, len(sentence), _MAX_SENTENCE)
        }
        tagged: dict[tuple[str, ...], tuple[Tag, ...]] = dict(pieces)
        for batch in _batches(sorted(pieces, key=len, reverse=True)):
            tagged.update(zip(batch, self._tag_batch(batch), strict=True))
        return [
            tuple(
                tag
                for start in range(0, len(sentence), _MAX_SENTENCE)
                for tag in tagged[sentence[start : start + _MAX_SENTENCE]]
            )
            for sentence in sentences
        ]

    def _tag_batch(self, sentences: list[tuple[str, ...]]) -> Iterator[tuple[Tag, ...]]:
        rows = self._read_forms(sentences)
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
        layers = 2 * model.args["num_layers"]
        size = (layers, len(lengths), model.args["hidden_dim"])
        start = (
            model.taggerlstm_h_init.expand(size).contiguous(),
            model.taggerlstm_c_init.expand(size).contiguous(),
        )
        inputs = PackedSequence(self._inputs[packed.data], packed.batch_sizes)
        context = model.taggerlstm(inputs, lengths, hx=start)[0].data
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

    def _unmap(self, ids: tuple[int, ...]) -> str:
        known = self._features.get(ids)
        if known is None:
            text = self._vocab["feats"].id2unit(ids)
            known = self._features[ids] = "" if text == _NO_FEATURES else text
        return known

    def _read_forms(self, sentences: list[tuple[str, ...]]) -> dict[str, int]:
        """Rows of `self._inputs` for every form, computing those not seen yet."""
        new = [
            form
            for form in dict.fromkeys(form for sentence in sentences for form in sentence)
            if form not in self._rows
        ]
        if len(self._rows) + len(new) > _MAX_FORMS:
            self._rows = {}
            self._inputs = torch.empty(0)
            new = list(dict.fromkeys(form for sentence in sentences for form in sentence))
        if new:
            new.sort(key=len, reverse=True)
            first = len(self._rows)
            self._rows.update((form, first + at) for at, form in enumerate(new))
            with torch.inference_mode():
                computed = [
                    self._read_batch(new[at : at + _BATCH_FORMS])
                    for at in range(0, len(new), _BATCH_FORMS)
                ]
                self._inputs = torch.cat([self._inputs, *computed] if first else computed)
        return self._rows

    def _read_batch(self, forms: list[str]) -> torch.Tensor:
        model = self._model
        parts = []
        if model.args["word_emb_dim"] > 0:
            parts.append(model.word_emb(torch.tensor(self._vocab["word"].map(forms))))
        if self._vectors is not None:
            ids = self._vectors.map([form.lower() for form in forms])
            parts.append(model.trans_pretrained(model.pretrained_emb(torch.tensor(ids))))
        if model.args["char"] and model.args["char_emb_dim"] > 0:
            spelled = [self._vocab["char"].map(form[:_MAX_CHARACTERS]) for form in forms]
            lengths = [len(ids) for ids in spelled]
            characters = get_long_tensor(spelled, len(spelled))
            order = list(range(len(forms)))
            read = model.charmodel(characters, characters == 0, order, [len(forms)], lengths)
            parts.append(model.trans_char(read.data))
        return torch.cat(parts, 1)


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
