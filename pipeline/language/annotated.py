"""What the language stage finds in a text, before it becomes a spaCy document."""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.blocks import Block


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `feats` is "Case=Nom|Number=Sing", or "" for none."""

    form: str
    lemma: str
    upos: str
    feats: str


@dataclass(frozen=True, slots=True)
class AnnotatedToken:
    """A token and its words: one, unless it is a multi-word token such as "ettei".

    Offsets count from the start of the block's content.
    """

    start: int
    end: int
    words: tuple[Word, ...]

    @property
    def main(self) -> Word:
        """The word that stands for the token: the last that has features, else the last.

        >>> että, ei = Word("että", "että", "SCONJ", ""), Word("ei", "ei", "AUX", "Polarity=Neg")
        >>> AnnotatedToken(0, 5, (että, ei)).main.lemma
        'ei'
        """
        for word in reversed(self.words):
            if word.feats:
                return word
        return self.words[-1]


Sentences = tuple[tuple[AnnotatedToken, ...], ...]
"""The sentences of a block. A heading is one "sentence" here, and told apart by its kind."""


@dataclass(frozen=True, slots=True)
class AnnotatedBlock:
    """A block of a text with its sentences.

    `mark` spans a bullet's mark and its space in the text, or is None.
    """

    block: Block
    sentences: Sentences
    language: str
    mark: tuple[int, int] | None = None
