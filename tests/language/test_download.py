"""Fetching Stanza's own models: what is said without a network, and what is made of a package."""

import json
from pathlib import Path
from typing import Any

import pytest
import stanza

from pipeline.errors import ModelError
from pipeline.language.download import PACKAGE, download

FETCHED = {"tokenize": "tdt", "mwt": "tdt", "pos": "tdt_nocharlm", "lemma": "tdt_nocharlm"}
RESOURCES = {
    "fi": {
        "packages": {"default": {"pos": "tdt_charlm"}, PACKAGE: {**FETCHED, "depparse": "tdt"}},
        "tokenize": {"tdt": {}},
        "mwt": {"tdt": {}},
        "pos": {"tdt_nocharlm": {"dependencies": [{"model": "pretrain", "package": "conll17"}]}},
        "lemma": {"tdt_nocharlm": {}},
    },
    "sv": {},
}


def test_without_a_network_the_shipped_weights_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def unreachable(*_: Any, **__: Any) -> None:
        raise ConnectionError("no route to host")

    monkeypatch.setattr(stanza, "download", unreachable)
    with pytest.raises(ModelError, match=r"no route to host.*models/stanza is the default"):
        download(tmp_path)


def _fetch(folder: str, resources: object) -> None:
    for part, package in {**FETCHED, "pretrain": "conll17"}.items():
        (Path(folder) / "fi" / part).mkdir(parents=True)
        (Path(folder) / "fi" / part / f"{package}.pt").write_bytes(b"weights")
    (Path(folder) / "resources.json").write_text(json.dumps(resources), encoding="utf-8")


def test_the_package_becomes_the_default_of_its_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        stanza, "download", lambda *_, model_dir, **__: _fetch(model_dir, RESOURCES)
    )
    assert download(tmp_path) == tmp_path
    listed = json.loads((tmp_path / "resources.json").read_text(encoding="utf-8"))
    assert set(listed) == {"fi"}
    assert listed["fi"]["default_processors"] == listed["fi"]["packages"]["default"] == FETCHED


def test_a_listing_without_the_package_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        stanza, "download", lambda *_, model_dir, **__: _fetch(model_dir, {"fi": {}})
    )
    with pytest.raises(ModelError, match=PACKAGE):
        download(tmp_path)
