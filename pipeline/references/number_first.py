"""Readers of numbers before an announcing noun, or grown together with it."""

from __future__ import annotations

import re

from pipeline.references.cues import Cue
from pipeline.references.mentions import Mention, Target
from pipeline.references.numerals import cardinal, digit_compound_of, roman
from pipeline.references.scan import Scan

_BEFORE_NUMBER = re.compile(
    r"(?<![\w.,:/–-])"
    r"(?:(?P<number>\d{1,2}(?:\.\d{1,2}){0,5})(?P<dot>\.?)|(?P<roman>[IVX]{1,5})\.?) $"
)
_NUMBER_COMPOUND = re.compile(r"(?<![\w.,:/–-])(?P<number>\d{1,2}(?:\.\d{1,2}){0,5})$")
_OTHER_ONE = re.compile(
    r"(?:joku|jossa\w*|johon\w*|jokin|jonkin|eri|aivan|yhdessä|vaan|täysin) $", re.IGNORECASE
)
_ORDINAL_NOUNS = frozenset({"luku", "pääluku", "kapitel", "avsnitt", "painopiste"})
_LAST = re.compile(r"viimei(?:nen|sen|sessä|sestä|seen|stä)")
_COUNTED = frozenset(
    {
        "lukua",
        "alalukua",
        "päälukua",
    }
)


def number_first(scan: Scan, cue: Cue) -> Mention | None:
    """A number before the noun; "3 lukua" and "5 kohtaa" count and name nothing."""
    kind = cue.noun.kind
    if cue.plural or kind == "statute":
        return None
    text, word = scan.text, scan.words[cue.index]
    if text[word.start - 1 : word.start] == "-":
        return _number_compound(scan, cue)
    match = _BEFORE_NUMBER.search(text[max(0, word.start - 24) : word.start])
    if match is None:
        return None
    start = word.start - len(match.group())
    if re.search(r"\d $", text[max(0, start - 2) : start]):
        return None
    number = match["number"]
    if number is None:
        value = roman(match["roman"])
        if value is None or kind != "chapter" or word.key in _COUNTED:
            return None
        return Mention(start, word.end, "chapter", "number-first", (Target(str(value)),))
    dotted = "." in number
    if kind != "chapter":
        if not match["dot"] or dotted:
            return None
        return Mention(start, word.end, kind, f"{kind}-number", (Target(number),))
    if dotted:
        plausible = word.key != "kpl" or number in scan.titles.numbers
    else:
        plausible = not cue.noun.weak and word.key not in _COUNTED
        plausible = plausible and (bool(match["dot"]) or number in scan.titles.numbers)
    if not plausible:
        return None
    return Mention(start, word.end, "chapter", "number-first", (Target(number),))


def _number_compound(scan: Scan, cue: Cue) -> Mention | None:
    """ "5.1-alaluvussa"; a plain number only where the outline has it."""
    word = scan.words[cue.index]
    match = _NUMBER_COMPOUND.search(scan.text[max(0, word.start - 24) : word.start - 1])
    if match is None or cue.noun.kind != "chapter":
        return None
    number = match["number"]
    if "." not in number and (number not in scan.titles.numbers or cue.noun.weak):
        return None
    start = word.start - 1 - len(number)
    return Mention(start, word.end, "chapter", "number-first", (Target(number),))


def ordinal(scan: Scan, cue: Cue) -> Mention | None:
    """An ordinal before the noun; "kolmas osa" is a share, "jossakin toisessa luvussa" another."""
    if cue.noun.lemma not in _ORDINAL_NOUNS or cue.plural or not cue.index:
        return None
    first, word = scan.words[cue.index - 1], scan.words[cue.index]
    if scan.text[first.end : word.start] != " ":
        return None
    value = scan.words.ordinal(cue.index - 1) or _last_chapter(scan, first.key)
    if value is None or (word.key == "lukuun" and not first.key.endswith("een")):
        return None
    several = _first_several(scan, cue.index - 1) if value == 1 and word.key in _COUNTED else 0
    if several:
        start = scan.words[cue.index - 2].start
        targets = tuple(Target(str(number)) for number in range(1, several + 1))
        return Mention(start, word.end, "chapter", "ordinal", targets)
    if value == 2 and _OTHER_ONE.search(scan.text[max(0, first.start - 12) : first.start]):
        return None
    target = Target(str(value))
    return Mention(first.start, word.end, "chapter", "ordinal", (target,), noun=cue.noun.lemma)


def _first_several(scan: Scan, index: int) -> int:
    """How many chapters "kaksi ensimmäistä lukua" means; 0 where no numeral stands before."""
    if not index or scan.words[index].start - scan.words[index - 1].end != 1:
        return 0
    return cardinal(scan.words[index - 1].key) or 0


def _last_chapter(scan: Scan, key: str) -> int | None:
    """Number of the outline's last main chapter, for "viimeisessä luvussa"."""
    if not _LAST.fullmatch(key):
        return None
    mains = [int(number) for number in scan.titles.numbers if "." not in number]
    return max(mains, default=None)


def digit_compound(scan: Scan, cue: Cue) -> Mention | None:
    """A colloquial numeral grown together with the noun: "kolmosluvussa"."""
    word = scan.words[cue.index]
    compound = digit_compound_of(word.key)
    if compound is None:
        return None
    value, noun = compound
    return Mention(word.start, word.end, noun.kind, "digit-compound", (Target(str(value)),))
