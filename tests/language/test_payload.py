"""A packed document comes back the same."""

import spacy
from spacy.tokens import Doc

from pipeline.blocks import Block
from pipeline.doc import BLOCKS, SENTENCES
from pipeline.language.annotated import AnnotatedBlock, AnnotatedToken, Word
from pipeline.language.documents import build_doc
from pipeline.language.payload import pack, unpack

TEXT = " ettei   rahaa\n- Tack"


def _doc() -> Doc:
    etta, ei = Word("että", "että", "SCONJ", ""), Word("ei", "ei", "AUX", "Polarity=Neg")
    raha = Word("rahaa", "raha", "NOUN", "Case=Par|Number=Sing")
    finnish = (AnnotatedToken(0, 5, (etta, ei)), AnnotatedToken(8, 13, (raha,)))
    swedish = (AnnotatedToken(0, 4, (Word("Tack", "Tack", "X", ""),)),)
    blocks = [
        AnnotatedBlock(Block(1, 14, "paragraph"), (finnish,), "fi"),
        AnnotatedBlock(Block(17, 21, "bullet"), (swedish,), "sv", (15, 17)),
    ]
    return build_doc(spacy.blank("fi").vocab, TEXT, blocks)


def _seen(doc: Doc) -> list[object]:
    return [
        doc.text,
        [(t.text_with_ws, t.lemma_, t.pos_, str(t.morph), t.is_sent_start, t._.words) for t in doc],
        [
            (name, span.start, span.end, span.label_, span._.language)
            for name in (BLOCKS, SENTENCES)
            for span in doc.spans[name]
        ],
    ]


def test_a_document_comes_back_the_same_in_another_vocabulary() -> None:
    doc = _doc()
    back = unpack(spacy.blank("fi").vocab, TEXT, pack(doc))
    assert _seen(back) == _seen(doc)
    assert back[1].morph.get("Polarity") == ["Neg"]
    assert [span.text for span in back.spans[SENTENCES]] == ["ettei   rahaa", "Tack"]


def test_an_empty_document_comes_back() -> None:
    vocab = spacy.blank("fi").vocab
    doc = build_doc(vocab, "", [])
    assert _seen(unpack(vocab, "", pack(doc))) == _seen(doc)
