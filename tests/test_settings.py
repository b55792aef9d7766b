from pathlib import Path

import pytest

from pipeline.errors import SettingsError
from pipeline.settings import load_settings


@pytest.fixture(autouse=True)
def _in_an_empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def test_defaults_point_to_the_shipped_models() -> None:
    settings = load_settings()
    assert settings.language_model.is_dir()
    assert settings.classifier.is_dir()


def test_arguments_win_over_environment_over_file(monkeypatch: pytest.MonkeyPatch) -> None:
    Path("lausuntoputki.toml").write_text("workers = 2\nreview_below = 0.3\n")
    assert load_settings().workers == 2
    monkeypatch.setenv("LAUSUNTOPUTKI_WORKERS", "3")
    assert load_settings().workers == 3
    assert load_settings(workers=4).workers == 4
    assert load_settings(workers=None).review_below == 0.3


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("workers = 0", "workers: Input should be greater"),
        ("wrokers = 2", "wrokers: Extra inputs"),
        ("workers = ", "no valid TOML"),
    ],
)
def test_wrong_settings_name_file_and_key(text: str, told: str) -> None:
    Path("lausuntoputki.toml").write_text(text)
    with pytest.raises(SettingsError, match=told) as caught:
        load_settings()
    assert str(caught.value).startswith("lausuntoputki.toml")
