"""Annotated blocks as spaCy documents, with the text kept to the last space."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass

from spacy.parts_of_speech import IDS  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from pipeline.doc import BLOCKS, SENTENCES
from pipeline.language.annotated import AnnotatedBlock, Word
from pipeline.language.identify import FINNISH


@dataclass(slots=True)
class _Row:
    """One spaCy token in the making."""

    start: int
    end: int
    word: Word
    words: tuple[Word, ...] = ()
    starts_sentence: bool = False
    space: bool = False


def build_doc(vocab: Vocab, text: str, blocks: Sequence[AnnotatedBlock]) -> Doc:
    """A document with `doc.text == text`, its tokens, sentences, blocks and span groups.

    Space that isn't a single space behind a token becomes a token of its own, as in spaCy.
    A bullet's mark belongs to the same `doc.sents` sentence as the bullet, but not to its span
    in `doc.spans["sentences"]`.
    """
    rows = _with_space(text, list(_content(text, blocks)))
    doc = Doc(
        vocab,
        words=[text[row.start : row.end] for row in rows],
        spaces=[row.space for row in rows],
        pos=[row.word.upos for row in rows],
        lemmas=[row.word.lemma for row in rows],
        morphs=[row.word.feats for row in rows],
        sent_starts=[row.starts_sentence for row in rows],
    )
    for index, row in enumerate(rows):
        if len(row.words) > 1:
            doc[index]._.words = [asdict(word) for word in row.words]
    starts = {row.start: index for index, row in enumerate(rows)}
    stops = {row.end: index + 1 for index, row in enumerate(rows)}

    def span(start: int, end: int, language: str, label: str = "") -> Span:
        found = Span(doc, starts[start], stops[end], label=label)
        if language != FINNISH:
            found._.language = language
        return found

    doc.spans[BLOCKS] = SpanGroup(
        doc,
        name=BLOCKS,
        spans=[span(b.block.start, b.block.end, b.language, b.block.kind) for b in blocks],
    )
    doc.spans[SENTENCES] = SpanGroup(
        doc,
        name=SENTENCES,
        spans=[
            span(b.block.start + sentence[0].start, b.block.start + sentence[-1].end, b.language)
            for b in blocks
            if b.block.kind != "heading"
            for sentence in b.sentences
        ],
    )
    return doc


def _content(text: str, blocks: Sequence[AnnotatedBlock]) -> Iterator[_Row]:
    """The rows of everything but space, in order."""
    for found in blocks:
        offset, marked = found.block.start, found.mark is not None
        if found.mark:
            start, end = found.mark
            mark = text[start:end].rstrip()
            word = Word(mark, mark, "PUNCT", "")
            yield _Row(start, start + len(mark), word, starts_sentence=True)
        for number, sentence in enumerate(found.sentences):
            for at, token in enumerate(sentence):
                main = token.main
                if main.upos not in IDS:
                    main = Word(main.form, main.lemma, "X", main.feats)
                starts = at == 0 and not (marked and number == 0)
                yield _Row(offset + token.start, offset + token.end, main, token.words, starts)


def _with_space(text: str, content: list[_Row]) -> list[_Row]:
    """The rows with those for space between them."""
    rows: list[_Row] = []
    place = 0
    for row in content:
        _add_space(rows, text, place, row.start)
        if len(rows) == 1 and rows[0].start == 0 and place == 0 and row.start > 0:
            # space before the first word is no sentence of its own
            rows[0].starts_sentence, row.starts_sentence = True, False
        rows.append(row)
        place = row.end
    _add_space(rows, text, place, len(text))
    return rows


def _add_space(rows: list[_Row], text: str, start: int, end: int) -> None:
    if rows and text[start : start + 1] == " " and start < end:
        rows[-1].space = True
        start += 1
    if start < end:
        space = text[start:end]
        rows.append(_Row(start, end, Word(space, space, "SPACE", "")))
