"""What the tagger's network makes of a word form before it looks at the sentence.

Word embedding, word vector and character model depend on the form alone, so each distinct form
is read once and kept. The character model runs from left to right, so forms that begin alike
share their beginnings: the letters form a tree, and each node of it is computed once.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import torch

from pipeline.errors import ModelError

_MAX_FORMS = 40_000  # forms kept: some 140 MB with the shipped weights
_BATCH = 1024
_MAX_CHARACTERS = 200  # of a form that the character model reads


class FormReader:
    """Keeps one row of `inputs` and of `lifts` for every form read.

    `inputs` goes into the first layer of the sentence LSTM, `lifts` is what the highway around
    that layer adds to its output.
    """

    def __init__(self, model: Any, vocab: Any, vectors: Any | None) -> None:
        self._model = model
        self._vocab = vocab
        self._vectors = vectors
        self._characters = CharacterTree(model.charmodel, vocab["char"])
        self._rows: dict[str, int] = {}
        self.inputs = self.lifts = torch.empty(0)

    def read(self, forms: Iterable[str]) -> dict[str, int]:
        """The rows of all forms; they hold until the next call."""
        wanted = dict.fromkeys(forms)
        new = [form for form in wanted if form not in self._rows]
        if len(self._rows) + len(new) > _MAX_FORMS:
            self._rows, new = {}, list(wanted)
            self.inputs = self.lifts = torch.empty(0)
        if new:
            new.sort()  # neighbours share their beginnings
            with torch.inference_mode():
                inputs = torch.cat(
                    [self._compute(new[at : at + _BATCH]) for at in range(0, len(new), _BATCH)]
                )
                lifts = highway(self._model.taggerlstm, 0, inputs)
                if self._rows:
                    inputs = torch.cat([self.inputs, inputs])
                    lifts = torch.cat([self.lifts, lifts])
            self._rows.update(zip(new, range(len(self._rows), len(inputs)), strict=True))
            self.inputs, self.lifts = inputs, lifts
        return self._rows

    def _compute(self, forms: list[str]) -> torch.Tensor:
        model = self._model
        parts = []
        if model.args["word_emb_dim"] > 0:
            parts.append(model.word_emb(torch.tensor(self._vocab["word"].map(forms))))
        if self._vectors is not None:
            ids = self._vectors.map([form.lower() for form in forms])
            parts.append(model.trans_pretrained(model.pretrained_emb(torch.tensor(ids))))
        parts.append(model.trans_char(self._characters.read(forms)))
        return torch.cat(parts, 1)


class CharacterTree:
    """Stanza's character model, one layer from left to right with attention, over a tree."""

    def __init__(self, charmodel: Any, vocab: Any) -> None:
        lstm = charmodel.charlstm.lstm
        if not charmodel.attn or lstm.bidirectional or lstm.num_layers != 1:
            raise ModelError(
                "the character model is built otherwise than the code here knows",
                remedy="use the shipped weights, or train with pipeline/language/training.toml",
            )
        self._vocab = vocab
        self._attention = charmodel.char_attn.weight
        self._recurrent = lstm.weight_hh_l0.t()
        self._start = charmodel.charlstm_h_init[0], charmodel.charlstm_c_init[0]
        with torch.inference_mode():
            self._gates = torch.nn.functional.linear(
                charmodel.char_emb.weight, lstm.weight_ih_l0, lstm.bias_ih_l0 + lstm.bias_hh_l0
            )

    def read(self, forms: Sequence[str]) -> torch.Tensor:
        """One row for each form: the attended sum of the states after each character."""
        hidden, cell = self._start
        total = torch.zeros_like(hidden)
        result: torch.Tensor = hidden.new_zeros(len(forms), hidden.size(1))
        spelled = [self._vocab.map(form[:_MAX_CHARACTERS]) for form in forms]
        nodes = [0] * len(forms)
        going = list(range(len(forms)))
        for depth in range(max(map(len, spelled))):
            going = [form for form in going if len(spelled[form]) > depth]
            level: dict[tuple[int, int], int] = {}
            for form in going:
                step = (nodes[form], spelled[form][depth])
                nodes[form] = level.setdefault(step, len(level))
            parents, characters = torch.tensor(list(level)).t()
            gates = torch.addmm(self._gates[characters], hidden[parents], self._recurrent)
            enter, keep, new, leave = gates.chunk(4, 1)
            cell = keep.sigmoid() * cell[parents] + enter.sigmoid() * new.tanh()
            hidden = leave.sigmoid() * cell.tanh()
            total = total[parents] + torch.sigmoid(hidden @ self._attention.t()) * hidden
            ended = [form for form in going if len(spelled[form]) == depth + 1]
            result[ended] = total[[nodes[form] for form in ended]]
        return result


def highway(network: Any, layer: int, data: torch.Tensor) -> torch.Tensor:
    """What the highway around a layer of Stanza's `HighwayLSTM` adds to the layer's output."""
    gate, way = network.gate[layer](data), network.highway[layer](data)
    lift: torch.Tensor = torch.sigmoid(gate) * network.highway_func(way)
    return lift
