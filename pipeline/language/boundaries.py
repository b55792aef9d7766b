"""Where the sentences of a block end: the tokenizer's opinion, corrected by the raw text.

A sign such as a full stop settles most places by itself. Where it doesn't ("yms. Kunta",
"21.10. Kunta", no sign at all), the tokenizer's probability decides.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Mapping

from pipeline.language.protected import LOWER, MAY_END, UPPER, kept_spans

_CLOSERS = r"[\"”’»)\]]*"
_OPENERS = r"[\"”“„‘'«(\[]*"
_SIGN = re.compile(
    rf"(?P<sign>[.!?…]+|[:;]-?[)(DP](?!\w)|[\U0001F300-\U0001FAFF\u2600-\u27BF]\uFE0F?)"
    rf"(?P<closers>{_CLOSERS})(?P<space>\s*)(?P<dash>(?:[-–—•*]\s+)?)(?P<next>{_OPENERS}\w?)"
)
_GLUED = re.compile(rf"(?<![\w.])[{UPPER}{LOWER}]?[{LOWER}]{{3,}}$")
_BEFORE = re.compile(r"[\w§%€:,.–-]+$")
_ABBREVIATED = re.compile(rf"(?i:{MAY_END})$")
_SHORT_NUMBER = re.compile(r"(?<![\d,.–-])\d{1,2}$")
_DOTTED_NUMBER = re.compile(r"(?<![\d,.])\d{1,2}(?:\.\d{1,2})+$")
_NAMED = re.compile(r"[^\W\d_]\s*$|§\s*$")
_MAX_ASIDE = 300

SURE = 0.5
"""Probability above which the tokenizer is believed where a sign leaves the end open."""

SURE_WITHOUT_SIGN = 0.8
"""Probability above which it is believed where there is no sign at all."""


def sentence_ends(text: str, believed: Mapping[int, float]) -> list[int]:
    """Ends of the sentences in `text`, which is one block without outer space, in order.

    `believed` maps offsets at which a token ends to the tokenizer's probability that a sentence
    ends there. The last end is always `len(text)`; the space between sentences belongs to none.

    >>> text = "Se on hyvä.Toinen jää, ks. luku 5.2.1 Talous ja 4. sektori! Kiitos"
    >>> [text[:end][-10:] for end in sentence_ends(text, {})]
    ['e on hyvä.', '. sektori!', 'ri! Kiitos']
    """
    if not text:
        return []
    kept = kept_spans(text)
    starts = [start for start, _ in kept]
    asides = _asides(text)
    aside_starts = [start for start, _ in asides]
    ends: set[int] = set()
    decided: set[int] = set()
    for match in _SIGN.finditer(text):
        end = match.end("closers")
        decided.update(range(match.start(), end + 1))
        if end == len(text) or _inside(end, kept, starts) or _inside(end, asides, aside_starts):
            continue
        if _ends(text, match, believed.get(end, 0.0)):
            ends.add(end)
    for end, probability in believed.items():
        if (
            probability >= SURE_WITHOUT_SIGN
            and end not in decided
            and text[end - 1] not in ",:;–-("
            and _starts_sentence(text, end)
            and not _inside(end, kept, starts)
            and not _inside(end, asides, aside_starts)
        ):
            ends.add(end)
    return [*sorted(ends - {len(text)}), len(text)]


def _ends(text: str, match: re.Match[str], probability: float) -> bool:
    """Whether a sign that is not protected ends a sentence."""
    follower = match["next"][-1:]
    capital = follower.isupper()
    quoted = bool(match["next"]) and not follower.isalnum()
    opens = capital or follower.isdigit() or bool(match["dash"]) or quoted
    before = _word_before(text, match.start())
    if not match["space"]:
        glued = match["next"][:1].isupper() and text[match.end() : match.end() + 1].islower()
        return glued and _GLUED.search(before) is not None and not match["closers"]
    if match["sign"] != ".":
        return opens if match["sign"][0] in "!?" and not match["closers"] else capital
    if _ABBREVIATED.fullmatch(before):
        return capital
    if number := _SHORT_NUMBER.search(before):
        # "liitteessä 3. Kunta" ends, the "3. Talous" of a list or a heading doesn't
        stop = match.start() - len(number.group())
        return opens and _NAMED.search(text[max(0, stop - 20) : stop]) is not None
    if _DOTTED_NUMBER.search(before):
        return opens and probability >= SURE
    if opens:
        return True
    return probability >= SURE and _GLUED.search(before) is not None


def _word_before(text: str, position: int) -> str:
    # a bounded look back keeps the whole linear in the text's length
    found = _BEFORE.search(text[max(0, position - 60) : position])
    return found.group() if found else ""


def _starts_sentence(text: str, end: int) -> bool:
    rest = text[end : end + 20]
    return rest[:1].isspace() and re.match(rf"\s+{_OPENERS}[{UPPER}]", rest) is not None


def _asides(text: str) -> list[tuple[int, int]]:
    """Short bracketed spans, outermost, in order: a sentence doesn't end inside one."""
    found: list[tuple[int, int]] = []
    opened: list[int] = []
    for match in re.finditer(r"[()\[\]]", text):
        if match.group() in "([":
            opened.append(match.start())
        elif opened:
            start = opened.pop()
            if match.end() - start <= _MAX_ASIDE:
                while found and found[-1][0] > start:
                    found.pop()
                found.append((start, match.end()))
    return found


def _inside(position: int, spans: list[tuple[int, int]], starts: list[int]) -> bool:
    """Whether `position` lies strictly inside one of the ordered, disjoint spans."""
    at = bisect_right(starts, position) - 1
    return at >= 0 and spans[at][0] < position < spans[at][1]
