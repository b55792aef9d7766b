import pytest

from pipeline.errors import IngestError, LausuntoputkiError, StageError


@pytest.mark.parametrize(
    ("error", "message"),
    [
        (IngestError("is empty"), "is empty"),
        (IngestError("is empty", file="a.txt"), "a.txt: is empty"),
        (
            IngestError("is empty", file="a.txt", place="line 1", remedy="write something"),
            "a.txt, line 1: is empty (remedy: write something)",
        ),
        (
            StageError("ValueError: x", stage="language", response_id="r1"),
            "response r1, stage language: ValueError: x",
        ),
    ],
)
def test_message_names_file_place_and_remedy(error: LausuntoputkiError, message: str) -> None:
    assert str(error) == message
