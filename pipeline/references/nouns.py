"""The nouns that announce a reference, in all their forms.

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


CHAPTER_FORMS = (
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
    Noun("luku", "chapter", CHAPTER_FORMS, _LUVUT),
    Noun("alaluku", "chapter", "ala-?" + CHAPTER_FORMS, "ala-?" + _LUVUT),
    Noun("pääluku", "chapter", "pää-?" + CHAPTER_FORMS, "pää-?" + _LUVUT),
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


_GROWN = re.compile(rf"[^\W\d_]{{3,30}}?(?:{CHAPTER_FORMS}|{_LUVUT})")


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
