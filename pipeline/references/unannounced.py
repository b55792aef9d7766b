"""Readers of mentions that no noun announces: headings, pages, bare numbers, titles alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.outline import Chapter
from pipeline.references.mentions import Mention, Target
from pipeline.references.nouns import is_grown_chapter
from pipeline.references.numbered import title_behind
from pipeline.references.numbers import Number, next_in_list, read_number, read_range
from pipeline.references.scan import CLOSE, OPEN, Scan, chapters, of_other_document
from pipeline.references.statutes import find_statutes
from pipeline.references.titled import bracketed_number

_LINE = re.compile(r"[^\n]{2,200}")
_PAGE = re.compile(r"(?<![\w.])(?:[sS](?:s|id)?\. ?|ss? )(?=\d{1,3}(?!\d))")
_NAMED_PART = re.compile(
    r"(?<!\w)(?:(?:säännös|yksityis|pykälä)kohtai\w{1,10} perustelu\w{1,8}|yleisperustelu\w{1,8})",
    re.IGNORECASE,
)
_BARE = re.compile(r"(?<![\w.,:/€$£§+-])(?<!\d )\d{1,2}(?:\.\d{1,2}){1,5}(?!\d)")
_NOT_BARE = re.compile(
    r"(?:\b(?:osasto\w*|hall\w+|sal\w+|huone\w*|taso\w*|vaihe\w*|tehtäv\w+|toimenpi\w+|tavoit\w+|"
    r"indikaattor\w+|mittari\w*|mall\w+|standardi\w*|moduuli\w*|päivity\w+|lomak\w+|klo|kello|kl|"
    r"versio\w*|ver|v|noin|n|yli|alle|lähes|vähintään|enintään|hinta\w*|"
    r"keskiarvo\w*(?: \w+)?|kerroin|"
    r"kertoimella|kerroimella|arvosana\w*|mitoitus\w*|puh|p|tel|nro|no|vko|päivätty|kokouks\w+|"
    r"pidet\w+|ca|pvm|den|kasvo\w*|nous\w*|lask\w*)\.? |[–-] ?|§ ?)$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?<![a-zåäöA-ZÅÄÖ])[A-ZÅÄÖ]{2,} $")
_DATE_GOES_ON = re.compile(r"\. ?[a-zåäö,;)–-]")
_POINTS_AT_NUMBER = re.compile(r"(?:[(,:]|ks\.?|vrt\.?|kts\.?) ?$", re.IGNORECASE)
_PARTITIVE = re.compile(r" [a-zåäö]{2,}(?:[aä]|kin)(?!\w)")
_CAPITAL = re.compile(r"(?<!\w)[A-ZÅÄÖ]\w")
_SENTENCE_START = ".!?:•–-*"


def sections(scan: Scan) -> Iterator[Mention]:
    """Sections, articles and chapters of laws."""
    return find_statutes(scan.text)


def title_lines(scan: Scan) -> Iterator[Mention]:
    """Lines that are a chapter's heading: "5.2 Talous", or a title of several words alone."""
    text, known = scan.text, scan.titles.numbers
    for line in _LINE.finditer(text):
        content = line.group().strip()
        if not content:
            continue
        start = line.start() + line.group().index(content)
        number = read_number(text, start, "chapter", known=known)
        if number and number.number in known:
            at = number.end
            while at < line.end() and text[at] in ". ":
                at += 1
            found = scan.titles.after(text, at, number.number)
            if found and found.full and not text[found.end : line.end()].strip(" .:"):
                target = scan.numbered(number, found)
                yield Mention(start, found.end, "chapter", "title-line", (target,))
                continue
        titles = scan.titles.exact(content)
        if titles and len(titles[0].content) > 1:
            target = Target(title=content, titled=tuple(title.chapter for title in titles))
            yield Mention(start, start + len(content), "chapter", "title-line", (target,))


def pages(scan: Scan) -> Iterator[Mention]:
    """ "s. 14–16", "ss. 19–20", "s. 12 ja 15"."""
    text = scan.text
    for match in _PAGE.finditer(text):
        number = read_number(text, match.end(), "page")
        if number is None or of_other_document(scan, match.start()):
            continue
        targets: list[Target] = []
        while number:
            number = read_range(text, number, "page")
            targets.append(Target(number.number, number.through))
            end = number.end
            following = next_in_list(text, end)
            number = read_number(text, following, "page") if following else None
            if number and (number.spelled or _DATE_GOES_ON.match(text, number.end)):
                number = None
        yield Mention(match.start(), end, "page", "page-abbreviation", tuple(targets))


def named_parts(scan: Scan) -> Iterator[Mention]:
    """Parts of a bill known by name: "säännöskohtaisissa perusteluissa"."""
    for match in _NAMED_PART.finditer(scan.text):
        found = scan.titles.after(scan.text, match.start())
        if found and found.full:
            yield Mention(match.start(), found.end, "chapter", "named-part", (scan.titled(found),))


def bare_numbers(scan: Scan) -> Iterator[Mention]:
    """Numbers that can only be chapters: "5.3.1.3 on ansiokas", "(6.2)", "3.1:n lopussa"."""
    text, known = scan.text, scan.titles.numbers
    done = 0
    for match in _BARE.finditer(text):
        if match.start() < done or not scan.free(match.start(), match.end()):
            continue
        number = read_number(text, match.start(), "chapter", known=known)
        if number is None:
            continue
        grown = _grown_noun(scan, number)
        if grown is None and not _can_only_be_chapter(scan, number):
            continue
        parts: list[Mention] = []
        following: Number | None = number
        while following:
            number = read_range(text, following, "chapter")
            found, done = title_behind(scan, number)
            rule = "number-title" if found else "bare-number"
            target = scan.numbered(number, found)
            parts.append(Mention(number.start, done, "chapter", rule, (target,)))
            following = _next_bare(scan, done)
        if grown is not None:
            parts[0] = replace(parts[0], start=grown)
        alone = len(parts) == 1 and grown is None and parts[0].rule == "bare-number"
        joined = bracketed_number(scan, parts[0]) if alone else None
        if joined:
            yield joined
            continue
        yield from parts


def _grown_noun(scan: Scan, number: Number) -> int | None:
    """Start of a compound of luku before a chapter's number: "mittarilukuun 9.3"."""
    index = scan.words.at(number.start) - 1
    if index < 0 or number.number not in scan.titles.numbers:
        return None
    word = scan.words[index]
    adjacent = scan.text[word.end : number.start] == " "
    return word.start if adjacent and is_grown_chapter(word.key) else None


def _next_bare(scan: Scan, at: int) -> Number | None:
    begin = next_in_list(scan.text, at)
    if begin is None:
        return None
    number = read_number(scan.text, begin, "chapter", known=scan.titles.numbers)
    if number is None or "." not in number.number or number.number not in scan.titles.numbers:
        return None
    return number


def _can_only_be_chapter(scan: Scan, number: Number) -> bool:
    """Whether nothing around a dotted number makes it a date, a time, a quantity or a version.

    Of two levels ("5.2"), it must be in the outline and not read as a date or a measure; without
    an outline only three levels, or a case ending, are enough.
    """
    text, known = scan.text, scan.titles.numbers
    short = number.number.count(".") == 1
    suffixed = ":" in text[number.start : number.end]
    if number.number not in known if known else short and not suffixed:
        return False
    before = text[max(0, number.start - 20) : number.start]
    if _NOT_BARE.search(before) or _ACRONYM.search(before):
        return False
    if _DATE_GOES_ON.match(text, number.end):
        return False
    ends_in_stop = text[number.end : number.end + 1] == "."
    if short and ends_in_stop and not _POINTS_AT_NUMBER.search(before):
        return False
    return suffixed or not short or not _measures(scan, number.end)


def _measures(scan: Scan, end: int) -> bool:
    """Whether a partitive noun follows: "2.4 hehtaaria", not the verb of "2.4 kaipaa"."""
    following = scan.words.at(end)
    if following >= len(scan.words) or not _PARTITIVE.match(scan.text, end):
        return False
    return scan.words.is_partitive(following)


def titles_alone(scan: Scan) -> Iterator[Mention]:
    """A title of several words alone: in quotes, or with its capital within a sentence."""
    text = scan.text
    for match in _CAPITAL.finditer(text):
        start = match.start()
        found = scan.titles.after(text, start)
        if found is None or not found.full or len(found.titles[0].content) < 2:
            continue
        opened = start > 0 and text[start - 1] in OPEN and text[start - 1] != "("
        quoted = opened and text[found.end : found.end + 1] in tuple(CLOSE[:-1])
        if quoted or (_is_written_out(scan, found.start, found.end, chapters(found))):
            target = scan.titled(found)
            yield Mention(start - quoted, found.end + quoted, "chapter", "title-alone", (target,))


def _is_written_out(scan: Scan, start: int, end: int, titles: tuple[Chapter, ...]) -> bool:
    """Whether `start:end` is a title letter for letter, inside a sentence."""
    written = scan.text[start:end]
    if all(written != chapter.title for chapter in titles):
        return False
    before = scan.text[max(0, start - 3) : start]
    return (
        bool(before.strip()) and "\n" not in before and before.rstrip()[-1] not in _SENTENCE_START
    )
