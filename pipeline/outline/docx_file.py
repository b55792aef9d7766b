"""Chapters from a Word document: its headings by style, else its table of contents."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from lxml import etree

from pipeline.errors import OutlineError
from pipeline.outline.chapters import Chapter
from pipeline.outline.lines import CHAPTER_LINE, number_levels, read_lines

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_HEADING = re.compile(r"(?:heading|otsikko|rubrik)\s*(?P<level>[1-9])$", re.IGNORECASE)
_BODY_LEVEL = 9
"""Word's outline level of what is no heading; its highest heading is 0."""

_LARGEST = 200_000_000
"""Bytes that a part may unpack to."""


def read_docx(path: Path) -> Sequence[Chapter]:
    """Chapters of the document's headings; typed numbers stand, automatic ones are counted.

    Where some headings bear a typed number, those without one are no chapters (a summary, a
    preface). A document without heading styles is read by its lines.

    Raises:
        OutlineError: the file is no Word document.
    """
    try:
        with zipfile.ZipFile(path) as package:
            body = _part(package, "word/document.xml")
            has_styles = "word/styles.xml" in package.namelist()
            styles = _part(package, "word/styles.xml") if has_styles else None
    except (OSError, KeyError, ValueError, zipfile.BadZipFile, etree.XMLSyntaxError) as error:
        raise OutlineError(
            f"is no Word document: {error}", file=path, remedy="save it as .docx"
        ) from error
    levels = _style_levels(styles) if styles is not None else {}
    paragraphs = [(_level(p, levels), _text(p)) for p in body.iter(f"{_W}p")]
    headings = [(level, text) for level, text in paragraphs if level and text]
    typed = list(read_lines(text for _, text in headings if _is_numbered(text)))
    if typed:
        return typed
    if headings:
        return list(number_levels(headings))
    return list(read_lines(text for _, text in paragraphs))


def _part(package: zipfile.ZipFile, name: str) -> etree._Element:
    if package.getinfo(name).file_size > _LARGEST:
        raise ValueError(f"{name} is larger than {_LARGEST} bytes")
    parser = etree.XMLParser(resolve_entities=False, no_network=True)
    return etree.fromstring(package.read(name), parser)


def _style_levels(styles: etree._Element) -> Mapping[str, int]:
    """Heading level of each style id, 1 the highest; a style inherits the one it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        names = (_value(style, "name") or "", key)
        match = next((m for name in names if (m := _HEADING.match(name))), None)
        level = _outline_level(style)
        if match:
            own[key] = int(match["level"])
        elif level is not None:
            own[key] = level
        parent = _value(style, "basedOn")
        if parent:
            based[key] = parent
    for key in based:
        ancestor, steps = key, 0
        while ancestor not in own and ancestor in based and steps < len(based):
            ancestor, steps = based[ancestor], steps + 1
        if ancestor in own:
            own.setdefault(key, own[ancestor])
    return own


def _outline_level(element: etree._Element) -> int | None:
    value = _value(element, f"pPr/{_W}outlineLvl")
    if value is None or not value.isdigit():
        return None
    return 0 if int(value) >= _BODY_LEVEL else int(value) + 1


def _value(element: etree._Element, path: str) -> str | None:
    found = element.find(f"{_W}{path}")
    return None if found is None else found.get(f"{_W}val")


def _level(paragraph: etree._Element, styles: Mapping[str, int]) -> int:
    level = _outline_level(paragraph)
    if level is not None:
        return level
    style = _value(paragraph, f"pPr/{_W}pStyle")
    return styles.get(style, 0) if style else 0


def _text(paragraph: etree._Element) -> str:
    return "".join(_runs(paragraph)).strip()


def _runs(paragraph: etree._Element) -> Iterator[str]:
    for element in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br"):
        if element.tag == f"{_W}t":
            yield element.text or ""
        elif element.getparent() is None or element.getparent().tag == f"{_W}r":  # type: ignore[union-attr]
            yield "\t" if element.tag == f"{_W}tab" else " "


def _is_numbered(text: str) -> bool:
    match = CHAPTER_LINE.match(text)
    return match is not None and bool(match["title"])
