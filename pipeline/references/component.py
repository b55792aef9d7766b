"""Finding and resolving in one call, and the spaCy component around it."""

from __future__ import annotations

from functools import lru_cache

from spacy.language import Language
from spacy.tokens import Doc, Span

from pipeline.doc import REFERENCES, SENTENCES, AnswerContext
from pipeline.outline import Outline
from pipeline.references.chapters import chapters_of
from pipeline.references.find import find_mentions
from pipeline.references.resolve import resolve
from pipeline.references.titles import TitleIndex
from pipeline.schema import Reference

FACTORY = "lausuntoputki_references"


@lru_cache(maxsize=16)
def _titles(outline: Outline | None) -> TitleIndex:
    return TitleIndex(outline)


def find_references(doc: Doc, *, context: AnswerContext) -> tuple[Reference, ...]:
    """References in `doc`, in text order, one a target; a question is read in the same way.

    >>> import spacy
    >>> doc = spacy.blank("fi")("Luvuissa 2 ja 3.1 on ristiriita.")
    >>> [(one.surface, one.number) for one in find_references(doc, context=AnswerContext())]
    [('Luvuissa 2 ja 3.1', '2'), ('Luvuissa 2 ja 3.1', '3.1')]
    """
    text = doc.text
    mentions = find_mentions(doc, text, _titles(context.outline), context=context)
    return tuple(resolve(doc, text, mentions, context=context))


@Language.factory(
    FACTORY,
    assigns=["doc.spans", "doc._.references", "span._.chapters", "span._.chapters_source"],
    requires=["doc._.context"],  # lemmas and blocks help where the tokenizer brings them
)
def make_component(nlp: Language, name: str) -> ReferenceComponent:  # noqa: ARG001
    """The component as spaCy makes it for a pipeline."""
    return ReferenceComponent()


class ReferenceComponent:
    """Sets `doc._.references`, `doc.spans["references"]` and the chapters of every sentence."""

    def __call__(self, doc: Doc) -> Doc:
        """Annotate `doc`, read in its `doc._.context`."""
        context: AnswerContext = doc._.context
        references = find_references(doc, context=context)
        doc._.references = references
        doc.spans[REFERENCES] = _spans(doc, references)
        sentences = list(doc.spans.get(SENTENCES, ()))
        for sentence, about in zip(
            sentences, chapters_of(doc, references, context=context), strict=True
        ):
            sentence._.chapters = about.chapters
            sentence._.chapters_source = about.source
        return doc


def _spans(doc: Doc, references: tuple[Reference, ...]) -> list[Span]:
    """One span a mention, widened to whole tokens; the exact offsets are in the references."""
    mentions = dict.fromkeys((one.start, one.end, one.kind) for one in references)
    spans = (
        doc.char_span(start, end, label=kind, alignment_mode="expand")
        for start, end, kind in mentions
    )
    return [span for span in spans if span is not None]
