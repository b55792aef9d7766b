"""How good the labels are: by folds, on drafts never seen, on the test set, beside baselines."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sklearn.metrics import f1_score, precision_recall_fscore_support

from pipeline.classification.baseline import label_by_rules
from pipeline.classification.examples import Example
from pipeline.classification.model import Classifier, matrix
from pipeline.classification.train import (
    Table,
    acts_pipeline,
    context_classifier,
    fold_numbers,
    out_of_fold,
    surroundings,
    tabulate,
)
from pipeline.schema import LABELS, Frozen, Label

_BINS = 10


class LabelScore(Frozen):
    """Precision, recall and F1 of one label; `sentences` is how many truly have it."""

    precision: float
    recall: float
    f1: float
    sentences: int


class Scores(Frozen):
    """One measurement. `calibration_error` is the expected calibration error over ten bins of
    the given label's probability; None where there are no probabilities.
    `confusion[true][given]` counts sentences.
    """

    sentences: int
    macro_f1: float
    accuracy: float
    calibration_error: float | None
    by_label: dict[Label, LabelScore]
    confusion: dict[Label, dict[Label, int]]


class Evaluation(Frozen):
    """All measurements of one training set, and of the test set where there is one.

    `folds`: each response by a model that has not seen it; `unseen_drafts`: each draft by a model
    that has seen no response to it; `also_f1` is that of second labels on the test set.
    """

    seed: int
    training_responses: int
    training_sentences: int
    folds: Scores
    unseen_drafts: Scores
    by_draft: dict[str, float]
    rules: Scores
    dummy: Scores
    test: Scores | None = None
    test_rules: Scores | None = None
    test_by_draft: dict[str, float] | None = None
    test_real: Scores | None = None
    also_f1: float | None = None


def evaluate(
    training: Sequence[Example],
    *,
    classifier: Classifier | None = None,
    test: Sequence[Example] = (),
    seed: int = 0,
) -> Evaluation:
    """Measure the method on the training set, and `classifier` on the test set if both are given.

    Takes some thirty trainings of the first estimator: a minute or two.
    """
    table = tabulate(training)
    drafts = np.unique(table.drafts, return_inverse=True)[1]
    by_fold = _probabilities(table, fold_numbers(table.groups), seed=seed)
    by_draft = _probabilities(table, drafts, seed=seed)
    commonest = max(LABELS, key=lambda label: int((table.labels == label).sum()))
    evaluation = Evaluation(
        seed=seed,
        training_responses=len(set(table.groups.tolist())),
        training_sentences=len(table.labels),
        folds=score(table.labels, by_fold),
        unseen_drafts=score(table.labels, by_draft),
        by_draft=_by_draft(table, _given(by_draft)),
        rules=_score_rules(table),
        dummy=_score_given(table.labels, np.full(len(table.labels), commonest, dtype=object)),
    )
    if classifier is None or not test:
        return evaluation
    return evaluation.model_copy(update=_on_test(classifier, test))


def score(labels: NDArray[np.str_], probabilities: NDArray[np.float64]) -> Scores:
    """Scores of the most probable label; columns of `probabilities` as in `LABELS`."""
    given = _given(probabilities)
    error = calibration_error(given == labels, probabilities.max(axis=1))
    return _score_given(labels, given, error)


def calibration_error(right: NDArray[np.bool_], confidence: NDArray[np.float64]) -> float:
    """Mean distance of confidence and accuracy over ten bins, weighted by their size.

    >>> calibration_error(np.array([True, False]), np.array([0.75, 0.75]))
    0.25
    """
    bins = np.minimum((confidence * _BINS).astype(int), _BINS - 1)
    return float(
        sum(
            abs(confidence[bins == one].mean() - right[bins == one].mean()) * (bins == one).mean()
            for one in np.unique(bins)
        )
    )


def _given(probabilities: NDArray[np.float64]) -> NDArray[np.object_]:
    given: NDArray[np.object_] = np.array(LABELS, dtype=object)[probabilities.argmax(axis=1)]
    return given


def _probabilities(table: Table, folds: NDArray[np.int64], *, seed: int) -> NDArray[np.float64]:
    """Both stages' probabilities, each row by estimators that were not fitted on its fold."""
    rows = matrix(table.sentences)
    acts, context = acts_pipeline(seed=seed), context_classifier(seed=seed)
    alone = out_of_fold(acts, rows, table.labels, folds)
    return out_of_fold(context, surroundings(table, alone), table.labels, folds)


def _score_given(
    labels: NDArray[np.str_], given: NDArray[np.object_], error: float | None = None
) -> Scores:
    names = list(LABELS)
    truth, said = labels.astype(str), given.astype(str)
    precision, recall, f1, support = precision_recall_fscore_support(
        truth, said, labels=names, zero_division=0
    )
    return Scores(
        sentences=len(labels),
        macro_f1=float(f1.mean()),
        accuracy=float((truth == said).mean()),
        calibration_error=error,
        by_label={
            label: LabelScore(
                precision=float(precision[at]),
                recall=float(recall[at]),
                f1=float(f1[at]),
                sentences=int(support[at]),
            )
            for at, label in enumerate(LABELS)
        },
        confusion={
            true: {other: int(((truth == true) & (said == other)).sum()) for other in LABELS}
            for true in LABELS
        },
    )


def _score_rules(table: Table) -> Scores:
    given = np.array([label_by_rules(sentence) for sentence in table.sentences], dtype=object)
    return _score_given(table.labels, given)


def _by_draft(table: Table, given: NDArray[np.object_]) -> dict[str, float]:
    return {
        str(draft): _score_given(
            table.labels[table.drafts == draft], given[table.drafts == draft]
        ).macro_f1
        for draft in np.unique(table.drafts)
    }


def _on_test(classifier: Classifier, test: Sequence[Example]) -> dict[str, object]:
    table = tabulate(test)
    predictions = [
        prediction
        for answer in classifier.predict([example.doc for example in test])
        for prediction in answer
    ]
    probabilities = np.array([[p.scores[label] for label in LABELS] for p in predictions])
    real = table.sources == "real"
    return {
        "test": score(table.labels, probabilities),
        "test_rules": _score_rules(table),
        "test_by_draft": _by_draft(table, _given(probabilities)),
        "test_real": score(table.labels[real], probabilities[real]) if real.any() else None,
        "also_f1": float(
            f1_score(
                [label in also for also in table.also for label in LABELS],
                [label in prediction.also for prediction in predictions for label in LABELS],
                zero_division=0,
            )
        ),
    }
