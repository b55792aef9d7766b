"""RTF: the text, without fonts, pictures and objects."""

from __future__ import annotations

from striprtf.striprtf import rtf_to_text

from pipeline.errors import IngestError
from pipeline.ingest.content import Text
from pipeline.ingest.paragraphs import Paragraphs


def read_rtf(data: bytes, name: str) -> Text:
    """The paragraphs of an RTF file.

    Raises:
        IngestError: the file is no RTF.
    """
    if not data.lstrip().startswith(b"{\\rtf"):
        raise IngestError("is no RTF file", file=name, remedy="save it as DOCX or PDF")
    try:
        text = rtf_to_text(data.decode("latin-1"), errors="replace")  # type: ignore[no-untyped-call]
    except (ValueError, LookupError, OverflowError) as error:
        raise IngestError(
            "is damaged or cut short", file=name, remedy="ask for the file again"
        ) from error
    found = Paragraphs()
    for paragraph in text.split("\n"):
        if "|" in paragraph and paragraph.endswith("|"):  # striprtf's form of a table's row
            found.add_row(paragraph.rstrip("|").split("|"))
        else:
            found.add(paragraph)
    return found.to_text()
