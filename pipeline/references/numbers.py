"""Reading numbers behind an announcing noun: one, a list, a range, with stray spaces.

Every reader takes the text and an offset and looks only forward from it, by patterns of bounded
length, so that its cost doesn't grow with the text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from pipeline.references.numerals import cardinal, roman
from pipeline.schema import ReferenceKind

_FULL_WIDTH = {ord("０") + digit: ord("0") + digit for digit in range(10)}
_NORMAL = str.maketrans(
    {chr(wide): chr(narrow) for wide, narrow in _FULL_WIDTH.items()}
    | {
        "．": ".",
        "\u00a0": " ",
        "\u202f": " ",
        "\u2009": " ",
        "\t": " ",
        "，": ",",
        "‑": "-",
        "‐": "-",
    }
)


def normalise(text: str) -> str:
    """The text with full-width digits, odd spaces and odd hyphens made plain; same length.

    >>> normalise("luku\\u00a0５．２")
    'luku 5.2'
    """
    return text.translate(_NORMAL)


SUFFIX = (
    r"(?::(?:n|t|ta|tä|a|ä|na|nä|ssa|ssä|sta|stä|lla|llä|lle|lta|ltä|ksi|seen|een|iin|hin|hen|"
    r"aan|ään|an|än|en|in|on|een)(?:kin|kaan|kään)?(?!\w))?"
)
"""A case ending behind a number: "5.1.4:ssä"."""

_SYMBOL = re.compile(r"\s?(?:%|‰|€|°|±)")
UNIT = re.compile(
    r"\s?(?:%|‰|€|°|±|x\s?\d)"
    r"|\s?(?:prosent(?:tia|in|tiin|tilla)|prosentti\w+|euro(?:a|n|lla|on|ssa)|tuhatta|milj|miljoon\w*"
    r"|mrd|miljard(?:ia|in)|markkaa|vuo(?:tta|den(?! \d{4})|dessa)|kuukau\w+|viik(?:koa|on|ossa)"
    r"|päiv(?:ää|än|ässä)|tun(?:tia|nin|nissa)|minuut(?:tia|in|issa)|sekun(?:tia|nin)|kertaa|kerran"
    r"|kilometri\w*|metri(?:ä|n|in)|hehtaari\w*|neliö\w*|ast(?:etta|een)|pistettä|henk(?:eä|ilöä)"
    r"|asukasta|oppilasta|lasta|kpl|kappaletta|kuntaa|htv|km²?|m2|m²|ha|m|mm|cm|kg|g|t|l|kWh|MWh|GWh"
    r"|TWh|MW|kW|dB|Mbit|Gbit|kk|pv|h|min|e|eur|procent|miljoner|kronor|år"
    r"|(?:tammi|helmi|maalis|huhti|touko|kesä|heinä|elo|syys|loka|marras|joulu)kuu\w*)(?!\w)"
    r"|\s?v\.|-(?:vuoti|kertai|prosent|lu[kv]u)",
    re.IGNORECASE,
)
"""What makes the number before it a quantity or a date."""

_CHAPTER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,5}(?!\d)")
_SPACED = re.compile(r"\d{1,2}(?:[ ]?\.[ ]?\d{1,2}){1,5}(?!\d)")
_PLAIN = re.compile(r"\d{1,3}(?!\d)")
_DOTTED = re.compile(r"\d{1,3}(?:\.\d{1,2}){0,2}(?!\d)")
_APPENDIX = re.compile(
    r"(?:\d{1,3}(?:\.\d{1,2}){0,2}(?: ?[a-z](?![\w:]|\.\w))?|[A-Z](?![\w:]|\.\w)(?:\d{1,2})?)"
)
_PATTERNS: dict[str, re.Pattern[str]] = {
    "chapter": _CHAPTER,
    "page": _PLAIN,
    "question": _PLAIN,
    "table": _DOTTED,
    "figure": _DOTTED,
    "appendix": _APPENDIX,
}
_SUFFIX = re.compile(SUFFIX)
_LEAD = re.compile(r"\.?[ ]{0,3}(?:(?:nro|nr|numero|n:o|num)\.?[ ]|:[ ]?)?", re.IGNORECASE)
_NOT_AFTER = re.compile(
    r"\w|[.:]\d|/\d(?!\d?\.\d)|[-–]\w*[a-zåäö]{2}| ?§| artikl| \d{3,4}(?!\d)"
    r"|\. ?(?:\d{1,2}\.|\w{3,6}kuu)"
)
_DECIMAL = re.compile(r",\d{1,2}(?!\d|\.\d)")
_SEPARATOR = re.compile(
    r"(?:[ ]?,[ ]?(?:(?:ja|sekä|tai|och|samt)[ ])?"
    r"|[ ](?:ja|sekä|tai|että|kuin|eikä|och|samt|eller|&)[ ](?:myös[ ])?|[ ]?[/+][ ]?)"
)
_RANGE = re.compile(r"[ ]?[-–—][ ]?(?=\d)")
_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True, slots=True)
class Number:
    """A number as written at `start:end` (its case ending included); `through` ends a range."""

    start: int
    end: int
    number: str
    through: str | None = None
    spelled: bool = False


def skip_lead(text: str, at: int) -> int:
    """Offset of what follows an announcing noun: spaces, "nro", a colon are passed.

    >>> skip_lead("luku nro 5", 4), skip_lead("luku: 5.2", 4)
    (9, 6)
    """
    match = _LEAD.match(text, at)
    return match.end() if match else at


def read_number(
    text: str,
    at: int,
    kind: ReferenceKind,
    *,
    known: frozenset[str] = frozenset(),
    listed: bool = False,
    strict: bool = True,
) -> Number | None:
    """The number of `kind` that starts at `at`, or None where it counts, dates or measures.

    `known` are the outline's numbers: digits with stray spaces are read as one number where the
    outline has it. In a list ("luvut 2,3 ja 4") a comma parts numbers, elsewhere it is a decimal
    comma; not `strict`, a unit's name behind the number doesn't matter ("luvun 4 vuoden 2030
    tavoite").

    >>> read_number("5.1.4:ssä on", 0, "chapter").number
    '5.1.4'
    >>> read_number("5. 2. 1 on", 0, "chapter", known=frozenset({"5.2.1"})).number
    '5.2.1'
    >>> read_number("15 prosenttia", 0, "chapter")
    """
    if kind == "chapter":
        spaced = _SPACED.match(text, at)
        if spaced and " " in spaced.group():
            joined = spaced.group().replace(" ", "")
            parts = len(joined.split("."))
            if joined in known or (not known and parts > 2):
                return _finished(text, spaced.start(), spaced.end(), joined, listed, strict)
    match = _PATTERNS[kind].match(text, at)
    if not match:
        return _spelled(text, at, kind)
    return _finished(text, match.start(), match.end(), match.group(), listed, strict)


def _finished(
    text: str, start: int, end: int, number: str, listed: bool, strict: bool
) -> Number | None:
    if _NOT_AFTER.match(text, end) or (UNIT if strict else _SYMBOL).match(text, end):
        return None
    if not listed and _DECIMAL.match(text, end):
        return None
    suffix = _SUFFIX.match(text, end)
    if suffix:
        end = suffix.end()
    if number.strip("0.") == "":
        return None
    return Number(start, end, number.replace(" ", ""))


def _spelled(text: str, at: int, kind: ReferenceKind) -> Number | None:
    match = _WORD.match(text, at)
    if not match:
        return None
    value = roman(match.group())
    if value is not None:
        suffix = _SUFFIX.match(text, match.end())
        end = suffix.end() if suffix else match.end()
        return Number(at, end, match.group() if kind == "appendix" else str(value), spelled=True)
    value = cardinal(match.group().casefold())
    if (
        value is None
        or kind not in {"chapter", "question", "page"}
        or counts(text, match.end(), value)
    ):
        return None
    return Number(at, match.end(), str(value), spelled=True)


_LOCAL = ("ssa", "ssä", "sta", "stä", "lla", "llä", "lta", "ltä", "na", "nä", "maa", "mää")
_ADVERBS = frozenset({"vielä", "aina", "lisää", "yhä", "pian", "itsessään", "sinänsä"})
_ADJECTIVE = ("aista", "äistä")
_NEXT = re.compile(r"[ ]+([^\W\d_]+)")


def counts(text: str, at: int, value: int = 2) -> bool:
    """Whether the numeral that ends at `at` counts the noun behind it ("kaksi kuntaa").

    After "yksi" any word may be what is counted, after other numerals a partitive.

    >>> counts("luvun kaksi ensimmäistä", 11), counts("luvun neljä alkuun", 11)
    (True, False)
    """
    match = _NEXT.match(text, at)
    if not match:
        return False
    word = match.group(1).casefold()
    if value == 1:
        return not word.endswith(("aan", "ään", "taan", "tään", "an", "een"))
    if word in _ADVERBS:
        return False
    return word.endswith(_ADJECTIVE) or (word.endswith(("a", "ä")) and not word.endswith(_LOCAL))


def read_range(text: str, first: Number, kind: ReferenceKind) -> Number:
    """`first` with its range's end, where one follows ("5.1–5.3", also "5.1–3").

    >>> read_range("5.1–5.3 on", Number(0, 3, "5.1"), "chapter").through
    '5.3'
    """
    dash = _RANGE.match(text, first.end)
    if not dash or first.spelled:
        return first
    last = read_number(text, dash.end(), kind)
    if last is None:
        return first
    through = last.number
    if kind == "chapter" and "." in first.number and "." not in through:
        through = f"{first.number.rpartition('.')[0]}.{through}"
    if not _ascends(first.number, through):
        return first
    return Number(first.start, last.end, first.number, through)


def _ascends(first: str, last: str) -> bool:
    try:
        low = tuple(int(part) for part in first.split("."))
        high = tuple(int(part) for part in last.split("."))
    except ValueError:
        return False
    return low < high


def next_in_list(text: str, at: int) -> int | None:
    """Offset behind a list separator that starts at `at`, None where the list ends.

    >>> next_in_list("5.1 ja 5.2", 3)
    7
    """
    match = _SEPARATOR.match(text, at)
    return match.end() if match else None
