"""The workbook's counts lead to their rows; hostile text stays text."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from pipeline.reporting import report

MakeRun = Callable[..., Path]


def _sheet(folder: Path, name: str) -> Worksheet:
    (path,) = report(folder, ["xlsx"])
    sheet = openpyxl.load_workbook(path)[name]
    assert isinstance(sheet, Worksheet)
    return sheet


def test_every_count_of_sentences_leads_to_that_many_rows_of_its_chapter(make_run: MakeRun) -> None:
    folder = make_run()
    sentences = _sheet(folder, "Lauseet")
    counts = _sheet(folder, "Luvut × tunnisteet")
    heads = [cell.value for cell in counts[3]]
    followed = 0
    for row in counts.iter_rows(min_row=4):
        for cell in row:
            if cell.hyperlink is None or heads[cell.column - 1] != "Lauseita":
                continue
            area = sentences[cell.hyperlink.location.rpartition("!")[2]]
            assert len(area) == cell.value
            assert {line[0].value for line in area} == {row[0].value}
            followed += 1
    assert followed >= 8  # four chapters, counting "no chapter": one label each and all labels


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t"])
def test_text_that_begins_like_a_formula_stays_text_when_edited(
    make_run: MakeRun, start: str
) -> None:
    text = f"{start}cmd|' /C calc'!A0"
    sheet = _sheet(make_run({"kunta": [("critique", text, ("5",))]}), "Lauseet")
    cell = sheet["D2"]
    assert cell.value == text  # verbatim
    assert cell.data_type == "s"
    assert cell.quotePrefix


def test_a_sentence_about_two_chapters_has_a_row_in_each_and_counts_once(
    make_run: MakeRun,
) -> None:
    sheet = _sheet(make_run({"kunta": [("risk", "Vaara.", ("5.2", "5.10"))]}), "Lauseet")
    heads = [cell.value for cell in sheet[1]]
    rows = [dict(zip(heads, row, strict=True)) for row in sheet.iter_rows(2, values_only=True)]
    assert [(row["Luku"], row["Laskuri"]) for row in rows] == [("5.2", 1), ("5.10", 0)]


@pytest.mark.parametrize("letter", ["a", "😀"])
def test_a_long_sentence_is_cut_to_the_cell_and_says_so(make_run: MakeRun, letter: str) -> None:
    sheet = _sheet(make_run({"kunta": [("risk", letter * 40_000, ("5",))]}), "Lauseet")
    text = str(sheet["D2"].value)
    assert len(text.encode("utf-16-le")) <= 2 * 32_767
    assert text.endswith("JSON-tiedostossa]")
