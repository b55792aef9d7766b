"""Which language each block is in: Finnish unless it is surely Swedish or English."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache

from py3langid.langid import MODEL_FILE, LanguageIdentifier

FINNISH = "fi"
LANGUAGES = (FINNISH, "sv", "en")

_SURE = 0.9  # no Finnish sentence or survey answer in 5,500 was taken for another at this
_WORD = re.compile(r"[^\W\d_]{2,}")
_ENOUGH_WORDS = 3  # names and titles are often foreign


@cache
def _identifier() -> LanguageIdentifier:
    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier


def identify(blocks: Iterable[str]) -> Iterator[str]:
    """The language of each of the blocks of one text: "fi", "sv" or "en".

    A block too short or too mixed to tell is in the language of the block before it.

    >>> list(identify(["Kommunen föreslår att tidtabellen ändras.", "bättre service"]))
    ['sv', 'sv']
    """
    before = FINNISH
    for block in blocks:
        if len(_WORD.findall(block, 0, 2000)) >= _ENOUGH_WORDS:
            language, probability = _identifier().classify(block)
            if probability >= _SURE:
                before = language
        yield before
