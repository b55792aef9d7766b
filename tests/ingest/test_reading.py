"""What holds for every file, and for the sample responses."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from pipeline.blocks import split_blocks
from pipeline.errors import IngestError
from pipeline.ingest import find_sources, read
from pipeline.ingest.form_fields import Role, is_empty, role_of
from pipeline.ingest.personal_data import RECOGNISERS
from pipeline.outline import Chapter, Outline, load_outline
from pipeline.schema import Response

RAW = Path(__file__).parents[2] / "data" / "raw"
OUTLINE = Outline((Chapter("5", "Painopisteet"), Chapter("8", "Seuranta ja arviointi")))


def _sample() -> Iterator[tuple[Path, tuple[Response, ...]]]:
    for source in find_sources([RAW]):
        outline = load_outline(source.outline) if source.outline else None
        yield source.path, read(source.path, root=source.root, outline=outline)


@pytest.fixture(scope="module")
def sample() -> list[tuple[Path, tuple[Response, ...]]]:
    return list(_sample())


def _check_block_form(response: Response) -> None:
    for answer in response.answers:
        assert answer.text == answer.text.strip()
        assert "\n\n\n" not in answer.text
        for line in answer.text.split("\n"):
            assert line == " ".join(line.split())
        assert any(split_blocks(answer.text))


def test_every_sample_file_is_read_in_block_form(
    sample: list[tuple[Path, tuple[Response, ...]]],
) -> None:
    assert len(sample) > 40
    for _, responses in sample:
        for response in responses:
            assert response.answers
            _check_block_form(response)


def test_the_real_response_is_paired(sample: list[tuple[Path, tuple[Response, ...]]]) -> None:
    (response,) = next(found for path, found in sample if path.stem == "jarjestoneuvottelukunta")
    assert [answer.question_number for answer in response.answers] == list(range(36, 45))
    assert response.respondent.organisation == "Kanta-Hämeen järjestöneuvottelukunta"
    assert response.respondent.group == "Järjestö tai seurakunta"
    assert response.answers[5].question.endswith("matalan kynnyksen tuen saatavuuden kannalta?")
    assert "Strategisten kumppanuuksien kehittäminen. Strategian" in response.answers[2].text
    assert response.answers[-1].text.endswith("tarpeen vähentämisessä.")


def test_nothing_of_other_groups_or_buttons_is_left(
    sample: list[tuple[Path, tuple[Response, ...]]],
) -> None:
    furniture = re.compile(
        r"\bVAIN\b.*edustaj|Muokkaa vastausta|^Sulje$|Lausuntopalvelu\.fi \d", re.M
    )
    for _, responses in sample:
        for response in responses:
            for answer in response.answers:
                assert not furniture.search(answer.text)


def test_no_personal_data_of_the_forms_gets_through(
    sample: list[tuple[Path, tuple[Response, ...]]],
) -> None:
    found = 0
    for path, responses in sample:
        dump = json.dumps([response.model_dump() for response in responses], ensure_ascii=False)
        for line in path.read_text(encoding="utf-8-sig").splitlines():
            label, _, value = line.partition("\t")
            if value and role_of(label) in {Role.NAME, Role.CONTACT} and not is_empty(value):
                found += 1
                assert not re.search(rf"(?<!\w){re.escape(value)}(?!\w)", dump), (path, label)
        for recogniser in RECOGNISERS:
            for match in recogniser.pattern.finditer(dump):
                group = "personal" if "personal" in match.re.groupindex else 0
                assert not recogniser.proves(match.group(group)), (path, match.group())
    assert found > 50


def test_personal_data_is_kept_where_asked(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("Asia: Kaava\n\nPyydän soittamaan minulle numeroon 050 123 4567 pian.\n")
    assert "050 123 4567" in read(path, keep_personal_data=True)[0].answers[0].text
    (masked,) = read(path)
    assert masked.answers[0].text == "Pyydän soittamaan minulle numeroon [puhelin] pian."
    assert [warning.code for warning in masked.warnings] == ["personal-data-masked"]


def test_identifiers_and_names_tell_where_a_response_is_from() -> None:
    path = RAW / "palveluverkko" / "t4.csv"
    responses = read(path, root=RAW)
    assert len(responses) == 70
    assert responses[0].response_id == "t4_1"
    assert responses[-1].response_id == "t4_74"
    assert {response.source.file for response in responses} == {"palveluverkko/t4.csv"}


_PIECES = st.sampled_from(
    [
        "Yhteenvetosivu: Lausunto",
        "1. Vastaajan tiedot",
        "2. Mitä mieltä olette?",
        "36. Miltä luku 5 näyttää?",
        "Etunimi\tMaija",
        "Lausunnonantajan lausunto",
        "Lausuntopalvelu.fi 1/2",
        "Asia: Lausunto",
        "Asia:",
        "    sisennetty vastaus, joka katkeaa",
        "- luetelma",
        "• toinen",
        "a) kohta",
        "b) kohta",
        "1) kohta",
        "Luvussa 5.3 Strategisten kumppanuuksien",
        "kehittäminen on tärkeää.",
        "Kunnioittaen",
        "Maija Meikäläinen          Matti Meikäläinen",
        "2 (3)",
        "Ei vastauksia",
        "-",
        "",
        "",
        "\f",
        "  ",
        "Sulje",
        "sana-",
        "lukuun 8 Seuranta ja",
    ]
)
_LINES = st.lists(_PIECES | st.text(max_size=40), max_size=30).map("\n".join)


def _responses_or_error(path: Path, outline: Outline | None) -> tuple[Response, ...] | IngestError:
    try:
        return read(path, outline=outline)
    except IngestError as error:
        return error


@given(_LINES | st.text())
@example("–")
@example("1.\n\n2.")
@example("x-\n\f\nY")
@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
def test_any_text_ends_in_responses_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, text: str
) -> None:
    path = tmp_path_factory.mktemp("any") / "vastaus.txt"
    path.write_bytes(text.encode("utf-8", "surrogatepass"))
    found = _responses_or_error(path, OUTLINE)
    if isinstance(found, IngestError):
        assert "vastaus.txt" in str(found)
        assert found.remedy
        return
    assert found
    for response in found:
        _check_block_form(response)
        assert response.answers or "empty" in {warning.code for warning in response.warnings}


@given(st.binary(max_size=300), st.sampled_from([".txt", ".csv"]))
@settings(max_examples=200, deadline=None)
def test_any_bytes_end_in_responses_or_a_named_error(
    tmp_path_factory: pytest.TempPathFactory, data: bytes, suffix: str
) -> None:
    path = tmp_path_factory.mktemp("any") / f"vastaus{suffix}"
    path.write_bytes(data)
    found = _responses_or_error(path, None)
    if isinstance(found, IngestError):
        assert found.remedy
        return
    for response in found:
        _check_block_form(response)
