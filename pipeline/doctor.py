"""Checks of an installation: is everything a run needs here, and does it work?"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version

from pipeline.analyse import fingerprints, load
from pipeline.doc import SENTENCES
from pipeline.errors import LausuntoputkiError
from pipeline.settings import Settings

_PACKAGES = ("lausuntoputki", "spacy", "stanza", "torch", "scikit-learn", "skops", "pydantic")
_SAMPLE = "Luvussa 5.2 on hyviä tavoitteita. Niitä tulee täsmentää."


@dataclass(frozen=True)
class Finding:
    """One check and how it went; `detail` holds the remedy where it failed."""

    check: str
    ok: bool
    detail: str


def examine(settings: Settings) -> Iterator[Finding]:
    """All checks, the cheap ones first; the models are only tried where they are there."""
    yield Finding("Python", sys.version_info >= (3, 11), sys.version.split()[0])
    for package in _PACKAGES:
        try:
            yield Finding(package, True, version(package))
        except PackageNotFoundError:
            yield Finding(package, False, "not installed (remedy: install as the README says)")
            return
    try:
        info = fingerprints(settings)
        yield Finding("language model", True, f"{settings.language_model} ({info.language_model})")
        yield Finding("classifier", True, f"{settings.classifier} ({info.classifier})")
        doc = load(settings=settings)(_SAMPLE)
    except LausuntoputkiError as error:
        yield Finding("models", False, str(error))
        return
    labels = ", ".join(sentence.label_ for sentence in doc.spans[SENTENCES])
    surfaces = ", ".join(reference.surface for reference in doc._.references)
    yield Finding("analysis", bool(labels and surfaces), f"labels {labels}; references {surfaces}")
