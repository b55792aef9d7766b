"""A model folder is refused with a remedy unless it is whole; its fingerprint follows it."""

import json
from pathlib import Path

import pytest

from pipeline.errors import ModelError
from pipeline.language.models import check_folder, check_stanza, load_parts, model_fingerprint

VECTORS = {"model": "pretrain", "package": "x"}
RESOURCES = {
    "fi": {
        "default_processors": {"tokenize": "x", "mwt": "x", "pos": "x", "lemma": "x"},
        "tokenize": {"x": {}},
        "mwt": {"x": {}},
        "pos": {"x": {"dependencies": [VECTORS]}},
        "lemma": {"x": {}},
    }
}


def _folder(path: Path) -> Path:
    path.joinpath("resources.json").write_text(json.dumps(RESOURCES), encoding="utf-8")
    for part in ("tokenize", "mwt", "pos", "lemma", "pretrain"):
        (path / "fi" / part).mkdir(parents=True)
        (path / "fi" / part / "x.pt").write_bytes(part.encode())
    return path


def test_a_whole_folder_passes(tmp_path: Path) -> None:
    assert check_folder(_folder(tmp_path)) == tmp_path


@pytest.mark.parametrize("missing", ["resources.json", "fi/pos/x.pt", "fi/pretrain/x.pt"])
def test_a_half_folder_is_refused(tmp_path: Path, missing: str) -> None:
    _folder(tmp_path).joinpath(missing).unlink()
    with pytest.raises(ModelError, match="remedy") as caught:
        load_parts(tmp_path)
    assert caught.value.file is not None
    assert Path(caught.value.file) == tmp_path / missing


@pytest.mark.parametrize("content", ["", "[]", "{}", '{"sv": {}}', '{"fi": {}}'])
def test_a_listing_without_finnish_is_refused(tmp_path: Path, content: str) -> None:
    _folder(tmp_path).joinpath("resources.json").write_text(content, encoding="utf-8")
    with pytest.raises(ModelError, match="no Finnish model"):
        check_folder(tmp_path)


def test_broken_weights_are_refused(tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="can't be loaded"):
        load_parts(_folder(tmp_path))


def test_the_fingerprint_follows_the_weights(tmp_path: Path) -> None:
    before = model_fingerprint(_folder(tmp_path))
    assert before == model_fingerprint(tmp_path)
    assert len(before) == 16
    (tmp_path / "fi" / "lemma" / "x.pt").write_bytes(b"other weights")
    assert model_fingerprint(tmp_path) != before


@pytest.mark.parametrize("version", ["1.14.0", "1.16.0", "2.0"])
def test_a_stanza_outside_the_range_is_refused(version: str) -> None:
    with pytest.raises(ModelError, match="constraints"):
        check_stanza(version)


def test_the_installed_stanza_is_in_the_range() -> None:
    check_stanza()
