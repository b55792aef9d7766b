"""Personal data in free text, found by rules and replaced by markers.

Contact fields of forms and signatures never get this far; this is for what people write into
their answers. A marker keeps the sentence readable: "soita [puhelin]".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recogniser:
    """A kind of personal data: its marker, its pattern, and what proves a match right."""

    name: str
    marker: str
    pattern: re.Pattern[str]
    proves: Callable[[str], bool]
    example: str


def is_identity_code(text: str) -> bool:
    """Whether a personal identity code's control character is right (Digital and Population Data
    Services Agency: the nine digits modulo 31 point into the string of 31 characters).

    >>> is_identity_code("131052-308T"), is_identity_code("131052-308A")
    (True, False)
    """
    digits = text[:6] + text[7:10]
    day, month = int(text[:2]), int(text[2:4])
    control = "0123456789ABCDEFHJKLMNPRSTUVWXY"[int(digits) % 31]
    return 1 <= day <= 31 and 1 <= month <= 12 and text[10].upper() == control


def is_iban(text: str) -> bool:
    """Whether an account number's check digits are right (ISO 13616, modulo 97).

    >>> is_iban("FI21 1234 5600 0007 85"), is_iban("FI22 1234 5600 0007 85")
    (True, False)
    """
    code = re.sub(r"\s", "", text).upper()
    if not 15 <= len(code) <= 34:
        return False
    return int("".join(str(int(c, 36)) for c in code[4:] + code[:4])) % 97 == 1


def is_phone_number(text: str) -> bool:
    """Whether the digits are as many as a Finnish number has, with its prefix.

    >>> is_phone_number("+358 40 123 4567"), is_phone_number("050 12")
    (True, False)
    """
    digits = re.sub(r"\D", "", text)
    return 7 <= len(digits) <= 14


_STREET = (
    r"(?<![\w-])[A-ZÅÄÖ][\w-]{0,30}?(?:tie|katu|kuja|polku|väylä|raitti|kaari|rinne|tori|bulevardi|puistikko|vägen"
    r"|gatan|gränden|stigen)(?:n|lla|llä|lta|ltä|lle|ssa|ssä)?\s+\d{1,4}(?:\s?[a-zA-Z]\b)?"
    r"(?:\s+\d{1,3}\b)?"
)

RECOGNISERS = (
    Recogniser(
        "email",
        "[sähköposti]",
        re.compile(
            r"(?<![\w.+%-])[\w.+%-]{1,64}(?:@|\s?\((?:at|ät)\)\s?|\s?\[at\]\s?)[\w-]+(?:\.[\w-]+)*\.\w{2,}"
        ),
        lambda _: True,
        "etu.suku@kunta.fi",
    ),
    Recogniser(
        "identity-code",
        "[henkilötunnus]",
        re.compile(r"(?<![\w/-])\d{6}[-+A-FU-Ya-fu-y]\d{3}[0-9A-Za-z](?![\w/-])"),
        is_identity_code,
        "131052-308T",
    ),
    Recogniser(
        "iban",
        "[tilinumero]",
        re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?:[ ]?\w{4}){2,7}(?:[ ]?\d{1,3})?(?!\w)"),
        is_iban,
        "FI21 1234 5600 0007 85",
    ),
    Recogniser(
        "phone-abroad",
        "[puhelin]",
        re.compile(
            r"(?<![\w/.-])(?:\+|00(?=[1-9]))\d{2,3}(?:[ -]?\(0\))?(?:[ -]?\d){5,11}(?![\w/]|-\d)"
        ),
        is_phone_number,
        "+358 40 123 4567",
    ),
    Recogniser(
        "phone-mobile",
        "[puhelin]",
        re.compile(r"(?<![\w/.-])0(?:4\d|50)[ /-]?\d(?:[ -]?\d){4,7}(?![\w/]|-\d)"),
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
        re.compile(
            rf"(?i:(?<=asun )|(?<=asumme )|(?<=osoitteessa )|(?<=osoitteessani )|(?<=osoite )"
            rf"|(?<=osoite: )|(?<=osoitteeni )|(?<=osoitteeni on )|(?<=osoitteemme on )"
            rf"|(?<=kotimme )|(?<=kotini )|(?<=talomme ))(?-i:{_STREET})"
            rf"(?:,?\s+\d{{5}}\s+[A-ZÅÄÖ]\w+)?|{_STREET},?\s+\d{{5}}\s+[A-ZÅÄÖ]\w+"
        ),
        lambda _: True,
        "asun osoitteessa Koivukuja 3 B 12",
    ),
)
"""In order: what an earlier one has taken, a later one no longer sees."""


def mask(text: str, *, names: Iterable[str] = ()) -> tuple[str, tuple[str, ...]]:
    """Text with markers in the place of personal data, and the kinds that were found.

    `names` are known names of persons ("Maija Meikäläinen"); they are found inflected too.

    >>> mask("Soita 050 123 4567 ennen 1.1.2026, VN/1234/2025.")
    ('Soita [puhelin] ennen 1.1.2026, VN/1234/2025.', ('phone-mobile',))
    """
    found: list[str] = []
    for recogniser in RECOGNISERS:

        def replace(match: re.Match[str], by: Recogniser = recogniser) -> str:
            if not by.proves(match.group()):
                return match.group()
            found.append(by.name)
            return by.marker

        text = recogniser.pattern.sub(replace, text)
    for name in names:
        stem = r"\s+".join(re.escape(part) for part in name.split())
        if len(name.split()) > 1:
            text, count = re.subn(rf"(?<!\w){stem}\w{{0,4}}(?!\w)", "[nimi]", text)
            found += ["name"] * count
    return text, tuple(found)
