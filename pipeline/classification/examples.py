"""What the classifier is trained on and measured with: analysed answers with their labels."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc

from pipeline.doc import SENTENCES
from pipeline.schema import Label


@dataclass(frozen=True, slots=True)
class Example:
    """An answer; `labels` and `also` follow the spans of `doc.spans["sentences"]`.

    Raises:
        ValueError: there are more or fewer labels than sentences.
    """

    doc: Doc
    response_id: str
    draft: str
    source: str
    labels: tuple[Label, ...]
    also: tuple[tuple[Label, ...], ...]

    def __post_init__(self) -> None:
        sentences = len(self.doc.spans[SENTENCES])
        if not sentences == len(self.labels) == len(self.also):
            raise ValueError(
                f"{self.response_id}: {sentences} sentences, {len(self.labels)} labels, "
                f"{len(self.also)} second labels"
            )
