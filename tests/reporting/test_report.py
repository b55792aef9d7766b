"""Tests that open what was made."""

from __future__ import annotations

import base64
import gzip
import json
import re
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pyarrow.parquet as pq
import pytest
from docx import Document

from pipeline.errors import OutputError, SettingsError
from pipeline.reporting import report

MakeRun = Callable[..., Path]
CHROMIUM = shutil.which("chromium")


def test_star_schema_has_keys_that_meet_and_chapters_as_text(make_run: MakeRun) -> None:
    folder = make_run()
    report(folder, ["parquet"])
    tables = {
        path.stem: pq.read_table(path).to_pylist()
        for path in (folder / "report" / "parquet").glob("*.parquet")
    }
    assert [row["number"] for row in tables["dim_chapter"]][:3] == ["5", "5.2", "5.10"]
    assert len(tables["fact_sentence"]) == 6
    responses = {row["response_key"] for row in tables["dim_response"]}
    assert {row["response_key"] for row in tables["fact_sentence"]} == responses
    assert len(tables["fact_proposal"]) == 2


def test_csv_neutralises_formulas(make_run: MakeRun) -> None:
    folder = make_run()
    report(folder, ["csv"])
    for path in (folder / "report" / "csv").glob("*.csv"):
        text = path.read_text(encoding="utf-8-sig")
        assert not re.search(r'(^|[,;"])=', text, re.MULTILINE), path.name


def test_workbook(make_run: MakeRun) -> None:
    folder = make_run()
    (path,) = report(folder, ["xlsx"])
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == "Yhteenveto"
    sentences = book["Lauseet"]
    assert sentences.freeze_panes
    assert sentences.auto_filter.ref
    texts = [cell.value for row in sentences.iter_rows() for cell in row if cell.value]
    assert any("<script>alert(1)</script>" in str(text) for text in texts)
    assert all(cell.data_type != "f" for row in sentences.iter_rows() for cell in row)
    proposals = book["Ehdotukset"]
    headers = [cell.value for cell in proposals[1]]
    assert {"Vastine", "Muutos luonnokseen"} <= set(headers)
    shared = headers.index("Vastaajia ryhmässä")
    assert proposals[2][shared].value == 2  # both respondents ask the same
    unresolved = book["Selvittämättömät viittaukset"]
    assert unresolved[2][0].value == "Luvusta 7"
    failed = [cell.value for cell in book["Epäonnistuneet"][2]]
    assert failed[0] == "rikki.pdf"


def test_word_goes_chapter_by_chapter_with_verbatim_quotes(make_run: MakeRun) -> None:
    (path,) = report(make_run(), ["docx"])
    document = Document(str(path))
    headings = [p.text for p in document.paragraphs if p.style.name.startswith("Heading")]
    order = [headings.index(one) for one in ("5 Talous", "5.2 Verot", "5.10 Maksut")]
    assert order == sorted(order)
    text = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "”<script>alert(1)</script> voi karata 😀.”" in text
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Vastine" in cells
    assert any("Luvun 5.2 linjausta tulee täsmentää." in cell for cell in cells)


def test_web_page_is_one_file_with_a_strict_policy(make_run: MakeRun) -> None:
    (path,) = report(make_run(), ["html"])
    html = path.read_text(encoding="utf-8")
    assert "default-src 'none'" in html
    assert (
        "unsafe" not in html.partition("</head>")[0].partition("Content-Security-Policy")[2][:400]
    )
    assert "<script>alert(1)" not in html
    assert not re.search(r'(?:src|href)="https?:', html)
    packed = max(re.findall(r">([A-Za-z0-9+/=]{200,})<", html), key=len)
    data = json.loads(gzip.decompress(base64.b64decode(packed)))
    assert "alert(1)" in json.dumps(data)


@pytest.mark.skipif(CHROMIUM is None, reason="needs Chromium")
def test_web_page_opens_in_a_browser(make_run: MakeRun, tmp_path: Path) -> None:
    (path,) = report(make_run(), ["html"])
    done = subprocess.run(
        [
            str(CHROMIUM),
            *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run"),
            *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
            f"--user-data-dir={tmp_path / 'profile'}",
            "--virtual-time-budget=8000",
            "--dump-dom",
            path.as_uri(),
        ],
        capture_output=True,
        text=True,
        check=True,
        timeout=120,
    )
    assert "5.10" in done.stdout
    assert "Verot" in done.stdout
    assert "6 lausetta, 2 vastaajaa" in done.stdout


def test_zero_responses_make_reports(make_run: MakeRun) -> None:
    made = report(make_run({}), ["xlsx", "docx", "html", "parquet"])
    assert all(path.stat().st_size for path in made)


def test_a_very_long_sentence_fits_the_cell(make_run: MakeRun) -> None:
    rows = {"pitkä": [("critique", "a" * 40_000 + ".", ())]}
    (path,) = report(make_run(rows), ["xlsx"])
    cells = openpyxl.load_workbook(path)["Lauseet"].iter_rows()
    assert max(len(str(cell.value or "")) for row in cells for cell in row) <= 32_767


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"schema_version": "0.9"}, "0.9"),
        ({"responses": ["kunta", "liitto", "poissa"]}, "poissa.json"),
        ({"responses": ["kunta"]}, "liitto.json"),
    ],
)
def test_another_version_or_half_a_run_is_told(
    make_run: MakeRun, changes: dict[str, object], told: str
) -> None:
    with pytest.raises(OutputError, match=told):
        report(make_run(**changes), ["xlsx"])


def test_unknown_format_and_missing_run(make_run: MakeRun, tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="pptx"):
        report(make_run(), ["pptx"])
    with pytest.raises(OutputError, match="no run"):
        report(tmp_path, ["xlsx"])


def test_reports_are_the_same_for_the_same_run(make_run: MakeRun) -> None:
    folder = make_run()
    (first,) = report(folder, ["html"], output=folder / "one")
    (second,) = report(folder, ["html"], output=folder / "two")
    assert first.read_bytes() == second.read_bytes()
