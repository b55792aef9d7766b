"""HTML: the visible text of a saved page."""

from __future__ import annotations

import re

from lxml import etree, html

from pipeline.errors import IngestError
from pipeline.ingest.content import Text
from pipeline.ingest.paragraphs import Paragraphs
from pipeline.ingest.plain_text import decode

_DROPPED = frozenset(
    ("script", "style", "head", "noscript", "template", "svg", "button", "input", "select", "nav")
)
_BLOCK = re.compile(
    r"address|article|aside|blockquote|body|caption|d[dlt]|details|div|fieldset|figure|footer|form"
    r"|h[1-6r]|header|html|legend|li|main|[ou]l|p|pre|section|summary|table|t(?:body|d|foot|h|head|r)"
)
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
_CHARSET = re.compile(rb"<meta[^>]+charset=[\"']?([\w-]+)", re.IGNORECASE)
_MAX_DEPTH = 200


def read_html(data: bytes, name: str) -> Text:
    """The visible text of a page; rows of tables are lines with tabs.

    Raises:
        IngestError: there is nothing to read in it, or it nests beyond measure.
    """
    charset = _CHARSET.search(data[:4096])
    if charset and charset[1].lower() in (b"iso-8859-1", b"iso-8859-15", b"windows-1252"):
        text = data.decode("cp1252", errors="replace")
    else:
        text, _ = decode(data, name)
    parser = html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True)
    try:
        root = html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", text), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError) as error:
        raise IngestError("is no HTML page", file=name, remedy="save the page again") from error
    found = Paragraphs()
    _add(root, found, name, depth=0)
    return found.to_text()


def _add(element: etree._Element, found: Paragraphs, name: str, *, depth: int) -> None:
    """Add the blocks of a block element; text between them is a paragraph of its own."""
    if depth > _MAX_DEPTH:
        raise IngestError(
            "nests too deep for a page", file=name, remedy="save the response as text or PDF"
        )
    if element.tag == "tr":
        found.add_row(_inline(cell) for cell in element if cell.tag in ("td", "th"))
        return
    bullet = element.tag == "li"
    text = element.text or ""
    for child in element:
        if not isinstance(child.tag, str) or _is_hidden(child):
            pass
        elif any(_BLOCK.fullmatch(str(e.tag)) for e in child.iter(etree.Element)):
            found.add(_folded(text), bullet=bullet)
            text = ""
            _add(child, found, name, depth=depth + 1)
        else:
            text += _inline(child)
        text += child.tail or ""
    found.add(_folded(text), bullet=bullet)


def _inline(element: etree._Element) -> str:
    """Text of an inline element; line breaks become newlines marked for `_folded`."""
    if element.tag == "br":
        return "\x0b"
    parts = [element.text or ""]
    for child in element.iterdescendants():
        hidden = not isinstance(child.tag, str) or _is_hidden(child)
        parts.append("\x0b" if child.tag == "br" else "" if hidden else child.text or "")
        parts.append(child.tail or "")
    return "".join(parts)


def _folded(text: str) -> str:
    """Text with white space as a browser shows it."""
    return "\n".join(" ".join(line.split()) for line in text.split("\x0b"))


def _is_hidden(element: etree._Element) -> bool:
    return (
        element.tag in _DROPPED
        or "hidden" in element.attrib
        or _HIDDEN.search(element.get("style", "")) is not None
    )
