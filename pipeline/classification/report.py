"""An evaluation as text: tables in Markdown, and the model's card around them."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.classification.evaluate import Evaluation, Scores
from pipeline.classification.model import Metadata
from pipeline.schema import LABELS

_CARD = """# Sentence classifier

Labels each sentence of a Finnish consultation response: proposal, critique, risk, support, none.

- Method: three scikit-learn estimators. `acts` sees a sentence as TF-IDF tables of affixes, lemmas,
  morphological shapes, rules, word and form classes, pairs of classes, its question and its
  neighbours' rules, and is a multinomial logistic regression; `context` looks again, at the
  probabilities around the sentence, and calibrates; `second` says which further label is there.
- Data: {responses} responses, {sentences} sentences of `data/annotated` (fingerprint
  `{data}`), the test set left out. Written for the corpus, not real: see its README.
- Made with {versions}; seed {seed}. The same data, seed and versions give the same bytes.
- Files: `model.skops` (only types that skops itself trusts), `model.json` (metadata, sha256 of the
  weights), this card. Licence: as the code.

{tables}
## Limits

A label is a reading help, not a finding: see above how often it errs. Irony, complaints told as
bare facts and very short answers are its weak side. Sentences below the review threshold carry
`needs_review`. The training text was written in the manner of real responses; on real ones only
a single response of 49 sentences has been measured.
"""


def render(evaluation: Evaluation) -> str:
    """All tables of an evaluation, in Markdown."""
    return "\n".join(_lines(evaluation))


def card(metadata: Metadata, evaluation: Evaluation) -> str:
    """The README of a model folder."""
    return _CARD.format(
        responses=metadata.training_responses,
        sentences=metadata.training_sentences,
        data=metadata.data[:12],
        versions=", ".join(f"{name} {number}" for name, number in metadata.versions.items()),
        seed=metadata.seed,
        tables=render(evaluation),
    )


def _lines(evaluation: Evaluation) -> Iterator[str]:
    measured = {
        "folds by response": evaluation.folds,
        "drafts never seen": evaluation.unseen_drafts,
        "rules alone": evaluation.rules,
        "commonest label": evaluation.dummy,
        "test set": evaluation.test,
        "test set, rules alone": evaluation.test_rules,
        "test set, real response": evaluation.test_real,
    }
    yield "## Macro-F1 and F1 by label"
    yield ""
    yield "| measured on | sentences | macro-F1 | accuracy | calibration error |" + "".join(
        f" {label} |" for label in LABELS
    )
    yield "|---|" + "---|" * (4 + len(LABELS))
    for name, scores in measured.items():
        if scores is not None:
            yield _row(name, scores)
    yield ""
    yield "## Precision and recall"
    yield ""
    final = evaluation.test or evaluation.folds
    yield f"On the {'test set' if evaluation.test else 'folds'}; the columns are what was given."
    yield ""
    yield "| label | precision | recall |" + "".join(f" {label} |" for label in LABELS)
    yield "|---|" + "---|" * (2 + len(LABELS))
    for label in LABELS:
        one = final.by_label[label]
        counts = "".join(f" {final.confusion[label][given]} |" for given in LABELS)
        yield f"| {label} | {one.precision:.2f} | {one.recall:.2f} |{counts}"
    yield ""
    yield "## Macro-F1 by draft"
    yield ""
    yield "Each by a model that has seen no response to it; then the drafts of the test set."
    yield ""
    yield ", ".join(f"{name} {f1:.2f}" for name, f1 in evaluation.by_draft.items()) + "."
    if evaluation.test_by_draft:
        yield ""
        tested = (f"{name} {f1:.2f}" for name, f1 in evaluation.test_by_draft.items())
        yield "Test: " + ", ".join(tested) + "."
    if evaluation.also_f1 is not None:
        yield ""
        yield f"F1 of second labels on the test set: {evaluation.also_f1:.2f}."
    yield ""


def _row(name: str, scores: Scores) -> str:
    error = "" if scores.calibration_error is None else f"{scores.calibration_error:.3f}"
    by_label = "".join(f" {scores.by_label[label].f1:.2f} |" for label in LABELS)
    return (
        f"| {name} | {scores.sentences} | {scores.macro_f1:.3f} | {scores.accuracy:.3f} "
        f"| {error} |{by_label}"
    )
