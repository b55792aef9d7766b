"""Stanza's trained lemmatizer, each distinct form and tag once.

The dictionary answers first. The network then says for each unknown form whether the lemma is
the form itself, the form in lower case, or to be spelled out; only the last are decoded.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch
from stanza.models.common.data import get_long_tensor
from stanza.models.common.seq2seq_constant import (
    EOS,
    EOS_ID,
    INFINITY_NUMBER,
    PAD_ID,
    SOS,
    UNK,
    UNK_ID,
)
from stanza.models.common.vocab import DeltaVocab

from pipeline.errors import ModelError

Pair = tuple[str, str]
"""A form and its UPOS."""

_MAX_KEPT = 300_000
_BATCH = 512
_MAX_CHARACTERS = 100  # a longer form is its own lemma
_SPELL, _SAME, _LOWER = 0, 1, 2


class Lemmatizer:
    """Gives lemmas to forms by their UPOS."""

    def __init__(self, trainer: Any, settings: dict[str, Any]) -> None:
        self._trainer = trainer
        self._use_network = not settings.get("dict_only")
        args = trainer.args
        known = args["attn_type"] == "soft" and args["copy"] and args["pos"] and not args["charlm"]
        if trainer.has_contextual_lemmatizers() or (self._use_network and not known):
            raise ModelError(
                "the lemmatizer is built otherwise than the code here knows",
                remedy="use the shipped weights, or train with pipeline/language/training.toml",
            )
        if self._use_network:
            trainer.model.eval()
        self._use_dictionary = bool(settings.get("ensemble_dict")) or not self._use_network
        self._known: dict[Pair, str] = {}

    def lemmatize(self, pairs: Iterable[Pair]) -> dict[Pair, str]:
        """The lemma of each distinct pair."""
        wanted = list(dict.fromkeys(pairs))
        if len(self._known) > _MAX_KEPT:
            self._known = {}
        new = [pair for pair in wanted if pair not in self._known]
        open_pairs = new
        if self._use_dictionary:
            answers = self._trainer.ensemble(new, [None] * len(new))
            found = self._trainer.skip_seq2seq(new)
            self._known.update(zip(new, answers, strict=True))
            open_pairs = [pair for pair, done in zip(new, found, strict=True) if not done]
        if self._use_network:
            self._known.update(self._spell([p for p in open_pairs if len(p[0]) <= _MAX_CHARACTERS]))
            self._known.update((p, p[0]) for p in open_pairs if len(p[0]) > _MAX_CHARACTERS)
        return {pair: self._known[pair] or "_" for pair in wanted}

    def _spell(self, pairs: list[Pair]) -> dict[Pair, str]:
        letters = self._trainer.vocab["char"]
        spelled: dict[Pair, str] = {}
        # forms with unknown letters widen the network's output, so they get batches of their own
        for strange in (False, True):
            group = sorted(
                (
                    pair
                    for pair in pairs
                    if any(letter not in letters for letter in self._source(pair)) is strange
                ),
                key=lambda pair: len(pair[0]),
                reverse=True,
            )
            for at in range(0, len(group), _BATCH):
                batch = group[at : at + _BATCH]
                sources = [self._source(pair) for pair in batch]
                vocab = DeltaVocab(sources, letters) if strange else letters
                with torch.inference_mode():
                    spelled.update(zip(batch, self._predict(batch, vocab), strict=True))
        return spelled

    def _source(self, pair: Pair) -> str:
        return pair[0].lower() if self._trainer.caseless else pair[0]

    def _predict(self, pairs: list[Pair], vocab: Any) -> list[str]:
        model = self._trainer.model
        source = get_long_tensor(
            [vocab.map([SOS, *self._source(pair), EOS]) for pair in pairs], len(pairs)
        )
        tags = torch.tensor(self._trainer.vocab["pos"].map([upos for _, upos in pairs]))
        inputs, _, lengths, mask = model.embed(source, source == PAD_ID, tags, None)
        context, (hidden, cell) = model.encode(inputs, lengths)
        edits = [_SPELL] * len(pairs)
        if model.edit:
            edits = model.edit_clf(hidden).argmax(1).tolist()
        rows = [row for row, edit in enumerate(edits) if edit == _SPELL]
        keep = torch.tensor(rows, dtype=torch.long)
        decoded = iter(
            self._decode(source[keep], mask[keep], context[keep], hidden[keep], cell[keep])
            if rows
            else ()
        )
        return [
            _edited(form, edit, vocab.unmap(next(decoded)) if edit == _SPELL else ())
            for (form, _), edit in zip(pairs, edits, strict=True)
        ]

    def _decode(
        self,
        source: torch.Tensor,
        mask: torch.Tensor,
        context: torch.Tensor,
        hidden: torch.Tensor,
        cell: torch.Tensor,
    ) -> list[list[int]]:
        """Greedy decoding, row by row the same as Stanza's; finished rows are dropped."""
        model = self._trainer.model
        found: list[list[int]] = [[] for _ in range(len(source))]
        rows = list(range(len(source)))
        last = model.embedding(model.SOS_tensor).expand(len(source), -1)
        for _ in range(model.max_dec_len):
            hidden, cell = model.decoder.lstm_cell(last, (hidden, cell))
            picked = _likelihoods(model, hidden, context, mask, source).argmax(1)
            going = picked != EOS_ID
            for row, letter in zip(rows, picked.tolist(), strict=True):
                if letter != EOS_ID:
                    found[row].append(letter)
            if not bool(going.all()):
                rows = [row for row, goes in zip(rows, going.tolist(), strict=True) if goes]
                if not rows:
                    break
                picked, source, mask = picked[going], source[going], mask[going]
                context, hidden, cell = context[going], hidden[going], cell[going]
            last = model.embedding(torch.where(picked >= model.vocab_size, UNK_ID, picked))
        return found


def _likelihoods(
    model: Any,
    hidden: torch.Tensor,
    context: torch.Tensor,
    mask: torch.Tensor,
    source: torch.Tensor,
) -> torch.Tensor:
    """How likely each letter is next: spelled from the vocabulary or copied from the form.

    Stanza's decoding step in probabilities instead of their logarithms. A letter that is not in
    the vocabulary has a column behind it and the likelihood of the unknown letter.
    """
    attention = model.decoder.attention_layer
    attended = torch.bmm(context, attention.linear_in(hidden).unsqueeze(2)).squeeze(2)
    attended = attended.masked_fill(mask, -INFINITY_NUMBER)
    weighted = torch.bmm(attended.softmax(1).unsqueeze(1), context).squeeze(1)
    state = torch.tanh(attention.linear_out(torch.cat([weighted, hidden], 1)))
    spelled = model.dec2vocab(state).softmax(1)
    strange = int(source.max()) + 1 - model.vocab_size
    if strange > 0:
        unknown = spelled[:, UNK_ID : UNK_ID + 1].expand(-1, strange)
        spelled = torch.cat([spelled, unknown], 1)
    copying = torch.sigmoid(model.copy_gate(state))
    # the first place of the context is the tag's, which can't be copied
    copied = copying * attended[:, 1:].softmax(1)
    likely: torch.Tensor = (spelled * (1 - copying)).scatter_add(1, source, copied)
    return likely


def _edited(form: str, edit: int, letters: Sequence[str]) -> str:
    if edit == _SAME:
        return form
    if edit == _LOWER:
        return form.lower()
    lemma = "".join(letters)
    return form if not lemma or UNK in lemma else lemma
