"""Which responses are kept apart for testing, and which draft each response answers."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from pydantic import ValidationError

from pipeline.annotation.dataset import LabelledSentence
from pipeline.errors import AnnotationError
from pipeline.schema import Frozen

SPLIT_FILE = "split.json"


class Split(Frozen):
    """`test` holds response ids, `drafts` the response ids of each draft.

    Whole responses, and some whole drafts, are kept for testing: never trained on, never used to
    choose between models.
    """

    test: frozenset[str]
    drafts: dict[str, tuple[str, ...]]

    def draft(self, response_id: str) -> str:
        """The draft that a response answers; "" if the split doesn't know it."""
        return next((name for name, ids in self.drafts.items() if response_id in ids), "")

    def training(self, rows: Sequence[LabelledSentence]) -> tuple[LabelledSentence, ...]:
        """The rows that may be trained on: all but the test set."""
        return tuple(row for row in rows if row.response_id not in self.test)

    def testing(self, rows: Sequence[LabelledSentence]) -> tuple[LabelledSentence, ...]:
        """The rows of the frozen test set."""
        return tuple(row for row in rows if row.response_id in self.test)


def read_split(folder: Path) -> Split:
    """The split beside the labels in `folder`.

    Raises:
        AnnotationError: there is none, or it doesn't have the form of `Split`.
    """
    file = folder / SPLIT_FILE
    try:
        return Split.model_validate_json(file.read_bytes())
    except OSError as error:
        raise AnnotationError(
            f"can't be read: {error.strerror}", file=file, remedy="restore it from version control"
        ) from error
    except ValidationError as error:
        raise AnnotationError(
            f"is no split: {error.errors()[0]['msg']}", file=file, remedy="see its README"
        ) from error
