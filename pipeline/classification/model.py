"""The classifier as it is used: a folder of weights and metadata, and documents in, labels out."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

import numpy as np
import sklearn
from numpy.typing import NDArray
from pydantic import ValidationError
from skops.io import dumps, loads
from skops.io.exceptions import UntrustedTypesFoundException
from spacy.tokens import Doc

from pipeline.atomic import write_text
from pipeline.classification.context import also_rows, neighbourhood
from pipeline.classification.features import SentenceFeatures, featurise
from pipeline.errors import ModelError
from pipeline.schema import LABELS, Frozen, Label

WEIGHTS_FILE = "model.skops"
METADATA_FILE = "model.json"
CARD_FILE = "README.md"
_SCHEMA = "schema.json"
_ADDRESS = re.compile(r"\b\d{12,}\b")
TRUSTED: tuple[str, ...] = ()
"""Types that the weights may hold beyond those skops itself trusts: none."""

Probabilities = NDArray[np.float64]
"""Shape (sentences, labels), columns in the order of `LABELS`."""


class Metadata(Frozen):
    """What `model.json` tells of the weights beside it.

    `weights` is the sha256 of the weights file, `data` that of the training data. `also_above` is
    the probability from which a second label is given. `metrics` are figures of the folds.
    """

    format: int = 1
    labels: tuple[Label, ...] = LABELS
    weights: str
    data: str
    training_responses: int
    training_sentences: int
    also_above: float
    seed: int
    versions: dict[str, str]
    metrics: dict[str, float]


@dataclass(frozen=True, slots=True)
class Prediction:
    """A sentence's label with its five probabilities, and the second acts that are there too."""

    label: Label
    also: tuple[Label, ...]
    scores: dict[str, float]


@dataclass(frozen=True, slots=True)
class Classifier:
    """Three estimators: `acts` sees a sentence, `context` what it gave for the neighbours too,
    `second` decides which further labels a sentence gets. Every class order is that of `LABELS`.
    """

    acts: Any
    context: Any
    second: Any
    metadata: Metadata

    def predict(self, docs: Sequence[Doc]) -> list[list[Prediction]]:
        """Predictions for every span of `doc.spans["sentences"]` of each document."""
        answers = [featurise(doc) for doc in docs]
        sentences = [sentence for answer in answers for sentence in answer]
        if not sentences:
            return [[] for _ in docs]
        alone = ordered(self.acts, matrix(sentences))
        start, surroundings = 0, []
        for answer in answers:
            stop = start + len(answer)
            surroundings.append(neighbourhood(alone[start:stop], [s.item for s in answer]))
            start = stop
        scores = ordered(self.context, np.vstack(surroundings))
        also = self._also(scores, sentences)
        predictions = [_prediction(row, more) for row, more in zip(scores, also, strict=True)]
        stops = np.cumsum([len(answer) for answer in answers])
        return [
            predictions[stop - len(answer) : stop]
            for answer, stop in zip(answers, stops, strict=True)
        ]

    def _also(
        self, scores: Probabilities, sentences: Sequence[SentenceFeatures]
    ) -> list[tuple[Label, ...]]:
        chances = self.second.predict_proba(also_rows(scores, sentences))[:, 1]
        given = chances.reshape(len(sentences), len(LABELS)) >= self.metadata.also_above
        given[np.arange(len(sentences)), scores.argmax(axis=1)] = False
        return [
            tuple(label for label, there in zip(LABELS, row, strict=True) if there) for row in given
        ]


def matrix(sentences: Sequence[SentenceFeatures]) -> NDArray[np.object_]:
    """The features as the table that `acts` takes: a row a sentence, a column a view."""
    return np.array([sentence.row() for sentence in sentences], dtype=object)


def ordered(estimator: Any, table: NDArray[Any]) -> Probabilities:
    """The estimator's probabilities with the columns in the order of `LABELS`."""
    columns = [list(estimator.classes_).index(label) for label in LABELS]
    return np.asarray(estimator.predict_proba(table)[:, columns], dtype=np.float64)


def _prediction(scores: NDArray[np.float64], also: tuple[Label, ...]) -> Prediction:
    return Prediction(
        label=LABELS[int(scores.argmax())],
        also=also,
        scores={label: round(float(score), 4) for label, score in zip(LABELS, scores, strict=True)},
    )


def save_classifier(classifier: Classifier, path: Path, *, card: str) -> None:
    """Write the model folder: weights, metadata, card. The metadata comes last.

    Raises:
        OutputError: the folder can't be written.
    """
    path.mkdir(parents=True, exist_ok=True)
    (path / WEIGHTS_FILE).write_bytes(weights(classifier))
    write_text(path / CARD_FILE, card)
    write_text(path / METADATA_FILE, classifier.metadata.model_dump_json(indent=1) + "\n")


def refuse_worse(classifier: Classifier, path: Path) -> None:
    """Refuse to put a classifier in the place of one that did better on its own folds.

    Raises:
        ModelError: the model in folder `path` is better.
    """
    if not (path / METADATA_FILE).exists():
        return
    measure = "folds_macro_f1"
    new, old = classifier.metadata.metrics[measure], _metadata(path).metrics[measure]
    if new < old:
        raise ModelError(
            f"holds a better model: macro-F1 on the folds {old:.4f}, now {new:.4f}",
            file=path,
            remedy="train into another folder, or replace it with --force",
        )


def weights(classifier: Classifier) -> bytes:
    """The estimators as skops bytes, the same for the same estimators.

    skops names objects by their address in memory; here they are numbered as they come, and the
    archive's times are left out.
    """
    parts = {"acts": classifier.acts, "context": classifier.context, "second": classifier.second}
    given = ZipFile(BytesIO(dumps(parts)))
    numbers: dict[str, str] = {}

    def number(match: re.Match[str]) -> str:
        return numbers.setdefault(match.group(), str(len(numbers) + 1))

    schema = _ADDRESS.sub(number, given.read(_SCHEMA).decode())
    contents = {_ADDRESS.sub(number, name): given.read(name) for name in given.namelist()}
    contents[_SCHEMA] = schema.encode()
    written = BytesIO()
    with ZipFile(written, "w", ZIP_DEFLATED) as archive:
        for name in sorted(contents):
            archive.writestr(ZipInfo(name), contents[name], ZIP_DEFLATED)
    return written.getvalue()


def load_classifier(path: str | Path) -> Classifier:
    """The classifier in a model folder.

    Raises:
        ModelError: a part is missing or they don't belong together, a type is not trusted, or
            the weights were made by another scikit-learn.
    """
    folder = Path(path)
    metadata = _metadata(folder)
    data = _read(folder / WEIGHTS_FILE)
    if hashlib.sha256(data).hexdigest() != metadata.weights:
        raise ModelError(
            f"are not the weights that {METADATA_FILE} describes",
            file=folder / WEIGHTS_FILE,
            remedy="restore the folder, or train anew",
        )
    made_by = metadata.versions.get("scikit-learn", "?")
    if made_by.split(".")[:2] != sklearn.__version__.split(".")[:2]:
        raise ModelError(
            f"was made by scikit-learn {made_by}, here is {sklearn.__version__}",
            file=folder,
            remedy="install that version, or train anew",
        )
    try:
        parts = loads(data, trusted=list(TRUSTED))
    except UntrustedTypesFoundException as error:
        raise ModelError(
            f"holds types that are not trusted: {error}",
            file=folder / WEIGHTS_FILE,
            remedy="use a model from a source you know",
        ) from error
    return Classifier(**parts, metadata=metadata)


def model_fingerprint(path: str | Path) -> str:
    """Twelve characters that identify the model in a folder.

    Raises:
        ModelError: the folder has no readable metadata.
    """
    return _metadata(Path(path)).weights[:12]


def _metadata(folder: Path) -> Metadata:
    file = folder / METADATA_FILE
    try:
        metadata = Metadata.model_validate_json(_read(file))
    except ValidationError as error:
        first = error.errors()[0]
        raise ModelError(
            f"is no model metadata: {first['msg']}",
            file=file,
            place=".".join(map(str, first["loc"])),
            remedy="restore the folder, or train anew",
        ) from error
    if metadata.labels != LABELS or metadata.format != 1:
        raise ModelError(
            f"has format {metadata.format} and labels {', '.join(metadata.labels)}",
            file=file,
            remedy="train anew with this version",
        )
    return metadata


def _read(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as error:
        raise ModelError(
            f"can't be read: {error.strerror}",
            file=file,
            remedy="restore the folder, or run `lausuntoputki train`",
        ) from error
