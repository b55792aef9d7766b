"""An annotated document as few bytes, and back, at more than a hundred thousand tokens a second.

spaCy's `DocBin` reads some 40,000: for every document it looks up its encoders anew. The text
itself is not stored, since whoever asks for the document has it.
"""

from __future__ import annotations

import json
import zlib
from typing import Any

import numpy as np
from spacy.attrs import LEMMA, LENGTH, MORPH, POS, SENT_START, SPACY  # type: ignore[import-not-found]
from spacy.tokens import Doc, Span, SpanGroup
from spacy.vocab import Vocab

from pipeline.doc import BLOCKS, SENTENCES

_ATTRIBUTES = [LEMMA, POS, MORPH, SENT_START]
_GROUPS = (BLOCKS, SENTENCES)
_COLUMNS = 6  # length, space, lemma, part of speech, features, sentence start


def pack(doc: Doc) -> bytes:
    """Tokens, annotations, blocks and sentences of a document of the language stage."""
    store = doc.vocab.strings
    lengths, spaces, lemmas, pos, morphs, starts = (
        doc.to_array([LENGTH, SPACY, LEMMA, POS, MORPH, SENT_START]).reshape(-1, _COLUMNS).T
    )
    # the lemmas first, then the features, in one list of strings
    lemma_keys, lemma_numbers = np.unique(lemmas, return_inverse=True)
    morph_keys, morph_numbers = np.unique(morphs, return_inverse=True)
    begins = np.cumsum(lengths + spaces) - lengths - spaces
    words = {
        int(np.searchsorted(begins, key[2])): held
        for key, held in doc.user_data.items()
        if isinstance(key, tuple) and key[:2] == ("._.", "words")
    }
    head = {
        "spans": [
            [(span.start, span.end, span.label_, span._.language) for span in doc.spans[group]]
            for group in _GROUPS
        ],
        "words": words,
        "strings": [store[key] for key in (*lemma_keys.tolist(), *morph_keys.tolist())],
    }
    columns = [
        lengths,
        spaces,
        lemma_numbers,
        pos,
        len(lemma_keys) + morph_numbers,
        starts == 1,
    ]
    table = np.array([column.astype(np.uint32) for column in columns])
    written = json.dumps(head, ensure_ascii=False, separators=(",", ":"))
    encoded = written.encode("utf-8", "surrogatepass")
    return zlib.compress(len(encoded).to_bytes(4, "little") + encoded + table.tobytes(), 6)


def unpack(vocab: Vocab, text: str, packed: bytes) -> Doc:
    """The document that `pack` packed, whose text was `text`."""
    raw = zlib.decompress(packed)
    split = 4 + int.from_bytes(raw[:4], "little")
    head: dict[str, Any] = json.loads(raw[4:split].decode("utf-8", "surrogatepass"))
    table = np.frombuffer(raw, dtype=np.uint32, offset=split).reshape(_COLUMNS, -1)
    lengths, spaces, lemmas, pos, morphs, starts = table
    ends = np.cumsum(lengths + spaces)
    begins = (ends - spaces - lengths).tolist()
    words = [text[a:b] for a, b in zip(begins, (ends - spaces).tolist(), strict=True)]
    doc = Doc(vocab, words=words, spaces=spaces.astype(bool).tolist())
    if words:
        strings = head["strings"]
        keys = np.array([vocab.strings.add(string) for string in strings], dtype=np.uint64)
        features = np.zeros(len(strings), dtype=np.uint64)
        for index in np.unique(morphs).tolist():
            features[index] = vocab.morphology.add(strings[index])
        # spaCy writes a token that starts no sentence as -1
        opens = np.where(starts, 1, -1).astype(np.int64).view(np.uint64)
        columns = [keys[lemmas], pos.astype(np.uint64), features[morphs], opens]
        doc.from_array(_ATTRIBUTES, np.stack(columns, axis=1))  # type: ignore[arg-type]
    for group, spans in zip(_GROUPS, head["spans"], strict=True):
        made = [Span(doc, start, end, label=label) for start, end, label, _ in spans]
        for span, (*_, language) in zip(made, spans, strict=True):
            if language != "fi":
                span._.language = language
        doc.spans[group] = SpanGroup(doc, name=group, spans=made)
    for index, held in head["words"].items():
        doc[int(index)]._.words = held
    return doc
