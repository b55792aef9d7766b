"""A letter or an e-mail: whatever text is no form. Its headings become the questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.ingest.content import PAGE_BREAK, Entry, Field, Reading, Text
from pipeline.ingest.flow import BULLET, blocks_of, ends_sentence, wrap_width
from pipeline.ingest.letterhead import (
    CLOSING,
    is_afterword,
    is_head,
    is_prose,
    is_salutation,
    names_of,
    organisation_of,
    signature_start,
    starts_quoted_mail,
    subject_of,
)
from pipeline.ingest.page_furniture import COLUMNS, without_furniture
from pipeline.outline import Outline
from pipeline.schema import Notice, Respondent

NAME = "letter"

_ORDINAL = re.compile(r"\s*(?P<number>\d{1,2}(?:\.\d{1,2}){0,3})(?P<stop>[.)]?)\s+(?=\S)")
_LEADS_ON = re.compile(
    r"(?:[,;:–-]|\b(?:että|ettei|jotta|sekä|ja|tai|kuten|seuraavaa|seuraavat|seuraavasti|mm\."
    r"|esim\.))$",
    re.IGNORECASE,
)
_MAX_HEADING = 120
_MAX_WORDS = 14
_ROOM = 14


@dataclass
class _Group:
    """Lines without an empty one between; `seam` tells of a page break before them."""

    lines: list[str]
    seam: bool = False


@dataclass
class _Section:
    question: str
    lines: list[str] = field(default_factory=list)


def claims(content: Text) -> bool:
    """Any text that is not blank."""
    return any(line.strip() for line in content.lines)


def read(content: Text, outline: Outline | None) -> Reading:
    """The letter's one respondent, with a field for every heading that has text below it."""
    lines = _without_margin(without_furniture(_own_words(content.lines)))
    width = wrap_width(lines)
    groups = _groups(lines, width)
    contents = [group.lines for group in groups]
    end = signature_start(contents)
    first = next((at for at, group in enumerate(contents[:end]) if is_prose(group)), None)
    if first is None:
        first = _first_after_head(contents[:end])
    head, signature = contents[:first], contents[end:]
    matter = subject_of(head)
    start = _headings_start(contents, first, None if matter is None else matter[0])
    subject = matter[1] if matter else ""
    fields = tuple(
        Field(section.question, blocks_of(section.lines, outline=outline, width=width))
        for section in _sections(groups[start:end], subject, outline)
        if any(line.strip() for line in section.lines)
    )
    doubts = []
    if matter is None and first:
        doubts.append(Notice(code="no-subject", message="the letter names no matter"))
    entry = Entry(
        fields,
        respondent=Respondent(organisation=organisation_of(head, signature)),
        names=names_of(signature, head),
    )
    return Reading(NAME, (entry,), consultation=subject or None, doubts=tuple(doubts))


def _own_words(lines: Sequence[str]) -> list[str]:
    """Lines down to the mail that is answered, if one is quoted at the end."""
    quoted = next((at for at, line in enumerate(lines) if starts_quoted_mail(line)), len(lines))
    own = [line for line in lines[:quoted] if line.strip()]
    return list(lines[:quoted]) if len(own) > 2 else list(lines)


def _without_margin(lines: Sequence[str]) -> list[str]:
    """Lines of a text set off from the margin (as minutes set a decision) moved to it."""
    indents = [len(line) - len(line.lstrip(" ")) for line in lines if line.strip()]
    common = max(set(indents), key=indents.count, default=0)
    if not common:
        return list(lines)
    return [line[common:] if line[:common].isspace() else line for line in lines]


def _groups(lines: Sequence[str], width: int | None) -> list[_Group]:
    """Groups of lines; a heading or closing line right at a paragraph is parted from it."""
    groups: list[_Group] = []
    open_group = False
    seam = False
    for at, line in enumerate(lines):
        if line == PAGE_BREAK:
            seam, open_group = True, False
        elif not line.strip():
            open_group = False
        elif open_group and not _parts(lines[at - 1], line, lines[at + 1 :], groups[-1], width):
            groups[-1].lines.append(line)
        else:
            groups.append(_Group([line], seam))
            open_group, seam = True, False
    return groups


def _parts(above: str, line: str, below: Sequence[str], group: _Group, width: int | None) -> bool:
    """Whether `line` begins a group of its own though no empty line says so."""
    if BULLET.match(line) or BULLET.match(above):
        return False
    if CLOSING.match(line) or is_afterword([line]):
        return ends_sentence(above)
    if is_salutation(above) and len(group.lines) == 1:
        return True
    if _is_inner_heading(line, below[0] if below else "") and ends_sentence(above):
        return True
    if len(group.lines) > 1 or line.lstrip()[0].islower() or is_head(above):
        return False
    if _is_inner_heading(above, line):
        return True
    text = above.strip()
    if width is None:
        fits = len(text) < _MAX_HEADING // 2 < len(line.strip())
    else:
        fits = len(text) + len(line.split()[0]) < width - 2 * _ROOM and len(line) > len(above)
    return fits and _reads_as_heading(text)


def _is_inner_heading(line: str, below: str) -> bool:
    """Whether a numbered line with text right below it is a heading, and no item of a list."""
    return (
        _ORDINAL.match(line) is not None
        and _reads_as_heading(line.strip())
        and below.lstrip()[:1].isupper()
        and not _ORDINAL.match(below)
        and not is_head(line)
    )


def _first_after_head(groups: Sequence[Sequence[str]]) -> int:
    """Where the text begins in a letter without one full sentence: below its head."""
    for at, group in enumerate(groups):
        if not any(is_head(line) or is_salutation(line) for line in group):
            return at
    return len(groups)


def _headings_start(groups: Sequence[Sequence[str]], first: int, matter: int | None) -> int:
    """The first of the headings that stand right above the text's first paragraph."""
    start = first
    while start > 0 and start - 1 != matter:
        group = groups[start - 1]
        text = " ".join(line.strip() for line in group)
        if len(group) > 2 or any(is_head(line) or is_salutation(line) for line in group):
            break
        if not _reads_as_heading(text) or (matter is None and start < first):
            break
        if matter is None and start - 1 == 0:
            break
        start -= 1
    return start


def _sections(groups: Sequence[_Group], subject: str, outline: Outline | None) -> list[_Section]:
    """The text under its headings; what stands above the first one answers to the subject."""
    sections = [_Section(subject)]
    for at, group in enumerate(groups):
        following = groups[at + 1] if at + 1 < len(groups) else None
        before = sections[-1].lines[-1] if sections[-1].lines else ""
        if _is_heading(group, following, before):
            text = " ".join(line.strip() for line in group.lines)
            sections.append(_Section(_without_ordinal(text, outline)))
            continue
        lines = group.lines
        if not sections[-1].lines and len(sections) == 1 and is_salutation(lines[0]):
            lines = lines[1:]
        if sections[-1].lines:
            sections[-1].lines.append(PAGE_BREAK if group.seam else "")
        sections[-1].lines += lines
    return sections


def _is_heading(group: _Group, following: _Group | None, before: str) -> bool:
    """Whether a group is a heading: short, no sentence, and something stands below it."""
    text = " ".join(line.strip() for line in group.lines)
    if following is None or len(group.lines) > 2 or not _reads_as_heading(text):
        return False
    if group.seam and before and not ends_sentence(before) and not _ORDINAL.match(text):
        return False
    if following.seam and following.lines[0].lstrip()[0].islower():
        return False
    if before.rstrip().endswith(":") and not _ORDINAL.match(text) and not is_prose(following.lines):
        return False
    numbered = _ORDINAL.match(text) is not None
    return numbered or len(group.lines) == 1


def _reads_as_heading(text: str) -> bool:
    """Whether a line could be a heading by its own looks.

    >>> [_reads_as_heading(text) for text in ("2. Liikenne", "Esitämme, että", "Kiitos.")]
    [True, False, False]
    """
    if BULLET.match(text) or COLUMNS.search(text) or is_salutation(text):
        return False
    ordinal = _ORDINAL.match(text)
    bare = text[ordinal.end() :] if ordinal else text
    if not bare or not (bare[0].isupper() or bare[0].isdigit() or bare[0] in '§(”"'):
        return False
    if len(text) > _MAX_HEADING or len(text.split()) > _MAX_WORDS:
        return False
    return not _LEADS_ON.search(text) and (not ends_sentence(text) or text.endswith("?"))


def _without_ordinal(heading: str, outline: Outline | None) -> str:
    """A heading without the letter's own numbering; a number of the draft's chapters stays.

    >>> _without_ordinal("3. Luku 4.2 Asuinalueet", None)
    'Luku 4.2 Asuinalueet'
    """
    match = _ORDINAL.match(heading)
    if not match:
        return heading
    rest = heading[match.end() :]
    chapters = outline.by_number.get(match["number"], ()) if outline else ()
    own = not any(c.title and rest.lower().startswith(c.title.lower()[:12]) for c in chapters)
    if own and (outline is not None or "." not in match["number"]):
        return rest
    return heading
