from __future__ import annotations

import pytest
from spacy.language import Language

from pipeline import language
from pipeline.settings import Settings


@pytest.fixture(scope="session")
def finnish() -> Language:
    """The language stage alone, with the shipped weights. Tests that use it are marked stanza."""
    return language.create(Settings().language_model)
