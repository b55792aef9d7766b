"""Reads Finnish consultation responses: labels, chapter references and proposals as JSON.

`load()` gives the whole pipeline as a spaCy `Language`, `Run(paths, output=…)` a batch run.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pipeline.analyse import load
    from pipeline.batch import Run

__all__ = ["Run", "load"]


def __getattr__(name: str) -> Any:
    """Import on first use: the stages load spaCy, which the schema's users may not need."""
    places = {"load": "pipeline.analyse", "Run": "pipeline.batch"}
    if name not in places:
        raise AttributeError(f"module 'pipeline' has no attribute {name!r}")
    return getattr(import_module(places[name]), name)
