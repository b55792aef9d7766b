"""Sections and articles of laws: "sosiaalihuoltolain 14 §:n 2 momentti", "36 artiklan 4 kohta".

The number of a target is "14 §", "53 e §", "36 artikla", "15 luku 6 §" or "3 luku"; the title is
the law's base form where the text names the law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.references.mentions import Mention, Target

_ONE = r"\d{1,3}(?: ?[a-z](?![\w-]))?"
_LIST = rf"{_ONE}(?:(?: ?[–-] ?|, ?| ja | sekä | tai | och ){_ONE})*"
_SIGN = re.compile(
    r"§|(?<=[\w.] )(?:pykäl|artik[le])\w*|(?<![\w-])(?:pykäl|artik[le])\w*(?= \d)"
    rf"|(?<=\d )lu(?:ku|vun|vussa|vusta|kuun|vulla)(?!\w)(?! {_LIST} ?§)"
    r"|(?<=[nN] )lu(?:ku|vun|vussa|vusta|kuun|vulla)(?= \d{1,2}(?![\d,]|\.\d))",
    re.IGNORECASE,
)
_NUMBERS = re.compile(rf"(?<![\d.,/–-])(?:(?<=/\d{{4}} )|(?<!\d ))(?P<list>{_LIST})\.? ?$")
_AFTER = re.compile(rf" ?(?P<list>{_LIST})(?![\w%/]|[.,:]\d)")
_ITEM = re.compile(r"(?P<digits>\d{1,3})(?: ?(?P<letter>[a-z])(?![\w-]))?|(?P<dash>[–-])")
_LONGEST_RANGE = 50
_MOMENT = re.compile(r":?\w{0,3} moment")
_CHAPTER = re.compile(r"(?P<chapter>\d{1,2}(?: ?[a-z])?)\.? luvun $", re.IGNORECASE)
_LAW_END = (
    r"(?:lain|lakiin|laissa|lakia|laki|asetuksen|asetus|kaaren|kaari|direktiivin|säännön|"
    r"sopimuksen|järjestyksen|lagen|lagens|förordningens|förordningen)"
)
_COORDINATED = r"(?:\w{2,40}-,? (?:\w{2,40}-,? )?(?:ja|sekä) )?"
_ABBREVIATION = r"(?:[A-ZÅÄÖ]{1,5}[LKA]|[A-ZÅÄÖ][a-zåäö]{1,8}L)(?::n)?"
_LAW = re.compile(
    rf"(?<![\w-])(?P<law>(?:[Yy]leisen )?{_COORDINATED}"
    rf"(?:(?i:[\w-]{{0,60}}{_LAW_END})|{_ABBREVIATION}))"
    r"(?P<id>,? ?(?:\((?P<bracket>[^()\n]{1,40})\)|\d{1,4}/\d{4}))? $",
)
_GIVEN = re.compile(
    r"(?P<topic>(?:[\w-]{1,60} ){1,9})annet(?:un|tu) (?P<giver>(?:valtioneuvosto|ministeriö)n )?$"
)
_TOPIC_WORD = re.compile(
    r"(?!(?:kuitenkin|mukaan|sitten|ennen|ilman|johon|[\w-]+[tdl](?:aan|ään)|[\w-]+[tdl](?:iin))$)"
    r"(?:[\w-]+(?:sta|stä)|[\w-]{3,}n|ja|sekä|[\w-]+-)"
)
_PART = r"\d{1,2}(?: [a-z](?!\w))?"
_TAIL = re.compile(
    rf"(?::\w{{1,5}})?(?:,? (?:{_PART}(?:(?:[–-]|, | ja ){_PART})* ?\.? ?"
    r"(?:moment\w+|mom\.?(?!\w)|(?:ala)?koh(?:ta|taa|taan|dan|dassa|dasta|dat|dissa|tien))"
    r"|[a-z] ?-?(?:ala)?koh(?:ta|taa|taan|dan|dassa|dasta)|mom\. \d{1,2}(?!\d)|johdantokappal\w+))*"
)
_NAME = re.compile(r" (?:\((?P<bracket>[A-ZÅÄÖ][^()\n]{2,80})\)|(?P<line>[A-ZÅÄÖ][^\n]{2,80}))")
_BASE = (
    (re.compile(r"(?:lain|lakiin|laissa|lakia)$"), "laki"),
    (re.compile(r"asetuksen$"), "asetus"),
    (re.compile(r"kaaren$"), "kaari"),
    (re.compile(r"direktiivin$"), "direktiivi"),
    (re.compile(r"säännön$"), "sääntö"),
    (re.compile(r"sopimuksen$"), "sopimus"),
    (re.compile(r"järjestyksen$"), "järjestys"),
    (re.compile(r"lagens$"), "lagen"),
)
_WINDOW = 160


def find_statutes(text: str) -> Iterator[Mention]:
    """Mentions of sections, articles and chapters of laws in normalised `text`, in order.

    >>> mention = next(find_statutes("Kuntalain 27 §:n mukaan"))
    >>> mention.targets[0].number, mention.targets[0].title
    ('27 §', 'kuntalaki')
    """
    done = 0
    for sign in _SIGN.finditer(text):
        if sign.start() < done:
            continue
        mention = _read(text, sign, done)
        if mention:
            done = mention.end
            yield mention


def _read(text: str, sign: re.Match[str], done: int) -> Mention | None:
    since = max(done, sign.start() - _WINDOW, text.rfind("\n", 0, sign.start()) + 1)
    before = text[since : sign.start()]
    unit = _unit(sign.group())
    numbers = _NUMBERS.search(before[-60:]) if before else None
    if numbers:
        start = len(before) - len(before[-60:]) + numbers.start("list")
        listed, end = numbers["list"], sign.end()
    else:
        after = _AFTER.match(text, sign.end())
        if after is None or _MOMENT.match(text, after.end()):
            return None
        start, listed, end = len(before), after["list"], after.end()
    chapter = _CHAPTER.search(before[:start]) if unit != "luku" else None
    if chapter:
        start = chapter.start()
    law, law_start = _law(before[:start])
    counted = sign.group().casefold() in {"pykälää", "artiklaa"} and numbers is not None
    if law is None and (
        counted or unit == "luku" or (numbers is None and unit == "§" and sign.group() == "§")
    ):
        return None
    if law is not None:
        start = law_start
    prefix = f"{chapter['chapter']} luku " if chapter else ""
    end = _tail(text, end)
    title = law
    if sign.group() == "§" and law is None and len(listed.split()) <= 2:
        named, named_end = _section_name(text, end, line_start=not before[:start].strip())
        if named:
            title, end = named, named_end
    targets = tuple(Target(f"{prefix}{number} {unit}", title=title) for number in _expand(listed))
    rule = {"§": "section", "artikla": "article", "luku": "law-chapter"}[unit]
    return Mention(since + start, end, "statute", rule, targets, noun=unit)


def _unit(sign: str) -> str:
    key = sign.casefold()
    if key.startswith("lu"):
        return "luku"
    return "artikla" if key.startswith("arti") else "§"


def _tail(text: str, end: int) -> int:
    match = _TAIL.match(text, end)
    return match.end() if match else end


def _section_name(text: str, end: int, *, line_start: bool) -> tuple[str | None, int]:
    name = _NAME.match(text, end)
    if name is None:
        return None, end
    if name["bracket"]:
        return name["bracket"], name.end()
    line = name["line"].rstrip()
    if line_start and not line.endswith((".", ":", "!", "?")):
        return line, name.end()
    return None, end


def _expand(listed: str) -> Iterator[str]:
    """Numbers of a list with its ranges filled.

    >>> list(_expand("4–6, 8")), list(_expand("49 a–49 c")), list(_expand("72–73 a"))
    (['4', '5', '6', '8'], ['49 a', '49 b', '49 c'], ['72', '73', '73 a'])
    """
    last: tuple[int, str] | None = None
    dash = False
    for item in _ITEM.finditer(listed):
        if item["dash"]:
            dash = True
            continue
        number, letter = int(item["digits"]), item["letter"] or ""
        if dash and last:
            yield from _between(last, (number, letter))
        yield f"{number} {letter}".rstrip()
        last, dash = (number, letter), False


def _between(first: tuple[int, str], last: tuple[int, str]) -> Iterator[str]:
    (low, low_letter), (high, high_letter) = first, last
    if low == high and high_letter:
        for code in range(ord(low_letter or "`") + 1, ord(high_letter)):
            yield f"{low} {chr(code)}"
    elif 0 < high - low <= _LONGEST_RANGE:
        yield from (str(number) for number in range(low + 1, high))
        if high_letter:
            yield str(high)
            yield from (f"{high} {chr(code)}" for code in range(ord("a"), ord(high_letter)))


def _law(before: str) -> tuple[str | None, int]:
    """Base form and start of the law named at the end of `before`."""
    match = _LAW.search(before)
    if match is None:
        return None, len(before)
    name, start = match["law"], match.start()
    base = _base(name)
    if match["id"] and match["bracket"] is None and base == "laki":
        base = f"laki {match['id'].strip(' ,')}"
    given = _GIVEN.search(before[:start]) if base in {"laki", "asetus"} else None
    if given:
        topic, offset = _topic(given["topic"])
        if topic:
            base = f"{given['giver'] or ''}{base}"
            return f"{base} {topic[0].lower()}{topic[1:]}", given.start("topic") + offset
    return base, start


def _topic(words: str) -> tuple[str, int]:
    """The phrase "X:stä" before "annettu", with what stands before and behind it, and its offset.

    >>> _topic("säädetään yksityisyyden suojasta työelämässä ")
    ('yksityisyyden suojasta työelämässä', 10)
    """
    pieces = list(re.finditer(r"\S+", words))
    about = [n for n, piece in enumerate(pieces) if piece.group().endswith(("sta", "stä"))]
    if not about or len(pieces) - about[-1] > 4:
        return "", 0
    first = about[-1]
    while first and _TOPIC_WORD.fullmatch(pieces[first - 1].group()):
        first -= 1
    while pieces[first].group() in {"ja", "sekä"}:
        first += 1
    offset = pieces[first].start()
    return words[offset:].strip(), offset


def _base(name: str) -> str:
    name = name.removesuffix(":n")
    if name.isupper() or re.fullmatch(r"[A-ZÅÄÖ][a-zåäö]{1,8}L", name):
        return name
    base = name[0].lower() + name[1:]
    base = re.sub(r"^yleisen ", "yleinen ", base)
    for ending, form in _BASE:
        if ending.search(base):
            return ending.sub(form, base)
    return base
