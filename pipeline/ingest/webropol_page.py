"""Webropol's summary page (Yhteenvetosivu): numbered questions with one respondent's answers.

The page shows the questions of the respondent's own group and announces those of the others.
Its lines are not wrapped: a line is a paragraph, unless a paste has torn it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from pipeline.ingest.content import PAGE_BREAK, Entry, Field, Reading, Text
from pipeline.ingest.flow import BULLET, blocks_of, ends_sentence, wrap_width
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
_MOST = 999
"""The highest number that `_QUESTION` reads."""
_RANGE = re.compile(r"(\d+)\s*[-–—]\s*(\d+)")
_BUTTON = re.compile(
    r"\s*(?:Muokkaa (?:vastausta|vastauksia)|Sulje|Tulosta|Lähetä|Edellinen|Seuraava|Palaa|Takaisin"
    r"|Tallenna(?: PDF)?|Lataa PDF|Redigera svar|Stäng|Skriv ut|Edit (?:answer|response)|Close"
    r"|Print)"
    r"\s*",
    re.IGNORECASE,
)
_LINK = re.compile(r"\s*https?://\S+(?:\s+\d+/\d+)?\s*|.*\bWebropol\b.*\b\d+\s*/\s*\d+\s*")
_CELL = re.compile(r"\t+|\s{3,}|(?<=\w):\s+(?=\S+$)|(?<=nimi):\s+|(?<=osti):\s+|(?<=elin):\s+")
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
        question, section = _with_torn(question, list(lines[at + 1 : end]))
        section = _without_notices(section, number)
        background = _background(section)
        if background:
            roles += background
            continue
        table = _table(section)
        if table:
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
            title, rest = _with_torn(match["title"] or "", kept[at + 1 :])
            return title or None, rest
    return None, kept


def _with_torn(title: str, lines: list[str]) -> tuple[str, list[str]]:
    """A title with the lines right below it that go on with it, and the lines left."""
    taken = 0
    while taken < len(lines) and lines[taken].strip() and not ends_sentence(title):
        if not lines[taken].lstrip()[0].islower():
            break
        title = f"{title} {lines[taken].strip()}"
        taken += 1
    return title, lines[taken:]


def _questions(lines: Sequence[str]) -> list[tuple[int, int, str]]:
    """Line, number and text of each question.

    Numbered lines stand for questions as long as their numbers rise. Where an answer holds a
    numbered list of its own, several rises are possible: the one with most lines is taken, and
    those that end in a question mark count double.
    """
    found: list[tuple[int, int, str]] = []
    for at, line in enumerate(lines):
        match = _QUESTION.match(line)
        above = lines[at - 1] if at else ""
        alone = match and (
            not above.strip() or ("?" in match["text"] and not _QUESTION.match(above))
        )
        if match and alone and not (at + 1 < len(lines) and _QUESTION.match(lines[at + 1])):
            found.append((at, int(match["number"]), match["text"]))
    found = _without_lists(found, lines)
    # best[n]: worth of the best chain whose numbers are n at most, and its last row
    best = [(0, -1)] * (_MOST + 1)
    before: list[int] = []
    for row, (_, number, text) in enumerate(found):
        worth, last = best[number - 1] if number else (0, -1)
        worth += 2 if text.endswith("?") else 1
        before.append(last)
        for most in range(number, _MOST + 1):
            if best[most][0] > worth:
                break
            best[most] = (worth, row)
    chain: list[tuple[int, int, str]] = []
    row = best[_MOST][1]
    while row >= 0:
        chain.append(found[row])
        row = before[row]
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


def _background(lines: Sequence[str]) -> list[tuple[Role, str]]:
    """What the section tells of the respondent, if it is a table of background fields.

    Labels stand beside their values, or above them where a conversion has lost the table.
    """
    beside: list[tuple[Role, str]] = []
    below: list[tuple[Role, str]] = []
    waiting: Role | None = None
    rows = [line.strip() for line in lines if line.strip()]
    for row in rows:
        label, _, value = _CELL.sub("\t", row, count=1).partition("\t")
        role = role_of(label)
        if beside and not value and len(row.split()) > 2:
            label, value = _label_and_value(row)
            role = role_of(label) if value else role
        if role and value:
            beside.append((role, value))
        elif waiting and not role:
            below.append((waiting, row))
        waiting = role if role and not value else None
    if len(beside) * 2 > len(rows):
        return beside
    personal = {Role.NAME, Role.CONTACT} & {role for role, _ in below}
    return below if personal and len(below) > 1 and len(below) * 3 >= len(rows) else []


def _label_and_value(row: str) -> tuple[str, str]:
    """A row cut behind the shortest beginning that is a known label: "Edustamani taho Kunta"."""
    words = row.split()
    for cut in range(1, len(words)):
        label = " ".join(words[:cut])
        if role_of(label) and not words[cut].startswith("("):
            return label, " ".join(words[cut:])
    return row, ""


def _table(lines: Sequence[str]) -> list[tuple[str, str]]:
    """Rows of label and value, if the section is nothing else."""
    rows = [
        _CELL.sub("\t", line.strip(), count=1).partition("\t") for line in lines if line.strip()
    ]
    if not all(value for _, _, value in rows) or any(BULLET.match(label) for label, _, _ in rows):
        return []
    return [(label, value) for label, _, value in rows]


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
