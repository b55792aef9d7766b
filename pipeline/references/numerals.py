"""Number words that stand in references: "luvussa neljä", "viidennessä luvussa", "luku IV"."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from pipeline.references.nouns import BY_LEMMA, CHAPTER_FORMS, Noun

_CARDINALS = {
    1: r"yksi|yhden|yhdessä",
    2: r"kaksi|kaks|kahden|kahdessa",
    3: r"kolme|kolmen|kolmessa",
    4: r"neljä|neljän|neljässä",
    5: r"viisi|viiden|viidessä|fem",
    6: r"kuusi|kuuden|kuudessa|sex",
    7: r"seitsemän|seitsemässä|sju",
    8: r"kahdeksan|kahdeksassa|åtta",
    9: r"yhdeksän|yhdeksässä|nio",
    10: r"kymmenen|kymmenessä|tio",
    11: r"yksitoista",
    12: r"kaksitoista",
}
_ORDINALS = {
    1: r"ensimmäi(?:nen|sen|stä|sessä|sestä|seen|sellä|selle|set)|första",
    2: r"toi(?:nen|sen|sta|sessa|sesta|seen|set)|andra",
    3: r"kolma(?:s|nnen|tta|nnessa|nnesta|nteen)|tredje",
    4: r"neljä(?:s|nnen|ttä|nnessä|nnestä|nteen)|fjärde",
    5: r"viide(?:s|nnen|ttä|nnessä|nnestä|nteen)|femte",
    6: r"kuude(?:s|nnen|tta|nnessa|nnesta|nteen)|sjätte",
    7: r"seitsemä(?:s|nnen|ttä|nnessä|nnestä|nteen)|sjunde",
    8: r"kahdeksa(?:s|nnen|tta|nnessa|nnesta|nteen)|åttonde",
    9: r"yhdeksä(?:s|nnen|ttä|nnessä|nnestä|nteen)|nionde",
    10: r"kymmene(?:s|nnen|ttä|nnessä|nnestä|nteen)|tionde",
    11: r"yhdestoista|yhdennentoista|yhdennessätoista",
    12: r"kahdestoista|kahdennentoista|kahdennessatoista",
}
_DIGIT_NOUNS = {
    1: "ykkös|ykkönen",
    2: "kakkos|kakkonen",
    3: "kolmos|kolmonen",
    4: "nelos|nelonen",
    5: "viitos|vitos",
    6: "kuutos",
    7: "seitsemäs|seiska|seitsos",
    8: "kahdeksikko|kasi|kahdeksas|kaseiska",
    9: "ysi|yhdeksikkö",
    10: "kymppi|kympin",
}
_DIGIT_COMPOUND = re.compile(
    "(?:"
    + "|".join(f"(?P<n{value}>{forms})" for value, forms in _DIGIT_NOUNS.items())
    + f")-?(?:(?P<chapter>{CHAPTER_FORMS})|kysymy(?:s|stä|ksen|kseen|ksessä|ksestä))"
)

ORDINAL_LEMMAS: Mapping[str, int] = {
    "ensimmäinen": 1,
    "toinen": 2,
    "kolmas": 3,
    "neljäs": 4,
    "viides": 5,
    "kuudes": 6,
    "seitsemäs": 7,
    "kahdeksas": 8,
    "yhdeksäs": 9,
    "kymmenes": 10,
}


def _values(rows: Mapping[int, str]) -> tuple[tuple[int, re.Pattern[str]], ...]:
    return tuple((value, re.compile(forms)) for value, forms in rows.items())


_CARDINAL_TABLE = _values(_CARDINALS)
_ORDINAL_TABLE = _values(_ORDINALS)


@lru_cache(maxsize=1 << 12)
def cardinal(word: str) -> int | None:
    """Value of a casefolded number word, as in "luvussa neljä".

    >>> cardinal("neljä"), cardinal("neljäs")
    (4, None)
    """
    return next((value for value, form in _CARDINAL_TABLE if form.fullmatch(word)), None)


@lru_cache(maxsize=1 << 12)
def ordinal(word: str) -> int | None:
    """Value of a casefolded ordinal, as in "viidennessä luvussa".

    >>> ordinal("viidennessä"), ordinal("viisi")
    (5, None)
    """
    return next((value for value, form in _ORDINAL_TABLE if form.fullmatch(word)), None)


@lru_cache(maxsize=1 << 14)
def digit_compound_of(word: str) -> tuple[int, Noun] | None:
    """Value and noun of a colloquial compound, as in "kolmosluvussa".

    >>> value, noun = digit_compound_of("kolmosluvussa")
    >>> value, noun.lemma
    (3, 'luku')
    >>> digit_compound_of("kolmosputki")
    """
    if "lu" not in word and "kysymy" not in word:
        return None
    match = _DIGIT_COMPOUND.fullmatch(word)
    if match is None:
        return None
    value = next(value for value in _DIGIT_NOUNS if match[f"n{value}"])
    return value, BY_LEMMA["luku" if match["chapter"] else "kysymys"]


_ROMAN = re.compile(r"(?=[IVX])X{0,2}(?:IX|IV|V?I{0,3})")
_ROMAN_VALUES = {"I": 1, "V": 5, "X": 10}


def roman(text: str) -> int | None:
    """Value of a Roman numeral up to 29, in capitals.

    >>> roman("IV"), roman("XII"), roman("IIII"), roman("OMA")
    (4, 12, None, None)
    """
    if not _ROMAN.fullmatch(text):
        return None
    values = [_ROMAN_VALUES[letter] for letter in text]
    return sum(
        -value if value < following else value
        for value, following in zip(values, [*values[1:], 0], strict=True)
    )
