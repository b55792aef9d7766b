"""An outline gathered from the responses, where none was given.

A number with the words behind it is a candidate; where several respondents write the same words
behind the same number and then go on differently, those words are the chapter's title.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence

from pipeline.outline.chapters import Chapter, Outline, find_problems
from pipeline.schema import Response

_MENTION = re.compile(
    r"(?:(?<!\w)(?:ala|pää)?(?:luku|luvu|luvi|kohta|kohda|kappale|osio|kapitel|avsnitt)\w{0,6} "
    r"|^(?:\d{1,3}\. )?)"
    r"(?P<number>\d{1,2}(?:\.\d{1,2}){0,4})\.? [(\"”“'’]?"
    r"(?P<words>[A-ZÅÄÖ][^.;:!?()\"”“\n]{2,120})",
    re.MULTILINE | re.IGNORECASE,
)
_TRAILING = frozenset(
    {
        "ja",
        "sekä",
        "tai",
        "on",
        "ei",
        "ovat",
        "eivät",
        "tulee",
        "tulisi",
        "pitää",
        "pitäisi",
        "olisi",
        "voisi",
        "jää",
        "jäävät",
        "mukaan",
        "osalta",
        "kannattaa",
        "kuvataan",
        "esitetään",
        "mainitaan",
        "todetaan",
        "kerrotaan",
        "och",
        "samt",
        "är",
    }
)
"""Words that two respondents may happen to share behind a title, but that end none."""

_SHARE = 0.6
"""A title goes on over a word that more than this share of its writers have next."""

_END = ""


def infer_outline(responses: Iterable[Response], *, respondents: int = 2) -> Outline:
    """Number–title pairs that at least `respondents` respondents use, marked as inferred.

    Questions count as one more respondent: they are the same in every response. No pair gives an
    outline without chapters.
    """
    written: defaultdict[str, set[tuple[str, tuple[str, ...]]]] = defaultdict(set)
    for response in responses:
        for answer in response.answers:
            for voter, text in ((response.response_id, answer.text), ("", answer.question)):
                for number, words in _mentions(text):
                    written[number].add((voter, words))
    chapters = [
        Chapter(number, title)
        for number, rows in written.items()
        if (title := _common_title(sorted(rows), respondents))
    ]
    ordered = tuple(sorted(chapters, key=lambda chapter: chapter.sort_key))
    return Outline(ordered, inferred=True, problems=find_problems(ordered))


def _mentions(text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for match in _MENTION.finditer(text):
        if match["words"][0].isupper():
            yield match["number"], (*match["words"].split(), _END)


def _common_title(rows: Sequence[tuple[str, tuple[str, ...]]], respondents: int) -> str:
    """The longest run of words from the beginning that enough respondents share."""
    title: list[str] = []
    while True:
        nexts = Counter[str]()
        voters: defaultdict[str, set[str]] = defaultdict(set)
        for voter, words in rows:
            following = words[len(title)]
            nexts[following.casefold().rstrip(",")] += 1
            voters[following.casefold().rstrip(",")].add(voter)
        best, count = nexts.most_common(1)[0]
        enough = len(voters[best]) >= respondents
        if best == _END or not enough or (title and count <= _SHARE * len(rows)):
            break
        rows = [row for row in rows if row[1][len(title)].casefold().rstrip(",") == best]
        spellings = Counter(words[len(title)] for _, words in rows)
        title.append(spellings.most_common(1)[0][0])
    while title and title[-1].casefold().rstrip(",") in _TRAILING:
        title.pop()
    return " ".join(title).rstrip(",")
