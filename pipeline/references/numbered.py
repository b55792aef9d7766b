"""Readers of numbers behind an announcing noun."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline.references.cues import Cue
from pipeline.references.mentions import Mention, Target
from pipeline.references.numbers import (
    Number,
    counts,
    next_in_list,
    read_number,
    read_range,
    skip_lead,
)
from pipeline.references.scan import OPEN, Scan, of_other_document
from pipeline.references.titled import title_in_front
from pipeline.references.titles import Found
from pipeline.schema import ReferenceKind

_TITLE_LEAD = re.compile(r"(?P<stop>[.,]?)[ \n]{0,2}(?:[-–—:] )?[\"”“'’«»(]{0,2}")
_UNKNOWN_TITLE = re.compile(
    r" [A-ZÅÄÖ][^\n.;:!?()]{1,100}? (?:ja|sekä|tai|och|samt) (?=\d{1,2}\.\d)"
)
_LETTERED = re.compile(r" [a-h](?![\w.])")
_BETWEEN = re.compile(r"(?P<surface> (?:välillä|väliset|välisissä|välisiin|väliltä))(?!\w)")
_ANSWER_CUE = re.compile(
    r"vastau|edellä|ks\.? aiemp|josta jo|(?<!\w)(?:kirjoiti|vastasi|totesi|sanoi|mainitsi|esiti|"
    r"lausui|perusteli|ehdoti|kerroi)(?:n|mme)(?!\w)",
    re.IGNORECASE,
)
_COUNTING = frozenset(
    {
        "luku",
        "lukua",
        "lukuun",
        "luvut",
        "lukuja",
        "kuva",
        "osa",
        "kohta",
        "kohtaa",
        "osaa",
        "kappale",
        "kappaletta",
        "kpl",
    }
)
"""Forms that can count or measure with the number behind them ("luku 15 prosenttia")."""

_SPELLED = frozenset({"kohta", "osio", "painopiste", "kapitel", "avsnitt", "punkt"})
"""Weak nouns with which a number word isn't a count ("kappaleista kolme")."""


def numbered(scan: Scan, cue: Cue) -> Mention | None:
    """Numbers behind the noun, each with its title where one follows."""
    word = scan.words[cue.index]
    read = read_targets(scan, cue, word.end)
    if read is None:
        return None
    targets, end = read
    if cue.noun.kind != "chapter":
        attached = cue.noun.lemma == "liite" and word.key.startswith(("liitteenä", "liitteinä"))
        if attached and counts(scan.text, end):
            return None
        return Mention(word.start, end, cue.noun.kind, f"{cue.noun.kind}-number", targets)
    kind = _kind_of_point(scan, cue, targets, end)
    if kind is None:
        return None
    if kind == "question":
        return Mention(word.start, end, kind, "question-number", targets)
    if any(target.title for target in targets):
        return Mention(word.start, end, kind, "number-title", targets)
    plain = Mention(word.start, end, kind, "chapter-number", targets, noun=cue.noun.lemma)
    return title_in_front(scan, cue, plain) or plain


def read_targets(scan: Scan, cue: Cue, at: int) -> tuple[tuple[Target, ...], int] | None:
    """What the numbers behind the noun's end `at` name, and the offset where they end."""
    text, kind, known = scan.text, cue.noun.kind, scan.titles.numbers
    begin = skip_lead(text, at)
    if begin == at or kind == "statute" or of_other_document(scan, scan.words[cue.index].start):
        return None
    strict = scan.words[cue.index].key in _COUNTING
    number = read_number(text, begin, kind, known=known, listed=cue.plural, strict=strict)
    if number is None:
        return None
    if number.spelled and cue.noun.weak:
        roman_numeral = text[number.start].isupper()
        if number.number not in known or not (roman_numeral or cue.noun.lemma in _SPELLED):
            return None
    governing = scan.words[cue.index].key.endswith("n")
    targets: list[Target] = []
    while True:
        number = read_range(text, number, kind)
        end = number.end
        found = None
        if kind == "chapter" and number.through is None:
            found, end = title_behind(scan, number, governing=governing)
        targets.append(scan.numbered(number, found))
        following = next_in_list(text, end)
        if following is None and cue.plural and kind == "chapter" and found is None:
            unknown = _UNKNOWN_TITLE.match(text, end)
            following = unknown.end() if unknown else None
        if following is None:
            break
        further = read_number(
            text, following, kind, known=known, listed=cue.plural, strict=not cue.plural
        )
        if further is None or not _continues(scan, cue, further):
            break
        number = further
    between = _BETWEEN.match(text, end)
    if between and _spans_between(scan, cue, targets):
        targets = [Target(targets[0].number, targets[1].number)]
        end = between.end()
    return tuple(targets), end


def _spans_between(scan: Scan, cue: Cue, targets: Sequence[Target]) -> bool:
    """Whether "X sekä Y välillä" is a range: not behind a genitive ("lukujen 2 ja 4 välillä")."""
    if len(targets) != 2 or not cue.plural or any(target.title for target in targets):
        return False
    return not scan.words[cue.index].key.endswith(("jen", "ien", "den"))


def _continues(scan: Scan, cue: Cue, number: Number) -> bool:
    """Whether a number behind "ja" or a comma goes on with the list."""
    if number.spelled:
        return False
    if re.match(r"\.? [a-zåäö]+(?:kuu|kappale)", scan.text[number.end : number.end + 24]):
        return False
    if cue.noun.kind != "chapter" or "." in number.number:
        return True
    known = scan.titles.numbers
    if known and number.number not in known:
        return False
    return cue.plural or not counts(scan.text, number.end)


def title_behind(
    scan: Scan, number: Number, *, governing: bool = False
) -> tuple[Found | None, int]:
    """The title written behind a number: its own chapter's, else another chapter's in full.

    Behind a `governing` genitive small letters are what it governs, no title: "luvun 5
    järjestämisen periaatteet ovat selkeät".
    """
    text = scan.text
    lead = _TITLE_LEAD.match(text, number.end)
    if lead is None or lead.end() == number.end or (scan.blocks and "\n" in lead.group()):
        return None, number.end
    opened = sum(mark in OPEN for mark in lead.group())
    capital = text[lead.end() : lead.end() + 1].isupper()
    for wanted in (number.number, None):
        found = scan.titles.after(text, lead.end(), wanted)
        if found is None:
            continue
        content = 1 if governing and not capital else len(found.titles[0].content)
        sure = capital or opened > 0
        if wanted is None:
            compound = text[found.end : found.end + 1] == "-"
            sure = found.full and not lead["stop"] and not compound and (sure or content > 1)
        elif lead["stop"]:
            sure = found.full and (content > 1 or (capital and lead["stop"] == ","))
        elif found.full:
            sure = sure or content > 1
        if sure:
            return found, scan.closed(found.end, opened)
    return None, number.end


def _kind_of_point(
    scan: Scan, cue: Cue, targets: Sequence[Target], end: int
) -> ReferenceKind | None:
    """What a number behind a noun with everyday meanings names: a chapter, a question, nothing.

    "kohta 12" is a question where the outline has no chapter 12, or where the respondent speaks
    of an answer ("kuten kohdassa 4 kirjoitin").
    """
    first = targets[0].number or ""
    if not cue.noun.weak or "." in first or targets[0].title:
        return "chapter"
    word = scan.words[cue.index]
    if _LETTERED.match(scan.text, end) or _is_part_of_another(scan, word.start):
        return None
    if word.key == cue.noun.lemma and counts(scan.text, end):
        return None
    known = scan.titles.numbers
    if cue.noun.lemma == "kohta":
        if speaks_of_answer(scan, word.start, end):
            return "question"
        return "question" if known and first not in known else "chapter"
    if known:
        return "chapter" if first in known else None
    return "chapter" if cue.noun.lemma in {"kappale", "osio", "kapitel", "avsnitt"} else None


def _is_part_of_another(scan: Scan, start: int) -> bool:
    """Whether another mention stands right before: "liite 1, kohta 14", "sivun 3 kappale 2"."""
    return start > 2 and any(scan.taken[start - 3 : start - 1])


def speaks_of_answer(scan: Scan, start: int, end: int) -> bool:
    """Whether the respondent's own answers are spoken of around `start:end`."""
    around = scan.text[max(scan.line_start(start), start - 140) : end + 60]
    return _ANSWER_CUE.search(around) is not None
