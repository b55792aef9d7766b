"""Texts in, annotated blocks out: the tokenizer, the rules, the tagger and the lemmatizer in turn.

Every step runs over all blocks of all texts at once, so that batches are full and nothing is
computed twice.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.blocks import BULLET, Block, split_blocks
from pipeline.language.annotated import AnnotatedBlock, AnnotatedToken, Word
from pipeline.language.boundaries import sentence_ends
from pipeline.language.expander import Expander
from pipeline.language.lemmatizer import Lemmatizer
from pipeline.language.models import load_parts, one_thread
from pipeline.language.segmenter import Segmenter
from pipeline.language.splitting import Cut, cut_tokens
from pipeline.language.tagger import Tagger


@dataclass(frozen=True, slots=True)
class _Place:
    """A block of one of the texts."""

    text: int
    block: Block


class Annotator:
    """Annotates Finnish text with the Stanza weights in a folder.

    Raises:
        ModelError: the folder holds no whole model that fits the installed Stanza.
    """

    def __init__(self, model: str | Path) -> None:
        one_thread()
        parts = load_parts(model)
        self._segmenter = Segmenter(parts.tokenizer)
        self._expander = (
            Expander(parts.expander, parts.expander_settings) if parts.expander else None
        )
        self._tagger = Tagger(parts.tagger, parts.pretrain)
        self._lemmatizer = Lemmatizer(parts.lemmatizer, parts.lemma_settings)

    def annotate(
        self, texts: Sequence[str], *, one_sentence_per_block: bool = False
    ) -> list[list[AnnotatedBlock]]:
        """The blocks of each text, annotated.

        With `one_sentence_per_block` every line is exactly one sentence, none a heading.
        """
        places = [
            _Place(index, block)
            for index, text in enumerate(texts)
            for block in (_lines(text) if one_sentence_per_block else split_blocks(text))
        ]
        contents = [texts[p.text][p.block.start : p.block.end] for p in places]
        pieces = self._segmenter.segment(contents)
        cuts = [
            cut_tokens(
                content,
                found,
                [len(content)]
                if one_sentence_per_block or place.block.kind == "heading"
                else sentence_ends(content, {piece.end: piece.ends for piece in found}),
            )
            for content, found, place in zip(contents, pieces, places, strict=True)
        ]
        annotated: list[list[AnnotatedBlock]] = [[] for _ in texts]
        sentences = [
            (content, sentence)
            for content, found in zip(contents, cuts, strict=True)
            for sentence in found
        ]
        words = self._annotate_sentences(sentences)
        for place, found in zip(places, cuts, strict=True):
            block = place.block
            annotated[place.text].append(
                AnnotatedBlock(
                    block.start,
                    block.end,
                    block.kind,
                    tuple(
                        tuple(
                            AnnotatedToken(block.start + cut.start, block.start + cut.end, token)
                            for cut, token in zip(sentence, next(words), strict=True)
                        )
                        for sentence in found
                    ),
                    _mark(texts[place.text], block),
                )
            )
        return annotated

    def _annotate_sentences(
        self, sentences: list[tuple[str, list[Cut]]]
    ) -> Iterator[list[tuple[Word, ...]]]:
        """For each sentence the words of each of its tokens."""
        tokens = [[(_form(content, cut), cut.multiword) for cut in s] for content, s in sentences]
        expanded: dict[str, tuple[str, ...]] = {}
        if self._expander:
            expanded = self._expander.expand(
                form for sentence in tokens for form, multiword in sentence if multiword
            )
        forms = [
            [expanded.get(form, (form,)) if multiword else (form,) for form, multiword in sentence]
            for sentence in tokens
        ]
        flat = [tuple(word for token in sentence for word in token) for sentence in forms]
        tags = self._tagger.tag(flat)
        lemmas = self._lemmatizer.lemmatize(
            (form, upos)
            for sentence, tagged in zip(flat, tags, strict=True)
            for form, (upos, _) in zip(sentence, tagged, strict=True)
        )
        for sentence, tagged in zip(forms, tags, strict=True):
            left = iter(tagged)
            yield [
                tuple(
                    Word(form, lemmas[form, upos], upos, feats)
                    for form, (upos, feats) in zip(token, left, strict=False)
                )
                for token in sentence
            ]


def _form(content: str, cut: Cut) -> str:
    form = content[cut.start : cut.end]
    return form if form.isalnum() else " ".join(form.split()) or form


def _mark(text: str, block: Block) -> tuple[int, int] | None:
    """The span of the mark before a bullet, found on its own line."""
    if block.kind != "bullet":
        return None
    line = text.rfind("\n", 0, block.start) + 1
    start = line + len(text[line : block.start]) - len(text[line : block.start].lstrip())
    return start, block.start


def _lines(text: str) -> Iterator[Block]:
    """Each line with content as a block of one sentence, without its bullet mark."""
    for line in re.finditer(r"[^\n]+", text):
        content = line.group()
        if content.strip():
            start = line.start() + len(content) - len(content.lstrip())
            end = line.start() + len(content.rstrip())
            mark = BULLET.match(text, start, end)
            yield Block(mark.end() if mark else start, end, "bullet" if mark else "paragraph")
