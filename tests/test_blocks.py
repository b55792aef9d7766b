import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.blocks import is_heading, split_blocks


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("", []),
        (" \n\t\n", []),
        ("Kappale.\n\nToinen kappale.", ["paragraph", "paragraph"]),
        ("Esitämme:\n- yksi\n• kaksi\n– kolme\no neljä", ["paragraph", *["bullet"] * 4]),
        ("Luku 5.3.1.3 Järjestöyhteistyö sekä 4. sektori\n\nHyvä.", ["heading", "paragraph"]),
        ("Luvut 4.1 ja 4.2\n\nHyvä.", ["heading", "paragraph"]),
        ("12 § Tietojen yhteiskäyttö\n\nHyvä.", ["heading", "paragraph"]),
        # a heading governs something: the last line of an answer can't be one
        ("Luku 5.2 Talous", ["paragraph"]),
        # a number alone, between sentences
        ("6.2\n\nHyvä luku.", ["heading", "paragraph"]),
        ("Kiitos.\n\n5.3.1\n\nHyvä luku.", ["paragraph", "heading", "paragraph"]),
        ("Kiitos.\n6.2\n- aikaa", ["paragraph", "heading", "bullet"]),
        ("11 §\n\nHyvä pykälä.", ["heading", "paragraph"]),
        # but no date, decimal, list number or row of a table
        ("6.2.\n\nKokous peruttiin.", ["paragraph", "paragraph"]),
        ("12.3.26\n\nMallilassa", ["paragraph", "paragraph"]),
        ("12.3.2026\n\nMallilassa", ["paragraph", "paragraph"]),
        ("2,5\n\nHyvä.", ["paragraph", "paragraph"]),
        ("0.5\n\nHyvä.", ["paragraph", "paragraph"]),
        ("2.0\n\nHyvä.", ["paragraph", "paragraph"]),
        ("6\n\nHyvä.", ["paragraph", "paragraph"]),
        ("Keskiarvo\n2.5\nMediaani\n3.5", ["paragraph"] * 4),
        ("Hinta on\n\n2.5\n\nmiljoonaa.", ["paragraph"] * 3),
        ("Kiitos.\n\n6.2", ["paragraph", "paragraph"]),
        ("6.2 12\n\nHyvä.", ["paragraph", "paragraph"]),
        ("Luku 5.2 on hyvä.\n\nToinen.", ["paragraph", "paragraph"]),
        ("ota lukuun kaikki\n\nToinen.", ["paragraph", "paragraph"]),
    ],
)
def test_kinds(text: str, kinds: list[str]) -> None:
    assert [block.kind for block in split_blocks(text)] == kinds


@pytest.mark.parametrize("line", ["5 lasta jää ilman paikkaa", "Talous", "12.3.2026", "3. sektori"])
def test_no_heading(line: str) -> None:
    assert not is_heading(line)


@given(st.text(alphabet="a1.-– o\n\t§•ä:"))
def test_blocks_cover_all_but_marks_and_space(text: str) -> None:
    end = 0
    for block in split_blocks(text):
        assert not set(text[end : block.start]) - set("-–•·o \n\t")
        assert end <= block.start < block.end <= len(text)
        content = text[block.start : block.end]
        assert content == content.strip()
        assert "\n" not in content
        end = block.end
    assert not text[end:].strip()
