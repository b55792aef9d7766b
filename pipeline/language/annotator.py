"""Texts in, annotated blocks out: the tokenizer, the rules, the tagger and the lemmatizer in turn.

Every step runs over all blocks of all texts at once, so that batches are full, and over each
distinct block, sentence, form and pair of form and tag once.
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

import torch

from pipeline.blocks import BULLET, Block, split_blocks
from pipeline.language.annotated import AnnotatedBlock, AnnotatedToken, Sentences, Word
from pipeline.language.boundaries import sentence_ends
from pipeline.language.expander import Expander
from pipeline.language.foreign import annotate_foreign
from pipeline.language.identify import FINNISH, identify
from pipeline.language.lemmatizer import Lemmatizer
from pipeline.language.models import load_parts
from pipeline.language.segmenter import Segmenter
from pipeline.language.splitting import Cut, cut_tokens
from pipeline.language.tagger import Tagger


class _Content(NamedTuple):
    """What a block's sentences depend on; `whole` blocks are one sentence each."""

    text: str
    language: str
    whole: bool


class Annotator:
    """Annotates Finnish text with the Stanza weights in a folder.

    Raises:
        ModelError: the folder holds no whole model that fits the installed Stanza.
    """

    def __init__(self, model: str | Path) -> None:
        torch.set_num_threads(1)  # the batches are small, and workers share the cores
        parts = load_parts(model)
        self._segmenter = Segmenter(parts.tokenizer)
        self._expander = Expander(parts.expander, parts.expander_settings)
        self._tagger = Tagger(parts.tagger, parts.pretrain)
        self._lemmatizer = Lemmatizer(parts.lemmatizer, parts.lemma_settings)
        # what is loaded stays: spare the collector looking through it again and again
        gc.freeze()

    def annotate(
        self, texts: Sequence[str], *, one_sentence_per_block: bool = False
    ) -> list[list[AnnotatedBlock]]:
        """The blocks of each text, annotated.

        With `one_sentence_per_block` every line is exactly one sentence, none a heading.
        """
        blocks = [list(_lines(t) if one_sentence_per_block else split_blocks(t)) for t in texts]
        contents = [
            list(_contents(text, found, whole=one_sentence_per_block))
            for text, found in zip(texts, blocks, strict=True)
        ]
        sentences = self._annotate(dict.fromkeys(c for found in contents for c in found))
        return [
            [
                AnnotatedBlock(block, sentences[content], content.language, _mark(text, block))
                for block, content in zip(found, described, strict=True)
            ]
            for text, found, described in zip(texts, blocks, contents, strict=True)
        ]

    def _annotate(self, contents: dict[_Content, None]) -> dict[_Content, Sentences]:
        finnish = [content for content in contents if content.language == FINNISH]
        pieces = self._segmenter.segment([content.text for content in finnish])
        cuts = [
            cut_tokens(
                content.text,
                found,
                [len(content.text)]
                if content.whole
                else sentence_ends(content.text, {piece.end: piece.ends for piece in found}),
            )
            for content, found in zip(finnish, pieces, strict=True)
        ]
        flat = [
            (content, sentence)
            for content, found in zip(finnish, cuts, strict=True)
            for sentence in found
        ]
        annotated = zip(flat, self._annotate_sentences(flat), strict=True)
        sentences = {
            content: tuple(sentence for _, sentence in group)
            for content, group in groupby(annotated, key=lambda pair: pair[0][0])
        }
        for content in contents:
            if content.language != FINNISH:
                sentences[content] = annotate_foreign(content.text, content.language)
        return sentences

    def _annotate_sentences(
        self, sentences: list[tuple[_Content, list[Cut]]]
    ) -> Iterator[tuple[AnnotatedToken, ...]]:
        forms = [[_form(content.text, cut) for cut in cuts] for content, cuts in sentences]
        expanded = self._expander.expand(
            form
            for (_, cuts), found in zip(sentences, forms, strict=True)
            for cut, form in zip(cuts, found, strict=True)
            if cut.multiword
        )
        tokens = [
            [
                expanded[form] if cut.multiword else (form,)
                for cut, form in zip(cuts, found, strict=True)
            ]
            for (_, cuts), found in zip(sentences, forms, strict=True)
        ]
        words = [tuple(word for token in sentence for word in token) for sentence in tokens]
        tags = self._tagger.tag(words)
        lemmas = self._lemmatizer.lemmatize(
            (form, upos)
            for sentence, tagged in zip(words, tags, strict=True)
            for form, (upos, _) in zip(sentence, tagged, strict=True)
        )
        known: dict[tuple[str, str, str], Word] = {}
        for (_, cuts), found, tagged in zip(sentences, tokens, tags, strict=True):
            left = iter(tagged)
            annotated = []
            for cut, token in zip(cuts, found, strict=True):
                made = []
                for form in token:
                    upos, feats = next(left)
                    word = known.get((form, upos, feats))
                    if word is None:
                        word = Word(form, lemmas[form, upos], upos, feats)
                        known[form, upos, feats] = word
                    made.append(word)
                annotated.append(AnnotatedToken(cut.start, cut.end, tuple(made)))
            yield tuple(annotated)


def _contents(text: str, blocks: list[Block], *, whole: bool) -> Iterator[_Content]:
    contents = [text[block.start : block.end] for block in blocks]
    for block, content, language in zip(blocks, contents, identify(contents), strict=True):
        yield _Content(content, language, whole or block.kind == "heading")


def _form(content: str, cut: Cut) -> str:
    form = content[cut.start : cut.end]
    return form if form.isalnum() else " ".join(form.split()) or form


def _mark(text: str, block: Block) -> tuple[int, int] | None:
    """The span of the mark before a bullet, on its own line."""
    if block.kind != "bullet":
        return None
    start = text.rfind("\n", 0, block.start) + 1
    while text[start].isspace():
        start += 1
    return start, block.start


def _lines(text: str) -> Iterator[Block]:
    """Each line with content as a block, without its bullet mark; none is a heading."""
    for line in re.finditer(r"[^\n]+", text):
        content = line.group()
        if content.strip():
            start = line.start() + len(content) - len(content.lstrip())
            end = line.start() + len(content.rstrip())
            mark = BULLET.match(text, start, end)
            yield Block(mark.end() if mark else start, end, "bullet" if mark else "paragraph")
