"""One file in, its responses out: container, layout, clean answers, personal data masked."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from pipeline.errors import IngestError
from pipeline.ingest.archives import archive_of, members_of
from pipeline.ingest.containers import load, parse
from pipeline.ingest.content import Entry, Field, Reading, Table, Text
from pipeline.ingest.flow import blocks_of, text_of
from pipeline.ingest.form_fields import is_empty
from pipeline.ingest.layouts import read_layout
from pipeline.ingest.mapping import SUFFIXES as MAPPING_SUFFIXES
from pipeline.ingest.mapping import Mapping, from_yaml
from pipeline.ingest.personal_data import mask
from pipeline.ingest.sources import name_below, response_id
from pipeline.ingest.webropol_export import propose
from pipeline.outline import Outline
from pipeline.schema import Answer, Notice, Response, Source

LOW_CONFIDENCE = 0.6
"""Below this, a reading is told of as doubtful."""

FOOTNOTES = "Alaviitteet"
"""The question that footnotes are kept under, apart from the text they belong to."""

_CONTACT_LINE = re.compile(
    r"^(?:lisätie(?:toja|dot|toihin)|yhteyshenkilö|yhteystie\w+|mer information|kontaktperson)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Account:
    """A file's responses, and how it was read: what a check shows before a run."""

    reading: Reading
    responses: tuple[Response, ...]

    @property
    def questions_seen(self) -> int:
        """Questions shown to respondents, each counted for each of them."""
        return sum(len(entry.fields) for entry in self.reading.entries)

    @property
    def questions_answered(self) -> int:
        """Those of them that have an answer."""
        return sum(len(response.answers) for response in self.responses)


def read(
    path: Path,
    *,
    root: Path | None = None,
    keep_personal_data: bool = False,
    outline: Outline | None = None,
) -> tuple[Response, ...]:
    """The responses in the file at `path`: one, or in an export one for each respondent.

    `root` is the folder that the source's name is told from; `outline` knows the draft's titles,
    so that torn ones are made whole. A respondent who answered nothing gives a response without
    answers and the warning `empty`.

    Raises:
        IngestError: the file can't be read, or has text that yields no answer.
    """
    return account_of(
        path, root=root, keep_personal_data=keep_personal_data, outline=outline
    ).responses


def account_of(
    path: Path,
    *,
    root: Path | None = None,
    keep_personal_data: bool = False,
    outline: Outline | None = None,
) -> Account:
    """As `read`, with the layout, the confidence and the counts.

    Raises:
        IngestError: as `read`.
    """
    name = name_below(path, root)
    data = load(path, name)
    content = parse(data, name, suffix=path.suffix.lower())
    mapping = _mapping_of(path, name) if isinstance(content, Table) else None
    try:
        reading, claims = read_layout(content, outline, mapping=mapping)
    except IngestError as error:
        raise IngestError(
            error.problem, file=name, place=error.place, remedy=error.remedy
        ) from error
    if reading is None:
        raise IngestError("no known layout", file=name, remedy=_unclaimed(content))
    source = Source(
        file=name,
        sha256=hashlib.sha256(data).hexdigest(),
        format=path.suffix.lower().lstrip("."),
        layout=reading.layout,
        confidence=reading.confidence,
    )
    footnotes: tuple[Field, ...] = ()
    if isinstance(content, Text) and content.notes:
        footnotes = (Field(FOOTNOTES, blocks_of(_apart(content.notes), outline=outline)),)
    notices = (*content.notices, *reading.doubts, *_about(reading, claims))
    responses = tuple(
        _response(
            entry,
            (*entry.fields, *footnotes),
            reading,
            response_id(path.stem, entry.number),
            source,
            notices,
            keep_personal_data=keep_personal_data,
        )
        for entry in reading.entries
    )
    _refuse_lost(responses, reading, name)
    return Account(reading, responses)


def inspect(path: Path) -> Mapping:
    """The mapping that the headers of the export at `path` suggest.

    Raises:
        IngestError: the file can't be read, or is no table with headers.
    """
    content = parse(load(path, path.name), path.name, suffix=path.suffix.lower())
    if not isinstance(content, Table):
        raise IngestError(
            "is no table, so it has no columns to map", file=path.name, remedy="give XLSX or CSV"
        )
    try:
        return propose(content)
    except IngestError as error:
        raise IngestError(error.problem, file=path.name, remedy=error.remedy) from error


def _mapping_of(path: Path, name: str) -> Mapping | None:
    """The mapping that lies beside an export, in its folder or its archive."""
    archive = archive_of(path)
    members = members_of(archive) if archive else []
    for suffix in MAPPING_SUFFIXES:
        beside = path.with_name(path.stem + suffix)
        if beside in members or beside.is_file():
            label = str(PurePosixPath(name).with_name(beside.name))
            return from_yaml(load(beside, label), label)
    return None


def _unclaimed(content: object) -> str:
    if isinstance(content, Text):
        return "the file holds no text; ask for it again"
    return "an export needs a row of headers with at least one question, and rows below it"


def _apart(notes: Sequence[str]) -> list[str]:
    return [line for note in notes for line in (note, "")]


def _about(reading: Reading, claims: Sequence[str]) -> Iterator[Notice]:
    forms = [name for name in claims if name != "letter"]
    if len(forms) > 1:
        yield Notice(
            code="claimed-twice",
            message=f"looks like {' and '.join(forms)}; read as {reading.layout}",
        )
    if reading.confidence < LOW_CONFIDENCE:
        yield Notice(
            code="low-confidence",
            message=f"read as {reading.layout} with confidence {reading.confidence:.2f}",
        )


def _response(
    entry: Entry,
    fields: Sequence[Field],
    reading: Reading,
    identifier: str,
    source: Source,
    notices: Sequence[Notice],
    *,
    keep_personal_data: bool,
) -> Response:
    answers = []
    masked: Counter[str] = Counter()
    contacts = 0
    for field in fields:
        blocks = field.blocks
        if not keep_personal_data:
            blocks, kinds, dropped = _masked(blocks, entry.names)
            masked.update(kinds)
            contacts += dropped
        if not is_empty(" ".join(blocks)):
            question = field.question if keep_personal_data else mask(field.question)[0]
            answers.append(
                Answer(question_number=field.number, question=question, text=text_of(blocks))
            )
    warnings = [*notices, *entry.notices]
    if masked:
        listed = ", ".join(f"{kind} × {count}" for kind, count in sorted(masked.items()))
        warnings.append(Notice(code="personal-data-masked", message=f"replaced in text: {listed}"))
    if contacts:
        warnings.append(
            Notice(
                code="contact-details-dropped",
                message=f"lines with contact details that were left out: {contacts}",
            )
        )
    if not answers:
        warnings.append(Notice(code="empty", message="no question was answered"))
    return Response(
        response_id=identifier,
        source=source,
        consultation=reading.consultation,
        respondent=entry.respondent,
        answers=tuple(answers),
        warnings=tuple(warnings),
    )


def _masked(
    blocks: Sequence[str], names: Sequence[str]
) -> tuple[tuple[str, ...], tuple[str, ...], int]:
    """Blocks with markers, the kinds found, and how many lines of contact details were dropped."""
    kept = [
        block
        for block in blocks
        if not (_CONTACT_LINE.match(block) and mask(block, names=names)[1])
    ]
    text, kinds = mask("\n".join(kept), names=names)
    return tuple(text.split("\n")) if kept else (), kinds, len(blocks) - len(kept)


def _refuse_lost(responses: Sequence[Response], reading: Reading, name: str) -> None:
    """Refuse a file that gave no answer, unless the form says of every question that it is empty.

    A good form read as empty is the worst fault there is.
    """
    if any(response.answers for response in responses):
        return
    fields = [field for entry in reading.entries for field in entry.fields]
    if not fields or not all(field.blocks for field in fields):
        raise IngestError(
            f"no answer was found (read as {reading.layout})",
            file=name,
            remedy="check that the file is a response and that its text is complete",
        )
