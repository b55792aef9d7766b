"""Finding mentions: what stands around an announcing noun, then what needs none.

Readers are tried in a fixed order at every announcing noun, and the first that succeeds claims
its text: a number behind the noun says more than one before it, and either more than a title.
Nothing is looked up in the outline but which titles and numbers exist; what a mention means is
`pipeline.references.resolve`'s affair.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Doc

from pipeline.doc import BLOCKS, AnswerContext
from pipeline.references.cues import Cue, Words, read_words
from pipeline.references.forms import digit_chapter
from pipeline.references.mentions import Deixis, Mention, Target
from pipeline.references.numbers import (
    Number,
    counts,
    next_in_list,
    normalise,
    read_number,
    read_range,
    skip_lead,
)
from pipeline.references.statutes import find_statutes
from pipeline.references.titles import Found, TitleIndex
from pipeline.schema import ReferenceKind

_OPEN = "\"”“'’«»("
_CLOSE = "\"”“'’«»)"
_DETERMINER = re.compile(
    r"(?<!\w)(?:(?P<same>(?:edellä|yllä|ylempänä)? ?mainit(?:tu|un|tua|tuun|ussa|usta|ulla|ut|tuja|uissa|"
    r"uista|tuihin|tujen)|edellämainit\w{1,6}|(?:em|ko|k\.o|e\.m)\.?|kyse(?:inen|is\w{1,6})|"
    r"sam(?:a|aa|aan|an|assa|asta|alla|alle|alta|at|ojen|oja|oissa|oista|oihin|oilla|oille)|"
    r"ovannämnda|nämnda|samma)|(?P<this>tä(?:mä|män|tä|hän|ssä|stä|llä|lle|ltä)|"
    r"nä(?:mä|iden|itä|ihin|issä|istä|illä)|tuo(?:ssa|sta|hon|n)|detta|denna|dessa)) $",
    re.IGNORECASE,
)
_BEFORE_NUMBER = re.compile(
    r"(?<![\w.,:/–-])(?P<number>\d{1,2}(?:\.\d{1,2}){0,5})(?P<dot>\.?) $"
)
_TITLE_LEAD = re.compile(r"(?P<stop>[.,]?)[ \n]{0,2}(?:[-–—:] )?[\"”“'’«»(]?")
_ANSWER_CUE = re.compile(
    r"vastau|edellä|ks\.? aiemp|(?<!\w)(?:kirjoiti|vastasi|totesi|sanoi|mainitsi|esiti|lausui|"
    r"perusteli|ehdoti|kerroi)(?:n|mme)(?!\w)",
    re.IGNORECASE,
)
_OTHER_ONE = re.compile(r"(?:joku|jossa\w*|johon\w*|jokin|eri|aivan|yhdessä|vaan) $", re.IGNORECASE)
_NAMED_PART = re.compile(
    r"(?<!\w)(?:(?:säännös|yksityis|pykälä)kohtai\w{1,10} perustelu\w{1,8}|yleisperustelu\w{1,8})",
    re.IGNORECASE,
)
_PAGE = re.compile(r"(?<![\w.])s(?:s|id)?\.? ?(?=\d{1,3}(?!\d))", re.IGNORECASE)
_BARE = re.compile(r"(?<![\w.,:/€$£§+-])(?<!\d )\d{1,2}(?:\.\d{1,2}){1,5}(?!\d)")
_NOT_BARE = re.compile(
    r"(?:\b(?:klo|kello|kl|versio\w*|ver|v|noin|n|yli|alle|lähes|vähintään|enintään|hinta\w*|tasolla|"
    r"keskiarvo\w*|kerroin|kertoimella|kerroimella|arvosana\w*|mitoitus\w*|puh|p|tel|nro|no|vko|"
    r"lokakuun|päivätty|kokouks\w+|pidet\w+|ca|pvm|den|kasvo\w*|nous\w*|lask\w*)\.? |[A-ZÅÄÖ]{2,}[ -]|[–-] ?)$",
    re.IGNORECASE,
)
_ACRONYM = re.compile(r"(?<![a-zåäöA-ZÅÄÖ])[A-ZÅÄÖ]{2,} $")
_FORM_TITLE = re.compile(r"[A-ZÅÄÖ][^.,;:!?()\n]{2,80}?(?=\s*(?:[.,;:!?()\n]|$))")


@dataclass(slots=True)
class Scan:
    """A text under search: its words, the outline's titles, and which characters are taken."""

    text: str
    words: Words
    titles: TitleIndex
    context: AnswerContext
    headings: Sequence[tuple[int, int]]
    taken: bytearray

    def free(self, start: int, end: int) -> bool:
        """Whether no mention stands in `start:end` yet."""
        return self.taken.find(1, start, end) < 0

    def line_start(self, at: int) -> int:
        """Offset of the beginning of the line that holds `at`, at most 300 characters back."""
        since = max(0, at - 300)
        return max(since, self.text.rfind("\n", since, at) + 1)


def find_mentions(doc: Doc, titles: TitleIndex, *, context: AnswerContext) -> list[Mention]:
    """All mentions in `doc`, in text order, none overlapping another."""
    text = normalise(doc.text)
    headings = [
        (block.start_char, block.end_char)
        for block in doc.spans.get(BLOCKS, ())
        if block.label_ == "heading"
    ]
    scan = Scan(text, read_words(doc, text), titles, context, headings, bytearray(len(text)))
    mentions: list[Mention] = []
    for reader in (_statutes, _title_lines, _announced, _pages, _named_parts, _bare, _quoted):
        for mention in reader(scan):
            if scan.free(mention.start, mention.end):
                scan.taken[mention.start : mention.end] = b"\1" * (mention.end - mention.start)
                mentions.append(mention)
    return sorted(mentions, key=lambda mention: mention.start)


def _statutes(scan: Scan) -> Iterator[Mention]:
    return find_statutes(scan.text)


def _title_lines(scan: Scan) -> Iterator[Mention]:
    """Lines that are a chapter's heading: "5.2 Talous", or a title of several words alone."""
    for line in re.finditer(r"[^\n]+", scan.text):
        content = line.group().strip()
        if not content or len(content) > 200:
            continue
        start = line.start() + line.group().index(content)
        number = read_number(scan.text, start, "chapter", known=scan.titles.numbers)
        if number and number.number in scan.titles.numbers:
            found = scan.titles.after(
                scan.text, _skip(scan.text, number.end, ". "), number.number
            )
            if found and found.full and not scan.text[found.end : line.end()].strip(" .:"):
                yield Mention(start, found.end, "chapter", "title-line", (_target(scan, number, found),))
                continue
        titled = scan.titles.exact(content)
        if titled and len(titled[0].content) > 1:
            target = Target(title=content, titled=tuple(title.chapter for title in titled))
            yield Mention(start, start + len(content), "chapter", "title-line", (target,))


def _announced(scan: Scan) -> Iterator[Mention]:
    readers = (
        _compound,
        _numbered,
        _pointing_back,
        _ordinal,
        _number_first,
        _titled,
        _topical,
        _title_first,
    )
    for cue in scan.words.cues():
        word = scan.words[cue.index]
        if not scan.free(word.start, word.end):
            continue
        for reader in readers:
            mention = reader(scan, cue)
            if mention:
                yield mention
                break
    for index in range(len(scan.words)):
        value = digit_chapter(scan.words[index].key)
        if value:
            word = scan.words[index]
            yield Mention(word.start, word.end, "chapter", "digit-compound", (Target(str(value)),))


def _compound(scan: Scan, cue: Cue) -> Mention | None:
    """ "Kyläkoulut-luku", "Päihteet ja ajokunto -alaluvusta", "”Talous”-luvussa"."""
    if cue.noun.kind != "chapter":
        return None
    text, word = scan.text, scan.words[cue.index]
    match = re.search(r"(?P<close>[\"”“'’«»)]?)(?: ?[-–]| [-–] ?)$", text[max(0, word.start - 4) : word.start])
    if not match:
        return None
    end = word.start - len(match.group())
    if end <= 0 or text[end - 1].isdigit():
        return None
    since = scan.line_start(word.start)
    found = scan.titles.before(text, end, since=since)
    if found is None:
        index = scan.words.at(end) - 1
        last = scan.words[index] if index >= 0 else None
        held = scan.titles.containing(last.key) if last and last.end == end else ()
        if last and held and text[last.start].isupper():
            found = Found(last.start, end, held, False)
    if found is None or not (text[found.start].isupper() or found.full):
        return _unknown_compound(scan, cue, end, spaced=" " in match.group(), quoted=bool(match["close"]))
    start = found.start
    if match["close"] and start and text[start - 1] in _OPEN:
        start -= 1
    after = _numbers(scan, cue, word.end)
    if after:
        targets, stop = after
        return Mention(start, stop, "chapter", "title-compound", targets)
    target = Target(
        title=text[found.start : found.end],
        titled=tuple(title.chapter for title in found.titles),
    )
    return Mention(start, word.end, "chapter", "title-compound", (target,))


def _unknown_compound(
    scan: Scan, cue: Cue, end: int, *, spaced: bool, quoted: bool
) -> Mention | None:
    """A compound whose title the outline lacks: only where it can be nothing but a title."""
    text, word = scan.text, scan.words[cue.index]
    if quoted:
        opened = max(text.rfind(mark, max(0, end - 120), end) for mark in _OPEN)
        if opened < 0 or not text[opened + 1 : opened + 2].isupper():
            return None
        title = text[opened + 1 : end]
        return Mention(opened, word.end, "chapter", "title-compound", (Target(title=title),))
    if not spaced or cue.plural or cue.noun.weak:
        return None
    index = scan.words.at(end) - 1
    first = index
    while first > 0 and index - first < 8:
        if text[scan.words[first].start].isupper():
            break
        first -= 1
    start = scan.words[first].start
    phrase = text[start:end]
    if not phrase[:1].isupper() or not re.fullmatch(r"[\w ,-]{4,100}", phrase) or " " not in phrase:
        return None
    return Mention(start, word.end, "chapter", "title-compound", (Target(title=phrase),))


def _numbered(scan: Scan, cue: Cue) -> Mention | None:
    """ "luvussa 5.2.1", "luvuissa 5.1.5 Otsikko sekä 5.2.1", "sivuilla 22–25", "liite 2b"."""
    word = scan.words[cue.index]
    read = _numbers(scan, cue, word.end)
    if read is None:
        return None
    targets, end = read
    kind = cue.noun.kind
    start = word.start
    if kind == "chapter":
        kind = _kind_of_point(scan, cue, targets, end)
        if kind is None:
            return None
    elif cue.noun.lemma == "liite" and word.key.startswith(("liitteenä", "liitteinä")) and counts(scan.text, end):
        return None
    rule = f"{kind}-number"
    if kind == "chapter":
        titled = any(target.title for target in targets)
        rule = "number-title" if titled else "chapter-number"
        if not titled and len(targets) == 1 and targets[0].number:
            start, end, targets, rule = _title_in_front(scan, cue, start, end, targets, rule)
    return Mention(start, end, kind, rule, targets)


def _numbers(scan: Scan, cue: Cue, at: int) -> tuple[tuple[Target, ...], int] | None:
    text, kind, known = scan.text, cue.noun.kind, scan.titles.numbers
    if kind == "statute":
        return None
    begin = skip_lead(text, at)
    if begin == at:
        return None
    loose = _governs(scan.words[cue.index].key)
    number = read_number(text, begin, kind, known=known, listed=cue.plural, strict=not loose)
    if number is None or (number.spelled and cue.noun.weak and number.number not in known):
        return None
    targets: list[Target] = []
    while True:
        number = read_range(text, number, kind)
        end = number.end
        found = None
        if kind == "chapter" and number.through is None:
            found, end = _title_behind(scan, number)
        targets.append(_target(scan, number, found))
        following = next_in_list(text, end)
        if following is None and cue.plural and kind == "chapter" and found is None:
            following = _behind_unknown_title(text, end)
        if following is None:
            break
        number_next = read_number(
            text, following, kind, known=known, listed=cue.plural, strict=not cue.plural
        )
        if number_next is None or not _continues(scan, cue, number_next):
            break
        number = number_next
    if text[begin - 1] == "(" and text[end : end + 1] == ")":
        end += 1
    return tuple(targets), end


def _governs(key: str) -> bool:
    """Whether a form of the noun can't be one that counts or measures ("luku 15 prosenttia")."""
    return key not in {"luku", "lukua", "lukuun", "luvut", "lukuja", "kuva", "osa", "kohta", "kohtaa", "osaa", "kappale", "kappaletta", "kpl"}


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


_UNKNOWN_TITLE = re.compile(r" [A-ZÅÄÖ][^\n.;:!?()]{1,100}? (?:ja|sekä|tai|och|samt) (?=\d{1,2}\.\d)")


def _behind_unknown_title(text: str, end: int) -> int | None:
    match = _UNKNOWN_TITLE.match(text, end)
    return match.end() if match else None


def _title_behind(scan: Scan, number: Number) -> tuple[Found | None, int]:
    """The title written behind a number: its own chapter's, else another chapter's in full."""
    text = scan.text
    lead = _TITLE_LEAD.match(text, number.end)
    if lead is None or lead.end() == number.end:
        return None, number.end
    opened = text[lead.end() - 1] in _OPEN
    capital = text[lead.end() : lead.end() + 1].isupper()
    for wanted in (number.number, None):
        found = scan.titles.after(text, lead.end(), wanted)
        if found is None:
            continue
        content = len(found.titles[0].content)
        sure = capital or opened
        if wanted is None:
            sure = found.full and (sure or content > 1) and text[found.end : found.end + 1] != "-"
        elif lead["stop"]:
            sure = found.full and (content > 1 or (capital and lead["stop"] == ","))
        elif found.full:
            sure = sure or content > 1
        if sure:
            closed = opened and text[found.end : found.end + 1] in set(_CLOSE)
            return found, found.end + closed
    return None, number.end


def _target(scan: Scan, number: Number, found: Found | None) -> Target:
    if found is None:
        return Target(number.number, number.through)
    return Target(
        number.number,
        number.through,
        scan.text[found.start : found.end],
        tuple(title.chapter for title in found.titles),
    )


def _kind_of_point(
    scan: Scan, cue: Cue, targets: Sequence[Target], end: int
) -> ReferenceKind | None:
    """What a plain number behind a noun with everyday meanings names: a chapter, a question, nothing.

    "kohta 12" is a question where the outline has no chapter 12, or where the respondent speaks
    of an answer ("kuten kohdassa 4 kirjoitin").
    """
    first = targets[0].number or ""
    if not cue.noun.weak or "." in first or targets[0].title:
        return "chapter"
    word = scan.words[cue.index]
    known = scan.titles.numbers
    if cue.noun.lemma == "kohta":
        around = scan.text[scan.line_start(max(0, word.start)) : end + 60][-200:]
        if _ANSWER_CUE.search(around) or (known and first not in known):
            return "question"
        return "chapter"
    if known:
        return "chapter" if first in known else None
    return "chapter" if cue.noun.lemma in {"kappale", "osio", "kapitel", "avsnitt"} else None


def _title_in_front(
    scan: Scan, cue: Cue, start: int, end: int, targets: tuple[Target, ...], rule: str
) -> tuple[int, int, tuple[Target, ...], str]:
    """Takes in a title written before its number: "Talous ja rahoitus (luku 6)", "X:ää koskevassa luvussa 6"."""
    text, number = scan.text, targets[0].number
    found: Found | None = None
    if start > 1 and text[start - 1] == "(" and text[end : end + 1] == ")":
        found = scan.titles.before(text, start - 1 - text[: start - 1].endswith(" "), since=scan.line_start(start))
        new_end, new_rule = end + 1, "title-with-number"
        if found and not (found.full and text[found.start].isupper()):
            found = None
    elif cue.index and scan.words.is_topic_participle(cue.index - 1):
        found = scan.titles.topic(
            text, _strip_end(text, scan.words[cue.index - 1].start), since=_clause_start(scan, start)
        )
        new_end, new_rule = end, "topic"
    else:
        found = scan.titles.before(text, _strip_end(text, start), since=scan.line_start(start))
        new_end, new_rule = end, "title-with-number"
        if found and not (found.full and len(found.titles[0].content) > 1 and text[found.start].isupper()):
            found = None
    if found is None:
        return start, end, targets, rule
    chapters = tuple(t.chapter for t in found.titles if t.chapter.number == number)
    if not chapters or not scan.free(found.start, start):
        return start, end, targets, rule
    target = replace(targets[0], title=text[found.start : found.end], titled=chapters)
    return found.start, new_end, (target,), new_rule


def _pointing_back(scan: Scan, cue: Cue) -> Mention | None:
    """ "samassa luvussa", "em. kohdassa", "tässä luvussa", "ko. liitettä"."""
    word = scan.words[cue.index]
    before = scan.text[max(0, word.start - 24) : word.start]
    match = _DETERMINER.search(before)
    if match is None:
        return None
    deixis: Deixis = "same" if match["same"] else "this"
    start = word.start - len(match.group().lstrip())
    end = word.end
    tail = re.match(r" \d{1,2}(?:\.|:\w{1,3})? moment\w+", scan.text[end : end + 30])
    if cue.noun.kind == "statute" and tail:
        end += tail.end()
    return Mention(
        start,
        end,
        cue.noun.kind,
        "back-reference",
        deixis=deixis,
        noun=cue.noun.lemma,
        plural=cue.plural,
    )


def _ordinal(scan: Scan, cue: Cue) -> Mention | None:
    """ "viidennessä luvussa"; not "kolmas osa", which is a share."""
    if cue.noun.lemma not in {"luku", "pääluku", "kapitel"} or cue.plural or not cue.index:
        return None
    value = scan.words.ordinal(cue.index - 1)
    first, word = scan.words[cue.index - 1], scan.words[cue.index]
    if value is None or scan.text[first.end : word.start] != " ":
        return None
    if value == 2 and _OTHER_ONE.search(scan.text[max(0, first.start - 12) : first.start]):
        return None
    return Mention(first.start, word.end, "chapter", "ordinal", (Target(str(value)),))


def _number_first(scan: Scan, cue: Cue) -> Mention | None:
    """ "4.5 kohdassa", "3. luku", "IV luku"; not "3 lukua" or "5 kohtaa", which count."""
    if cue.noun.kind not in {"chapter", "table", "figure", "appendix", "page", "question"} or cue.plural:
        return None
    text, word = scan.text, scan.words[cue.index]
    match = _BEFORE_NUMBER.search(text[max(0, word.start - 24) : word.start])
    if match is None:
        return None
    start, number = word.start - len(match.group()), match["number"]
    if re.search(r"\d $", text[max(0, start - 2) : start]):
        return None
    dotted = "." in number
    if cue.noun.kind != "chapter":
        if not match["dot"] or dotted:
            return None
    elif not dotted:
        if cue.noun.weak or word.key in {"lukua", "alalukua", "päälukua"}:
            return None
        if not match["dot"] and number not in scan.titles.numbers:
            return None
    elif scan.titles.numbers and number not in scan.titles.numbers and word.key == "kpl":
        return None
    rule = "number-first" if cue.noun.kind == "chapter" else f"{cue.noun.kind}-number"
    return Mention(start, word.end, cue.noun.kind, rule, (Target(number),))


def _titled(scan: Scan, cue: Cue) -> Mention | None:
    """ "luvun Kylät ja haja-asutus", "luvussa ”Talous”", "kohtaan Yleiset huomiot"."""
    if cue.noun.kind != "chapter":
        return None
    text, word = scan.text, scan.words[cue.index]
    lead = re.compile(r":? [\"”“'’«»(]?").match(text, word.end)
    if lead is None:
        return None
    at = lead.end()
    opened = text[at - 1] in _OPEN
    capital = text[at : at + 1].isupper()
    found = scan.titles.after(text, at)
    if found:
        content = len(found.titles[0].content)
        quoted = opened and text[found.end : found.end + 1] in set(_CLOSE)
        sure = quoted or (capital and found.full) or (found.full and content > 1)
        sure = sure or (capital and found.end - at >= 6)
        if sure and text[found.end : found.end + 1] != "-":
            target = Target(
                title=text[found.start : found.end],
                titled=tuple(title.chapter for title in found.titles),
            )
            return Mention(word.start, found.end + quoted, "chapter", "title-after", (target,))
    if cue.noun.lemma != "kohta" or not (capital or opened):
        return None
    return _question_title(scan, word.start, word.end, at, opened=opened)


def _question_title(
    scan: Scan, start: int, noun_end: int, at: int, *, opened: bool
) -> Mention | None:
    text = scan.text
    rest = text[at : at + 300].casefold()
    for question in sorted(scan.context.questions, key=len, reverse=True):
        if question and rest.startswith(question.casefold()):
            end = at + len(question)
            title = text[at:end]
            return Mention(start, end, "question", "question-title", (Target(title=title),))
    match = _FORM_TITLE.match(text, at)
    around = text[max(0, start - 80) : start]
    if match is None or not (opened or _ANSWER_CUE.search(around) or "josta jo" in around):
        return None
    end = match.end()
    if opened:
        closing = re.search(r"[\"”“'’«»)]", text[at : at + 120])
        if closing is None:
            return None
        end = at + closing.start()
    title = text[at:end]
    return Mention(start, end + opened, "question", "question-title", (Target(title=title),))


def _clause_start(scan: Scan, at: int) -> int:
    since = scan.line_start(at)
    return max(since, max(scan.text.rfind(mark, since, at) + 1 for mark in ".;:!?("))


def _strip_end(text: str, at: int) -> int:
    while at > 0 and text[at - 1] == " ":
        at -= 1
    return at


def _topical(scan: Scan, cue: Cue) -> Mention | None:
    """ "väestöä ja asumista käsittelevässä luvussa"."""
    if cue.noun.kind != "chapter" or not cue.index:
        return None
    if not scan.words.is_topic_participle(cue.index - 1):
        return None
    text, word = scan.text, scan.words[cue.index]
    end = _strip_end(text, scan.words[cue.index - 1].start)
    found = scan.titles.topic(text, end, since=_clause_start(scan, word.start))
    if found is None:
        return None
    target = Target(
        title=text[found.start : found.end],
        titled=tuple(title.chapter for title in found.titles),
    )
    return Mention(found.start, word.end, "chapter", "topic", (target,))


def _title_first(scan: Scan, cue: Cue) -> Mention | None:
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
    quoted = bool(lead["close"]) and found.start > 0 and text[found.start - 1] in _OPEN
    content = len(found.titles[0].content)
    written = text[found.start : found.end]
    exact = any(written == title.chapter.title for title in found.titles)
    if not (quoted or content > 1 or (exact and not cue.noun.weak)):
        return None
    target = Target(title=written, titled=tuple(title.chapter for title in found.titles))
    return Mention(found.start - quoted, word.end, "chapter", "title-first", (target,))


def _pages(scan: Scan) -> Iterator[Mention]:
    """ "s. 14–16", "ss. 19–20", "s. 12 ja 15"."""
    text = scan.text
    for match in _PAGE.finditer(text):
        number = read_number(text, match.end(), "page")
        if number is None:
            continue
        targets: list[Target] = []
        while number:
            number = read_range(text, number, "page")
            targets.append(Target(number.number, number.through))
            end = number.end
            following = next_in_list(text, end)
            number = read_number(text, following, "page") if following else None
            if number and (number.spelled or re.match(r"\. ?[a-zåäö]", text[number.end : number.end + 3])):
                number = None
        yield Mention(match.start(), end, "page", "page-abbreviation", tuple(targets))


def _named_parts(scan: Scan) -> Iterator[Mention]:
    """Parts of a bill known by name: "säännöskohtaisissa perusteluissa"."""
    for match in _NAMED_PART.finditer(scan.text):
        found = scan.titles.after(scan.text, match.start())
        if found and found.full:
            target = Target(
                title=match.group(), titled=tuple(title.chapter for title in found.titles)
            )
            yield Mention(match.start(), found.end, "chapter", "named-part", (target,))


def _bare(scan: Scan) -> Iterator[Mention]:
    """Numbers that can only be chapters: "5.3.1.3 on ansiokas", "(6.2)", "3.1:n lopussa"."""
    text, known = scan.text, scan.titles.numbers
    done = 0
    for match in _BARE.finditer(text):
        if match.start() < done or not scan.free(match.start(), match.end()):
            continue
        number = read_number(text, match.start(), "chapter", known=known)
        if number is None or not _can_only_be_chapter(scan, number):
            continue
        targets = []
        while True:
            number = read_range(text, number, "chapter")
            found, end = _title_behind(scan, number)
            targets.append(_target(scan, number, found))
            following = next_in_list(text, end)
            nxt = read_number(text, following, "chapter", known=known) if following else None
            if nxt is None or nxt.spelled or "." not in nxt.number or nxt.number not in known:
                break
            number = nxt
        done = end
        rule = "number-title" if any(target.title for target in targets) else "bare-number"
        yield Mention(match.start(), end, "chapter", rule, tuple(targets))


def _can_only_be_chapter(scan: Scan, number: Number) -> bool:
    text, known = scan.text, scan.titles.numbers
    depth = number.number.count(".") + 1
    suffixed = ":" in text[number.start : number.end]
    if known:
        if number.number not in known:
            return False
    elif depth < 3 and not suffixed:
        return False
    before = text[max(0, number.start - 20) : number.start]
    if _NOT_BARE.search(before) or _ACRONYM.search(before):
        return False
    after = text[number.end : number.end + 3]
    if re.match(r"\. ?[a-zåäö,;)–-]", after) or re.match(r"\.[-–]", after):
        return False
    if after.startswith(".") and depth == 2 and not re.search(r"(?:[(,:]|ks\.?|vrt\.?|kts\.?) ?$", before):
        return False
    return not (depth == 2 and not suffixed and _measures(scan, number.end))


_MEASURED = re.compile(r" [a-zåäö]{2,}(?:ta|tä|ia|iä|ja|jä|oa|öä|ua|yä|aa|ää|ea|eä|kin)(?![\w])")


def _measures(scan: Scan, end: int) -> bool:
    """Whether a partitive noun follows: "2.4 hehtaaria", not the verb of "2.4 kaipaa"."""
    following = scan.words.at(end)
    if following >= len(scan.words) or not _MEASURED.match(scan.text, end):
        return False
    return scan.words.is_partitive(following)


def _quoted(scan: Scan) -> Iterator[Mention]:
    """A title of several words alone: in quotes, or with its capital within a sentence."""
    text = scan.text
    for match in re.finditer(r"(?<!\w)[A-ZÅÄÖ]\w", text):
        start = match.start()
        found = scan.titles.after(text, start)
        if found is None or not found.full or len(found.titles[0].content) < 2:
            continue
        quoted = start > 0 and text[start - 1] in _OPEN[:-1] and text[found.end : found.end + 1] in set(_CLOSE[:-1])
        written = text[start : found.end]
        exact = any(written == title.chapter.title for title in found.titles)
        before = text[max(0, start - 3) : start].rstrip()
        inside = bool(before) and before[-1] not in ".!?:•-–*" and "\n" not in text[max(0, start - 2) : start]
        if not (quoted or (exact and inside)):
            continue
        target = Target(title=written, titled=tuple(title.chapter for title in found.titles))
        yield Mention(start - quoted, found.end + quoted, "chapter", "title-alone", (target,))


def _skip(text: str, at: int, characters: str) -> int:
    while at < len(text) and text[at] in characters:
        at += 1
    return at

