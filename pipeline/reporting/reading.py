"""The results of a run, read back from its output folder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel, ConfigDict, ValidationError

from pipeline.errors import OutputError
from pipeline.schema import SCHEMA_VERSION, Failure, PipelineInfo, ResponseAnalysis

_Model = TypeVar("_Model", bound=BaseModel)
_AGAIN = "run `lausuntoputki run` again into this folder and let it finish"


class _Read(BaseModel):
    model_config = ConfigDict(frozen=True, extra="ignore")


class OutlineAccount(_Read):
    """A draft's outline as the run used it: (number, title) in the draft's order."""

    fingerprint: str
    file: str | None = None
    inferred: bool = False
    chapters: tuple[tuple[str, str], ...] = ()


class SettingsAccount(_Read):
    """What a report needs of the run's settings."""

    classifier: Path
    review_below: float


class Account(_Read):
    """`run.json`: what was done, what failed, with which settings."""

    schema_version: str
    failures: tuple[Failure, ...]
    responses: tuple[str, ...]
    settings: SettingsAccount
    pipeline: PipelineInfo
    outlines: tuple[OutlineAccount, ...] = ()


class Quality(_Read):
    """How well the classifier that gave the labels did on responses it was not trained on."""

    macro_f1: float
    responses: int
    sentences: int


@dataclass(frozen=True)
class RunResults:
    """A finished run in `folder`. The responses are read as they are asked for, one at a time,
    so that a round of thousands needs little memory.
    """

    folder: Path
    account: Account

    def __len__(self) -> int:
        return len(self.account.responses)

    def responses(self) -> Iterator[ResponseAnalysis]:
        """All responses in the order of the run.

        Raises:
            OutputError: a file is missing, is no result, or comes from another run.
        """
        for name in self.account.responses:
            yield self._response(self.folder / "responses" / f"{name}.json")

    def _response(self, file: Path) -> ResponseAnalysis:
        response = _validated(ResponseAnalysis, file)
        _check_version(response.schema_version, file)
        if _maker(response.pipeline) != _maker(self.account.pipeline):
            raise OutputError(
                "was made by another pipeline than run.json tells of", file=file, remedy=_AGAIN
            )
        return response

    @cached_property
    def quality(self) -> Quality | None:
        """What was measured of the classifier; None where that classifier is no longer there."""
        file = self.account.settings.classifier / "model.json"
        try:
            metadata = json.loads(file.read_text(encoding="utf-8"))
            if not metadata["weights"].startswith(self.account.pipeline.classifier):
                return None
            return Quality(
                macro_f1=metadata["metrics"]["folds_macro_f1"],
                responses=metadata["training_responses"],
                sentences=metadata["training_sentences"],
            )
        except (OSError, ValueError, KeyError, TypeError, AttributeError):
            return None


def read_run(folder: Path) -> RunResults:
    """The finished run in `folder`.

    Raises:
        OutputError: there is no run, it has not finished, or it is of another schema version.
    """
    file = folder / "run.json"
    if not file.is_file():
        half = (folder / "responses").is_dir()
        raise OutputError(
            "the run has not finished: run.json is missing" if half else "holds no run",
            file=folder,
            remedy=_AGAIN if half else "give the folder that `lausuntoputki run --output` wrote",
        )
    account = _validated(Account, file)
    _check_version(account.schema_version, file)
    written = {path.stem for path in (folder / "responses").glob("*.json")}
    for names, problem in (
        (set(account.responses) - written, "run.json tells of a result that is not there"),
        (written - set(account.responses), "a later run has not finished: run.json lacks a result"),
    ):
        if names:
            raise OutputError(f"{problem}: {min(names)}.json", file=folder, remedy=_AGAIN)
    return RunResults(folder, account)


def _validated(model: type[_Model], file: Path) -> _Model:
    """The content of a file; what it lacks may tell of another version, which is told first."""
    text = _text(file)
    try:
        return model.model_validate_json(text)
    except ValidationError as error:
        _check_version(_version(text), file)
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        raise OutputError(first["msg"], file=file, place=place, remedy=_AGAIN) from error


def _text(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise OutputError(f"can't be read: {error}", file=file, remedy=_AGAIN) from error


def _version(text: str) -> str:
    """The schema version a broken file claims; the current one where it claims none."""
    try:
        return str(json.loads(text)["schema_version"])
    except (ValueError, KeyError, TypeError):
        return SCHEMA_VERSION


def _check_version(version: str, file: Path) -> None:
    if version != SCHEMA_VERSION:
        raise OutputError(
            f"has schema version {version}, this program reads {SCHEMA_VERSION}",
            file=file,
            remedy=_AGAIN,
        )


def _maker(info: PipelineInfo) -> tuple[str, str, str]:
    return info.version, info.language_model, info.classifier
