from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
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


def test_an_archive_in_capitals_is_one_too(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "VASTAUKSET.ZIP", "w") as package:
        package.write(FIXTURES / "page__plain.txt", "page.txt")
    (outcome,) = check([tmp_path]).outcomes
    assert (outcome.file, outcome.status) == ("VASTAUKSET.ZIP/page.txt", "read")


def test_the_command_shows_what_is_doubtful_failed_and_twice(folder: Path) -> None:
    (folder / "vienti.csv").write_text("ID;1. Mitä?;1. Miten?;\n1;Hyvin;Huonosti;orpo\n")
    result = CliRunner().invoke(app, ["ingest", "check", str(folder)])
    told = " ".join(result.output.split())
    assert result.exit_code == 1
    for part in (
        "odd vienti.csv: question numbers that come twice: 1",
        "odd vienti.csv: columns with text but no header: 4",
        "odd vienti.csv: read as webropol-export with confidence 0.56",
        "failed bad__scanned.pdf: holds pictures of pages but no text",
        "twice the text of page__word",
    ):
        assert part in told
    (doubtful,) = (o for o in check([folder]).outcomes if o.file == "vienti.csv")
    assert doubtful.confidence == pytest.approx(0.5625)


def test_the_same_identifier_in_two_files_is_told(tmp_path: Path) -> None:
    for name in ("a/vastaus.txt", "b/vastaus.txt"):
        (tmp_path / name).parent.mkdir()
        (tmp_path / name).write_text(f"Luku {name[0]} on hyvä, mutta lyhyt.", encoding="utf-8")
    assert check([tmp_path]).duplicates == (
        "the identifier vastaus in both a/vastaus.txt (vastaus) and b/vastaus.txt (vastaus)",
    )


def test_the_same_respondent_twice_in_an_export_is_told(tmp_path: Path) -> None:
    (tmp_path / "vienti.csv").write_text("ID;1. Mitä?;2. Miten?\n1;Hyvin;-\n1;Ei;-\n")
    assert check([tmp_path]).duplicates == (
        "the identifier vienti_1 in both vienti.csv (vienti_1) and vienti.csv (vienti_1)",
    )


def test_a_damaged_archive_is_told_of_when_read(tmp_path: Path) -> None:
    archive = tmp_path / "vastaukset.zip"
    archive.write_bytes(b"PK\x03\x04 rikki")
    (source,) = find_sources([tmp_path])
    with pytest.raises(IngestError, match="damaged or empty"):
        read(source.path)
