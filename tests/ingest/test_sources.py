from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from pipeline.errors import IngestError, OutlineError
from pipeline.ingest import check, find_outline, find_sources, read
from pipeline.ingest.sources import name_below, response_id
from pipeline.outline import load_outline


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in (
        "b.txt",
        "a.txt",
        ".hidden.txt",
        "README.md",
        "outline.txt",
        "alue/c.txt",
        "alue/syvä/d.txt",
        "alue/syvä/outline.yaml",
        ".git/e.txt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("x")
    return tmp_path


def test_folders_are_walked_in_order(folder: Path) -> None:
    sources = find_sources([folder])
    assert [source.name for source in sources] == [
        "a.txt",
        "alue/c.txt",
        "alue/syvä/d.txt",
        "b.txt",
    ]
    assert [source.outline and name_below(source.outline, folder) for source in sources] == [
        "outline.txt",
        "outline.txt",
        "alue/syvä/outline.yaml",
        "outline.txt",
    ]


def test_a_file_given_by_name_is_taken_once(folder: Path) -> None:
    sources = find_sources([folder / "b.txt", folder])
    assert [source.name for source in sources] == [
        "b.txt",
        "a.txt",
        "alue/c.txt",
        "alue/syvä/d.txt",
    ]


def test_patterns(folder: Path) -> None:
    assert [source.name for source in find_sources([folder / "*.txt"])] == ["a.txt", "b.txt"]


def test_what_does_not_exist_is_an_error(folder: Path) -> None:
    with pytest.raises(IngestError, match="does not exist"):
        find_sources([folder / "puuttuu"])
    with pytest.raises(IngestError, match="does not exist"):
        find_sources([folder / "*.pdf"])


def test_an_outline_above_the_root_does_not_govern(folder: Path) -> None:
    path = folder / "alue" / "c.txt"
    assert find_outline(path, folder / "alue") is None
    assert find_outline(path, folder) == folder / "outline.txt"


@pytest.mark.parametrize(
    ("stem", "safe"),
    [
        ("../../etc/passwd", "etc_passwd"),
        ("Lausunto 😀 (lopullinen)", "Lausunto_lopullinen"),
        ("hyvä lausunto", "hyvä_lausunto"),
        ("aux", "aux_"),
        ("...", "response"),
        ("x" * 300, "x" * 100),
    ],
)
def test_response_ids_are_safe_file_names(stem: str, safe: str) -> None:
    assert response_id(stem) == safe


def test_an_outline_in_an_archive_governs_what_lies_there(tmp_path: Path) -> None:
    (tmp_path / "outline.txt").write_text("1 Kansion luku\n", encoding="utf-8")
    with zipfile.ZipFile(tmp_path / "kierros.zip", "w") as package:
        package.writestr("a/vastaus.txt", "Luku 5 on hyvä, mutta lyhyt.")
        package.writestr("a/outline.yaml", '"5": Arkiston luku\n')
        package.writestr("b/vastaus.txt", "Luku 5 on hyvä, mutta lyhyt.")
    sources = find_sources([tmp_path])
    assert [source.name for source in sources] == [
        "kierros.zip/a/vastaus.txt",
        "kierros.zip/b/vastaus.txt",
    ]
    titles = []
    for source in sources:
        assert source.outline is not None
        titles += [chapter.title for chapter in load_outline(source.outline)]
    assert titles == ["Arkiston luku", "Kansion luku"]
    assert [outcome.status for outcome in check([tmp_path]).outcomes] == ["read", "read"]


@pytest.mark.parametrize(
    ("content", "problem"), [(b"5 Luku\n" * 400_000, "bytes"), (b"\xff\xfe\xff", "can't be read")]
)
def test_a_bad_outline_in_an_archive_is_an_error(
    tmp_path: Path, content: bytes, problem: str
) -> None:
    with zipfile.ZipFile(tmp_path / "kierros.zip", "w", zipfile.ZIP_DEFLATED) as package:
        package.writestr("outline.txt", content)
        package.writestr("vastaus.txt", "Luku 5 on hyvä, mutta lyhyt.")
    with pytest.raises(OutlineError, match=problem) as caught:
        check([tmp_path])
    assert "outline.txt" in str(caught.value)


NAMES = ("😀 Lausunto (1).txt", "..vastaus.txt", "välilyönti  kaksi.txt", "-rf.txt", "a'b\"c.txt")


def test_files_of_all_names_are_read(tmp_path: Path) -> None:
    for name in NAMES:
        (tmp_path / name).write_text("Luku 5 on hyvä, mutta lyhyt.", encoding="utf-8")
    (tmp_path / "kansio 😀").mkdir()
    (tmp_path / "kansio 😀" / "a.txt").write_text("Luku 6 on hyvä, mutta lyhyt.")
    sources = find_sources([tmp_path])
    hidden = {"..vastaus.txt"}
    assert {source.name for source in sources} == {*NAMES, "kansio 😀/a.txt"} - hidden
    for source in sources:
        (response,) = read(source.path, root=source.root)
        assert response.source.file == source.name
        assert response.response_id == Path(response.response_id).name
        assert not response.response_id.startswith((".", "-"))
