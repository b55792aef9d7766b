"""The spaCy component: sets label, second labels, scores and the need for review on sentences."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup
from spacy.util import minibatch

from pipeline.classification.model import Classifier, Prediction, load_classifier
from pipeline.doc import SENTENCES
from pipeline.schema import LABELS

COMPONENT = "lausuntoputki_classifier"
FINNISH = "fi"
NOT_SUPPORTED = Prediction(
    label="none", also=(), scores={label: float(label == "none") for label in LABELS}
)
"""What a sentence in another language gets: its acts are not labelled."""


class SentenceClassifier:
    """Labels every span of `doc.spans["sentences"]`.

    A sentence whose label is less probable than `review_below` needs review.
    """

    def __init__(self, classifier: Classifier, *, review_below: float) -> None:
        self.classifier = classifier
        self.review_below = review_below

    def __call__(self, doc: Doc) -> Doc:
        """Label one document."""
        (predictions,) = self.classifier.predict([doc])
        self._set(doc, predictions)
        return doc

    def pipe(self, stream: Iterable[Doc], *, batch_size: int = 128) -> Iterator[Doc]:
        """Label documents many at a time."""
        for docs in minibatch(stream, batch_size):  # type: ignore[no-untyped-call]
            for doc, predictions in zip(docs, self.classifier.predict(docs), strict=True):
                self._set(doc, predictions)
                yield doc

    def _set(self, doc: Doc, predictions: list[Prediction]) -> None:
        labelled = []
        for bare, given in zip(doc.spans[SENTENCES], predictions, strict=True):
            prediction = given if bare._.language == FINNISH else NOT_SUPPORTED
            span = Span(doc, bare.start, bare.end, label=prediction.label)
            span._.also = prediction.also
            span._.scores = prediction.scores
            span._.needs_review = prediction.scores[prediction.label] < self.review_below
            labelled.append(span)
        doc.spans[SENTENCES] = SpanGroup(doc, name=SENTENCES, spans=labelled)


@cache
def _loaded(model: str) -> Classifier:
    return load_classifier(Path(model))


@Language.factory(
    COMPONENT,
    assigns=["doc.spans", "span._.also", "span._.scores", "span._.needs_review"],
    requires=["doc.spans", "doc._.context"],  # the tokens' annotations come with the tokenizer
    default_config={"review_below": 0.5},
)
def make_classifier(
    nlp: Language,  # noqa: ARG001 - spaCy's signature
    name: str,  # noqa: ARG001
    model: str,
    review_below: float,
) -> SentenceClassifier:
    """The component with the classifier in folder `model`.

    Raises:
        ModelError: the folder holds no classifier to be trusted.
    """
    return SentenceClassifier(_loaded(model), review_below=review_below)
