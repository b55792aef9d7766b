"""One error tree: every message names the file, the place in it, and the remedy."""

from __future__ import annotations

from pathlib import Path


class LausuntoputkiError(Exception):
    """Base of all errors that a user can mend.

    `file` and `place` (a line, a row, a key) say where, `remedy` says what to do.

    >>> print(IngestError("no answers", file="a.txt", place="line 3", remedy="check the form"))
    a.txt, line 3: no answers (remedy: check the form)
    """

    def __init__(
        self,
        problem: str,
        *,
        file: str | Path | None = None,
        place: str | None = None,
        remedy: str | None = None,
    ) -> None:
        self.problem = problem
        self.file = None if file is None else str(file)
        self.place = place
        self.remedy = remedy
        super().__init__(problem)

    def __str__(self) -> str:
        where = ", ".join(part for part in (self.file, self.place) if part)
        message = f"{where}: {self.problem}" if where else self.problem
        return f"{message} (remedy: {self.remedy})" if self.remedy else message


class SettingsError(LausuntoputkiError):
    """Settings that don't fit together or don't exist."""


class IngestError(LausuntoputkiError):
    """A file that can't be read as a response."""


class OutlineError(LausuntoputkiError):
    """An outline that can't be read."""


class ModelError(LausuntoputkiError):
    """A model folder that is missing, incomplete or not to be trusted."""


class AnnotationError(LausuntoputkiError):
    """Labelled data that breaks its format."""


class OutputError(LausuntoputkiError):
    """A result that can't be written."""


class StageError(LausuntoputkiError):
    """A stage that failed on one response; the cause is chained."""

    def __init__(self, problem: str, *, stage: str, response_id: str) -> None:
        self.stage = stage
        self.response_id = response_id
        super().__init__(problem, place=f"response {response_id}, stage {stage}")
