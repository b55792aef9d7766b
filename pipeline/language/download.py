"""Stanza's own Finnish models, for those who have a network and want to compare."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import stanza

from pipeline.errors import ModelError
from pipeline.language.models import LANGUAGE, PROCESSORS, check_folder

PACKAGE = "default_fast"
"""Stanza's package without character language models; those read a sentence as a whole, and their
results could not be shared between sentences."""

_NO_NETWORK = (
    "connect to a network, or keep the shipped weights, which need none: models/stanza is the "
    "default of the setting language_model"
)


def download(out: str | Path) -> Path:
    """Fetch Stanza's Finnish models into folder `out`, ready for the setting `language_model`.

    Raises:
        ModelError: no network, or what came is no whole model.
    """
    folder = Path(out)
    try:
        stanza.download(
            LANGUAGE,
            model_dir=str(folder),
            package=PACKAGE,
            processors=",".join(PROCESSORS),
            logging_level="ERROR",
        )
    except (OSError, ValueError) as error:
        raise ModelError(
            f"Stanza's models can't be fetched: {error}", file=folder, remedy=_NO_NETWORK
        ) from error
    _choose(folder / "resources.json")
    return check_folder(folder)


def _choose(listing: Path) -> None:
    """Make `PACKAGE` the default of the listing, and leave other languages out of it."""
    try:
        finnish: dict[str, Any] = json.loads(listing.read_text(encoding="utf-8"))[LANGUAGE]
        chosen = {part: finnish["packages"][PACKAGE][part] for part in PROCESSORS}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(
            f"lists no Finnish package {PACKAGE}", file=listing, remedy=_NO_NETWORK
        ) from error
    finnish["default_processors"] = chosen
    finnish["packages"] = {"default": chosen}
    listing.write_text(json.dumps({LANGUAGE: finnish}, indent=1), encoding="utf-8")
