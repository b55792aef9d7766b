"""From the lines of a page back to the blocks that the respondent wrote.

Lines end where the writer ended a paragraph or a bullet, or where a page, a column or a form
happened to end. Here the second kind is undone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import pairwise
from typing import Literal

from pipeline.ingest.content import PAGE_BREAK
from pipeline.ingest.torn_titles import straddles_title
from pipeline.outline import Outline

Gap = Literal["line", "blank", "page"]

BULLET = re.compile(r"\s*(?:[•·■□○*→►]\s*|[-–—]\s+|o[ \t]+|-(?=[A-ZÅÄÖ]))(?=\S)")
"""A bullet mark as people type it. A hyphen stuck to small letters belongs to a word."""

_ENUMERATOR = re.compile(r"\s*\(?(?P<mark>[a-zåäö]|\d{1,2})(?P<stop>[.)])\s+(?=\S)")
_CLOSING = "\"'”’»)]"
_ABBREVIATION = re.compile(
    r"(?:^|[\s(])(?:esim|mm|ks|vrt|n|ts|em|ko|nk|ns|ym|yms|jne|ml|mom|mrd|milj|art|kpl|ss?|v|klo"
    r"|puh"
    r"|huom|nro|yht|tms|ao|eo|toim|sit|m\.m|t\.s|jms|t\.ex|bl\.a|kap)\.$",
    re.IGNORECASE,
)
_LEADS_ON = re.compile(
    r"(?:[,(–]|\b(?:ja|sekä|tai|eli|että|ettei|kuin|joka|jotka|jonka|jossa|kun|jos|koska|vaan|mutta"
    r"|och|samt|eller|att|som)|\b(?:ala)?lu(?:ku|vu|ku)\w*\s\d+(?:\.\d+)*)$",
    re.IGNORECASE,
)
"""What can't end a sentence: more follows, even with a capital."""

_WIDE = 120
"""No page is set wider than this; longer lines are whole paragraphs."""
_TAIL = 200
"""Characters at a block's end that tell whether it goes on."""
_NARROW = 40
"""Nor narrower than this: what is shorter throughout is a list."""
_ROOM = 14
"""Columns that a line must have left, beyond the next word, for its end to be meant."""


def blocks_of(
    lines: Iterable[str], *, outline: Outline | None = None, width: int | None = None
) -> tuple[str, ...]:
    """The paragraphs, bullets ("- …") and headings that `lines` hold.

    `width` is the column at which the file's lines are wrapped, None where they are not
    (see `wrap_width`).

    >>> blocks_of(["Esitämme:", "", "• tiloja ja", "  aikaa", "• rahaa"], width=20)
    ('Esitämme:', '- tiloja ja aikaa', '- rahaa')
    """
    lines = _bulleted(list(lines))
    capitals = _writes_capitals(lines)
    words = _words(lines)
    blocks: list[list[str]] = []
    end = ""
    gap: Gap = "blank"
    last = ""
    for line in lines:
        content = line.strip()
        if line == PAGE_BREAK or not content:
            if blocks:
                gap = "page" if line == PAGE_BREAK or gap == "page" else "blank"
            continue
        bullet = bool(blocks) and blocks[-1][0].startswith("- ")
        if blocks and _continues(
            end, last, line, gap, bullet=bullet, outline=outline, width=width, capitals=capitals
        ):
            seam = _seam(end, content, words)
            if seam is None:
                blocks[-1][-1] = blocks[-1][-1][:-1]
                end = end[:-1]
            blocks[-1].append((seam or "") + content)
            end = (end + (seam or "") + content)[-_TAIL:]
        else:
            mark = BULLET.match(line)
            end = f"- {line[mark.end() :].strip()}" if mark else content
            blocks.append([end])
            end = end[-_TAIL:]
        last, gap = line.rstrip(), "line"
    return tuple(re.sub(r"\s+", " ", "".join(parts)) for parts in blocks)


def text_of(blocks: Sequence[str]) -> str:
    """Blocks as an answer's text: bullets a line each, an empty line before a paragraph.

    >>> text_of(["Ehdotamme:", "- tiloja", "- aikaa", "Kiitos."])
    'Ehdotamme:\\n- tiloja\\n- aikaa\\n\\nKiitos.'
    """
    text = ""
    for block in blocks:
        separator = "\n" if block.startswith("- ") else "\n\n"
        text += separator + block if text else block
    return text


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or a lead-in does.

    >>> [ends_sentence(text) for text in ("Kiitos.", "(ks. liite.)", "mm.", "luvussa", "näin:")]
    [True, True, False, False, True]
    """
    text = text[-_TAIL:].rstrip()
    if re.search(r"[:;]-?[)D(]$", text):
        return True
    bare = text.rstrip(_CLOSING)
    return bare.endswith((".", "!", "?", "…", ":")) and not _ABBREVIATION.search(bare)


def wrap_width(lines: Sequence[str]) -> int | None:
    """The column at which lines were broken; None if a line is a whole paragraph.

    Lines are wrapped where a fair part of those with another right below them break off in
    mid-sentence. The width is that of nearly the longest of these.

    >>> wrap_width(["Tämä rivi katkeaa kesken virkkeen ja jatkuu", "seuraavalla."])
    43
    >>> wrap_width(["Etunimi\tMaija", "Sukunimi\tMallikas"]) is None
    True
    """
    filled = [len(line.rstrip()) for line in lines if line.strip()]
    if sum(length > _WIDE for length in filled) * 10 > len(filled):
        return None
    inner = [(line, below) for line, below in pairwise(lines) if line.strip() and below.strip()]
    torn = sorted(
        len(line.rstrip())
        for line, below in inner
        if not ends_sentence(line) and below.lstrip()[0].islower() and len(line) <= _WIDE
    )
    width = torn[int(len(torn) * 0.95)] if torn else 0
    return width if width >= _NARROW and len(torn) * 4 >= len(inner) else None


def _continues(
    block: str,
    last: str,
    line: str,
    gap: Gap,
    *,
    bullet: bool,
    outline: Outline | None,
    width: int | None,
    capitals: bool,
) -> bool:
    """Whether `line` goes on with a block that ends in `block` and whose last line is `last`."""
    content = line.strip()
    small = content[0].islower()
    closed = ends_sentence(block)
    full = width is not None and len(last) + 1 + len(content.split()[0]) > width - _ROOM
    if BULLET.match(line):
        dash = content[0] in "–—" and gap == "line" and full and not closed
        return dash and not bullet
    if gap != "blank" and re.search(r"\w-$", block) and content[0].isalnum():
        return True
    if not closed and straddles_title(block, content, outline):
        return True
    if gap == "line" and width is not None:
        indented = bullet and len(line) - len(line.lstrip()) > len(last) - len(last.lstrip())
        return full or (small and not closed) or indented or content[0] in "(§"
    if closed:
        return gap == "page" and full and not bullet
    if gap == "page":
        return small or full or bool(_LEADS_ON.search(block))
    if _LEADS_ON.search(block):
        return gap == "line" or small
    if gap == "line":
        return small and capitals
    return small and capitals and not bullet


def _seam(end: str, content: str, words: frozenset[str]) -> str | None:
    """What stands between a block's end and what goes on with it.

    None says that the hyphen at the end is the line's and goes with it.
    """
    hyphen = re.search(r"(\w*)(\w)-$", end)
    if not hyphen or not content[0].isalnum():
        return " "
    first = hyphen[1] + hyphen[2]
    second = re.match(r"[\w-]*", content)
    rest = second.group() if second else ""
    if rest in {"ja", "tai", "sekä", "eli", "och", "eller"}:
        return " "
    if f"{first}{rest}".lower() in words:
        return None
    compound = (
        f"{first}-{rest}".lower() in words
        or not content[0].islower()
        or not first.isalpha()
        or len(first) == 1
        or first.isupper()
        or (hyphen[2].lower() == content[0] and content[0] in "aeiouyäö")
    )
    return "" if compound else None


def _words(lines: Iterable[str]) -> frozenset[str]:
    """Words that stand whole in the text, in small letters."""
    return frozenset(
        word.lower() for line in lines for word in re.findall(r"\w[\w-]*\w(?!-?$)", line.rstrip())
    )


def _writes_capitals(lines: Sequence[str]) -> bool:
    """Whether the writer begins sentences with capitals, so that a small letter tells of a tear."""
    for line in lines:
        first = re.search(r"[^\W\d_]", line)
        if first and not BULLET.match(line):
            return first.group().isupper()
    return True


def _bulleted(lines: list[str]) -> list[str]:
    """Lists marked "a)", "1)" or "1." with the common bullet mark.

    A run of at least two marks that count up is a list; a single one may be a heading or part of
    a sentence.
    """
    marks = [(at, match) for at, line in enumerate(lines) if (match := _ENUMERATOR.match(line))]
    run: list[tuple[int, re.Match[str]]] = []
    result = list(lines)
    for at, match in [*marks, (len(lines), None)]:
        if match and run and _follows(run[-1][1], match):
            run.append((at, match))
            continue
        if len(run) > 1:
            for row, found in run:
                indent = lines[row][: len(lines[row]) - len(lines[row].lstrip())]
                result[row] = f"{indent}- {lines[row][found.end() :]}"
        run = [(at, match)] if match and match["mark"] in {"a", "1"} else []
    return result


def _follows(before: re.Match[str], after: re.Match[str]) -> bool:
    if before["stop"] != after["stop"]:
        return False
    if before["mark"].isdigit() and after["mark"].isdigit():
        return int(after["mark"]) == int(before["mark"]) + 1
    return (
        before["mark"].isalpha()
        and after["mark"].isalpha()
        and ord(after["mark"]) == ord(before["mark"]) + 1
    )
