"""Documents built by hand: no Stanza. A token is "form/lemma/UPOS/features"."""

from __future__ import annotations

from collections.abc import Callable

import pytest
import spacy
from spacy.tokens import Doc, Span

from pipeline.doc import BLOCKS, SENTENCES, AnswerContext

MakeDoc = Callable[..., Doc]
_VOCAB = spacy.blank("fi").vocab


@pytest.fixture
def make_doc() -> MakeDoc:
    """A document of one sentence a string; a string that starts with "- " is a bullet."""

    def make(*sentences: str, question: str = "") -> Doc:
        tokens = [
            [token.split("/") for token in sentence.removeprefix("- ").split()]
            for sentence in sentences
        ]
        flat = [token for sentence in tokens for token in sentence]
        doc = Doc(
            _VOCAB,
            words=[token[0] for token in flat],
            lemmas=[token[1] for token in flat],
            pos=[token[2] for token in flat],
            morphs=[token[3] if len(token) > 3 else "" for token in flat],
        )
        spans, start = [], 0
        for sentence, read in zip(sentences, tokens, strict=True):
            kind = "bullet" if sentence.startswith("- ") else "paragraph"
            spans.append(Span(doc, start, start + len(read), label=kind))
            start += len(read)
        doc.spans[BLOCKS] = spans
        doc.spans[SENTENCES] = [Span(doc, span.start, span.end) for span in spans]
        doc._.context = AnswerContext(question=question)
        return doc

    return make
