"""Webropol's summary page (Yhteenvetosivu): numbered questions with one respondent's answers.

The page shows the questions of the respondent's own group and announces those of the others.
Its lines are not wrapped: a line is a paragraph, unless a paste has torn it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.ingest.content import PAGE_BREAK, Entry, Field, Reading, Text
from pipeline.ingest.flow import blocks_of, wrap_width
from pipeline.ingest.form_fields import Role, respondent_of, role_of
from pipeline.outline import Outline
from pipeline.schema import Notice

NAME = "webropol-page"

_TITLE = re.compile(
    r"\s*(?:Yhteenvetosivu|Sammanfattning(?:ssida)?|Summary page)\s*:\s*(?P<title>.*\S)?", re.I
)
_QUESTION = re.compile(r"\s*(?P<number>\d{1,3})\.\s+(?P<text>\S.*?)\s*$")
_NOTICE = re.compile(
    r"^(?=.{0,300}$)(?=.*\d+\s*[-–—]\s*\d+)(?=.*\b(?:vain|ainoastaan|tarkoitettu|suunnattu"
    r"|osoitettu"
    r"|kohdistettu|kohdennettu|koskevat|esitetään|vastaavat|endast|bara)\b)"
    r".*\b(?:kysymyks\w+|frågorna)\b(?P<ranges>.*)$",
    re.IGNORECASE,
)
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_BUTTON = re.compile(
    r"\s*(?:Muokkaa (?:vastausta|vastauksia)|Sulje|Tulosta|Lähetä|Edellinen|Seuraava|Palaa|Takaisin"
    r"|Tallenna(?: PDF)?|Lataa PDF|Redigera svar|Stäng|Skriv ut|Edit (?:answer|response)|Close"
    r"|Print)"
    r"\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*https?://\S+(?:\s+\d+/\d+)?\s*|.*\bWebropol\b.*\b\d+\s*/\s*\d+\s*")
_MORE_ASKED = re.compile(
    r"^(?:\(.*\)|(?:Mitä|Miten|Millä|Millainen|Millaisia|Missä|Mistä|Miksi|Mikä|Mitkä|Kuinka|Entä"
    r"|Jos"
    r"|Onko|Ovatko|Tuleeko|Hur|Vad|Varför|Om)\b[^.!?]*\?|(?:Perustele|Perustelkaa|Kuvaa|Kuvatkaa"
    r"|Kerro|Kertokaa|Voit|Voitte|Valitse|Valitkaa|Nimeä|Nimetkää|Motivera)\b[^.!?]*[.!?])$"
)


def claims(content: Text) -> bool:
    """A page that says it is a summary page, or that asks at least three numbered questions."""
    if any(_TITLE.fullmatch(line) for line in content.lines):
        return True
    return len(_questions(content.lines)) >= 3 and any(
        _BUTTON.fullmatch(line) or _NOTICE.match(line.strip()) or role_of(line.split("\t")[0])
        for line in content.lines
    )


def read(content: Text, outline: Outline | None) -> Reading:
    """The page's one respondent, with a field for every question shown."""
    title, lines = _body(content.lines)
    starts = _questions(lines)
    width = wrap_width(lines)
    numbers = [number for _, number, _ in starts]
    roles: list[tuple[Role, str]] = []
    fields: list[Field] = []
    notices: list[Notice] = []
    for (at, number, question), (end, _, _) in pairwise([*starts, (len(lines), 0, "")]):
        section = _without_notices(lines[at + 1 : end], number)
        table = _table(section)
        if table:
            known = [(role, value) for label, value in table if (role := role_of(label))]
            roles += known
            if len(known) * 2 > len(table):
                continue
            section = [f"{label}: {value}" if value else label for label, value in table]
            section = [line for row in section for line in (row, "")]
        asked, section = _second_paragraph(question, section)
        blocks = blocks_of(section, outline=outline, width=width)
        if role_of(question) is Role.GROUP and not table and number <= 5:
            roles.append((Role.GROUP, "; ".join(blocks)))
            continue
        fields.append(Field(asked, blocks, number))
    if not fields:
        notices.append(
            Notice(code="no-questions", message="no numbered question was found on the page")
        )
    if len(set(numbers)) < len(numbers):
        notices.append(Notice(code="question-clash", message="a question's number comes twice"))
    respondent, names = respondent_of(roles)
    entry = Entry(tuple(fields), respondent=respondent, names=names)
    return Reading(NAME, (entry,), consultation=title, doubts=tuple(notices))


def _body(lines: Sequence[str]) -> tuple[str | None, list[str]]:
    """The page's title, and its lines from the title down to the buttons."""
    kept = [PAGE_BREAK if _LINK.fullmatch(line) else line for line in lines]
    while kept and (not kept[-1].strip() or _BUTTON.fullmatch(kept[-1])):
        kept.pop()
    for at, line in enumerate(kept):
        match = _TITLE.fullmatch(line)
        if match:
            return match["title"], kept[at + 1 :]
    return None, kept


def _questions(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Line, number and text of each question.

    Numbered lines stand for questions as long as their numbers rise. Where an answer holds a
    numbered list of its own, several rises are possible: the one with most lines is taken, and
    those that end in a question mark count double.
    """
    found: list[tuple[int, int, str]] = []
    for at, line in enumerate(lines):
        match = _QUESTION.match(line)
        alone = match and not (at and lines[at - 1].strip())
        if match and alone and not (at + 1 < len(lines) and _QUESTION.match(lines[at + 1])):
            found.append((at, int(match["number"]), match["text"]))
    found = _without_lists(found, lines)
    best: list[tuple[int, int]] = []
    for row, (_, number, text) in enumerate(found):
        worth = 2 if text.endswith("?") else 1
        before = max(
            ((best[other][0], other) for other in range(row) if found[other][1] < number),
            default=(0, -1),
        )
        best.append((before[0] + worth, before[1]))
    chain: list[tuple[int, int, str]] = []
    row = max(range(len(best)), key=lambda at: (best[at][0], at), default=-1)
    while row >= 0:
        chain.append(found[row])
        row = best[row][1]
    return chain[::-1]


def _without_lists(
    found: Sequence[tuple[int, int, str]], lines: Sequence[str]
) -> list[tuple[int, int, str]]:
    """Numbered lines without the lists inside answers: runs from 1 with nothing in between."""
    kept: list[tuple[int, int, str]] = []
    run: list[tuple[int, int, str]] = []
    for each in [*found, (len(lines), 0, "")]:
        at, number, _ = each
        last = run[-1] if run else (0, 0, "")
        between = any(line.strip() for line in lines[last[0] + 1 : at])
        if run and number == last[1] + 1 and not between:
            run.append(each)
            continue
        listed = len(run) > 1 and run[0][1] == 1 and bool(kept)
        kept += [] if listed else run
        run = [each]
    return kept


def _without_notices(lines: Sequence[str], number: int) -> list[str]:
    """Lines without the announcements of other groups' questions."""
    return [line for line in lines if not _announces(line.strip(), number)]


def _announces(line: str, number: int) -> bool:
    """Whether `line` announces questions for others than those who answer question `number`.

    >>> _announces("Kysymykset 45–53 on tarkoitettu yrityksille", 44)
    True
    >>> _announces("Kysymykset 43–45 koskevat meitä.", 44)
    False
    """
    match = _NOTICE.match(line)
    ranges = _RANGE.findall(line) if match else []
    return bool(ranges) and not any(int(first) <= number <= int(last) for first, last in ranges)


def _table(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Rows of label and value, if the section is nothing else."""
    rows = [line for line in lines if line.strip()]
    if not rows or not all("\t" in line for line in rows):
        return []
    return [(label.strip(), value.strip()) for label, _, value in (r.partition("\t") for r in rows)]


def _second_paragraph(question: str, lines: Sequence[str]) -> tuple[str, list[str]]:
    """The question with what it asks in further paragraphs, and the lines of the answer.

    Such a paragraph asks or tells how to answer, and an answer stands below it.
    """
    rest = list(lines)
    while True:
        at = next(_filled(rest), None)
        if at is None or next(_filled(rest[at + 1 :]), None) is None:
            return question, rest
        if (at + 1 < len(rest) and rest[at + 1].strip()) or not _MORE_ASKED.match(rest[at].strip()):
            return question, rest
        question = f"{question} {rest[at].strip()}"
        rest = rest[at + 1 :]


def _filled(lines: Sequence[str]) -> Iterator[int]:
    return (at for at, line in enumerate(lines) if line.strip())
