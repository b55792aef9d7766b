"""Personal data in free text, found by rules and replaced by markers.

Contact fields of forms and signatures never get this far; this is for what people write into
their answers. A marker keeps the sentence readable: "soita [puhelin]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date

from pipeline.ingest.letterhead import BODY_NAME, NAME


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A kind of personal data: its marker, its pattern, and what proves a match right.

    Where the pattern has a group `personal`, that alone is proved and replaced; the rest of the
    match is what tells that it is personal.
    """

    name: str
    marker: str
    pattern: re.Pattern[str]
    proves: Callable[[str], bool]
    example: str


_CENTURIES = {"+": 1800, **dict.fromkeys("-YXWVU", 1900), **dict.fromkeys("ABCDEF", 2000)}
"""Signs of the century, those taken into use in 2023 included."""


def is_identity_code(text: str) -> bool:
    """Whether a personal identity code's date exists and its control character is right (Digital
    and Population Data Services Agency: the nine digits modulo 31 point into 31 characters).

    >>> is_identity_code("131052-308T"), is_identity_code("131052-308A")
    (True, False)
    >>> is_identity_code("131052Y308T"), is_identity_code("310252-301R")
    (True, False)
    """
    code = text.upper().replace("–", "-")
    try:
        date(_CENTURIES[code[6]] + int(code[4:6]), int(code[2:4]), int(code[:2]))
    except ValueError:
        return False
    return code[10] == "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(code[:6] + code[7:10]) % 31]


_DIGITS = 10
"""Of an account number, at least; words that follow "EU27" have fewer."""


def is_iban(text: str) -> bool:
    """Whether an account number's check digits are right (ISO 13616, modulo 97).

    >>> is_iban("FI21 1234 5600 0007 85"), is_iban("FI22 1234 5600 0007 85")
    (True, False)
    """
    code = re.sub(r"\s", "", text).upper()
    if not 15 <= len(code) <= 34 or sum(map(str.isdigit, code)) < _DIGITS:
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def is_phone_number(text: str) -> bool:
    """Whether the digits are as many as a Finnish number has, with its prefix.

    >>> is_phone_number("+358 40 123 4567"), is_phone_number("050 12")
    (True, False)
    """
    digits = re.sub(r"\D", "", text)
    return 7 <= len(digits) <= 14


def is_person(text: str) -> bool:
    """Whether what stands where a person signs is no organisation.

    >>> is_person("Maija Mallikas"), is_person("Mallilan Kyläyhdistys")
    (True, False)
    """
    return not BODY_NAME.search(text)


_STREET = (
    r"(?<![\w-])(?:(?:Vanha|Uusi|Iso|Pieni|Gamla|Nya|Stora|Lilla)\s)?"
    r"(?!(?:valta|kanta|seutu|yhdys|maan|moottori|rauta|runko)tie)[A-ZÅÄÖ][\w-]{0,30}?"
    r"(?:tie|katu|kuja|polku|väylä|raitti|kaari|rinne|tori|bulevardi|puistikko|aukio|penger"
    r"|vägen|gatan|gränden|stigen|backen)(?:n|lla|llä|lta|ltä|lle|ssa|ssä)?"
    r"\s+\d{1,4}(?!\s?(?:k?m|%|kilometri\w*|metri\w*|minuut\w*)\b)(?:\s?[a-zA-Z]\b)?"
    r"(?:\s+(?:as\.?\s*)?\d{1,3}\b)?"
)
_AT_HOME = (
    r"\b(?:asu(?:n|mme|in|imme|nut|neet)|muut(?:in|imme|anut|taneet)|bor på|bor vid"
    r"|koti|(?:koti|asuin)(?:ni|mme|paikka\w*|osoit\w*)|(?:talo|tontti|kiinteistö|piha)(?:ni|mme)"
    r"|asuu osoitteessa|omist(?:an|amme)"
    r"|osoit(?:teeni|teemme|teessani|teessamme))\b"
)
_SIGNED = (
    r"(?:\b(?i:(?:\w+\s)?\w*terveisin|terkuin|yst\.?\s?terv|terv|kunnioitta(?:en|vasti)"
    r"|ystävällisesti|(?:kuulem|näkem)isiin|(?:med )?(?:vänliga? )?hälsning(?:ar)?"
    r"|högaktningsfullt)\b|(?<![\w.])[Tt]\.)"
)
_PERSON = rf"(?:{NAME}\s(?:ja|och|&)\s)?{NAME}(?:\s{NAME}){{1,2}}"
_ENDS_THERE = r"(?=\s*(?:[,.!;(\n]|$))"
"""Behind a signed name: what goes on is a sentence, or the name of a body."""

RECOGNISERS = (
    Recogniser(
        "email",
        "[sähköposti]",
        re.compile(
            r"(?<![\w.+%-])[\w.+%-]{1,64}"
            r"(?:@|\s?[(\[](?:at|ät|a|miukumauku)[)\]]\s?|\s(?:ät|miukumauku)\s)"
            r"[\w-]+(?:\.[\w-]+)*\.\w{2,}"
        ),
        lambda _: True,
        "etu.suku@kunta.fi",
    ),
    Recogniser(
        "identity-code",
        "[henkilötunnus]",
        re.compile(r"(?<![\w/-])\d{6}[-–+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z](?![\w/-])"),
        is_identity_code,
        "131052-308T",
    ),
    Recogniser(
        "iban",
        "[tilinumero]",
        re.compile(
            r"(?<!\w)[A-Za-z]{2}[0-9]{2}(?:[ ]?[A-Za-z0-9]{4}){2,7}(?:[ ]?[0-9]{1,3})?(?!\w)"
        ),
        is_iban,
        "FI21 1234 5600 0007 85",
    ),
    Recogniser(
        "phone-abroad",
        "[puhelin]",
        re.compile(
            r"(?<![\w/.-])(?<!OVT )(?<!OVT-tunnus )(?:\+|00(?=[1-9]))\d{2,3}"
            r"(?:[ -]?\(0\))?(?:[ -]?\d){5,11}(?![\w/]|-\d)"
        ),
        is_phone_number,
        "+358 40 123 4567",
    ),
    Recogniser(
        "phone-mobile",
        "[puhelin]",
        re.compile(
            r"(?<![\w/.-])0(?:4\d|50)(?:[ /-]?\d(?:[ -]?\d){5,7}|(?:\.| – )\d{3}(?:\.| )?\d{3,4})"
            r"(?![\w/]|-\d)"
        ),
        is_phone_number,
        "050 123 4567",
    ),
    Recogniser(
        "phone-landline",
        "[puhelin]",
        re.compile(
            r"(?<![\w/.,–-])(?:0(?:[235689]|1[03-9]|2[09]|30|600|700|800)|\(0[1-9]\d?\))[ -]"
            r"\d{3,4}[ -]?\d{2,4}(?![\w/]|[ -]\d)"
        ),
        is_phone_number,
        "029 123 4567",
    ),
    Recogniser(
        "phone-named",
        "[puhelin]",
        re.compile(
            r"(?i:(?<=puh\. )|(?<=puh )|(?<=puh\.)|(?<=puh: )|(?<=puhelin )|(?<=puhelin: )"
            r"|(?<=p\. )|(?<=tel\. )|(?<=tel )|(?<=tfn )|(?<=numeroon )|(?<=numerosta ))"
            r"0\d{1,3}(?:[ -]?\d){4,9}(?![\w/]|-\d)"
        ),
        is_phone_number,
        "puh. 031234567",
    ),
    Recogniser(
        "street-address",
        "[osoite]",
        re.compile(rf"{_STREET},?\s+\d{{5}}\s+[A-ZÅÄÖ]\w+"),
        lambda _: True,
        "Koivukuja 3 B 12, 37600 Valkeakoski",
    ),
    Recogniser(
        "home-address",
        "[osoite]",
        re.compile(
            rf"(?i:{_AT_HOME}[^.!?\n]{{0,40}}?|\bosoit(?:e|teessa)(?: on)?:?\s)"
            rf"(?P<personal>(?i:{_STREET}))"
        ),
        lambda _: True,
        "asun osoitteessa Koivukuja 3 B 12",
    ),
    Recogniser(
        "signature",
        "[nimi]",
        re.compile(
            rf"{_SIGNED}[.,!]*\s+(?P<personal>{_PERSON}(?:\s(?:ja|och|&)\s{_PERSON})*)"
            rf"(?!\w){_ENDS_THERE}"
        ),
        is_person,
        "Terveisin Maija Mallikas",
    ),
    Recogniser(
        "own-name",
        "[nimi]",
        re.compile(
            r"\b(?i:nimeni on|yksityishenkilönä|allekirjoittanut|undertecknad|jag heter|minä,)\s+"
            rf"(?P<personal>{_PERSON})"
        ),
        is_person,
        "nimeni on Maija Mallikas",
    ),
)
"""In order: what an earlier one has taken, a later one no longer sees."""


def mask(text: str, *, names: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """Text with markers in the place of personal data, and the kinds that were found.

    `names` are known names of persons ("Maija Meikäläinen"); they are found inflected too. Lines
    of one answer go in together, for a signature stands below its closing words.

    >>> mask("Soita 050 123 4567 ennen 1.1.2026, VN/1234/2025.")
    ('Soita [puhelin] ennen 1.1.2026, VN/1234/2025.', ('phone-mobile',))
    """
    found: list[str] = []
    for recogniser in RECOGNISERS:

        def replace(match: re.Match[str], by: Recogniser = recogniser) -> str:
            group = "personal" if "personal" in match.re.groupindex else 0
            if not by.proves(match.group(group)):
                return match.group()
            found.append(by.name)
            start, end = (place - match.start() for place in match.span(group))
            return match.group()[:start] + by.marker + match.group()[end:]

        text = recogniser.pattern.sub(replace, text)
    for name in names:
        stem = r"\s+".join(re.escape(part) for part in name.split())
        if len(name.split()) > 1:
            text, count = re.subn(rf"(?<!\w){stem}\w{{0,4}}(?!\w)", "[nimi]", text)
            found += ["name"] * count
    return text, tuple(found)
