"""Word's DOCX: the accepted text. Deletions, comments and fields' codes are left out.

Read from the XML itself: python-docx, the library at hand, gives no tracked changes, notes or
text boxes.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from lxml import etree

from pipeline.errors import IngestError
from pipeline.ingest.content import Text
from pipeline.ingest.packages import open_package, read_part
from pipeline.ingest.paragraphs import Paragraphs
from pipeline.schema import Notice

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_DROPPED = frozenset(
    {
        f"{_W}{tag}"
        for tag in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "txbxContent")
    }
    | {f"{_MC}Fallback"}
)
_SIGNS = {f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-"}


def read_docx(data: bytes, name: str) -> Text:
    """The text of a DOCX file, its first page's header on top, its footnotes apart.

    Raises:
        IngestError: the file is damaged, encrypted or no Word document.
    """
    package = open_package(data, name)
    document = read_part(package, "word/document.xml", name)
    body = None if document is None else document.find(f"{_W}body")
    if body is None:
        raise IngestError("is no Word document", file=name, remedy="save it as DOCX or PDF")
    found = Paragraphs()
    bullets = _list_styles(package, name)
    header = _header(package, name)
    if header is not None:
        for paragraph in _paragraphs(header):
            found.add(_text(paragraph))
    _add_blocks(body, found, bullets)
    for part in ("word/footnotes.xml", "word/endnotes.xml"):
        notes = read_part(package, part, name)
        for note in () if notes is None else notes:
            if note.get(f"{_W}type") in (None, "normal"):
                found.add_note(" ".join(_text(paragraph) for paragraph in _paragraphs(note)))
    if any(True for _ in body.iter(f"{_W}ins", f"{_W}del")):
        found.notices.append(
            Notice(code="tracked-changes", message="read as if every tracked change were accepted")
        )
    return found.to_text()


def _add_blocks(parent: etree._Element, found: Paragraphs, bullets: frozenset[str]) -> None:
    for element in parent:
        if element.tag == f"{_W}p":
            found.add(_text(element), bullet=_is_bullet(element, bullets))
            for box in element.iter(f"{_W}txbxContent"):
                if not any(above.tag == f"{_MC}Fallback" for above in box.iterancestors()):
                    _add_blocks(box, found, bullets)
        elif element.tag == f"{_W}tbl":
            for row in element.iter(f"{_W}tr"):
                found.add_row(
                    " ".join(_text(paragraph) for paragraph in _paragraphs(cell))
                    for cell in row.iterchildren(f"{_W}tc")
                )
            found.lines.append("")
        elif element.tag in {f"{_W}sdt", f"{_W}ins", f"{_W}moveTo", f"{_W}customXml"}:
            inner = element.find(f"{_W}sdtContent")
            _add_blocks(element if inner is None else inner, found, bullets)


def _paragraphs(parent: etree._Element) -> Iterator[etree._Element]:
    return parent.iter(f"{_W}p")


def _text(element: etree._Element) -> str:
    """Visible text below `element`, without what `_DROPPED` names."""
    if element.tag == f"{_W}t":
        return element.text or ""
    return "".join(
        _SIGNS.get(str(child.tag)) or _text(child) for child in element if child.tag not in _DROPPED
    )


def _is_bullet(paragraph: etree._Element, bullets: frozenset[str]) -> bool:
    """Whether a paragraph is an item of a list; numbered headings are none."""
    properties = paragraph.find(f"{_W}pPr")
    if properties is None:
        return False
    style = properties.find(f"{_W}pStyle")
    name = "" if style is None else str(style.get(f"{_W}val")).lower()
    if name.startswith(("heading", "otsikko", "title", "rubrik")):
        return False
    number = properties.find(f"{_W}numPr/{_W}numId")
    if number is not None:
        return number.get(f"{_W}val") != "0"
    return name in bullets


def _list_styles(package: zipfile.ZipFile, name: str) -> frozenset[str]:
    """Paragraph styles that make a list."""
    styles = read_part(package, "word/styles.xml", name)
    if styles is None:
        return frozenset()
    return frozenset(
        str(style.get(f"{_W}styleId")).lower()
        for style in styles.iter(f"{_W}style")
        if style.find(f"{_W}pPr/{_W}numPr") is not None
        and style.find(f"{_W}pPr/{_W}outlineLvl") is None
    )


def _header(package: zipfile.ZipFile, name: str) -> etree._Element | None:
    """The first header with text: a letterhead often stands there."""
    parts = sorted(part for part in package.namelist() if part.startswith("word/header"))
    for part in parts:
        header = read_part(package, part, name)
        if header is not None and any(
            _text(paragraph).strip() for paragraph in _paragraphs(header)
        ):
            return header
    return None
