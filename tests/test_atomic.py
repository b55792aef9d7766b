from pathlib import Path

import pytest

from pipeline.atomic import write_text
from pipeline.errors import OutputError


def test_writes_whole_and_replaces(tmp_path: Path) -> None:
    path = tmp_path / "new" / "a.json"
    write_text(path, "ensin äö\n")
    write_text(path, "sitten\n")
    assert path.read_bytes() == b"sitten\n"
    assert list(path.parent.iterdir()) == [path]


def test_a_failed_write_leaves_the_former_file(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    write_text(path, "ensin")
    with pytest.raises(UnicodeEncodeError):
        write_text(path, "\ud800")
    assert path.read_text() == "ensin"
    assert list(tmp_path.iterdir()) == [path]


def test_a_folder_that_can_not_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(OutputError, match=r"a\.json.*remedy"):
        write_text(tmp_path / "file" / "a.json", "")
