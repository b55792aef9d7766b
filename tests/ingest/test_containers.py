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

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.errors import IngestError
from pipeline.ingest import read
from pipeline.ingest.containers import MAX_BYTES, MAX_CHARACTERS, parse
from pipeline.ingest.content import Text

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
