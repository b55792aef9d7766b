"""The Word summary (lausuntokooste): chapter by chapter who says what, with room for answers."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml.ns import qn
from docx.oxml.parser import OxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.text.paragraph import Paragraph

from pipeline.errors import OutputError
from pipeline.reporting.digest import Ask, ChapterDigest, Digest, Statement
from pipeline.reporting.tables import NO_CHAPTER, Tables
from pipeline.reporting.words import Words, load_words
from pipeline.schema import LABELS

_DEEPEST_HEADING = 9  # Word's own limit
_CONTENTS_DEPTH = 4
_NOT_IN_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")
_TEMPLATE_TYPE = "wordprocessingml.template.main+xml"
_DOCUMENT_TYPE = "wordprocessingml.document.main+xml"
_SHOWN = tuple(label for label in LABELS if label != "none")  # proposals come first
_FILL_IN = ("col_answer", "col_change")


def write_word(
    tables: Tables, path: Path, *, template: Path | None = None, words: Words | None = None
) -> None:
    """Write the summary; with `template` (.docx or .dotx) in its styles, behind what it holds.

    Raises:
        OutputError: the template can't be read, or the file can't be written.
    """
    digest = Digest(tables, words or load_words())
    document = _open(template)
    _Summary(document, digest).write(begins=template is None)
    try:
        document.save(str(path))
    except OSError as error:
        raise OutputError(
            f"can't be written: {error.strerror}",
            file=path,
            remedy="close it in Word, check the rights",
        ) from error


def _open(template: Path | None) -> Document:
    if template is None:
        return docx.Document()
    try:
        return docx.Document(_as_document(template.read_bytes()))
    except (OSError, ValueError, KeyError, zipfile.BadZipFile) as error:
        raise OutputError(
            f"can't be used as a template: {error}",
            file=template,
            remedy="give a Word file (.docx or .dotx)",
        ) from error


def _as_document(content: bytes) -> io.BytesIO:
    """The file with its content type changed from template (.dotx) to document."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                part = part.replace(_TEMPLATE_TYPE.encode(), _DOCUMENT_TYPE.encode())
            new.writestr(entry, part)
    changed.seek(0)
    return changed


class _Summary:
    """Writes the parts in order; `headings` remembers them for the contents."""

    def __init__(self, document: Document, digest: Digest) -> None:
        self.document, self.digest, self.words = document, digest, digest.words
        self.headings: list[tuple[int, str, str]] = []  # level, text, bookmark
        self.styles = _prepare_styles(document)

    def write(self, *, begins: bool) -> None:
        """The whole summary; `begins`: the document was empty, so page and footer are ours."""
        words = self.words
        if begins:
            self._page()
        elif self.document.paragraphs:
            self.document.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
        self.paragraph(words("title"), "Title")
        self.paragraph(self.digest.title, "Subtitle")
        for text in self.digest.first_page():
            self.paragraph(text, "Lausuntoputki Notice")
        contents = self.paragraph("")
        self.heading(1, words("heading_summary"))
        self._figures()
        self.heading(1, words("heading_method"))
        for text in [*self.digest.first_page(), *self.digest.method()]:
            self.paragraph(text, "List Bullet")
        self.heading(1, words("heading_chapters"))
        self._chapters()
        self.heading(1, words("heading_respondents"))
        self._table(
            [words(key) for key in ("col_respondent", "col_group", "col_sentences")],
            [
                [row["respondent"], row["group"], str(row["sentences"])]
                for row in sorted(
                    self.digest.responses.values(), key=lambda row: row["respondent"].casefold()
                )
            ],
            widths=[8.5, 5.5, 2.5],
        )
        if self.digest.failures:
            self.heading(1, words("heading_failures"))
            self._table(
                [words(key) for key in ("col_file", "col_stage", "col_reason")],
                [[row["file"], row["stage"], row["reason"]] for row in self.digest.failures],
                widths=[5, 2.5, 9],
            )
        _contents(contents, words("contents"), self.headings)

    # Pieces

    def paragraph(self, text: str, style: str | None = None) -> Paragraph:
        """A paragraph in a style of this name."""
        paragraph = self.document.add_paragraph(clean(text))
        if style:
            paragraph._p.style = self.styles[style].style_id  # by name it takes far longer
        return paragraph

    def heading(self, level: int, text: str) -> None:
        """A heading that the contents lead to."""
        level = min(level, _DEEPEST_HEADING)
        paragraph = self.paragraph(text, f"Heading {level}")
        bookmark = f"_Toc{len(self.headings) + 1:06d}"
        start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
        for mark in (start, end):
            mark.set(qn("w:id"), str(len(self.headings) + 1))
        start.set(qn("w:name"), bookmark)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(end)
        self.headings.append((level, clean(text), bookmark))

    def _page(self) -> None:
        """A4 with the page number below; the language tells Word how to check the spelling."""
        section = self.document.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        section.left_margin = section.right_margin = Cm(2.25)
        section.top_margin = section.bottom_margin = Cm(2.25)
        footer = section.footer.paragraphs[0]
        footer.alignment = WD_ALIGN_PARAGRAPH.CENTER
        footer.add_run(f"{self.words('page')} ")
        _field(footer, "PAGE", "1")
        footer.add_run(" / ")
        _field(footer, "NUMPAGES", "1")
        properties = self.document.core_properties
        properties.title = clean(f"{self.words('title')}: {self.digest.title}")[:255]
        properties.author = ""
        properties.comments = ""
        properties.language = self.words.language
        plain: Any = self.document.styles["Normal"]
        plain.font.name, plain.font.size = "Calibri", Pt(11)
        for level in range(1, _DEEPEST_HEADING + 1):
            heading: Any = self.document.styles[f"Heading {level}"]
            heading.font.name, heading.font.size = "Calibri", Pt(max(19 - 2 * level, 11))
            heading.font.bold, heading.font.italic = True, False
            heading.font.color.rgb = RGBColor(0x1F, 0x3A, 0x5F)
        tags = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
        for language in self.document.styles.element.iter(qn("w:lang")):
            language.set(qn("w:val"), tags[self.words.language])

    def _table(
        self, heads: Sequence[str], rows: Sequence[Sequence[str]], *, widths: Sequence[float]
    ) -> list[list[Paragraph]]:
        """A grid with a heading row that every page repeats; widths in centimetres. Gives the
        paragraph of every cell.
        """
        table = self.document.add_table(1 + len(rows), len(heads), self.styles.get("Table Grid"))
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = Cm(width)
        style = self.styles["Lausuntoputki Cell"].style_id
        paragraphs: list[list[Paragraph]] = []
        for position, (row, values) in enumerate(
            zip(table._tbl.tr_lst, [heads, *rows], strict=True)
        ):
            properties = row.get_or_add_trPr()
            properties.append(OxmlElement("w:cantSplit"))
            if position == 0:
                properties.append(OxmlElement("w:tblHeader"))
            paragraphs.append([])
            for cell, value, width in zip(row.tc_lst, values, widths, strict=True):
                cell.width = Cm(width)
                paragraph = Paragraph(cell.p_lst[0], self.document._body)
                paragraph._p.style = style
                run = paragraph.add_run(clean(value))
                if position == 0:
                    run.bold = True
                    cell.get_or_add_tcPr().append(_shade("DCE6F1"))
                paragraphs[-1].append(paragraph)
        self.document.add_paragraph()
        return paragraphs

    # Parts

    def _figures(self) -> None:
        digest, words = self.digest, self.words
        rows = [
            [words(key), digest.decimal(figure) if isinstance(figure, float) else str(figure)]
            for key, figure, _ in digest.key_figures()
        ]
        self._table([words("col_figure"), words("col_number")], rows, widths=[12, 4.5])
        heads = [words(key) for key in ("col_label", "col_respondents", "col_sentences")]
        self._table(
            heads,
            [
                [words(f"labels_{label}"), str(number.respondents), str(number.sentences)]
                for label, number in digest.by_label().items()
            ],
            widths=[9.5, 3.5, 3.5],
        )

    def _chapters(self) -> None:
        silent = []
        several = len({chapter.draft for chapter in self.digest.chapters if chapter.draft}) > 1
        draft = None
        for chapter in self.digest.chapters:
            if not any(chapter.statements[label] for label in _SHOWN):
                if chapter.key != NO_CHAPTER:
                    silent.append(self.digest.heading(chapter))
                continue
            if several and chapter.draft and chapter.draft != draft:
                draft = chapter.draft
                self.heading(2, f"{self.words('col_draft')}: {draft}")
            level = 1 + max(chapter.depth, 1) + (several and chapter.key != NO_CHAPTER)
            self.heading(level, self.digest.heading(chapter))
            self._chapter(chapter)
        if silent:
            self.heading(2, self.words("heading_silent"))
            for name in silent:
                self.paragraph(name, "List Bullet")

    def _chapter(self, chapter: ChapterDigest) -> None:
        words = self.words
        counts = [
            f"{words(f'labels_{label}').lower()} {words('sentences', n=number.sentences)}"
            f" ({words('respondents', n=number.respondents)})"
            for label in _SHOWN
            if (number := chapter.count(label)).sentences
        ]
        total = chapter.count()
        line = f"{words('respondents', n=total.respondents)}: {'; '.join(counts)}."
        self.paragraph(line).paragraph_format.keep_with_next = True
        if chapter.groups:
            self._act(words("heading_proposals"))
            self._answers(chapter.groups)
        for label in _SHOWN[1:]:
            if chapter.statements[label]:
                self._act(words(f"labels_{label}"))
                for same in _repeated(chapter.statements[label]):
                    paragraph = self.paragraph("", "Lausuntoputki Quote")
                    self._quote(paragraph, same)

    def _act(self, text: str) -> None:
        self.paragraph(text, "Lausuntoputki Act")

    def _answers(self, groups: Sequence[Sequence[Ask]]) -> None:
        """The table of the proposals, each group beside the room for its answer."""
        words = self.words
        heads = [words(key) for key in ("col_number_short", "col_proposal", *_FILL_IN)]
        rows = [[words("group_number", n=asks[0].group), "", "", ""] for asks in groups]
        table = self._table(heads, rows, widths=[1.5, 7.5, 4.5, 3])
        for row, asks in zip(table[1:], groups, strict=True):
            cell = row[1]
            statements = [ask.statement for ask in asks]
            names = {said.response for said in statements}
            if len(names) > 1:
                cell.add_run(words("same_asked", n=len(names))).bold = True
            for position, same in enumerate(_repeated(statements)):
                if position or len(names) > 1:
                    cell = _paragraph_below(cell)
                self._quote(cell, same)

    def _quote(self, paragraph: Paragraph, same: Sequence[Statement]) -> None:
        """One wording, verbatim, and all who have it."""
        said, words = same[0], self.words
        paragraph.add_run(clean(words("quote", text=said.text)))
        remarks = [words(f"label_{label}").lower() for label in said.also]
        remarks = [words("also", labels=", ".join(remarks))] if remarks else []
        if said.needs_review:
            remarks.append(words("needs_review"))
        by = "; ".join(
            s.respondent if s.group == s.respondent else f"{s.respondent} ({s.group})"
            for s in _one_each(same)
        )
        paragraph.add_run(clean(f" — {by}")).italic = True
        if remarks:
            paragraph.add_run(f" [{'; '.join(remarks)}]").font.color.rgb = RGBColor(0x7A, 0x4B, 0)


def _repeated(statements: Sequence[Statement]) -> Iterator[list[Statement]]:
    """Statements of one wording together, in their order."""
    found: dict[str, list[Statement]] = {}
    for said in statements:
        found.setdefault(said.text, []).append(said)
    return iter(found.values())


def _one_each(statements: Sequence[Statement]) -> Iterator[Statement]:
    """The first statement of each respondent."""
    return iter({said.response: said for said in reversed(statements)}.values())


def _paragraph_below(paragraph: Paragraph) -> Paragraph:
    """A new paragraph of the same style behind this one, in its cell."""
    added: Any = OxmlElement("w:p")
    paragraph._p.addnext(added)
    added.style = paragraph._p.style
    return Paragraph(added, paragraph._parent)


def clean(text: str) -> str:
    """Without the characters that XML can't hold.

    >>> clean("a\\x00b\\u2028c")
    'ab\\u2028c'
    """
    return _NOT_IN_XML.sub("", text)


def _prepare_styles(document: Document) -> dict[str, Any]:
    """Styles by name; those the document lacks are made, so that any template will do."""
    present = {style.name: style for style in document.styles}
    wanted: dict[str, tuple[str, dict[str, Any]]] = {
        "Title": ("Normal", {"size": 26, "bold": True}),
        "Subtitle": ("Normal", {"size": 14}),
        "List Bullet": ("Normal", {}),
        "Lausuntoputki Notice": ("Normal", {"indent": 0.4, "box": True}),
        "Lausuntoputki Act": ("Normal", {"bold": True, "size": 12, "before": 8, "next": True}),
        "Lausuntoputki Quote": ("Normal", {"indent": 0.6, "after": 4}),
        "Lausuntoputki Cell": ("Normal", {"size": 9.5, "after": 0}),
        **{
            f"Heading {level}": ("Normal", {"bold": True, "size": max(18 - 2 * level, 11)})
            for level in range(1, _DEEPEST_HEADING + 1)
        },
    }
    for name, (base, look) in wanted.items():
        if name in present:
            continue
        style: Any = document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
        style.base_style = present.get(base)
        style.font.bold = look.get("bold")
        style.font.size = Pt(look["size"]) if "size" in look else None
        layout = style.paragraph_format
        layout.left_indent = Cm(look["indent"]) if "indent" in look else None
        layout.space_before = Pt(look["before"]) if "before" in look else None
        layout.space_after = Pt(look["after"]) if "after" in look else None
        layout.keep_with_next = look.get("next")
        if name.startswith("Heading "):
            level = OxmlElement("w:outlineLvl")
            level.set(qn("w:val"), str(int(name.rpartition(" ")[2]) - 1))
            style.element.get_or_add_pPr().append(level)
            layout.keep_with_next = True
        if look.get("box"):
            style.element.get_or_add_pPr().append(_shade("FDF2D0"))
        present[name] = style
    return present


def _shade(colour: str) -> Any:
    """A ground under a paragraph or a cell."""
    shade = OxmlElement("w:shd")
    shade.set(qn("w:val"), "clear")
    shade.set(qn("w:fill"), colour)
    return shade


def _contents(place: Paragraph, title: str, headings: Sequence[tuple[int, str, str]]) -> None:
    """Contents before `place`: a field of Word's, filled with links to the headings.

    Word adds the page numbers when it opens the file, as the field is marked to be renewed.
    """
    place.insert_paragraph_before().add_run(title).bold = True
    shown = [heading for heading in headings if heading[0] <= _CONTENTS_DEPTH]
    for position, (level, text, bookmark) in enumerate(shown):
        line = place.insert_paragraph_before()
        line.paragraph_format.left_indent = Cm(0.6 * (level - 1))
        line.paragraph_format.space_after = Pt(0)
        if position == 0:
            _field_begins(line, f'TOC \\o "1-{_CONTENTS_DEPTH}" \\h \\z \\u', renew=True)
        link = OxmlElement("w:hyperlink")
        link.set(qn("w:anchor"), bookmark)
        link.append(line.add_run(text)._r)
        line._p.append(link)
    if shown:
        _field_ends(place)


def _field(paragraph: Paragraph, code: str, shown: str) -> None:
    """A field that Word computes; `shown` stands there until it does."""
    _field_begins(paragraph, code)
    paragraph.add_run(shown)
    _field_ends(paragraph)


def _field_begins(paragraph: Paragraph, code: str, *, renew: bool = False) -> None:
    begin = _field_mark(paragraph, "begin")
    if renew:
        begin.set(qn("w:dirty"), "true")
    instruction = OxmlElement("w:instrText")
    instruction.set(qn("xml:space"), "preserve")
    instruction.text = f" {code} "
    paragraph.add_run()._r.append(instruction)
    _field_mark(paragraph, "separate")


def _field_ends(paragraph: Paragraph) -> None:
    _field_mark(paragraph, "end")


def _field_mark(paragraph: Paragraph, kind: str) -> Any:
    mark = OxmlElement("w:fldChar")
    mark.set(qn("w:fldCharType"), kind)
    paragraph.add_run()._r.append(mark)
    return mark
