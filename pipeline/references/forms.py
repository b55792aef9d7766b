"""The words that announce a reference, in all their forms: nouns, numerals, determiners.

Forms are matched on the written word, so that a wrong lemma or a typo elsewhere can't hide a
mention; `pipeline.references.cues` adds what the lemmas know beyond them.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from pipeline.schema import ReferenceKind

_ENDING = r"(?:ni|si|nsa|nsä|mme|nne|kin|kaan|kään|han|hän|ko|kö)?"


@dataclass(frozen=True, slots=True)
class Noun:
    """A noun that announces references of `kind`.

    `forms` matches its singular and `plural` its plural forms, casefolded. A `weak` noun has
    everyday meanings too (kohta, osa): a plain number behind it is a chapter only if the outline
    has that chapter.
    """

    lemma: str
    kind: ReferenceKind
    forms: str
    plural: str = r"(?!)"
    weak: bool = False


_LUKU = (
    r"lu(?:ku|kua|kuun|kuna|vun|vussa|vusta|vulla|vulle|vulta|vuksi|vutta|kunsa|vukseen"
    r"|vus|vust|vul)"
)
_LUVUT = r"lu(?:vut|kujen|kuja|kuihin|kuina|vuissa|vuista|vuilla|vuille|vuilta|vuiksi)"
_KOHTA = r"koh(?:ta|taa|taan|tana|dan|dassa|dasta|daksi|das|dast)"
"""Without kohdalla, a postposition: "12 §:n kohdalla"."""

_KOHDAT = r"koh(?:dat|tien|tia|tiin|tina|dissa|dista|dilla|dille|dilta|diksi)"
_OSIO = r"osio(?:a|on|na|n|ssa|sta|lla|lle|lta|ksi)?"
_OSIOT = r"osio(?:t|iden|itten|ita|ihin|issa|ista|illa|ille|ilta|ina|iksi)"

NOUNS: tuple[Noun, ...] = (
    Noun("luku", "chapter", _LUKU, _LUVUT),
    Noun("alaluku", "chapter", "ala-?" + _LUKU, "ala-?" + _LUVUT),
    Noun("pääluku", "chapter", "pää-?" + _LUKU, "pää-?" + _LUVUT),
    Noun("kohta", "chapter", _KOHTA, _KOHDAT, weak=True),
    Noun("alakohta", "chapter", "ala" + _KOHTA, "ala" + _KOHDAT, weak=True),
    Noun("osio", "chapter", _OSIO, _OSIOT, weak=True),
    Noun("alaosio", "chapter", "ala" + _OSIO, "ala" + _OSIOT, weak=True),
    Noun(
        "kappale",
        "chapter",
        r"kappale(?:tta|eseen|ena|en|essa|esta|ella|elle|elta|eksi)?",
        r"kappale(?:et|iden|itten|ita|isiin|ihin|issa|ista|illa|ille|ilta)",
        weak=True,
    ),
    Noun("kpl", "chapter", r"kpl(?::\w{1,5})?", weak=True),
    Noun(
        "osa",
        "chapter",
        r"osa(?:a|an|n|ssa|sta|lla|lle)?",  # osalta, osana and osaksi are adverbs
        r"os(?:at|ien|ia|iin|issa|ista|illa|ille)",
        weak=True,
    ),
    Noun(
        "jakso",
        "chapter",
        r"jakso(?:a|on|na|n|ssa|sta|ksi)?",
        r"jakso(?:t|jen|ja|ihin|issa|ista|illa|ille|ilta)",
        weak=True,
    ),
    Noun(
        "otsikko",
        "chapter",
        r"otsik(?:ko|koa|koon|kona|on|ossa|osta|olla|olle|olta|oksi)",
        r"otsi(?:kot|koiden|kkojen|koita|kkoja|koihin|kkoihin|koissa|koista|koilla|koille)",
        weak=True,
    ),
    Noun(
        "painopiste",
        "chapter",
        r"painopiste(?:ttä|eseen|enä|en|essä|estä|ellä|elle|eltä|eksi)?",
        r"painopiste(?:et|iden|itä|isiin|issä|istä|illä|ille|iltä)",
        weak=True,
    ),
    Noun("kapitel", "chapter", r"kap(?:itel|itlet|itlets)?", r"kapitlen", weak=True),
    Noun("avsnitt", "chapter", r"avsnitt(?:et|ets)?", r"avsnitten", weak=True),
    Noun("punkt", "chapter", r"punkt(?:en|ens)?", r"punkter(?:na)?", weak=True),
    Noun(
        "sivu",
        "page",
        r"sivu(?:a|un|na|n|ssa|sta|lla|lle|lta|ksi|l|s)?",
        r"sivu(?:t|jen|ja|ihin|illa|ille|ilta|issa|ista)",
    ),
    Noun("sida", "page", r"sid(?:a|an)", r"sidor(?:na)?"),
    Noun(
        "taulukko",
        "table",
        r"taulu(?:kko|kkoa|kkoon|kkona|kon|kossa|kosta|kolla|kolle|kolta|koksi|kos|kost)",
        r"taulu(?:kot|koiden|koita|kkoja|kkojen|kkoihin|koihin|koissa|koista|koilla|koille|koilta)",
    ),
    Noun("tabell", "table", r"tabell(?:en)?", r"tabeller(?:na)?"),
    Noun(
        "kuva",
        "figure",
        r"kuva(?:a|an|na|n|ssa|sta|lla|lle|lta|ksi|s|st)?",
        r"kuv(?:at|ien|ia|iin|issa|ista|illa|ille|ilta)",
    ),
    Noun(
        "kuvio",
        "figure",
        r"kuvio(?:ta|on|na|n|ssa|sta|lla|lle|lta|ksi)?",
        r"kuvio(?:t|iden|ita|ihin|issa|ista|illa|ille|ilta)",
    ),
    Noun(
        "kaavio",
        "figure",
        r"kaavio(?:ta|on|na|n|ssa|sta|lla|lle|lta|ksi)?",
        r"kaavio(?:t|iden|ita|ihin|issa|ista|illa|ille|ilta)",
    ),
    Noun(
        "kartta",
        "figure",
        r"kart(?:ta|taa|taan|tana|an|assa|asta|alla|alle|alta|aksi)",
        r"kart(?:at|tojen|toja|toihin|oissa|oista|oilla|oille|oilta)",
    ),
    Noun("figur", "figure", r"figur(?:en)?|bild(?:en)?", r"figurer(?:na)?|bilder(?:na)?"),
    Noun(
        "liite",
        "appendix",
        r"(?:liite|liitettä|liittee(?:n|nä|seen|ssä|stä|llä|lle|ltä|ksi|s|st))",
        r"liittee(?:t)|liittei(?:den|tä|siin|ssä|stä|llä|lle|ltä|nä)",
    ),
    Noun(
        "liitekartta",
        "appendix",
        r"liitekart(?:ta|taa|taan|an|assa|asta|alla|alle|alta)",
        r"liitekart(?:at|tojen|toja|toihin|oissa|oista|oilla|oille)",
    ),
    Noun("bilaga", "appendix", r"bilag(?:a|an)", r"bilagor(?:na)?"),
    Noun(
        "kysymys",
        "question",
        r"kysymy(?:s|stä|ksen|kseen|ksenä|ksessä|ksestä|ksellä|kselle|kseltä)",
        r"kysymy(?:kset|sten|ksien|ksiä|ksiin|ksissä|ksistä|ksille)",
    ),
    Noun(
        "vastaus",
        "question",
        r"vastau(?:s|sta|kse|ksen|kseen|ksessa|ksesta)",
        r"vastau(?:kset|ste|sten|ksia|ksiin|ksissa|ksista)",
    ),
    Noun("fråga", "question", r"fråg(?:a|an)", r"frågor(?:na)?"),
    Noun(
        "pykälä",
        "statute",
        r"pykälä(?:ä|än|nä|n|ssä|stä|llä|lle|ltä|ksi)?",
        r"pykäl(?:ät|ien|iä|iin|issä|istä|ille)",
    ),
    Noun(
        "artikla",
        "statute",
        r"artikla(?:a|an|na|n|ssa|sta|lla|lle|lta|ksi)?",
        r"artikl(?:at|ojen|oja|oihin|oissa|oista)|artiklojen",
    ),
    Noun(
        "momentti",
        "statute",
        r"moment(?:ti|tia|tiin|in|issa|ista|illa|ille)",
        r"moment(?:it|tien|teja|teihin|eissa|eista)",
    ),
)

BY_LEMMA: Mapping[str, Noun] = {noun.lemma: noun for noun in NOUNS}

_PREFIXES = tuple(
    sorted(
        {
            "lu",
            "ala",
            "pää",
            "ko",
            "os",
            "ka",
            "kp",
            "ja",
            "ot",
            "pa",
            "av",
            "pu",
            "si",
            "ta",
            "ku",
            "fi",
            "bi",
            "li",
            "ky",
            "va",
            "fr",
            "py",
            "ar",
            "mo",
        }
    )
)
_SINGULAR = tuple((re.compile(f"(?:{noun.forms}){_ENDING}"), noun) for noun in NOUNS)
_PLURAL = tuple((re.compile(f"(?:{noun.plural}){_ENDING}"), noun) for noun in NOUNS)


_GROWN = re.compile(rf"[^\W\d_]{{3,30}}?(?:{_LUKU}|{_LUVUT})")


def is_grown_chapter(word: str) -> bool:
    """Whether a casefolded word is a compound of luku, as in "mittarilukuun 9.3".

    >>> is_grown_chapter("mittarilukuun"), is_grown_chapter("lukuun")
    (True, False)
    """
    return _GROWN.fullmatch(word) is not None


@lru_cache(maxsize=1 << 16)
def noun_of(word: str) -> tuple[Noun, bool] | None:
    """The announcing noun that a casefolded word is a form of, and whether it is plural.

    >>> noun, plural = noun_of("luvuissa")
    >>> noun.lemma, plural
    ('luku', True)
    >>> noun_of("lukion")
    """
    if not word.startswith(_PREFIXES):
        return None
    for table, plural in ((_SINGULAR, False), (_PLURAL, True)):
        for pattern, noun in table:
            if pattern.fullmatch(word):
                return noun, plural
    return None


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
    + f")-?(?:(?P<chapter>{_LUKU})|kysymy(?:s|stä|ksen|kseen|ksessä|ksestä))"
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
