"""A statement from Lausuntopalvelu.fi: field titles at the margin, answers indented below them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.content import PAGE_BREAK, Entry, Field, Reading, Text
from pipeline.ingest.flow import blocks_of, ends_sentence, wrap_width
from pipeline.outline import Outline
from pipeline.schema import Notice, Respondent

NAME = "lausuntopalvelu"

_START = re.compile(
    r"\s*(?:Lausunnonantajan (?:lausunto|vastaukset|kommentit)"
    r"|(?:Remissinstansens|Utlåtandegivarens|Utlåtarens|Svarandens) (?:utlåtande|yttrande|svar)"
    r"|Uttalande av remissinstansen)\s*:?\s*$",
    re.IGNORECASE,
)
_FOOT = re.compile(
    r"\s*(?:www\.)?(?:Lausuntopalvelu|Utlåtandetjänsten|Utlåtande|Utlåtandeservice)(?:\.fi)?"
    r"\s+\d+\s*[/(]\s*\d+\)?\s*$",
    re.IGNORECASE,
)
_MATTER = re.compile(r"\s*(?:Asia|Ärende)\s*:\s*(?P<number>\S.*)?$", re.IGNORECASE)
_DIARY = re.compile(r"\b[A-ZÅÄÖ]{1,8}[/ ]\d+[\d./-]*\b")
_HEAD = re.compile(r"\s*(?:Lausunto|Utlåtande|Yttrande|Vastaus|\d{1,2}\.\d{1,2}\.\d{4})\s*$", re.I)
_TITLE = re.compile(
    r"\s*(?:(?:Muuta?|Yleis\w+|Kommen\w+|Lausunto(?:nne)?|Vapaa\w*|Övrig\w*|Allmän\w*|Fritt|Kapitel"
    r"|Era|Kommentarer)\b.{0,150}|.{0,300}\?)\s*$",
    re.IGNORECASE,
)


@dataclass
class _Open:
    """A field being gathered."""

    titles: list[str]
    lines: list[str] = field(default_factory=list)

    def has_answer(self) -> bool:
        return any(line.strip() for line in self.lines)


def claims(content: Text) -> bool:
    """A page with the service's heading above the answers, or its name at the pages' feet."""
    return any(_START.match(line) or _FOOT.match(line) for line in content.lines)


def read(content: Text, outline: Outline | None) -> Reading:
    """The statement's one respondent, with a field for every title."""
    lines = [PAGE_BREAK if _FOOT.match(line) else line for line in content.lines]
    start = next((at for at, line in enumerate(lines) if _START.match(line)), None)
    doubts: list[Notice] = []
    if start is None:
        doubts.append(
            Notice(code="no-start", message='the heading "Lausunnonantajan lausunto" is missing')
        )
    head = lines[: start or 0]
    body = lines[start + 1 :] if start is not None else lines
    indented = any(line[:1] in " \t" and line.strip() for line in body)
    if not indented:
        doubts.append(
            Notice(
                code="no-indentation",
                message="answers are not indented: titles were told from them by their wording",
            )
        )
    found, signature = _fields(body, indented=indented)
    width = wrap_width(body)
    fields = tuple(
        Field(" ".join(each.titles), blocks_of(each.lines, outline=outline, width=width))
        for each in found
    )
    name, title = _head(head)
    person = name is not None and signature[:1] == [name] and len(signature) == 1
    entry = Entry(
        fields,
        respondent=Respondent(organisation=None if person else name),
        names=_names(signature),
    )
    return Reading(NAME, (entry,), consultation=title, doubts=tuple(doubts))


def _head(lines: Sequence[str]) -> tuple[str | None, str | None]:
    """The respondent's name and the draft's title, from the lines above the answers."""
    filled = [line.strip() for line in lines if line.strip() and line != PAGE_BREAK]
    name = next((line for line in filled if not _HEAD.match(line)), None)
    matter = next((at for at, line in enumerate(filled) if _MATTER.match(line)), None)
    if matter is None:
        return name, None
    match = _MATTER.match(filled[matter])
    number = (match["number"] if match else None) or ""
    below = [line for line in filled[matter + 1 :] if not _HEAD.match(line)]
    if number and not _DIARY.search(number):
        below = [number, *below]
    elif not number and below and _DIARY.match(below[0]):
        below = below[1:]
    return (None if name == filled[matter] else name), " ".join(below) or None


def _fields(lines: Sequence[str], *, indented: bool) -> tuple[list[_Open], list[str]]:
    """Fields in order, and the signature: the lines at the margin that no answer follows."""
    fields: list[_Open] = []
    above = ""
    for at, line in enumerate(lines):
        following = lines[at + 1] if at + 1 < len(lines) else ""
        if not line.strip() or line == PAGE_BREAK:
            if fields:
                fields[-1].lines.append(line)
        elif _is_title(line, above, following, indented=indented):
            torn = fields and not fields[-1].has_answer()
            if torn and above.strip():
                fields[-1].titles.append(line.strip())
            elif torn:
                # A heading above a group of fields asks nothing itself.
                fields[-1] = _Open([line.strip()])
            else:
                fields.append(_Open([line.strip()]))
        elif fields:
            fields[-1].lines.append(line)
        else:
            fields.append(_Open([""], [line]))
        above = line
    signature: list[str] = []
    if fields and not fields[-1].has_answer():
        signature = fields.pop().titles
    elif fields and not indented:
        last = fields[-1]
        filled = [each for each in last.lines if each.strip() and each != PAGE_BREAK]
        if _TITLE.match(last.titles[0]) or any(map(ends_sentence, filled)):
            signature = _cut_signature(last.lines)
        else:
            signature = [*fields.pop().titles, *filled]
    return fields, signature


def _is_title(line: str, above: str, following: str, *, indented: bool) -> bool:
    if indented:
        return line[0] not in " \t"
    return (
        not above.strip()
        and not line[0].islower()
        and bool(following.strip() or _TITLE.match(line))
        and not ends_sentence(line.rstrip("?"))
    )


def _cut_signature(lines: list[str]) -> list[str]:
    """Takes the lines below the last empty ones off, if they are no sentences."""
    filled = [at for at, line in enumerate(lines) if line.strip() and line != PAGE_BREAK]
    start = len(lines)
    for at in reversed(filled):
        if ends_sentence(lines[at]) or len(lines[at].split()) > 12:
            break
        if at and not lines[at - 1].strip():
            start = at
    if start in (len(lines), next(iter(filled), None)):
        return []
    signature = [lines[at].strip() for at in filled if at >= start]
    del lines[start:]
    return signature


def _names(signature: Sequence[str]) -> tuple[str, ...]:
    """The signer, whom the service writes surname first, in both orders."""
    words = signature[0].split() if signature else []
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() for word in words):
        return ()
    return (" ".join(words), " ".join([*words[1:], words[0]]))
