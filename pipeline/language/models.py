"""The folder of Stanza weights: checked, loaded, fingerprinted."""

from __future__ import annotations

import hashlib
import json
import os
import warnings
from dataclasses import dataclass
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any

from pipeline.errors import ModelError

STANZA_VERSIONS = ("1.15",)
"""Releases of Stanza whose models' insides the modules here know: see `check_stanza`."""

PROCESSORS = ("tokenize", "mwt", "pos", "lemma")
LANGUAGE = "fi"
_REMEDY = "restore models/stanza from the repository, or set language_model to a whole folder"


@dataclass(frozen=True, slots=True)
class StanzaParts:
    """Stanza's own trained parts, as its pipeline loaded them.

    Each is a Stanza `Trainer` with its `model`, `vocab` and `args`; `pretrain` holds the word
    vectors' vocabulary, or is None for a tagger that has no vectors.
    """

    tokenizer: Any
    expander: Any | None
    tagger: Any
    pretrain: Any | None
    lemmatizer: Any
    lemma_settings: dict[str, Any]
    expander_settings: dict[str, Any]


def check_stanza(installed: str | None = None) -> None:
    """Refuse a Stanza whose models may be built otherwise than the code here expects.

    Raises:
        ModelError: the installed release is not one of `STANZA_VERSIONS`.
    """
    installed = installed or version("stanza")
    if ".".join(installed.split(".")[:2]) not in STANZA_VERSIONS:
        raise ModelError(
            f"Stanza {installed} is installed, but {' or '.join(STANZA_VERSIONS)} is needed",
            remedy="install the versions in constraints.txt",
        )


def check_folder(folder: str | Path) -> Path:
    """The folder, if it holds the whole of a Finnish Stanza model.

    Raises:
        ModelError: the folder, its `resources.json` or one of the weights is missing or broken.
    """
    folder = Path(folder)
    listing = folder / "resources.json"
    if not folder.is_dir() or not listing.is_file():
        raise ModelError("no Stanza model is here", file=listing, remedy=_REMEDY)
    try:
        packages = json.loads(listing.read_text(encoding="utf-8"))[LANGUAGE]
        chosen = packages["default_processors"]
        needed = [(part, chosen[part]) for part in PROCESSORS if part in chosen]
        needed += [
            (dependency["model"], dependency["package"])
            for part, package in needed
            for dependency in packages[part][package].get("dependencies", ())
        ]
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError("lists no Finnish model", file=listing, remedy=_REMEDY) from error
    for part, package in needed:
        weights = folder / LANGUAGE / part / f"{package}.pt"
        if not weights.is_file():
            raise ModelError("the weights are missing", file=weights, remedy=_REMEDY)
    return folder


def load_parts(folder: str | Path) -> StanzaParts:
    """Load the weights in `folder` through Stanza's own pipeline; nothing is downloaded.

    Raises:
        ModelError: the folder is incomplete, a weight file is broken or Stanza doesn't fit.
    """
    check_stanza()
    folder = check_folder(folder)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # torch's remarks on how Stanza stores weights
        import stanza

        try:
            pipeline = stanza.Pipeline(
                LANGUAGE,
                dir=str(folder),
                processors=",".join(PROCESSORS),
                download_method=None,
                use_gpu=False,
                logging_level="ERROR",
            )
        except (OSError, RuntimeError, KeyError, ValueError, EOFError) as error:
            raise ModelError(f"can't be loaded: {error}", file=folder, remedy=_REMEDY) from error
    processors = pipeline.processors
    expander = processors.get("mwt")
    return StanzaParts(
        tokenizer=processors["tokenize"].trainer,
        expander=None if expander is None else expander.trainer,
        tagger=processors["pos"].trainer,
        pretrain=processors["pos"].pretrain,
        lemmatizer=processors["lemma"].trainer,
        lemma_settings=dict(processors["lemma"].config),
        expander_settings={} if expander is None else dict(expander.config),
    )


def model_fingerprint(folder: str | Path) -> str:
    """Sixteen hex digits that change with any weight or with `resources.json`.

    The sums are kept for the life of the process and taken again when a file's size or time
    has changed.

    Raises:
        ModelError: the folder is incomplete.
    """
    folder = check_folder(folder)
    files = sorted([*folder.glob(f"{LANGUAGE}/*/*.pt"), folder / "resources.json"])
    stamps = tuple(
        (str(file), file.relative_to(folder).as_posix(), *_stamp(file.stat())) for file in files
    )
    return _fingerprint(stamps)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


@lru_cache(maxsize=16)
def _fingerprint(stamps: tuple[tuple[str, str, int, int], ...]) -> str:
    total = hashlib.sha256()
    for file, name, _, _ in stamps:
        with Path(file).open("rb") as opened:
            digest = hashlib.file_digest(opened, "sha256").hexdigest()
        total.update(f"{name}\t{digest}\n".encode())
    return total.hexdigest()[:16]
