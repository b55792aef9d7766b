"""The words inside multi-word tokens: "ettei" holds "että" and "ei"."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import torch
from stanza.models.common.doc import Document
from stanza.models.mwt.data import DataLoader


class Expander:
    """Expands forms with Stanza's dictionary and network, each distinct form once."""

    def __init__(self, trainer: Any, settings: dict[str, Any]) -> None:
        self._trainer = trainer
        self._settings = settings
        self._known: dict[str, tuple[str, ...]] = {}

    def expand(self, forms: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """The words of each form that the tokenizer marked as multi-word, at least one each."""
        wanted = dict.fromkeys(forms)
        new = [form for form in wanted if form not in self._known]
        if new:
            self._known.update(zip(new, self._predict(new), strict=True))
        return {form: self._known[form] for form in wanted}

    def _predict(self, forms: list[str]) -> list[tuple[str, ...]]:
        document = Document([[{"id": (1,), "text": form, "misc": "MWT=Yes"}] for form in forms])
        batch = DataLoader(
            document,
            self._settings["batch_size"],
            self._settings,
            vocab=self._trainer.vocab,
            evaluation=True,
            expand_unk_vocab=True,
        )
        if self._settings.get("dict_only"):
            answers = self._trainer.predict_dict(forms)
        else:
            answers = []
            with torch.inference_mode():
                for part in batch.to_loader():
                    answers += self._trainer.predict(part, never_decode_unk=True, vocab=batch.vocab)
            if self._settings.get("ensemble_dict"):
                answers = self._trainer.ensemble(forms, answers)
        parted = [tuple(part for part in answer.split(" ") if part) for answer in answers]
        return [
            parts if len(parts) > 1 else (form,) for form, parts in zip(forms, parted, strict=True)
        ]
