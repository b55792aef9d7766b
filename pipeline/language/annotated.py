"""What the language stage finds in a text, before it becomes a spaCy document.

Offsets are half-open and point into the text as given.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.blocks import BlockKind


@dataclass(frozen=True, slots=True)
class Word:
    """A syntactic word. `feats` is "Case=Nom|Number=Sing", or "" for none."""

    form: str
    lemma: str
    upos: str
    feats: str


@dataclass(frozen=True, slots=True)
class AnnotatedToken:
    """A token and its words: one, unless it is a multi-word token such as "ettei"."""

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


@dataclass(frozen=True, slots=True)
class AnnotatedBlock:
    """A paragraph, bullet or heading. `mark` spans a bullet's mark and its space, or is None.

    A sentence is the tokens between two sentence boundaries; a heading is one "sentence" here,
    and is told apart by its kind. `language` is "fi", or what the block was identified as.
    """

    start: int
    end: int
    kind: BlockKind
    sentences: tuple[tuple[AnnotatedToken, ...], ...]
    mark: tuple[int, int] | None = None
    language: str = "fi"
