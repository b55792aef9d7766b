"""OpenDocument text (ODT), as LibreOffice writes it."""

from __future__ import annotations

from lxml import etree

from pipeline.errors import IngestError
from pipeline.ingest.content import Text
from pipeline.ingest.packages import open_package, read_part
from pipeline.ingest.paragraphs import Paragraphs

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DROPPED = frozenset(
    {f"{_TEXT}tracked-changes", f"{_TEXT}note", f"{_OFFICE}annotation", f"{_OFFICE}annotation-end"}
)
_SIGNS = {f"{_TEXT}tab": "\t", f"{_TEXT}line-break": "\n", f"{_TEXT}s": " "}


def read_odt(data: bytes, name: str) -> Text:
    """The text of an ODT file without deletions and comments, its notes apart.

    Raises:
        IngestError: the file is damaged, encrypted or no text document.
    """
    content = read_part(open_package(data, name), "content.xml", name)
    body = None if content is None else content.find(f"{_OFFICE}body/{_OFFICE}text")
    if body is None:
        raise IngestError("is no text document", file=name, remedy="save it as DOCX, ODT or PDF")
    found = Paragraphs()
    _add_blocks(body, found)
    for note in body.iter(f"{_TEXT}note-body"):
        found.add_note(" ".join(_text(child) for child in note))
    return found.to_text()


def _add_blocks(parent: etree._Element, found: Paragraphs, *, bullet: bool = False) -> None:
    for element in parent:
        if element.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            found.add(_text(element), bullet=bullet and element.tag == f"{_TEXT}p")
        elif element.tag == f"{_TABLE}table":
            for row in element.iter(f"{_TABLE}table-row"):
                cells = row.iterchildren(f"{_TABLE}table-cell")
                found.add_row(" ".join(_text(child) for child in cell) for cell in cells)
            found.lines.append("")
        elif element.tag not in _DROPPED:
            in_list = element.tag in (f"{_TEXT}list", f"{_TEXT}list-item")
            _add_blocks(element, found, bullet=bullet or in_list)


def _text(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element:
        if child.tag not in _DROPPED:
            sign = _SIGNS.get(str(child.tag), "")
            count = int(child.get(f"{_TEXT}c") or 1) if child.tag == f"{_TEXT}s" else 1
            parts.append(sign * min(count, 100) or _text(child))
        parts.append(child.tail or "")
    return "".join(parts)
