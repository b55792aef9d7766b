"""Hand-built documents: words and lemmas given, no model loaded."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

from pipeline.blocks import split_blocks
from pipeline.doc import BLOCKS, SENTENCES

_PIECE = re.compile(r"\w+(?:[.:–-]\w+)*|[^\w\s]|\s")
_SENTENCE_END = re.compile(r"(?<=[a-zåäö0-9)][.!?])\s+(?=[A-ZÅÄÖ])")


def _build(text: str, lemmas: dict[str, str]) -> Doc:
    words: list[str] = []
    spaces: list[bool] = []
    for piece in _PIECE.findall(text):
        if piece == " " and words and not spaces[-1]:
            spaces[-1] = True
        else:
            words.append(piece)
            spaces.append(False)
    return Doc(
        Vocab(),
        words=words,
        spaces=spaces,
        lemmas=[lemmas.get(word.casefold(), word.casefold()) for word in words],
    )


@pytest.fixture
def build() -> Callable[..., Doc]:
    """A document with blocks and sentences from text, and lemmas from a dictionary."""

    def make(text: str, lemmas: dict[str, str] | None = None) -> Doc:
        doc = _build(text, lemmas or {})
        assert doc.text == text
        blocks: list[Span] = []
        sentences: list[Span] = []
        for block in split_blocks(text):
            span = doc.char_span(block.start, block.end, label=block.kind)
            assert span is not None
            blocks.append(span)
            if block.kind == "heading":
                continue
            at = block.start
            for piece in _SENTENCE_END.split(text[block.start : block.end]):
                at = text.index(piece, at)
                sentence = doc.char_span(at, at + len(piece))
                assert sentence is not None
                sentences.append(sentence)
        doc.spans[BLOCKS] = blocks
        doc.spans[SENTENCES] = sentences
        return doc

    return make
