"""Readers of titles at an announcing noun: behind it, before it, grown together with it."""

from __future__ import annotations

import re
from dataclasses import replace

from pipeline.references.cues import Cue
from pipeline.references.mentions import Mention, Target
from pipeline.references.scan import CLOSE, OPEN, Scan, chapters
from pipeline.references.titles import Found

_HYPHEN = re.compile(r"(?P<close>[\"”“'’«»)]?)(?: ?[-–]| [-–] ?)$")
_TITLE_LEAD = re.compile(r":? [\"”“'’«»(]?")
_NUMBER_BEHIND = re.compile(r" \((?P<number>\d{1,2}(?:\.\d{1,2}){0,5})\)")
_PHRASE = re.compile(r"[\w ,-]{4,100}")


def compound(scan: Scan, cue: Cue) -> Mention | None:
    """ "Kyläkoulut-luku", "Päihteet ja ajokunto -alaluvusta", "”Talous”-luvussa"."""
    if cue.noun.kind != "chapter":
        return None
    text, word = scan.text, scan.words[cue.index]
    match = _HYPHEN.search(text[max(0, word.start - 4) : word.start])
    if match is None:
        return None
    end = word.start - len(match.group())
    if end <= 0 or text[end - 1].isdigit():
        return None
    found = scan.titles.before(text, end, since=scan.line_start(word.start)) or _holding(scan, end)
    if found is None or not (text[found.start].isupper() or found.full):
        return _unknown(scan, cue, end, spaced=" " in match.group(), quoted=bool(match["close"]))
    start = found.start
    if match["close"] and start and text[start - 1] in OPEN:
        start -= 1
    return Mention(start, word.end, "chapter", "title-compound", (scan.titled(found),))


def _holding(scan: Scan, end: int) -> Found | None:
    """Titles with the capitalised word that ends at `end` anywhere in them."""
    index = scan.words.at(end) - 1
    if index < 0:
        return None
    word = scan.words[index]
    titles = scan.titles.containing(word.key) if word.end == end else ()
    if not titles or not scan.text[word.start].isupper():
        return None
    return Found(word.start, end, titles, False)


def _unknown(scan: Scan, cue: Cue, end: int, *, spaced: bool, quoted: bool) -> Mention | None:
    """A compound whose title the outline lacks: only where it can be nothing but a title."""
    text, word = scan.text, scan.words[cue.index]
    if cue.plural or cue.noun.weak:
        return None
    if quoted:
        opened = max(text.rfind(mark, max(0, end - 120), end) for mark in OPEN)
        if opened < 0 or not text[opened + 1 : opened + 2].isupper():
            return None
        target = Target(title=text[opened + 1 : end])
        return Mention(opened, word.end, "chapter", "title-compound", (target,))
    if not spaced:
        return None
    index = first = scan.words.at(end) - 1
    while first > 0 and index - first < 8 and not text[scan.words[first].start].isupper():
        first -= 1
    start = scan.words[first].start
    phrase = text[start:end]
    if not phrase[:1].isupper() or " " not in phrase or not _PHRASE.fullmatch(phrase):
        return None
    return Mention(start, word.end, "chapter", "title-compound", (Target(title=phrase),))


def title_behind_noun(scan: Scan, cue: Cue) -> Mention | None:
    """ "luvun Kylät ja haja-asutus", "luvussa ”Talous”"."""
    if cue.noun.kind != "chapter":
        return None
    text, word = scan.text, scan.words[cue.index]
    lead = _TITLE_LEAD.match(text, word.end)
    if lead is None:
        return None
    at = lead.end()
    found = scan.titles.after(text, at)
    if found is None or text[found.end : found.end + 1] == "-":
        return None
    capital = text[at].isupper()
    quoted = text[at - 1] in OPEN and text[found.end : found.end + 1] in tuple(CLOSE)
    long = found.full and len(found.titles[0].content) > 1
    if not (quoted or long or (capital and (found.full or _is_start(scan, cue, found)))):
        return None
    return Mention(word.start, found.end + quoted, "chapter", "title-after", (scan.titled(found),))


def _is_start(scan: Scan, cue: Cue, found: Found) -> bool:
    """Whether a title cut short is told well enough: its first words letter for letter."""
    written = scan.text[found.start : found.end].casefold()
    exact = any(chapter.title.casefold().startswith(written) for chapter in chapters(found))
    return exact and not cue.noun.weak and len(written) >= 6


def topical(scan: Scan, cue: Cue) -> Mention | None:
    """ "väestöä ja asumista käsittelevässä luvussa"."""
    if cue.noun.kind != "chapter" or not cue.index:
        return None
    found = _topic(scan, cue)
    if found is None or (cue.plural and not found.full):
        return None
    word = scan.words[cue.index]
    number = _NUMBER_BEHIND.match(scan.text, word.end)
    if number is None:
        return Mention(found.start, word.end, "chapter", "topic", (scan.titled(found),))
    plain = Mention(word.start, word.end, "chapter", "topic", (Target(number["number"]),))
    return _joined(scan, found, plain, end=number.end(), rule="topic")


def _topic(scan: Scan, cue: Cue) -> Found | None:
    """The title before "käsittelevä luku", in full, else the titles that share words with it."""
    if not scan.words.is_topic_participle(cue.index - 1):
        return None
    end = scan.words_end(scan.words[cue.index - 1].start)
    since = scan.clause_start(scan.words[cue.index].start)
    found = scan.titles.topic(scan.text, end, since=since)
    return found or scan.titles.touched(scan.text, end, since=since)


def title_first(scan: Scan, cue: Cue) -> Mention | None:
    """ "Kylät ja haja-asutus luvussa", "henkilöstön ja osaamisen luvussa"."""
    if cue.noun.kind != "chapter" or cue.plural:
        return None
    text, word = scan.text, scan.words[cue.index]
    lead = re.search(r"(?P<close>[\"”“'’«»)]?) $", text[max(0, word.start - 2) : word.start])
    if lead is None:
        return None
    end = word.start - len(lead.group())
    found = scan.titles.before(text, end, since=scan.line_start(word.start))
    if found is None or not found.full:
        return None
    quoted = bool(lead["close"]) and found.start > 0 and text[found.start - 1] in OPEN
    written = text[found.start : found.end]
    exact = any(written == chapter.title for chapter in chapters(found))
    long = len(found.titles[0].content) > 1
    named = written[0].isupper() or not cue.noun.weak
    if not (quoted or (long and named) or (exact and not cue.noun.weak)):
        return None
    return Mention(found.start - quoted, word.end, "chapter", "title-first", (scan.titled(found),))


def title_in_front(scan: Scan, cue: Cue, plain: Mention) -> Mention | None:
    """`plain`, a noun with one number, with its title before it taken in.

    "Talous ja rahoitus (luku 6)", "väestöä koskevassa luvussa 2.1", "Väestö ja asuminen luku 2.1".
    """
    if len(plain.targets) != 1 or plain.targets[0].through is not None:
        return None
    if cue.index and scan.words.is_topic_participle(cue.index - 1):
        found = _topic(scan, cue)
        if found is None or not found.full:
            return None
        return _joined(scan, found, plain, end=plain.end, rule="topic")
    text, start = scan.text, plain.start
    bracket = text[start - 1 : start] == "(" and text[plain.end : plain.end + 1] == ")"
    found = scan.titles.before(text, scan.words_end(start - bracket), since=scan.line_start(start))
    if found is None or not found.full or not text[found.start].isupper():
        return None
    if len(found.titles[0].content) < 2 and not (bracket and _is_base_form(scan, found)):
        return None
    return _joined(scan, found, plain, end=plain.end + bracket, rule="title-with-number")


def bracketed_number(scan: Scan, plain: Mention) -> Mention | None:
    """`plain`, a bare number, with its title before the bracket: "Rahapelit (5.2.3)"."""
    text, start = scan.text, plain.start
    if start < 2 or text[start - 1] != "(" or text[plain.end : plain.end + 1] != ")":
        return None
    found = scan.titles.before(text, scan.words_end(start - 1), since=scan.line_start(start))
    if found is None or not found.full:
        return None
    if len(found.titles[0].content) < 2 and not _is_base_form(scan, found):
        return None
    return _joined(scan, found, plain, end=plain.end + 1, rule="title-with-number")


def _is_base_form(scan: Scan, found: Found) -> bool:
    """Whether the title stands as in the outline: "Rahapelit (5.2.3)", not "rahapeleistä"."""
    written = scan.text[found.start : found.end].casefold()
    return any(written == chapter.title.casefold() for chapter in chapters(found))


def _joined(scan: Scan, found: Found, plain: Mention, *, end: int, rule: str) -> Mention | None:
    """`plain` from the title on, where the title is the numbered chapter's."""
    target = plain.targets[0]
    own = tuple(chapter for chapter in chapters(found) if chapter.number == target.number)
    if not own or not scan.free(found.start, plain.start):
        return None
    title = scan.text[found.start : found.end]
    return replace(
        plain,
        start=found.start,
        end=end,
        rule=rule,
        targets=(replace(target, title=title, titled=own),),
    )
