"""The words of the reports, in the three languages of `words.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal, get_args

from pipeline.errors import SettingsError

ReportLanguage = Literal["fi", "sv", "en"]
LANGUAGES: tuple[ReportLanguage, ...] = get_args(ReportLanguage)


@dataclass(frozen=True)
class Words:
    """Calling it with a word's key gives the word, its {places} filled.

    >>> words = load_words("fi")
    >>> words("label_risk"), words("respondents", n=1), words("respondents", n=3)
    ('Riski', '1 vastaaja', '3 vastaajaa')
    """

    language: ReportLanguage
    texts: Mapping[str, str]

    def __call__(self, key: str, **values: object) -> str:
        """The word; for a single thing (`n=1`) the key with `_one`, where there is one."""
        if values.get("n") == 1:
            key = f"{key}_one" if f"{key}_one" in self.texts else key
        return self.texts[key].format(**values)


def catalogue() -> dict[str, dict[str, str]]:
    """All words: key, then language, then text."""
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))


@cache
def load_words(language: str = "fi") -> Words:
    """The words in one language.

    Raises:
        SettingsError: there is no such language.
    """
    for known in LANGUAGES:
        if known == language:
            return Words(known, {key: texts[known] for key, texts in catalogue().items()})
    raise SettingsError(
        f"no reports in language {language!r}", remedy=f"choose one of {', '.join(LANGUAGES)}"
    )
