"""Which act a sentence performs: proposal, critique, risk, support or none.

Training and measuring are in `pipeline.classification.train` and `.evaluate`, which using a
classifier doesn't import.
"""

from pipeline.classification.component import COMPONENT, SentenceClassifier
from pipeline.classification.examples import Example
from pipeline.classification.features import SentenceFeatures, featurise
from pipeline.classification.model import (
    Classifier,
    Prediction,
    load_classifier,
    model_fingerprint,
    save_classifier,
)

__all__ = [
    "COMPONENT",
    "Classifier",
    "Example",
    "Prediction",
    "SentenceClassifier",
    "SentenceFeatures",
    "featurise",
    "load_classifier",
    "model_fingerprint",
    "save_classifier",
]
