from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.ingest import find_outline, find_sources
from pipeline.ingest.sources import name_below, response_id


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
