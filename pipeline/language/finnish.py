"""The spaCy `Language` for Finnish whose tokenizer brings all annotations along."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from functools import cached_property
from itertools import tee
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

from spacy.lang.fi import Finnish
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import registry
from spacy.vocab import Vocab

from pipeline.language.annotated import AnnotatedBlock
from pipeline.language.cache import AnnotationCache, document_key
from pipeline.language.documents import build_doc
from pipeline.language.models import check_folder, check_stanza, model_fingerprint
from pipeline.language.payload import pack, unpack

if TYPE_CHECKING:
    from pipeline.language.annotator import Annotator

TOKENIZER = "lausuntoputki.StanzaTokenizer.v1"
_Text = TypeVar("_Text", str, str | Doc)
_BATCH_CHARACTERS = 400_000
_BATCH_TEXTS = 1000
_MAX_LENGTH = 1_000_000_000


class StanzaTokenizer:
    """Makes annotated documents of texts; takes the place of spaCy's tokenizer.

    The weights are loaded when the first text comes that is not in the cache.
    """

    def __init__(self, vocab: Vocab, model: Path, cache: AnnotationCache | None = None) -> None:
        self.vocab = vocab
        self.model = check_folder(model)
        self.cache = cache
        self.fingerprint = model_fingerprint(model)
        check_stanza()

    @cached_property
    def annotator(self) -> Annotator:
        """What does the work; loading it takes about two seconds."""
        from pipeline.language.annotator import Annotator  # brings torch and Stanza along

        return Annotator(self.model)

    def __call__(self, text: str) -> Doc:
        """The annotated document of one text."""
        return next(self.pipe([text]))

    def pipe(self, texts: Iterable[str], *, one_sentence_per_block: bool = False) -> Iterator[Doc]:
        """Documents in the order of `texts`, annotated many at a time.

        With `one_sentence_per_block` each line of a text is exactly one sentence and none is a
        heading: for text whose sentences are known.
        """
        for batch in _by_length(texts):
            yield from self._make(batch, one_sentence_per_block=one_sentence_per_block)

    def _make(self, texts: list[str], *, one_sentence_per_block: bool) -> Iterator[Doc]:
        packed: dict[bytes, bytes] = {}
        keys = dict.fromkeys(texts, b"")
        if self.cache:
            for text in keys:
                keys[text] = document_key(
                    text,
                    fingerprint=self.fingerprint,
                    one_sentence_per_block=one_sentence_per_block,
                )
            packed = self.cache.get(keys.values())
        new = [text for text, key in keys.items() if text and key not in packed]
        blocks: dict[str, list[AnnotatedBlock]] = {}
        made: dict[str, Doc] = {}
        if new:
            found = self.annotator.annotate(new, one_sentence_per_block=one_sentence_per_block)
            blocks.update(zip(new, found, strict=True))
            if self.cache:
                made = {text: build_doc(self.vocab, text, blocks[text]) for text in new}
                self.cache.put({keys[text]: pack(doc) for text, doc in made.items()})
        for text in texts:
            if text in made:
                yield made.pop(text)
            elif text and keys[text] in packed:
                yield unpack(self.vocab, text, packed[keys[text]])
            else:
                yield build_doc(self.vocab, text, blocks.get(text, ()))

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
def make_tokenizer(model: str, cache: str | None = None) -> Callable[[Language], StanzaTokenizer]:
    """What spaCy's config names: the tokenizer for the weights in folder `model`.

    `cache` is the file of an `AnnotationCache`.
    """

    def of(nlp: Language) -> StanzaTokenizer:
        return StanzaTokenizer(nlp.vocab, Path(model), AnnotationCache(cache) if cache else None)

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


def create(model: str | Path, *, cache: str | Path | None = None) -> Language:
    """A Finnish `Language` with the Stanza weights in folder `model`.

    `cache` is a file that keeps annotated texts from one run to the next; it is made if need be.

    Raises:
        ModelError: the folder holds no whole model, Stanza's release doesn't fit, or the cache
            can't be opened. Broken weights are found when the first text is annotated.
    """
    tokenizer = {
        "@tokenizers": TOKENIZER,
        "model": str(model),
        "cache": None if cache is None else str(cache),
    }
    nlp = StanzaFinnish.from_config({"nlp": {"lang": "fi", "tokenizer": tokenizer}})
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
