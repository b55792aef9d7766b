"""Documents built from hand-made blocks: text, tokens and spans, without Stanza."""

import spacy

from pipeline.blocks import Block, BlockKind
from pipeline.doc import BLOCKS, SENTENCES
from pipeline.language.annotated import AnnotatedBlock, AnnotatedToken, Word
from pipeline.language.documents import build_doc

VOCAB = spacy.blank("fi").vocab
ETTA = Word("että", "että", "SCONJ", "")
EI = Word("ei", "ei", "AUX", "Polarity=Neg")


def _token(text: str, form: str, *words: Word, offset: int = 0) -> AnnotatedToken:
    start = text.index(form) - offset
    return AnnotatedToken(start, start + len(form), words or (Word(form, form, "NOUN", ""),))


def _block(
    text: str, kind: BlockKind, *sentences: str, mark: bool = False, language: str = "fi"
) -> AnnotatedBlock:
    start = text.index(sentences[0].split()[0])
    made = tuple(tuple(_token(text, form, offset=start) for form in s.split()) for s in sentences)
    block = Block(start, start + made[-1][-1].end, kind)
    span = (text.rindex("-", 0, start), start) if mark else None
    return AnnotatedBlock(block, made, language, span)


def test_text_and_space_are_kept() -> None:
    text = "  Luku  yksi\n\n- kohta kaksi \n"
    blocks = [
        _block(text, "paragraph", "Luku yksi"),
        _block(text, "bullet", "kohta kaksi", mark=True),
    ]
    doc = build_doc(VOCAB, text, blocks)
    assert doc.text == text
    assert [token.text for token in doc if not token.is_space] == [
        "Luku",
        "yksi",
        "-",
        "kohta",
        "kaksi",
    ]
    assert [sentence.text.strip() for sentence in doc.sents] == ["Luku  yksi", "- kohta kaksi"]


def test_headings_and_marks_are_no_sentences() -> None:
    text = "Luku\nEka Toka\n- kohta"
    blocks = [
        _block(text, "heading", "Luku"),
        _block(text, "paragraph", "Eka", "Toka"),
        _block(text, "bullet", "kohta", mark=True),
    ]
    doc = build_doc(VOCAB, text, blocks)
    assert [(span.text, span.label_) for span in doc.spans[BLOCKS]] == [
        ("Luku", "heading"),
        ("Eka Toka", "paragraph"),
        ("kohta", "bullet"),
    ]
    assert [span.text for span in doc.spans[SENTENCES]] == ["Eka", "Toka", "kohta"]


def test_a_multiword_token_is_one_token_that_knows_its_words() -> None:
    text = "ettei raha"
    tokens = (_token(text, "ettei", ETTA, EI), _token(text, "raha"))
    doc = build_doc(VOCAB, text, [AnnotatedBlock(Block(0, 10, "paragraph"), (tokens,), "fi")])
    assert (doc[0].text, doc[0].lemma_, doc[0].pos_) == ("ettei", "ei", "AUX")
    assert doc[0].morph.get("Polarity") == ["Neg"]
    assert [word["lemma"] for word in doc[0]._.words] == ["että", "ei"]
    assert doc[1]._.words == ()


def test_an_empty_text_gives_an_empty_document() -> None:
    doc = build_doc(VOCAB, "", [])
    assert doc.text == ""
    assert len(doc.spans[SENTENCES]) == 0
    assert build_doc(VOCAB, " \n ", []).text == " \n "


def test_other_languages_are_marked_on_blocks_and_sentences() -> None:
    text = "Vi vill\nMe emme"
    blocks = [
        _block(text, "paragraph", "Vi vill", language="sv"),
        _block(text, "paragraph", "Me emme"),
    ]
    doc = build_doc(VOCAB, text, blocks)
    for name in (BLOCKS, SENTENCES):
        assert [span._.language for span in doc.spans[name]] == ["sv", "fi"]
