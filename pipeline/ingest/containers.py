"""From a file to its lines or rows, by its kind.

Libraries: pypdfium2 for PDF (Chrome's engine in one wheel, with a box for every glyph); lxml with
entities, network and huge trees off for HTML and for the XML of DOCX and ODT (python-docx, which
makes the fixtures, gives no tracked changes, notes or text boxes, and defusedxml hardens parsers of
the standard library that are not used here); openpyxl, read-only and for values alone, for XLSX;
striprtf, which has no dependencies, for RTF; the standard library for mail, CSV and ZIP. Encodings
are not guessed: a mark or UTF-8's own check tells Unicode, all else is Windows-1252.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path, PurePath

from pipeline.errors import IngestError
from pipeline.ingest.archives import archive_of, read_member
from pipeline.ingest.content import Table, Text
from pipeline.ingest.mail_file import read_eml
from pipeline.ingest.opendocument_file import read_odt
from pipeline.ingest.pdf_file import read_pdf
from pipeline.ingest.plain_text import read_csv, read_text
from pipeline.ingest.rich_text import read_rtf
from pipeline.ingest.spreadsheet import read_xlsx
from pipeline.ingest.web_page import read_html
from pipeline.ingest.word_file import read_docx

MAX_BYTES = 50_000_000
"""A response is some pages of text; what is larger is no response, or a trap."""
MAX_CHARACTERS = 3_000_000
"""Of one respondent's text: a thousand pages."""

Reader = Callable[[bytes, str], Text | Table]

READERS: dict[str, Reader] = {
    ".txt": read_text,
    ".text": read_text,
    ".md": read_text,
    ".csv": read_csv,
    ".tsv": read_csv,
    ".html": read_html,
    ".htm": read_html,
    ".docx": read_docx,
    ".odt": read_odt,
    ".rtf": read_rtf,
    ".xlsx": read_xlsx,
    ".pdf": read_pdf,
}
SUFFIXES = frozenset({*READERS, ".eml"})

_REMEDIES = {
    ".doc": "save it as DOCX or PDF",
    ".xls": "save it as XLSX or CSV",
    ".msg": "save the mail as EML",
    ".zip": "the archive is damaged or empty; unpack it and give the folder",
    **dict.fromkeys((".png", ".jpg", ".jpeg", ".tif", ".tiff", ".gif"), "run OCR on it first"),
}
_SIGNATURES = (
    (b"%PDF-", frozenset({".pdf"})),
    (b"PK\x03\x04", frozenset({".docx", ".xlsx", ".odt"})),
    (b"{\\rtf", frozenset({".rtf"})),
    (b"\x89PNG", frozenset[str]()),
    (b"\xff\xd8\xff", frozenset[str]()),
    (b"\xd0\xcf\x11\xe0", frozenset[str]()),  # old Office, or one encrypted with a password
)


def load(path: Path, name: str) -> bytes:
    """The file's bytes.

    Raises:
        IngestError: the file can't be opened, is empty or too large.
    """
    archive = archive_of(path)
    try:
        size = (archive or path).stat().st_size
        data = b""
        if size <= MAX_BYTES:
            data = (
                read_member(archive, path, name, limit=MAX_BYTES) if archive else path.read_bytes()
            )
    except OSError as error:
        raise IngestError(
            f"can't be opened: {error.strerror}", file=name, remedy="check the path and its rights"
        ) from error
    if size > MAX_BYTES:
        raise IngestError(
            f"is too large: {size / 1e6:.0f} MB, at most {MAX_BYTES / 1e6:.0f} MB are read",
            file=name,
            remedy="give the response's text alone, without pictures and appendices",
        )
    if not data.strip():
        raise IngestError("is empty", file=name, remedy="ask the respondent for it again")
    return data


def parse(data: bytes, name: str, *, suffix: str | None = None) -> Text | Table:
    """The content of a file. `name` is its name in messages, and its suffix tells its kind.

    Raises:
        IngestError: the kind is not read, is not what the suffix says, or the file is broken.
    """
    suffix = PurePath(name).suffix.lower() if suffix is None else suffix
    if suffix not in SUFFIXES:
        kinds = ", ".join(sorted(each.lstrip(".") for each in SUFFIXES))
        raise IngestError(
            f"files of the kind {suffix or 'without a suffix'!r} are not read",
            file=name,
            remedy=_REMEDIES.get(suffix, f"give one of: {kinds}"),
        )
    for signature, kinds_of in _SIGNATURES:
        if data.startswith(signature) and suffix not in kinds_of:
            encrypted = signature.startswith(b"\xd0") and suffix in {".docx", ".xlsx"}
            raise IngestError(
                "is encrypted, or an old Office file" if encrypted else "is not what its name says",
                file=name,
                remedy="ask for it without a password, as DOCX, XLSX or PDF"
                if encrypted
                else "give it the suffix of its kind",
            )
    content = read_eml(data, name, READERS) if suffix == ".eml" else READERS[suffix](data, name)
    if isinstance(content, Text) and sum(map(len, content.lines)) > MAX_CHARACTERS:
        raise IngestError(
            f"holds more than {MAX_CHARACTERS:,} characters of text",
            file=name,
            remedy="give the response's text alone, without appendices",
        )
    return content
