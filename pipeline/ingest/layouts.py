"""The layouts that can be read, the most specific first."""

from __future__ import annotations

from pipeline.ingest import lausuntopalvelu, letter, webropol_export, webropol_page
from pipeline.ingest.content import Content, Layout, Reading, Table, Text
from pipeline.ingest.mapping import Mapping
from pipeline.outline import Outline

TEXT_LAYOUTS: tuple[Layout[Text], ...] = (
    Layout(webropol_page.NAME, webropol_page.claims, webropol_page.read),
    Layout(lausuntopalvelu.NAME, lausuntopalvelu.claims, lausuntopalvelu.read),
    Layout(letter.NAME, letter.claims, letter.read),
)
TABLE_LAYOUTS: tuple[Layout[Table], ...] = (
    Layout(webropol_export.NAME, webropol_export.claims, webropol_export.read),
)


def read_layout(
    content: Text | Table, outline: Outline | None, *, mapping: Mapping | None = None
) -> tuple[Reading | None, tuple[str, ...]]:
    """What the first layout that claims `content` reads, and the names of all that claim it.

    A table that comes with a mapping is an export, whatever its headers look like.
    """
    if isinstance(content, Text):
        return _first(TEXT_LAYOUTS, content, outline)
    if mapping is not None:
        reading = webropol_export.read(content, outline, mapping=mapping)
        return reading, (webropol_export.NAME,)
    return _first(TABLE_LAYOUTS, content, outline)


def _first(
    layouts: tuple[Layout[Content], ...], content: Content, outline: Outline | None
) -> tuple[Reading | None, tuple[str, ...]]:
    claiming = [layout for layout in layouts if layout.claims(content)]
    reading = claiming[0].read(content, outline) if claiming else None
    return reading, tuple(layout.name for layout in claiming)
