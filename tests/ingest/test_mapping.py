from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from pipeline.cli import app
from pipeline.errors import IngestError
from pipeline.ingest import find_sources, inspect, mapping_path, read, to_yaml
from pipeline.ingest.mapping import from_yaml

FIXTURES = Path(__file__).parents[1] / "fixtures" / "ingest"
EXPORTS = sorted(FIXTURES.glob("export__*"))
ODD = "Tunnus;Kuka;Paikka;Mitä mieltä?;Muuta?\n7;Maija Mallikas;Mallila;Maija Mallikas kiittää.;-\n"


@pytest.fixture
def export(tmp_path: Path) -> Path:
    path = tmp_path / "kysely.csv"
    path.write_text(ODD, encoding="utf-8")
    return path


def _write(export: Path, text: str | None = None) -> Path:
    target = mapping_path(export)
    target.write_text(text or to_yaml(inspect(export), export.name), encoding="utf-8")
    return target


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_the_roles_of_every_export_are_found(path: Path) -> None:
    assert [(each.column, each.role, each.question) for each in inspect(path).columns] == [
        ("A", "number", None),
        ("B", "ignore", None),
        ("C", "personal", None),
        ("D", "organisation", None),
        ("E", "group", None),
        ("F", "question", 1),
        ("G", "question", 2),
        ("H", "question", 3),
    ]


@pytest.mark.parametrize("path", EXPORTS, ids=lambda path: path.name)
def test_a_mapping_left_as_it_is_changes_nothing(path: Path, tmp_path: Path) -> None:
    export = Path(shutil.copy(path, tmp_path))
    before = read(export)
    _write(export)
    assert read(export) == before


def test_the_file_is_read_back_as_it_was_written(export: Path) -> None:
    export.write_text('ID;"1. Mitä: ""kyllä""?\n(valinnainen)";2026;\n1;a;b;orpo\n')
    mapping = inspect(export)
    assert [(each.header, each.role) for each in mapping.columns] == [
        ("ID", "number"),
        ('1. Mitä: "kyllä"?\n(valinnainen)', "question"),
        ("2026", "question"),
        ("", "ignore"),
    ]
    assert from_yaml(to_yaml(mapping, export.name).encode(), "x") == mapping


def test_what_a_person_corrects_is_used(export: Path) -> None:
    # no header is a known one: without a mapping the table is none that can be read
    with pytest.raises(IngestError, match="no known layout"):
        read(export)
    target = _write(export)
    text = target.read_text(encoding="utf-8")
    for header, old, new in (
        ("Tunnus", "question", "number"),
        ("Kuka", "question", "personal"),
        ("Paikka", "question", "group"),
        ("Mitä mieltä?", "question", "question\n  question: 4"),
        ("Muuta?", "question", "ignore"),
    ):
        text = text.replace(f"header: {header}\n  role: {old}", f"header: {header}\n  role: {new}")
    _write(export, text)
    (response,) = read(export)
    assert response.response_id == "kysely_7"
    assert response.respondent.group == "Mallila"
    (answer,) = response.answers
    assert (answer.question_number, answer.question) == (4, "Mitä mieltä?")
    assert answer.text == "[nimi] kiittää."


@pytest.mark.parametrize(
    ("old", "new", "place", "problem"),
    [
        ("header: Paikka", "header: Kunta", "column C", "the header is 'Paikka'"),
        ("- column: E\n  header: Muuta?\n  role: question\n", "", "column E", "not in the mapping"),
        ("role: question", "role: kysymys", "column A, role", "Input should be 'number'"),
        ("column: B", "column: A", "column A", "comes twice"),
        ("column: B", "column: '2'", "column 2, column", "should match pattern"),
        ("columns:", "sarakkeet:", "columns", "Field required"),
        ("columns:", "columns: [", "", "is no YAML"),
        ("columns:", "- columns:", "", "kysely.mapping.yaml"),
    ],
)
def test_a_mapping_that_does_not_fit_is_an_error(
    export: Path, old: str, new: str, place: str, problem: str
) -> None:
    text = _write(export).read_text(encoding="utf-8")
    assert old in text
    _write(export, text.replace(old, new, 1))
    with pytest.raises(IngestError) as caught:
        read(export)
    assert problem in str(caught.value)
    assert place in str(caught.value)
    assert caught.value.remedy
    assert str(caught.value.file).startswith("kysely.")


def test_a_table_without_rows_is_an_error(export: Path) -> None:
    _write(export)
    export.write_text("Tunnus;Kuka;Paikka;Mitä mieltä?;Muuta?\n", encoding="utf-8")
    with pytest.raises(IngestError, match="no rows of responses"):
        read(export)
    with pytest.raises(IngestError, match=r"kysely\.csv: has no row of headers"):
        inspect(export)


def test_a_text_has_no_columns(tmp_path: Path) -> None:
    path = tmp_path / "kirje.txt"
    path.write_text("Luku 5 on hyvä.", encoding="utf-8")
    with pytest.raises(IngestError, match="is no table"):
        inspect(path)


def test_mappings_are_no_responses_and_are_used_in_archives(export: Path) -> None:
    export.write_text("ID;1. Mitä?;2. Miten?\n1;Hyvin;Huonosti\n", encoding="utf-8")
    target = _write(export)
    text = target.read_text(encoding="utf-8").replace("question: 2", "question: 9")
    _write(export, text)
    archive = export.parent / "kierros.zip"
    with zipfile.ZipFile(archive, "w") as package:
        package.write(export, "a/kysely.csv")
        package.write(target, "a/kysely.mapping.yaml")
    sources = find_sources([export.parent])
    assert [source.name for source in sources] == ["kierros.zip/a/kysely.csv", "kysely.csv"]
    for source in sources:
        (response,) = read(source.path, root=source.root)
        assert [answer.question_number for answer in response.answers] == [1, 9]


def test_the_command_writes_the_file_once(export: Path) -> None:
    runner = CliRunner()
    result = runner.invoke(app, ["ingest", "inspect", str(export)])
    assert result.exit_code == 0
    assert "Mitä mieltä?" in result.output
    written = mapping_path(export).read_text(encoding="utf-8")
    assert written == to_yaml(inspect(export), export.name)
    again = runner.invoke(app, ["ingest", "inspect", str(export)])
    assert isinstance(again.exception, IngestError)
    assert "--overwrite" in str(again.exception)
    assert runner.invoke(app, ["ingest", "inspect", str(export), "--overwrite"]).exit_code == 0
