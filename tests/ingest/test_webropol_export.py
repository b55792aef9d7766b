from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.errors import IngestError
from pipeline.ingest import read
from pipeline.ingest.form_fields import Role
from pipeline.ingest.webropol_export import columns_of

HEADER = [
    "Vastaajanumero",
    "Vastausaika",
    "Nimi",
    "Puhelinnumero",
    "Edustamani taho/toimija",
    "Mitä seuraavista edustat?",
    "1. Mitä mieltä olet, asukas?",
    "2. Miten koulutusorganisaationne puhelinpalvelu toimii?",
    "Vapaa sana",
]
ROWS = [
    [
        "7",
        "1.2.2026 7:58",
        "Teppo T",
        "050 000 0000",
        "Kyläyhdistys ry",
        "Yhdistys",
        "Hyvä\njuttu;",
        "-",
        "",
    ],
    ["9", "1.2.2026 7:59", "", "", "", "Asukas", "", "", "Soitan: 050 123 4567"],
    ["10", "1.2.2026 8:00", "", "", "", "Asukas", "", "-", ""],
]


def _csv(delimiter: str) -> str:
    quoted = [[f'"{cell}"' for cell in row] for row in [HEADER, *ROWS]]
    return "\r\n".join(delimiter.join(row) for row in quoted)


@pytest.mark.parametrize("delimiter", [";", ",", "\t"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_delimiters_and_encodings(tmp_path: Path, delimiter: str, encoding: str) -> None:
    path = tmp_path / "vienti.csv"
    path.write_bytes(_csv(delimiter).encode(encoding))
    first, second, third = read(path)
    assert first.response_id == "vienti_7"
    assert first.respondent.organisation == "Kyläyhdistys ry"
    assert first.respondent.group == "Yhdistys"
    (answer,) = first.answers
    assert (answer.question_number, answer.question) == (1, "Mitä mieltä olet, asukas?")
    assert answer.text == "Hyvä juttu;"
    assert second.answers[0].question == "Vapaa sana"
    assert second.answers[0].text == "Soitan: [puhelin]"
    assert not third.answers
    assert [warning.code for warning in third.warnings] == ["empty"]


def test_column_roles() -> None:
    assert [(column.role, column.number) for column in columns_of(HEADER)] == [
        (Role.NUMBER, None),
        (Role.TIME, None),
        (Role.NAME, None),
        (Role.CONTACT, None),
        (Role.ORGANISATION, None),
        (Role.GROUP, None),
        (None, 1),
        (None, 2),
        (None, None),
    ]


def test_clashes_and_columns_without_a_header_are_told_of(tmp_path: Path) -> None:
    path = tmp_path / "vienti.csv"
    path.write_text("ID;1. Mitä?;1. Miten?;\n1;Hyvin;Huonosti;orpo\n", encoding="utf-8")
    (response,) = read(path)
    assert [warning.code for warning in response.warnings] == [
        "question-clash",
        "orphan-column",
        "low-confidence",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "yksi sarake\nvain\n",  # no delimiter
        "a;b\n1;2\n",  # no header that asks
        "ID;1. Mitä?\n",  # no respondent
        "ID;1. Mitä?\n1;\n2;-\n",  # nobody answered
    ],
)
def test_what_is_no_export_is_an_error(tmp_path: Path, text: str) -> None:
    path = tmp_path / "vienti.csv"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(IngestError, match=r"vienti\.csv"):
        read(path)
