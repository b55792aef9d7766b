"""Labelled sentences: reading, writing, splitting, agreement, and documents to train on."""

from pipeline.annotation.agreement import Agreement, agreement
from pipeline.annotation.dataset import LabelledSentence, read_labels, write_labels
from pipeline.annotation.documents import read_examples, training_and_test
from pipeline.annotation.split import Split, read_split

__all__ = [
    "Agreement",
    "LabelledSentence",
    "Split",
    "agreement",
    "read_examples",
    "read_labels",
    "read_split",
    "training_and_test",
    "write_labels",
]
