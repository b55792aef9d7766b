"""Chapter titles as they stand in running text: inflected, cut short, in quotes, compounded.

Words are compared without a model: equal, or alike in the stem with a Finnish ending each. The
index keeps titles by the first letters of their words, so that a look-up touches only the few
titles that can match, however long the outline.
"""

from __future__ import annotations

import itertools
import re
from collections import defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from pipeline.outline import Chapter, Outline

WORD = re.compile(r"\w+")
_GAP = re.compile(r"[ \-–—,.:()/&”\"'’»«“]{1,4}|[ ]?\n[ ]?|[ ][-–—&][ ]")
_KEY = 3
_Key = TypeVar("_Key", bound=Hashable)
_LINKS = frozenset({"ja", "sekä", "tai", "och", "samt", "eli", "of", "the"})
_LONGEST = 30


@dataclass(frozen=True, slots=True)
class Title:
    """A chapter with its title's words, casefolded."""

    chapter: Chapter
    words: tuple[str, ...]

    @property
    def content(self) -> tuple[str, ...]:
        """The words that carry meaning: no conjunctions."""
        return tuple(word for word in self.words if word not in _LINKS)


@dataclass(frozen=True, slots=True)
class Found:
    """A title found at `start:end`; `full` if no word of it is missing."""

    start: int
    end: int
    titles: tuple[Title, ...]
    full: bool


def same_word(written: str, title: str) -> bool:
    """Whether two casefolded words are forms of one, as far as their letters tell.

    >>> same_word("kumppanuudet", "kumppanuuksien"), same_word("tuen", "tuki")
    (True, True)
    >>> same_word("talo", "talous"), same_word("asuminen", "asukkaat")
    (False, False)
    """
    if written == title:
        return True
    shared = 0
    for left, right in zip(written, title, strict=False):
        if left != right:
            break
        shared += 1
    shorter, longer = sorted((len(written), len(title)))
    if shared < 2 or shared < (shorter + 1) // 2 or longer - shared > 7:
        return False
    if shared == shorter:
        rest = (written if len(written) > len(title) else title)[shared:]
        return shorter >= 3 and _CASE.fullmatch(rest) is not None
    if shorter - shared > 5 or (shared < 4 and shorter > 6):
        return False
    return _alike_ends(written[shared:], title[shared:])


_CASE = re.compile(
    r"[aäeioöuy]?(?:n|t|a|ä|ta|tä|tta|ttä|na|nä|ssa|ssä|sta|stä|lla|llä|lle|lta|ltä|ksi|iin|hin|"
    r"seen|an|än|en|in|on|jen|ja|jä|iden|ita|itä|issa|issä|ista|istä|ien|ia|iä|siin|ihin|illa|illä|ille|ksen|kset)?"
)
_STEM_CHANGE = re.compile(
    r"(?:n|nen|s|si|i|e|a|ä|o|ö|u|y|ko|kko|ku|ki|kä|ka|ta|tä|ti|te|to|tö|tu|ty|pa|pä|pi|po|us|ys|os|uus|yys|is|in|"
    r"on|t|kki|tti|ppi|ppa|ppä|kka|kkä|tta|ttä|ton|tön|vu|v)?"
)
_OBLIQUE = re.compile(
    r"[a-zåäö]{0,4}(?:n|t|a|ä|ssa|ssä|sta|stä|lla|llä|lle|lta|ltä|ksi|iin|hin|seen|na|nä)"
)


def _alike_ends(left: str, right: str) -> bool:
    return any(
        (_STEM_CHANGE.fullmatch(one) and _OBLIQUE.fullmatch(other))
        or (_OBLIQUE.fullmatch(one) and _OBLIQUE.fullmatch(other))
        for one, other in ((left, right), (right, left))
    )


class TitleIndex:
    """The titles of an outline, for look-up by number and by words."""

    def __init__(self, outline: Outline | None) -> None:
        titles = tuple(_titles(outline or ()))
        self.by_number: Mapping[str, tuple[Title, ...]] = _group(
            (title.chapter.number, title) for title in titles
        )
        self.numbers = frozenset(self.by_number)
        self._first = _group((title.words[0][:_KEY], title) for title in titles if title.words)
        self._last = _group((title.words[-1][:_KEY], title) for title in titles if title.words)
        self._any = _group(
            (key, title)
            for title in titles
            for key in sorted({word[:_KEY] for word in title.content})
        )
        self._starts = _group(
            (title.words[:count], title)
            for title in titles
            for count in range(1, len(title.words) + 1)
        )
        self._exact = _group((title.words, title) for title in titles if title.words)
        self.longest = max((len(title.words) for title in titles), default=0)

    def after(self, text: str, at: int, number: str | None = None) -> Found | None:
        """The title that starts at `at`; of chapter `number` alone, where one is given.

        Cut short, it counts only with a number or a capital.
        """
        first = WORD.match(text, at)
        if not first:
            return None
        titles: Iterable[Title]
        if number is not None:
            titles = self.by_number.get(number, ())
        else:
            titles = self._first.get(first.group().casefold()[:_KEY], ())
            if len(first.group()) <= _KEY:
                titles = (*titles, *self._starts.get((first.group().casefold(),), ()))
        best: list[tuple[int, int, Title]] = []
        for title in titles:
            end, count = _match_forward(text, first, title.words)
            if count:
                best.append((count, end, title))
        return _longest(text, first.start(), best)

    def before(self, text: str, end: int, *, since: int) -> Found | None:
        """The title that ends at `end`, not earlier than `since`: full, or its first words."""
        words = list(WORD.finditer(text, max(since, end - 200), end))[-_LONGEST:]
        if not words or words[-1].end() != end:
            return None
        last = words[-1].group().casefold()
        found: list[tuple[int, Title]] = []
        for title in self._last.get(last[:_KEY], ()):
            count = len(title.words)
            if count <= len(words) and _all_same(text, words[-count:], title.words):
                found.append((count, title))
        if found:
            longest = max(count for count, _ in found)
            exact = tuple(match.group().casefold() for match in words[-longest:])
            titles = [title for count, title in found if count == longest]
            precise = [title for title in titles if title.words == exact] or titles
            return Found(words[-longest].start(), end, tuple(precise), True)
        for count in range(min(len(words), self.longest), 0, -1):
            key = tuple(match.group().casefold() for match in words[-count:])
            titles_here = self._starts.get(key, ())
            if titles_here and _joined(text, words[-count:]):
                return Found(words[-count].start(), end, titles_here, False)
        return None

    def topic(self, text: str, end: int, *, since: int) -> Found | None:
        """The title whose words all stand in the phrase that ends at `end`, in any order."""
        words = list(WORD.finditer(text, max(since, end - 200), end))[-14:]
        if not words:
            return None
        last = words[-1].group().casefold()
        best: list[tuple[int, int, Title]] = []
        for title in dict.fromkeys(self._any.get(last[:_KEY], ())):
            content = title.content
            starts = []
            for wanted in content:
                hits = [m.start() for m in words if same_word(m.group().casefold(), wanted)]
                if not hits:
                    break
                starts.append(hits[-1])
            else:
                if any(same_word(last, wanted) for wanted in content):
                    best.append((len(content), min(starts), title))
        if not best:
            return None
        most = max(count for count, _, _ in best)
        winners = [(start, title) for count, start, title in best if count == most]
        return Found(
            min(start for start, _ in winners),
            words[-1].end(),
            tuple(title for _, title in winners),
            True,
        )

    def touched(self, text: str, end: int, *, since: int) -> Found | None:
        """Titles with some words in the phrase that ends at `end`, its last among them."""
        words = list(WORD.finditer(text, max(since, end - 200), end))[-14:]
        last = words[-1].group().casefold() if words else ""
        if len(last) < 4:
            return None
        titles = tuple(
            title
            for title in dict.fromkeys(self._any.get(last[:_KEY], ()))
            if any(same_word(last, wanted) for wanted in title.content)
        )
        if not titles:
            return None
        start = words[-1].start()
        for word in reversed(words[:-1]):
            key = word.group().casefold()
            if key not in _LINKS and not any(
                same_word(key, wanted) for title in titles for wanted in title.content
            ):
                break
            start = start if key in _LINKS else word.start()
        return Found(start, words[-1].end(), titles, False)

    def containing(self, word: str) -> tuple[Title, ...]:
        """Titles that hold a casefolded word of five letters or more."""
        if len(word) < 5:
            return ()
        return tuple(
            dict.fromkeys(title for title in self._any.get(word[:_KEY], ()) if word in title.words)
        )

    def exact(self, line: str) -> tuple[Title, ...]:
        """Titles that are, word for word, the whole of `line`."""
        return self._exact.get(tuple(WORD.findall(line.casefold())), ())


def _titles(outline: Iterable[Chapter]) -> Iterable[Title]:
    for chapter in outline:
        yield Title(chapter, tuple(WORD.findall(chapter.title.casefold())))


def _group(pairs: Iterable[tuple[_Key, Title]]) -> dict[_Key, tuple[Title, ...]]:
    lists: defaultdict[_Key, list[Title]] = defaultdict(list)
    for key, title in pairs:
        lists[key].append(title)
    return {key: tuple(titles) for key, titles in lists.items()}


def _joined(text: str, words: Sequence[re.Match[str]]) -> bool:
    return all(
        _GAP.fullmatch(text, left.end(), right.start()) for left, right in itertools.pairwise(words)
    )


def _all_same(text: str, words: Sequence[re.Match[str]], wanted: Sequence[str]) -> bool:
    return all(
        same_word(match.group().casefold(), word) for match, word in zip(words, wanted, strict=True)
    ) and _joined(text, words)


def _match_forward(text: str, first: re.Match[str], wanted: Sequence[str]) -> tuple[int, int]:
    """End and number of the words of `wanted` that follow one another from `first` on."""
    match: re.Match[str] | None = first
    end, count, solid_end, solid = first.start(), 0, first.start(), 0
    for word in wanted:
        if match is None or (count and not _GAP.fullmatch(text, end, match.start())):
            break
        if not same_word(match.group().casefold(), word):
            break
        end, count = match.end(), count + 1
        if word not in _LINKS:
            solid_end, solid = end, count
        match = WORD.search(text, end, end + 60)
    return solid_end, solid


def _longest(text: str, start: int, best: Sequence[tuple[int, int, Title]]) -> Found | None:
    if not best:
        return None
    full = [row for row in best if row[0] == len(row[2].words)]
    rows = full or [row for row in best if text[start].isupper() and row[1] - start >= 4]
    if not rows:
        return None
    most = max(count for count, _, _ in rows)
    winners = [row for row in rows if row[0] == most]
    exact = [
        row
        for row in winners
        if " ".join(row[2].words[:most]) == " ".join(WORD.findall(text[start : row[1]].casefold()))
    ] or winners
    return Found(start, max(end for _, end, _ in exact), tuple(t for _, _, t in exact), bool(full))
