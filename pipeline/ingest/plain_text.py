"""Text and CSV files: bytes to lines or rows, whatever the encoding."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter

from pipeline.errors import IngestError
from pipeline.ingest.characters import clean
from pipeline.ingest.content import Table, Text
from pipeline.schema import Notice

_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS = ";,\t|"
_BINARY_SHARE = 0.02


def read_text(data: bytes, name: str) -> Text:
    """The lines of a text file.

    Raises:
        IngestError: the bytes are no text.
    """
    text, notices = decode(data, name)
    return Text(tuple(clean(text).split("\n")), notices)


def read_csv(data: bytes, name: str) -> Table:
    """The rows of a CSV file, its delimiter found by which one cuts rows of equal length.

    Raises:
        IngestError: the bytes are no text, or no delimiter makes a table of it.
    """
    text, notices = decode(data, name)
    best: list[list[str]] = []
    worth = 0
    for delimiter in _DELIMITERS:
        rows = _rows(text, delimiter)
        lengths = Counter(len(row) for row in rows)
        length, count = max(lengths.items(), key=lambda item: (item[1], item[0]), default=(1, 0))
        if length > 1 and count * len(rows[0]) > worth:
            best, worth = rows, count * len(rows[0])
    if not best:
        raise IngestError(
            "no delimiter (; , tab |) makes a table of it",
            file=name,
            remedy="save the export again as CSV with semicolons, or give the XLSX file",
        )
    return Table(tuple(tuple(map(_cell, row)) for row in best), notices=notices)


def decode(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    """Text of bytes in UTF-8, UTF-16 with a mark, or Windows-1252; a mixture is told of.

    Raises:
        IngestError: the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data.decode(encoding), ()
            except UnicodeDecodeError:
                break
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return _decode_by_line(data, name)
    _refuse_binary(text, name)
    return text, ()


def _decode_by_line(data: bytes, name: str) -> tuple[str, tuple[Notice, ...]]:
    kinds = set()
    lines = []
    for line in data.split(b"\n"):
        try:
            lines.append(line.decode("utf-8"))
            if not line.isascii():
                kinds.add("UTF-8")
        except UnicodeDecodeError:
            lines.append(line.decode("cp1252", errors="replace"))
            kinds.add("Windows-1252")
    text = "\n".join(lines)
    _refuse_binary(text, name)
    if len(kinds) < 2:
        return text, ()
    notice = Notice(code="mixed-encoding", message="lines in UTF-8 and in Windows-1252 are mixed")
    return text, (notice,)


def _refuse_binary(text: str, name: str) -> None:
    strange = sum(c == "\ufffd" or (c < " " and c not in "\t\n\r\f\v\x1a") for c in text)
    if "\x00" in text or strange > _BINARY_SHARE * len(text):
        raise IngestError(
            "is no text", file=name, remedy="give the response as text, PDF, Word, HTML or a table"
        )


def _rows(text: str, delimiter: str) -> list[list[str]]:
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error:
        return []
    return [row for row in rows if any(cell.strip() for cell in row)]


def _cell(cell: str) -> str:
    return clean(cell).strip()
