"""The Excel workbook: counts that lead to their rows, and room for the authority's answers."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import xlsxwriter
from xlsxwriter.worksheet import Worksheet

from pipeline.errors import OutputError
from pipeline.reporting.digest import Count, Digest, Statement, ordered
from pipeline.reporting.tables import Tables
from pipeline.reporting.words import Words, load_words
from pipeline.schema import LABELS

CELL_LIMIT = 32_767
"""Most UTF-16 units that Excel takes in a cell."""

ROW_LIMIT = 1_048_576
"""Most rows of a sheet."""

_LINE = 15.0  # points of a line of text
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a sheet: the key of its heading, its width in characters, its format."""

    heading: str
    width: int
    format: str = "text"


def write_excel(tables: Tables, path: Path, *, words: Words | None = None) -> None:
    """Write the workbook; text that begins like a formula is kept as text even when edited.

    Raises:
        OutputError: the file can't be written, or a sheet would have too many rows.
    """
    digest = Digest(tables, words or load_words())
    book = xlsxwriter.Workbook(
        str(path), {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    )
    book.set_properties({"title": f"{digest.words('title')}: {digest.title}"[:255]})
    workbook = _Workbook(book, digest)
    try:
        workbook.write()
        book.close()
    except (OSError, xlsxwriter.exceptions.FileCreateError) as error:
        raise OutputError(
            f"can't be written: {error}", file=path, remedy="close it in Excel, check the rights"
        ) from error


class _Sheet(Worksheet):  # type: ignore[misc]  # xlsxwriter has no types
    """A sheet whose row heights are a start: Excel fits a row again as its text grows. The
    library would mark them as the user's own, which stay.
    """

    def _xml_start_tag_unencoded(self, tag: str, attributes: list[tuple[str, object]]) -> None:
        kept = [(name, value) for name, value in attributes if name != "customHeight"]
        super()._xml_start_tag_unencoded(tag, kept)


class _Workbook:
    """The sheets of one workbook, in order."""

    def __init__(self, book: Any, digest: Digest) -> None:
        self.book, self.digest, self.words = book, digest, digest.words
        text = {"valign": "top", "text_wrap": True}
        head = {"bold": True, "font_color": "#FFFFFF", "bg_color": "#1F3A5F", **text, "border": 1}
        kinds: dict[str, dict[str, Any]] = {
            "text": text,
            "plain": {"valign": "top"},
            "number": {"valign": "top", "num_format": "0"},
            "share": {"valign": "top", "num_format": "0.00"},
            "link": {"valign": "top", "font_color": "#0B5394", "underline": 1, "num_format": "0"},
            "zero": {"valign": "top", "font_color": "#767676", "num_format": "0"},
            "head": head,
            "head_middle": {**head, "align": "center"},
            "fill_in": {**text, "bg_color": "#FFF8E1", "border": 1, "border_color": "#D9D9D9"},
            "title": {"bold": True, "font_size": 18},
            "section": {"bold": True, "font_size": 13},
            "notice": {**text, "bg_color": "#FDF2D0"},
        }
        self.formats = {name: book.add_format(properties) for name, properties in kinds.items()}
        self.quoted = {
            name: book.add_format({**properties, "quote_prefix": True})
            for name, properties in kinds.items()
        }

    def write(self) -> None:
        """All sheets. The rows of sentences are placed first, so that counts can lead to them."""
        names = ("summary", "chapters", "proposals", "risks", "sentences", "unresolved", "failures")
        sheets = {
            name: self.book.add_worksheet(self.words(f"sheet_{name}"), worksheet_class=_Sheet)
            for name in names
        }
        self._summary(sheets["summary"])
        self._chapters(sheets["chapters"])
        for name in names[2:]:
            fields, rows, printed = getattr(self, f"_{name}")()
            self._sheet(sheets[name], fields, rows, printed=printed)

    # A cell, a sheet

    def cell(self, sheet: Any, row: int, column: int, value: object, kind: str = "text") -> None:
        """Write one value; numbers as numbers, all else as text that is never a formula."""
        if value is None or value == "":
            sheet.write_blank(row, column, None, self.formats[kind])
        elif isinstance(value, bool):
            sheet.write_string(row, column, self.words("yes") if value else "", self.formats[kind])
        elif isinstance(value, int | float):
            sheet.write_number(row, column, value, self.formats[kind])
        else:
            text = fit(str(value), mark=self.words("cut"))
            formats = self.quoted if text.startswith(_FORMULA) else self.formats
            sheet.write_string(row, column, text, formats[kind])

    def linked(self, sheet: Any, row: int, column: int, figure: int, target: str) -> None:
        """A number that leads to `target`, a range of a sheet."""
        sheet.write_url(row, column, f"internal:{target}", self.formats["link"], str(figure))
        sheet.write_number(row, column, figure, self.formats["link"])

    def _sheet(
        self,
        sheet: Any,
        fields: Sequence[Field],
        rows: Sequence[Sequence[object]],
        *,
        printed: int,
    ) -> None:
        """A table: headings that stay in sight, filters, widths; `printed` columns go on paper."""
        if len(rows) >= ROW_LIMIT:
            raise OutputError(
                f"{len(rows)} rows are more than Excel's {ROW_LIMIT - 1}",
                place=sheet.get_name(),
                remedy="use --format parquet",
            )
        for column, entry in enumerate(fields):
            sheet.set_column(column, column, entry.width)
        sheet.set_row(0, 2 * _LINE)
        for column, entry in enumerate(fields):
            self.cell(sheet, 0, column, self.words(entry.heading), "head")
        for position, values in enumerate(rows, start=1):
            sheet.set_row(position, height(values, [entry.width for entry in fields]))
            for column, (entry, value) in enumerate(zip(fields, values, strict=True)):
                self.cell(sheet, position, column, value, entry.format)
        if not rows:
            self.cell(sheet, 1, 0, self.words("nothing_here"), "plain")
        sheet.freeze_panes(1, 0)
        sheet.autofilter(0, 0, max(len(rows), 1), len(fields) - 1)
        sheet.print_area(0, 0, max(len(rows), 1), printed - 1)
        self._printed(sheet, heading_rows=1)

    def _printed(self, sheet: Any, *, heading_rows: int) -> None:
        sheet.set_landscape()
        sheet.set_paper(9)  # A4
        sheet.fit_to_pages(1, 0)
        sheet.set_footer(f"&L{self.words('title')}&C&A&R&P / &N")
        if heading_rows:
            sheet.repeat_rows(0, heading_rows - 1)

    # The sheets

    def _summary(self, sheet: Any) -> None:
        digest, words = self.digest, self.words
        sheet.set_column(0, 0, 46)
        sheet.set_column(1, 2 * len(LABELS) + 1, 12)
        sheet.hide_gridlines(2)
        row = 0
        self.cell(sheet, row, 0, words("title"), "title")
        self.cell(sheet, row + 1, 0, digest.title, "section")
        row = 3
        for text in [*digest.first_page(), *digest.method()]:
            notice = text in digest.first_page()
            kind = "notice" if notice else "text"
            sheet.set_row(row, height([text], [46 + 12 * 2 * len(LABELS)]))
            sheet.merge_range(row, 0, row, 2 * len(LABELS) + 1, "", self.formats[kind])
            self.cell(sheet, row, 0, text, kind)
            row += 1
        row += 1
        for key, figure, target in digest.key_figures():
            self.cell(sheet, row, 0, words(key), "plain")
            if target and isinstance(figure, int):
                self.linked(sheet, row, 1, figure, f"'{words(target)}'!A1")
            else:
                self.cell(sheet, row, 1, figure, "number" if isinstance(figure, int) else "share")
            row += 1
        row += 1
        for column, key in enumerate(("col_label", "col_respondents", "col_sentences")):
            self.cell(sheet, row, column, words(key), "head")
        for label, number in digest.by_label().items():
            row += 1
            self.cell(sheet, row, 0, words(f"label_{label}"), "plain")
            self._count(sheet, row, 1, number, None)
        row += 2
        left = [words("col_group"), words("row_responses")]
        self._count_heads(sheet, row, left, [words(f"labels_{label}") for label in LABELS])
        row += 2
        for group, size, counts in digest.by_group():
            self.cell(sheet, row, 0, group)
            self.cell(sheet, row, 1, size, "number")
            for position, label in enumerate(LABELS):
                self._count(sheet, row, 2 + 2 * position, counts[label], None)
            row += 1
        self._printed(sheet, heading_rows=0)

    def _count_heads(self, sheet: Any, row: int, left: Sequence[str], pairs: Sequence[str]) -> None:
        """Two rows of headings: `left` in the lower one, `pairs` over two columns of counts each.
        The rows are written one after the other, as the streaming writer wants them.
        """
        first = len(left)
        for column in range(first):
            self.cell(sheet, row, column, None, "head")
        for column, name in enumerate(pairs):
            at = first + 2 * column
            sheet.merge_range(row, at, row, at + 1, "", self.formats["head_middle"])
            self.cell(sheet, row, at, name, "head_middle")
        for column, name in enumerate(left):
            self.cell(sheet, row + 1, column, name, "head")
        for column in range(first, first + 2 * len(pairs), 2):
            self.cell(sheet, row + 1, column, self.words("col_respondents"), "head")
            self.cell(sheet, row + 1, column + 1, self.words("col_sentences"), "head")

    def _count(self, sheet: Any, row: int, column: int, number: Count, target: str | None) -> None:
        """Respondents and sentences in two cells; zeros are pale, the others lead to `target`."""
        for offset, figure in enumerate((number.respondents, number.sentences)):
            if figure and target:
                self.linked(sheet, row, column + offset, figure, target)
            else:
                self.cell(sheet, row, column + offset, figure, "number" if figure else "zero")

    def _chapters(self, sheet: Any) -> None:
        words = self.words
        several = len({chapter.draft for chapter in self.digest.chapters if chapter.draft}) > 1
        sheet.set_column(0, 0, 12)
        sheet.set_column(1, 1, 46)
        sheet.set_column(2, 2, 18, None, {} if several else {"hidden": True})
        sheet.set_column(3, 2 * len(LABELS) + 6, 11)
        self.cell(sheet, 0, 0, words("link_hint"), "plain")
        places = dict(self._places())
        left = [words(key) for key in ("col_chapter", "col_chapter_title", "col_draft")]
        pairs = [words(f"labels_{label}") for label in LABELS]
        pairs += [words("col_all"), words("col_with_subchapters")]
        self._count_heads(sheet, 1, left, pairs)
        first, last = len(left), len(left) + 2 * len(LABELS)
        row = 2
        for chapter in self.digest.chapters:
            row += 1
            self.cell(sheet, row, 0, chapter.number)
            title = chapter.title if chapter.in_outline else self.digest.heading(chapter)
            self.cell(sheet, row, 1, title)
            self.cell(sheet, row, 2, chapter.draft)
            for position, label in enumerate(LABELS):
                target = places.get((chapter.key, label))
                self._count(sheet, row, first + 2 * position, chapter.count(label), target)
            self._count(sheet, row, last, chapter.count(), places.get((chapter.key, "")))
            self._count(sheet, row, last + 2, chapter.with_below(), None)
        sheet.freeze_panes(3, 2)
        sheet.autofilter(2, 0, max(row, 3), last + 3)
        self._printed(sheet, heading_rows=3)

    def _places(self) -> Iterator[tuple[tuple[str, str], str]]:
        """Where the sentences of a chapter and label stand; label "" for all of the chapter."""
        name, row = self.words("sheet_sentences"), 2
        for chapter in self.digest.chapters:
            start = row
            for label in LABELS:
                size = len(chapter.statements[label])
                if size:
                    yield (chapter.key, label), f"'{name}'!A{row}:F{row + size - 1}"
                row += size
            if row > start:
                yield (chapter.key, ""), f"'{name}'!A{start}:F{row - 1}"

    def _sentences(self) -> tuple[list[Field], list[list[object]], int]:
        """A row for each sentence and chapter; the counter is 1 once a sentence."""
        fields = [
            Field("col_chapter", 9),
            Field("col_chapter_title", 26),
            Field("col_label", 13),
            Field("col_text", 70),
            Field("col_respondent", 28),
            Field("col_group", 22),
            Field("col_also", 13),
            Field("col_review", 12),
            Field("col_score", 9, "share"),
            Field("col_repeats", 12, "number"),
            Field("col_question_number", 9, "number"),
            Field("col_question", 36),
            Field("col_counter", 9, "number"),
            Field("col_draft", 14),
            Field("col_file", 20),
            Field("col_sentence_key", 16),
        ]
        seen: set[str] = set()
        rows: list[list[object]] = []
        for chapter, said in ordered(self.digest.chapters, _by_name):
            rows.append(
                [
                    chapter.number,
                    chapter.title,
                    self.words(f"label_{said.label}"),
                    said.text,
                    said.respondent,
                    said.group,
                    ", ".join(self.words(f"label_{label}") for label in said.also),
                    said.needs_review,
                    said.score,
                    said.repeat_respondents,
                    said.question_number,
                    said.question,
                    int(said.key not in seen),
                    chapter.draft,
                    said.file,
                    said.key,
                ]
            )
            seen.add(said.key)
        return fields, rows, 6

    def _proposals(self) -> tuple[list[Field], list[list[object]], int]:
        """A row for each proposal, those that ask the same below each other."""
        fields = [
            Field("col_chapters", 12),
            Field("col_proposal_group", 8, "number"),
            Field("col_group_respondents", 11, "number"),
            Field("col_proposal", 64),
            Field("col_respondent", 28),
            Field("col_strength", 13),
            Field("col_answer", 40, "fill_in"),
            Field("col_change", 30, "fill_in"),
            Field("col_group", 22),
            Field("col_action", 14),
            Field("col_object", 28),
            Field("col_addressee", 18),
            Field("col_review", 12),
            Field("col_sentence_key", 16),
        ]
        rows: dict[str, list[object]] = {}
        asks = [a for chapter in self.digest.chapters for group in chapter.groups for a in group]
        for ask in asks:
            said = ask.statement
            rows.setdefault(
                ask.key,
                [
                    said.chapters,
                    ask.group,
                    ask.group_respondents,
                    ask.text,
                    said.respondent,
                    self.words(f"strength_{ask.strength}"),
                    None,
                    None,
                    said.group,
                    ask.action,
                    ask.object,
                    ask.addressee,
                    said.needs_review,
                    said.key,
                ],
            )
        return fields, list(rows.values()), 8

    def _risks(self) -> tuple[list[Field], list[list[object]], int]:
        fields = [
            Field("col_chapters", 12),
            Field("col_text", 80),
            Field("col_respondent", 28),
            Field("col_group", 22),
            Field("col_answer", 40, "fill_in"),
            Field("col_review", 12),
            Field("col_label", 13),
            Field("col_score", 9, "share"),
            Field("col_sentence_key", 16),
        ]
        place = {s.key: n for n, (_, s) in enumerate(ordered(self.digest.chapters, _by_name))}
        risks = sorted(self.digest.labelled("risk"), key=lambda s: place[s.key])
        rows: list[list[object]] = [
            [
                said.chapters,
                said.text,
                said.respondent,
                said.group,
                None,
                said.needs_review,
                self.words(f"label_{said.label}"),
                said.score,
                said.key,
            ]
            for said in risks
        ]
        return fields, rows, 6

    def _unresolved(self) -> tuple[list[Field], list[list[object]], int]:
        fields = [
            Field("col_surface", 30),
            Field("col_kind", 12),
            Field("col_reason", 44),
            Field("col_context", 80),
            Field("col_respondent", 28),
            Field("col_file", 24),
        ]
        rows: list[list[object]] = []
        for row in self.digest.unresolved:
            response = self.digest.responses[row["response_key"]]
            status = f"status_{row['status']}"
            reason = self.words(status) if status in self.words.texts else row["reason"]
            kind = self.words(f"kind_{row['kind']}")
            rows.append(
                [
                    row["surface"],
                    kind,
                    reason,
                    row["context"],
                    response["respondent"],
                    response["file"],
                ]
            )
        return fields, rows, 6

    def _failures(self) -> tuple[list[Field], list[list[object]], int]:
        fields = [
            Field("col_file", 44),
            Field("col_sentence_key", 20),
            Field("col_stage", 16),
            Field("col_reason", 90),
        ]
        rows: list[list[object]] = [
            [row["file"], row["response_id"], row["stage"], row["reason"]]
            for row in self.digest.failures
        ]
        return fields, rows, 4


def _by_name(said: Statement) -> str:
    return said.respondent.casefold()


def height(values: Sequence[object], widths: Sequence[int]) -> float:
    """Points that a row needs for its wrapped text, at most what Excel allows.

    >>> height(["lyhyt", "a" * 100], [10, 40])
    45.0
    """
    lines = [
        sum(math.ceil(max(len(line), 1) / width) for line in value.split("\n"))
        for value, width in zip(values, widths, strict=True)
        if isinstance(value, str)
    ]
    return min(_LINE * max(lines, default=1), 409.0)


def fit(text: str, *, mark: str) -> str:
    """The text, cut with a mark where a cell can't hold it.

    >>> fit("a" * 40_000, mark="…")[-3:], len(fit("a" * 40_000, mark="…"))
    ('aa…', 32767)
    """
    units = text.encode("utf-16-le", "surrogatepass")
    if len(units) <= 2 * CELL_LIMIT:
        return text
    return units[: 2 * (CELL_LIMIT - len(mark))].decode("utf-16-le", "ignore") + mark
