"""The same responses in every kind of file that they arrive in, and files that are no good.

`tests/fixtures/ingest/make.py` makes the files; `<response>.json` beside them is what each file
named `<response>__<maker>.<kind>` must give.
"""

from __future__ import annotations

import io
import json
import tracemalloc
import zipfile
from pathlib import Path

import openpyxl
import pypdfium2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import IngestError
from pipeline.ingest import check, read
from pipeline.ingest.containers import MAX_BYTES, MAX_CHARACTERS, parse
from pipeline.ingest.content import Text
from pipeline.ingest.pdf_file import MAX_PAGES
from pipeline.ingest.spreadsheet import MAX_COLUMNS

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
GOOD = sorted(path for path in FIXTURES.glob("*__*") if not path.name.startswith("bad__"))
BAD = {
    "binary.txt": "is no text",
    "bomb.docx": "unpacks to far more",
    "cut_short.docx": "cut short",
    "cut_short.pdf": "damaged",
    "cut_short.xlsx": "cut short",
    "deep.html": "nests too deep",
    "empty.txt": "is empty",
    "encrypted.pdf": "is encrypted",
    "entities.docx": "no known layout",
    "form_without_answers.txt": "no answer was found",
    "head_only.txt": "no answer was found",
    "no_document.docx": "is no Word document",
    "not_rtf.rtf": "is no RTF",
    "old.doc": "save it as DOCX",
    "one_column.csv": "no delimiter",
    "password.docx": "is encrypted",
    "picture.png": "run OCR",
    "renamed.pdf": "is not what its name says",
    "renamed.txt": "is not what its name says",
    "scanned.pdf": "run OCR",
    "unknown.xyz": "give one of",
}


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_every_container_gives_the_same_response(path: Path) -> None:
    kind = path.name.partition("__")[0]
    expected = json.loads((FIXTURES / f"{kind}.json").read_text(encoding="utf-8"))
    responses = read(path)
    found = [
        {
            "number": response.response_id.rpartition("_")[2] if kind == "export" else None,
            "consultation": response.consultation,
            "respondent": response.respondent.model_dump(exclude_none=True),
            "answers": [
                [answer.question_number, answer.question, answer.text.split("\n")]
                for answer in response.answers
            ],
        }
        for response in responses
    ]
    assert found == expected
    dump = json.dumps([response.model_dump() for response in responses])
    assert "@" not in dump
    assert "050 000" not in dump


def test_there_are_fixtures_of_every_kind() -> None:
    assert len(GOOD) + len(BAD) >= 60
    kinds = {path.suffix for path in GOOD}
    assert kinds >= {
        ".txt",
        ".csv",
        ".tsv",
        ".html",
        ".docx",
        ".odt",
        ".rtf",
        ".xlsx",
        ".pdf",
        ".eml",
    }
    assert {f"bad__{name}" for name in BAD} == {path.name for path in FIXTURES.glob("bad__*")}


@pytest.mark.parametrize(("name", "problem"), BAD.items())
def test_bad_files_end_in_a_named_error(name: str, problem: str) -> None:
    with pytest.raises(IngestError, match=problem) as caught:
        read(FIXTURES / f"bad__{name}")
    assert name in str(caught.value)
    assert caught.value.remedy


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("letter__tracked.docx", "tracked-changes"),
        ("letter__attached.eml", "attachment"),
        ("export__hidden_sheet.xlsx", "other-sheets"),
        ("statement__margin.txt", "no-indentation"),
    ],
)
def test_what_is_doubtful_is_told(name: str, code: str) -> None:
    assert code in {warning.code for warning in read(FIXTURES / name)[0].warnings}


@pytest.mark.parametrize("size", [MAX_BYTES + 1, 500_000_000])
@pytest.mark.parametrize("name", ["suuri.txt", "suuri.pdf", "suuri.xlsx", "suuri.csv"])
def test_a_file_too_large_is_not_opened(tmp_path: Path, name: str, size: int) -> None:
    path = tmp_path / name
    with path.open("wb") as file:
        file.truncate(size)
    tracemalloc.start()
    with pytest.raises(IngestError, match=f"too large: {size / 1e6:.0f} MB") as caught:
        read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 1_000_000
    assert caught.value.remedy


@pytest.mark.parametrize(
    "page",
    [
        # a summary page with questions, an answer, and a service's foot
        "Yhteenvetosivu: Lausunto\n\n1. Mitä mieltä olette?\n\nHyvä on.\n\n"
        "Lausuntopalvelu.fi 1/1\n",
    ],
)
def test_a_file_that_two_layouts_claim_is_told_of(tmp_path: Path, page: str) -> None:
    path = tmp_path / "kaksi.txt"
    path.write_text(page, encoding="utf-8")
    (response,) = read(path)
    assert "claimed-twice" in {warning.code for warning in response.warnings}
    assert response.source.layout == "webropol-page"
    assert response.answers[0].text.startswith("Hyvä on.")


@pytest.mark.parametrize("path", GOOD, ids=lambda path: path.name)
def test_layout_and_confidence_stand_in_the_source(path: Path) -> None:
    layouts = {
        "page": "webropol-page",
        "export": "webropol-export",
        "statement": "lausuntopalvelu",
        "swedish": "lausuntopalvelu",
        "letter": "letter",
        "mail": "letter",
    }
    for response in read(path):
        assert response.source.layout == layouts[path.name.partition("__")[0]]
        sure = response.source.confidence
        assert sure is not None
        codes = {warning.code for warning in response.warnings}
        assert (sure < 1) == bool(codes & {"no-indentation", "no-subject", "no-start"})


def test_a_text_too_long_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "pitka.txt"
    path.write_text("Luku 5 on hyvä, mutta lyhyt.\n" * (MAX_CHARACTERS // 20))
    with pytest.raises(IngestError, match="characters"):
        read(path)


def _word(*bodies: str, **parts: str) -> bytes:
    """A Word file of these paragraphs' runs, with further parts of the package by name."""
    space = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
    body = "".join(f"<w:p>{runs}</w:p>" for runs in bodies)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr(
            "word/document.xml", f"<w:document {space}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            package.writestr(f"word/{name}.xml", f"<w:{name} {space}>{content}</w:{name}>")
    return buffer.getvalue()


def _run(text: str) -> str:
    return f'<w:r><w:t xml:space="preserve">{text}</w:t></w:r>'


def test_word_notes_are_apart_and_comments_fields_and_deletions_gone() -> None:
    note = f'<w:footnote w:id="1"><w:p>{_run("Ks. sivu 3.")}</w:p></w:footnote>'
    rule = f'<w:footnote w:type="separator" w:id="0"><w:p>{_run("viiva")}</w:p></w:footnote>'
    comment = f'<w:comment w:id="1"><w:p>{_run("älä julkaise")}</w:p></w:comment>'
    data = _word(
        _run("Luku 5 on hyvä")
        + '<w:r><w:footnoteReference w:id="1"/></w:r>'
        + '<w:commentRangeStart w:id="1"/>'
        + "<w:r><w:instrText>PAGE</w:instrText></w:r>"
        + f'<w:del w:id="2"><w:r><w:delText>ja pitkä</w:delText></w:r></w:del>{_run(", mutta")}'
        + f'<w:moveFrom w:id="3">{_run("siirretty pois")}</w:moveFrom>'
        + f'<w:moveTo w:id="4">{_run(" lyhyt.")}</w:moveTo>',
        footnotes=rule + note,
        comments=comment,
    )
    content = parse(data, "kirje.docx")
    assert isinstance(content, Text)
    assert [line for line in content.lines if line] == ["Luku 5 on hyvä, mutta lyhyt."]
    assert content.notes == ("Ks. sivu 3.",)


def test_a_formula_is_not_computed_and_its_shown_value_is_read(tmp_path: Path) -> None:
    path = tmp_path / "vienti.xlsx"
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["ID", "1. Mitä?", "2. Miten?"])
    sheet.append([1, "Hyvin.", '=WEBSERVICE("http://example.invalid")'])
    book.save(path)
    (response,) = read(path)
    assert [answer.text for answer in response.answers] == ["Hyvin."]


def test_lines_in_two_encodings_are_read_and_told_of(tmp_path: Path) -> None:
    path = tmp_path / "sekava.txt"
    path.write_bytes("Kylä on hyvä.\n\n".encode() + "Tästä päätetään myöhemmin.\n".encode("cp1252"))
    (response,) = read(path)
    assert response.answers[0].text == "Kylä on hyvä.\n\nTästä päätetään myöhemmin."
    assert "mixed-encoding" in {warning.code for warning in response.warnings}


@pytest.mark.parametrize("name", ["makro.docm", "makro.xlsm", "vanha.xls", "viesti.msg"])
def test_macros_and_old_formats_are_refused(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"PK\x03\x04")
    with pytest.raises(IngestError, match="are not read") as caught:
        read(path)
    assert caught.value.remedy


def test_a_pdf_of_too_many_pages_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "pitka.pdf"
    document = pypdfium2.PdfDocument.new()
    for _ in range(MAX_PAGES + 1):
        document.new_page(100, 100)
    document.save(path)
    document.close()
    with pytest.raises(IngestError, match=f"{MAX_PAGES + 1} pages"):
        read(path)


def test_a_workbook_of_too_many_columns_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "levea.xlsx"
    book = openpyxl.Workbook()
    book.worksheets[0].append([f"{n}. Mitä?" for n in range(MAX_COLUMNS + 1)])
    book.save(path)
    with pytest.raises(IngestError, match=f"{MAX_COLUMNS} columns"):
        read(path)


@pytest.mark.parametrize(
    ("content", "problem"),
    [
        (bytes(30_000_000), "unpacks to far more"),
        (bytes(range(256)) * 240_000, "unpacks|too large"),
    ],
)
def test_a_bomb_in_an_archive_is_refused_and_the_rest_is_read(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    archive = tmp_path / "kierros.zip"
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("pommi.txt", content)
    with pytest.raises(IngestError, match=problem):
        read(archive / "pommi.txt")


def test_an_archive_in_an_archive_is_not_opened(tmp_path: Path) -> None:
    inner = io.BytesIO()
    with zipfile.ZipFile(inner, "w") as package:
        package.writestr("a.txt", "Luku 5 on hyvä.")
    with zipfile.ZipFile(tmp_path / "ulko.zip", "w") as package:
        package.writestr("sisa.zip", inner.getvalue())
        package.writestr("b.txt", "Luku 6 on hyvä, mutta lyhyt.")
    outcomes = {outcome.file: outcome for outcome in check([tmp_path]).outcomes}
    assert outcomes["ulko.zip/b.txt"].status == "read"
    assert "are not read" in (outcomes["ulko.zip/sisa.zip"].failure or "")


@pytest.mark.parametrize(
    ("delimiter", "text"),
    [(",", "hyvä; parempi; paras; vielä"), (";", "hyvä, parempi, paras, vielä")],
)
def test_the_other_delimiter_in_answers_does_not_mislead(
    tmp_path: Path, delimiter: str, text: str
) -> None:
    path = tmp_path / "vienti.csv"
    rows = [["ID", "1. Mitä?", "2. Miten?"], ["1", text, text], ["2", text, text]]
    path.write_text("\n".join(delimiter.join(row) for row in rows), encoding="utf-8")
    found = [[answer.text for answer in response.answers] for response in read(path)]
    assert found == [[text, text]] * 2


def test_footnotes_are_kept_apart() -> None:
    page = (
        '<office:document-content xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
        'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"><office:body><office:text>'
        "<text:p>Luku 5 on hyvä<text:note><text:note-body><text:p>Ks. sivu 3.</text:p>"
        "</text:note-body></text:note>, mutta lyhyt.</text:p></office:text></office:body>"
        "</office:document-content>"
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as package:
        package.writestr("content.xml", page)
    content = parse(buffer.getvalue(), "kirje.odt")
    assert isinstance(content, Text)
    assert [line for line in content.lines if line] == ["Luku 5 on hyvä, mutta lyhyt."]
    assert content.notes == ("Ks. sivu 3.",)


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_damaged_files_end_in_responses_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, data: st.DataObject
) -> None:
    source = data.draw(st.sampled_from(GOOD))
    content = bytearray(source.read_bytes())
    for _ in range(data.draw(st.integers(1, 8))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    path = tmp_path_factory.mktemp("damaged") / source.name
    path.write_bytes(bytes(content[: data.draw(st.integers(1, len(content)))]))
    try:
        found: object = read(path)
    except IngestError as error:
        found = error.remedy
    assert found
