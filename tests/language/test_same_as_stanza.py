"""The fast parts say what stock Stanza says, token by token, before any rule is applied."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import stanza

from pipeline.language.expander import Expander
from pipeline.language.lemmatizer import Lemmatizer
from pipeline.language.models import StanzaParts, load_parts
from pipeline.language.segmenter import Segmenter
from pipeline.language.tagger import Tagger
from pipeline.settings import Settings

pytestmark = pytest.mark.stanza

RAW = Path(__file__).parents[2] / "data" / "raw"
SHARE_DIFFERENT = 0.0001
STRANGE = [
    "Käy www.kunta.fi/palvelut?x=1 tai kirjoita kirjaamo@kunta.fi. Kiitos!",
    "Привет, 你好 — Œuvre, Łódź ja Ţ.  Kaksi   väliä.",
    "ETTEI se EI ole, jottemme unohda: miksei? Siis vaikk'ei.",
    "x",
]


@pytest.fixture(scope="module")
def paragraphs() -> list[str]:
    """Some 60,000 characters of the sample responses, and lines that are hard to read."""
    return [*STRANGE, *dict.fromkeys(_lines(60_000))]


def _lines(characters: int) -> Iterator[str]:
    for path in sorted(RAW.glob("*/*_0*.txt")):
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            if characters > 0 and line.strip():
                yield line.strip()
                characters -= len(line)


@pytest.fixture(scope="module")
def stock(paragraphs: list[str]) -> stanza.Document:
    pipeline = stanza.Pipeline(
        "fi",
        dir=str(Settings().language_model),
        processors="tokenize,mwt,pos,lemma",
        download_method=None,
        use_gpu=False,
        logging_level="ERROR",
    )
    return pipeline("\n\n".join(paragraphs))


@pytest.fixture(scope="module")
def parts() -> StanzaParts:
    return load_parts(Settings().language_model)


def _few(different: int, total: int) -> bool:
    assert total > 5000
    return different <= total * SHARE_DIFFERENT


def test_tokens_and_sentences(
    paragraphs: list[str], stock: stanza.Document, parts: StanzaParts
) -> None:
    ours, ends, offset = set(), 0, 0
    for paragraph, pieces in zip(
        paragraphs, Segmenter(parts.tokenizer).segment(paragraphs), strict=True
    ):
        ours |= {(offset + p.start, offset + p.end) for p in pieces}
        ends += sum(piece.ends > 0.5 or piece is pieces[-1] for piece in pieces)
        offset += len(paragraph) + 2
    theirs = {(token.start_char, token.end_char) for token in stock.iter_tokens()}
    assert _few(len(ours ^ theirs), len(theirs))
    # a piece's class is the likeliest of five, its probability sums two of them
    assert abs(ends - len(stock.sentences)) <= len(stock.sentences) * 0.01


def test_multiword_tokens(stock: stanza.Document, parts: StanzaParts) -> None:
    tokens = [token for token in stock.iter_tokens() if len(token.words) > 1]
    assert len(tokens) > 3
    expanded = Expander(parts.expander, parts.expander_settings).expand(t.text for t in tokens)
    assert [expanded[t.text] for t in tokens] == [tuple(w.text for w in t.words) for t in tokens]


def test_tags(stock: stanza.Document, parts: StanzaParts) -> None:
    sentences = [tuple(word.text for word in s.words) for s in stock.sentences]
    tags = [tag for tagged in Tagger(parts.tagger, parts.pretrain).tag(sentences) for tag in tagged]
    words: list[Any] = list(stock.iter_words())
    different = [w for w, tag in zip(words, tags, strict=True) if (w.upos, w.feats or "") != tag]
    assert _few(len(different), len(words))


def test_lemmas(stock: stanza.Document, parts: StanzaParts) -> None:
    words: list[Any] = list(stock.iter_words())
    lemmas = Lemmatizer(parts.lemmatizer, parts.lemma_settings).lemmatize(
        (word.text, word.upos) for word in words
    )
    different = [word for word in words if lemmas[word.text, word.upos] != word.lemma]
    assert _few(len(different), len(words))
