"""Training: the estimators, the out-of-fold predictions they are stacked on, the model."""

from __future__ import annotations

import hashlib
import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib.metadata import version
from itertools import groupby
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import f1_score
from sklearn.pipeline import Pipeline

from pipeline.classification.context import also_rows, neighbourhood
from pipeline.classification.examples import Example
from pipeline.classification.features import VIEWS, SentenceFeatures, featurise
from pipeline.classification.model import Classifier, Metadata, matrix, ordered, weights
from pipeline.errors import AnnotationError
from pipeline.schema import LABELS

FOLDS = 8
_LEAST_OF_A_LABEL = 2 * FOLDS
_PACKAGES = ("scikit-learn", "skops", "numpy", "scipy", "spacy", "stanza")


WEIGHTS = {"characters": 1.4, "rules": 1.4, "classes": 1.3, "pairs": 1.7, "neighbours": 0.7}
"""Of the views, 1 if not named; chosen by the folds."""
_NGRAMS = {"lemmas": (1, 2), "shapes": (1, 3)}


def acts_pipeline(*, seed: int = 0) -> Pipeline:
    """Sees one sentence: a TF-IDF table of every view, then logistic regression."""
    views = ColumnTransformer(
        [
            (
                view,
                TfidfVectorizer(
                    token_pattern=r"\S+",  # noqa: S106 - no password
                    lowercase=False,
                    min_df=2,
                    ngram_range=_NGRAMS.get(view, (1, 1)),
                    sublinear_tf=True,
                ),
                column,
            )
            for column, view in enumerate(VIEWS)
        ],
        transformer_weights={view: WEIGHTS.get(view, 1.0) for view in VIEWS},
    )
    classifier = LogisticRegression(C=3, max_iter=2000, random_state=seed)
    return Pipeline([("views", views), ("classifier", classifier)])


def context_classifier(*, seed: int = 0) -> LogisticRegression:
    """Sees the first look's probabilities around a sentence; calibrates them too."""
    return LogisticRegression(C=0.3, max_iter=2000, random_state=seed)


def second_classifier(*, seed: int = 0) -> Pipeline:
    """Says of each label whether it is there beside the main one."""
    items = CountVectorizer(token_pattern=r"\S+", lowercase=False, min_df=5, binary=True)  # noqa: S106 - no password
    classifier = LogisticRegression(C=0.3, max_iter=2000, random_state=seed)
    return Pipeline([("items", items), ("classifier", classifier)])


@dataclass(frozen=True, slots=True)
class Table:
    """Examples as rows; the arrays and lists have one entry a sentence.

    `answers` numbers the answers, `groups` names the responses.
    """

    sentences: list[SentenceFeatures]
    labels: NDArray[np.str_]
    also: list[tuple[str, ...]]
    answers: NDArray[np.int64]
    groups: NDArray[np.str_]
    drafts: NDArray[np.str_]
    sources: NDArray[np.str_]

    def where(self, mask: NDArray[np.bool_]) -> Table:
        """The rows where `mask` is true; it must take answers whole."""
        places = np.flatnonzero(mask)
        return Table(
            [self.sentences[place] for place in places],
            self.labels[mask],
            [self.also[place] for place in places],
            self.answers[mask],
            self.groups[mask],
            self.drafts[mask],
            self.sources[mask],
        )


def tabulate(examples: Sequence[Example]) -> Table:
    """The rows of `examples`, in order."""
    sentences = [sentence for example in examples for sentence in featurise(example.doc)]
    sizes = [len(example.labels) for example in examples]

    def spread(values: Sequence[str]) -> NDArray[np.str_]:
        return np.repeat(np.array(values, dtype=np.str_), sizes)

    return Table(
        sentences,
        np.array([label for example in examples for label in example.labels], dtype=np.str_),
        [also for example in examples for also in example.also],
        np.repeat(np.arange(len(examples)), sizes),
        spread([example.response_id for example in examples]),
        spread([example.draft for example in examples]),
        spread([example.source for example in examples]),
    )


def fold_numbers(groups: NDArray[np.str_], *, folds: int = FOLDS) -> NDArray[np.int64]:
    """The fold of each row: whole groups, shared out evenly in the order of their names' hash."""
    names = sorted(set(groups.tolist()), key=lambda name: hashlib.sha256(name.encode()).digest())
    fold = {name: number % folds for number, name in enumerate(names)}
    return np.array([fold[name] for name in groups.tolist()])


def out_of_fold(estimator: Any, rows: Any, labels: Any, folds: Any) -> NDArray[np.float64]:
    """Probabilities of each row by an estimator that was fitted without the row's fold."""
    given = np.zeros((len(labels), len(LABELS)))
    for fold in np.unique(folds):
        held = folds == fold
        given[held] = ordered(clone(estimator).fit(rows[~held], labels[~held]), rows[held])
    return given


def surroundings(table: Table, alone: NDArray[np.float64]) -> NDArray[np.float64]:
    """What `context` sees: each answer's neighbourhood."""
    parts = []
    for places in _answers(table):
        items = [table.sentences[place].item for place in places]
        parts.append(neighbourhood(alone[places], items))
    return np.vstack(parts)


def _answers(table: Table) -> Iterator[list[int]]:
    for _, places in groupby(range(len(table.answers)), key=lambda place: table.answers[place]):
        yield list(places)


def train(examples: Sequence[Example], *, seed: int = 0) -> Classifier:
    """Train a classifier. The same examples and seed give the same one.

    Raises:
        AnnotationError: there are too few sentences of some label, or too few responses.
    """
    table = tabulate(examples)
    _check(table)
    return fit(table, seed=seed)


def fit(table: Table, *, seed: int = 0) -> Classifier:
    """Fit the three estimators, the later ones on out-of-fold predictions of the earlier."""
    folds = fold_numbers(table.groups)
    rows = matrix(table.sentences)
    acts = acts_pipeline(seed=seed)
    context = context_classifier(seed=seed)
    around = surroundings(table, out_of_fold(acts, rows, table.labels, folds))
    scores = out_of_fold(context, around, table.labels, folds)
    second, above, also_f1 = _fit_second(table, scores, folds, seed=seed)
    classifier = Classifier(
        acts=acts.fit(rows, table.labels),
        context=context.fit(around, table.labels),
        second=second,
        metadata=Metadata(
            weights="",
            data=_fingerprint(examples=table),
            training_responses=len(set(table.groups.tolist())),
            training_sentences=len(table.labels),
            also_above=above,
            seed=seed,
            versions={"python": platform.python_version()}
            | {package: version(package) for package in _PACKAGES},
            metrics={
                "folds_macro_f1": round(macro_f1(table.labels, scores), 4),
                "folds_also_f1": round(also_f1, 4),
            },
        ),
    )
    digest = hashlib.sha256(weights(classifier)).hexdigest()
    return Classifier(
        acts=classifier.acts,
        context=classifier.context,
        second=classifier.second,
        metadata=classifier.metadata.model_copy(update={"weights": digest}),
    )


def macro_f1(labels: NDArray[np.str_], scores: NDArray[np.float64]) -> float:
    """Mean of the labels' F1, of the most probable label against `labels`."""
    given = np.array(LABELS)[scores.argmax(axis=1)]
    return float(f1_score(labels, given, labels=list(LABELS), average="macro", zero_division=0))


def _fit_second(
    table: Table, scores: NDArray[np.float64], folds: NDArray[np.int64], *, seed: int
) -> tuple[Pipeline, float, float]:
    """The estimator of second labels, the probability to give one from, and the F1 in folds."""
    rows = also_rows(scores, table.sentences)
    wanted = np.array([label in also for also in table.also for label in LABELS])
    owner = np.repeat(folds, len(LABELS))
    main = np.zeros((len(scores), len(LABELS)), dtype=bool)
    main[np.arange(len(scores)), scores.argmax(axis=1)] = True
    possible = ~main.ravel()
    estimator = second_classifier(seed=seed)
    if not wanted.any():
        raise AnnotationError(
            "no sentence has a second label", remedy="label `also` where two acts are plain"
        )
    chances = np.zeros(len(wanted))
    for fold in np.unique(folds):
        held = owner == fold
        fitted = clone(estimator).fit(rows[~held & possible], wanted[~held & possible])
        chances[held] = fitted.predict_proba(rows[held])[:, 1]
    above, best = 0.5, 0.0
    for step in np.arange(0.1, 0.9, 0.05):
        f1 = float(f1_score(wanted, possible & (chances >= step), zero_division=0))
        if f1 > best:
            above, best = round(float(step), 2), f1
    return estimator.fit(rows[possible], wanted[possible]), above, best


def _check(table: Table) -> None:
    for label in LABELS:
        count = int((table.labels == label).sum())
        if count < _LEAST_OF_A_LABEL:
            raise AnnotationError(
                f"only {count} sentences are labelled {label}",
                remedy=f"label at least {_LEAST_OF_A_LABEL} of each label",
            )
    responses = len(set(table.groups.tolist()))
    if responses < FOLDS:
        raise AnnotationError(
            f"only {responses} responses are labelled", remedy=f"label at least {FOLDS}"
        )


def _fingerprint(examples: Table) -> str:
    digest = hashlib.sha256()
    for group, sentence, label, also in zip(
        examples.groups, examples.sentences, examples.labels, examples.also, strict=True
    ):
        digest.update(repr((str(group), sentence, str(label), also)).encode())
    return digest.hexdigest()
