"""The spaCy `Language` for Finnish whose tokenizer brings all annotations along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import tee
from pathlib import Path
from typing import Any, TypeVar, cast

from spacy.lang.fi import Finnish
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.language.annotator import Annotator
from pipeline.language.documents import build_doc

TOKENIZER = "lausuntoputki.StanzaTokenizer.v1"
_Text = TypeVar("_Text", str, str | Doc)
_BATCH_CHARACTERS = 400_000
_BATCH_TEXTS = 1000
_MAX_LENGTH = 1_000_000_000


class StanzaTokenizer:
    """Makes annotated documents of texts; takes the place of spaCy's tokenizer."""

    def __init__(self, vocab: Vocab, annotator: Annotator) -> None:
        self.vocab = vocab
        self.annotator = annotator

    def __call__(self, text: str) -> Doc:
        """The annotated document of one text."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], *, one_sentence_per_block: bool = False) -> Iterator[Doc]:
        """Documents in the order of `texts`, annotated many at a time.

        With `one_sentence_per_block` each line of a text is exactly one sentence and none is a
        heading: for text whose sentences are known.
        """
        for batch in _by_length(texts):
            annotated = self.annotator.annotate(
                batch, one_sentence_per_block=one_sentence_per_block
            )
            for text, blocks in zip(batch, annotated, strict=True):
                yield build_doc(self.vocab, text, blocks)

    def to_bytes(self, **_: Any) -> bytes:
        """Nothing: the weights stay in their folder."""
        return b""

    def from_bytes(self, _data: bytes, **_: Any) -> StanzaTokenizer:
        """Itself: the weights stay in their folder."""
        return self

    def to_disk(self, _path: str | Path, **_: Any) -> None:
        """Write nothing: the weights stay in their folder."""

    def from_disk(self, _path: str | Path, **_: Any) -> StanzaTokenizer:
        """Itself: the weights stay in their folder."""
        return self


@registry.tokenizers(TOKENIZER)  # type: ignore[untyped-decorator]
def make_tokenizer(model: str) -> Callable[[Language], StanzaTokenizer]:
    """What spaCy's config names: the tokenizer for the Stanza weights in folder `model`."""

    def of(nlp: Language) -> StanzaTokenizer:
        return StanzaTokenizer(nlp.vocab, Annotator(model))

    return of


class StanzaFinnish(Finnish):  # type: ignore[no-untyped-call]
    """spaCy's Finnish, except that `pipe` hands whole batches of texts to the tokenizer."""

    def pipe(
        self, texts: Iterable[Any], *, as_tuples: bool = False, n_process: int = 1, **options: Any
    ) -> Iterator[Any]:
        """As spaCy's: texts, documents or `(text, context)` pairs in, documents out in order."""
        if n_process == 1 and as_tuples:
            left, right = tee(texts)
            docs = self._make_docs(text for text, _ in left)
            texts = zip(docs, (context for _, context in right), strict=True)
        elif n_process == 1:
            texts = self._make_docs(texts)
        made: Iterator[Any] = super().pipe(  # type: ignore[call-overload]
            texts, as_tuples=as_tuples, n_process=n_process, **options
        )
        return made

    def _make_docs(self, texts: Iterable[str | Doc]) -> Iterator[Doc]:
        tokenizer = cast(StanzaTokenizer, self.tokenizer)
        for batch in _by_length(texts):
            made = tokenizer.pipe([text for text in batch if isinstance(text, str)])
            for text in batch:
                yield next(made) if isinstance(text, str) else text


def create(model: str | Path) -> Language:
    """A Finnish `Language` with the Stanza weights in folder `model`.

    Raises:
        ModelError: the folder holds no whole model that fits the installed Stanza.
    """
    config = {"nlp": {"lang": "fi", "tokenizer": {"@tokenizers": TOKENIZER, "model": str(model)}}}
    nlp = StanzaFinnish.from_config(config)
    nlp.max_length = _MAX_LENGTH
    return nlp


def _by_length(texts: Iterable[_Text]) -> Iterator[list[_Text]]:
    batch: list[_Text] = []
    length = 0
    for text in texts:
        batch.append(text)
        length += len(text) if isinstance(text, str) else 0
        if length >= _BATCH_CHARACTERS or len(batch) >= _BATCH_TEXTS:
            yield batch
            batch, length = [], 0
    if batch:
        yield batch
