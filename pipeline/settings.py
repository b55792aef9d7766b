"""One frozen settings object, from `lausuntoputki.toml` and the environment."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError
from pydantic_settings import (
    BaseSettings,
    PydanticBaseSettingsSource,
    SettingsConfigDict,
    TomlConfigSettingsSource,
)

from pipeline.errors import SettingsError

PROJECT = Path(__file__).resolve().parent.parent
SETTINGS_FILE = Path("lausuntoputki.toml")


class Settings(BaseSettings):
    """How a run is done. Environment variables `LAUSUNTOPUTKI_<NAME>` win over the TOML file."""

    model_config = SettingsConfigDict(
        env_prefix="LAUSUNTOPUTKI_", frozen=True, extra="forbid", toml_file=SETTINGS_FILE
    )

    language_model: Path = Field(
        default=PROJECT / "models" / "stanza", description="folder of the Stanza weights"
    )
    classifier: Path = Field(
        default=PROJECT / "models" / "classifier", description="folder of the label classifier"
    )
    annotated: Path = Field(
        default=PROJECT / "data" / "annotated", description="folder of the labelled sentences"
    )
    review_below: float = Field(
        default=0.5, ge=0, le=1, description="a label less probable than this needs review"
    )
    keep_personal_data: bool = Field(
        default=False, description="leave contact details in the answers' text"
    )
    cache: Path | None = Field(
        default=None,
        description="file that keeps annotated texts; a run keeps it in its output folder",
    )
    workers: int = Field(default=1, ge=1, description="processes that analyse responses")

    @classmethod
    def settings_customise_sources(
        cls,
        settings_cls: type[BaseSettings],
        init_settings: PydanticBaseSettingsSource,
        env_settings: PydanticBaseSettingsSource,
        dotenv_settings: PydanticBaseSettingsSource,  # noqa: ARG003
        file_secret_settings: PydanticBaseSettingsSource,  # noqa: ARG003
    ) -> tuple[PydanticBaseSettingsSource, ...]:
        """Arguments first, then the environment, then the TOML file."""
        return (init_settings, env_settings, TomlConfigSettingsSource(settings_cls))


def load_settings(**overrides: Any) -> Settings:
    """Settings of this working folder; `overrides` that are None are left to the defaults.

    Raises:
        SettingsError: a value that doesn't fit, or a settings file that is no TOML.
    """
    given = {name: value for name, value in overrides.items() if value is not None}
    try:
        return Settings(**given)
    except ValidationError as error:
        first = error.errors()[0]
        raise SettingsError(
            f"{first['msg']}, got {first.get('input')!r}",
            file=SETTINGS_FILE if SETTINGS_FILE.exists() else None,
            place=".".join(str(part) for part in first["loc"]),
            remedy="see the settings table in the README",
        ) from error
    except ValueError as error:  # the TOML reader's own
        raise SettingsError(
            f"is no valid TOML: {error}", file=SETTINGS_FILE, remedy="mend it"
        ) from error
