from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.ingest import check, find_sources, read

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("page__plain.txt", "page__word.docx", "letter__word.pdf", "bad__scanned.pdf"):
        shutil.copy(FIXTURES / name, tmp_path)
    (tmp_path / "tyhja.txt").write_text(
        "Yhteenvetosivu: Lausunto\n\n1. Mitä mieltä olette?\n\nEi vastauksia\n\nSulje\n"
    )
    return tmp_path


def test_every_file_has_its_outcome(folder: Path) -> None:
    found = check([folder])
    rows = [
        (o.file, o.status, o.layout, o.questions_seen, o.questions_answered, o.questions_empty)
        for o in found.outcomes
    ]
    assert rows == [
        ("bad__scanned.pdf", "failed", None, 0, 0, 0),
        ("letter__word.pdf", "read", "letter", 2, 2, 0),
        ("page__plain.txt", "read", "webropol-page", 3, 2, 1),
        ("page__word.docx", "read", "webropol-page", 3, 2, 1),
        ("tyhja.txt", "empty", "webropol-page", 1, 0, 1),
    ]
    assert found.outcomes[0].failure is not None
    assert "run OCR" in found.outcomes[0].failure
    assert (".", 7, "Miltä luvussa 4 olevat tavoitteet näyttävät?", 2) in found.questions


def test_what_comes_twice_is_told(folder: Path) -> None:
    assert check([folder]).duplicates == (
        "the respondent rantalan nuorisoseura ry in both page__plain.txt (page__plain) and "
        "page__word.docx (page__word)",
        "the text of page__word in both page__plain.txt (page__plain) and "
        "page__word.docx (page__word)",
    )


def test_archives_are_walked(tmp_path: Path) -> None:
    archive = tmp_path / "vastaukset.zip"
    with zipfile.ZipFile(archive, "w") as package:
        for name in ("page__plain.txt", "letter__word.pdf"):
            package.write(FIXTURES / name, f"kierros/{name}")
        package.writestr("kierros/README.txt", "x")
        package.writestr("__MACOSX/kierros/._page.txt", "x")
        package.writestr("../../ulos.txt", "Luku 5 on hyvä, mutta lyhyt.")
    sources = find_sources([tmp_path])
    assert [source.name for source in sources] == [
        "vastaukset.zip/../../ulos.txt",
        "vastaukset.zip/kierros/letter__word.pdf",
        "vastaukset.zip/kierros/page__plain.txt",
    ]
    with pytest.raises(IngestError, match="leads out"):
        read(sources[0].path, root=sources[0].root)
    (response,) = read(sources[2].path, root=tmp_path)
    assert response.source.file == "vastaukset.zip/kierros/page__plain.txt"
    assert response.respondent.organisation == "Rantalan nuorisoseura ry"


def test_a_damaged_archive_is_told_of_when_read(tmp_path: Path) -> None:
    archive = tmp_path / "vastaukset.zip"
    archive.write_bytes(b"PK\x03\x04 rikki")
    (source,) = find_sources([tmp_path])
    with pytest.raises(IngestError, match="damaged or empty"):
        read(source.path)
