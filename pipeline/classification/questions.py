"""What a question or heading asks for, by stems in its text. Data and one function."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache


@dataclass(frozen=True, slots=True)
class QuestionType:
    """Questions in which one of the stems of `pattern` starts a word."""

    name: str
    pattern: str
    example: str


QUESTION_TYPES: tuple[QuestionType, ...] = (
    QuestionType(
        "risk", r"risk|uhk|vaar|huol(?:i|est|en)|pelk|haitt|ongelm", "Mitä riskejä näette?"
    ),
    QuestionType("chance", r"mahdollisuu", "Mitä riskejä tai mahdollisuuksia näette?"),
    QuestionType(
        "lack", r"puuttu|puute|puutteet|kaipaa|kaivata|unohtu|aukko", "Puuttuuko jotakin?"
    ),
    QuestionType(
        "add",
        r"täsmen|täyden|lisät|nosta|korosta|selke(?:yt|äm)|tarken|muutta|paranta|"
        r"kehit|vahvist|ehdot|toivo|kehitt|pitäisi|tulisi|tuleeko|tarvi|lisäys|huomioi|"
        r"edisty|säilyt",
        "Mitä tulisi täsmentää?",
    ),
    QuestionType(
        "how-should",
        r"miten .*(?:tulisi|pitäisi|voidaan|voisi|voitaisiin|kehit|vahvist)",
        "Miten yhteistyötä tulisi kehittää?",
    ),
    QuestionType(
        "good",
        r"hyvä|onnistu|vahvuu|kiitos|toimii|pidät|samaa mieltä|parasta",
        "Mikä luonnoksessa on hyvää?",
    ),
    QuestionType(
        "accept", r"kannata|hyväksy|puolla|puoltaa|samaa mieltä", "Kannatatteko luonnosta?"
    ),
    QuestionType(
        "view",
        r"milt|mitä mieltä|näkemyk|arvio|vasta(?:a|avat|ako) |vaikutta|näyttä|miten .*näk|"
        r"otettu huomioon|kommen|huomio",
        "Miltä luku 5 näyttää?",
    ),
    QuestionType("other", r"muut|vapaa|terveis|lopuksi|yhteenve|lausuntonne", "Muuta sanottavaa?"),
    QuestionType(
        "background",
        r"taust|aluksi|yleistä|lausunnon (?:lähtö|antaja)|kuka |vastaaja",
        "Lausunnon tausta",
    ),
    QuestionType("role", r"rooli|yhteisty|kumppan|mukana|osallist", "Miten haluatte olla mukana?"),
    QuestionType("who", r"mitkä|missä|mihin|ketkä", "Mitkä ovat tärkeimmät yhteistyömuodot?"),
)

_COMPILED = tuple(
    (row.name, re.compile(rf"(?<!\w)(?:{row.pattern})", re.IGNORECASE)) for row in QUESTION_TYPES
)


@lru_cache(maxsize=1 << 12)
def question_types(question: str) -> tuple[str, ...]:
    """Names of the types that fit, with `yes-no` and `heading` for the question's form.

    >>> question_types("Puuttuuko luvusta jotakin?")
    ('lack', 'yes-no')
    >>> question_types("Liikenne")
    ('heading',)
    """
    names = [name for name, pattern in _COMPILED if pattern.search(question)]
    if "?" not in question:
        names.append("heading")
    elif re.match(r"(?:\d+\.\s*)?\w+k[oö]\b", question):
        names.append("yes-no")
    return tuple(names)
