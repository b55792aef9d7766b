from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.errors import OutlineError
from pipeline.outline import (
    Chapter,
    Outline,
    find_problems,
    infer_outline,
    load_outline,
    render_tree,
    to_yaml,
)
from pipeline.schema import Answer, Response, Source

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def pairs(outline: Outline) -> list[tuple[str, str]]:
    return [(chapter.number, chapter.title) for chapter in outline]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1 Johdanto\n1.1 Tausta\n", [("1", "Johdanto"), ("1.1", "Tausta")]),
        ("Sisällys\n\n5.2. Talous ........ 14\n", [("5.2", "Talous")]),
        ("5.2\tTalous\t14\n", [("5.2", "Talous")]),
        ("Luku 5 Talous\n", [("5", "Talous")]),
        ("1.2 Tavoitteet vuoteen 2040\n", [("1.2", "Tavoitteet vuoteen 2040")]),
        ("\ufeff5.10 Muut\n5.1 Alku\n", [("5.10", "Muut"), ("5.1", "Alku")]),
        ("3\n", [("3", "")]),
        ("1 Alku\n1 Alku\n1 Toinen\n", [("1", "Alku"), ("1", "Toinen")]),
    ],
)
def test_text(tmp_path: Path, text: str, expected: list[tuple[str, str]]) -> None:
    path = tmp_path / "outline.txt"
    path.write_text(text, encoding="utf-8")
    assert pairs(load_outline(path)) == expected


def test_yaml_keeps_numbers_as_text(tmp_path: Path) -> None:
    path = tmp_path / "outline.yaml"
    path.write_text("5.1: Alku\n5.10: 'Muut: loput'\n6:\n", encoding="utf-8")
    assert pairs(load_outline(path)) == [("5.1", "Alku"), ("5.10", "Muut: loput"), ("6", "")]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("outline.txt", "ei lukuja", "holds no chapter"),
        ("outline.yaml", "- 1\n", "is no mapping"),
        ("outline.yaml", "a: [", "is no valid YAML"),
        ("outline.yaml", "viisi: Talous\n", "is no chapter number"),
        ("outline.docx", "ei zip", "is no Word document"),
        ("outline.pdf", "ei pdf", "is no PDF"),
    ],
)
def test_what_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: str, message: str
) -> None:
    path = tmp_path / name
    path.write_text(content, encoding="utf-8")
    with pytest.raises(OutlineError, match=message) as caught:
        load_outline(path)
    assert caught.value.file == str(path)
    assert caught.value.remedy


@pytest.mark.parametrize("name", ["puuttuu.txt", "puuttuu.docx", "puuttuu.pdf", "puuttuu.yml"])
def test_missing_file_is_named(tmp_path: Path, name: str) -> None:
    with pytest.raises(OutlineError, match=name):
        load_outline(tmp_path / name)


def write_docx(path: Path, paragraphs: list[tuple[str, str]]) -> Path:
    """A Word file of paragraphs with style ids; style "Luku1" is based on Heading 1."""
    body = "".join(
        f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr><w:r><w:t>{text}</w:t></w:r></w:p>'
        for style, text in paragraphs
    )
    styles = (
        '<w:style w:styleId="Otsikko1"><w:name w:val="heading 1"/></w:style>'
        '<w:style w:styleId="Otsikko2"><w:name w:val="heading 2"/></w:style>'
        '<w:style w:styleId="Luku1"><w:name w:val="Luku"/><w:basedOn w:val="Otsikko1"/></w:style>'
        '<w:style w:styleId="Oma"><w:name w:val="Oma"/><w:pPr><w:outlineLvl w:val="1"/></w:pPr>'
        "</w:style>"
    )
    with zipfile.ZipFile(path, "w") as package:
        package.writestr(
            "word/document.xml",
            f'<w:document xmlns:w="{W}"><w:body>{body}</w:body></w:document>',
        )
        package.writestr("word/styles.xml", f'<w:styles xmlns:w="{W}">{styles}</w:styles>')
    return path


def test_docx_typed_numbers(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "draft.docx",
        [
            ("Otsikko1", "Tiivistelmä"),
            ("Otsikko1", "1 Johdanto"),
            ("Normal", "2 Tämä on leipätekstiä"),
            ("Otsikko2", "1.1 Tausta"),
        ],
    )
    assert pairs(load_outline(path)) == [("1", "Johdanto"), ("1.1", "Tausta")]


def test_docx_automatic_numbers_are_counted(tmp_path: Path) -> None:
    path = write_docx(
        tmp_path / "draft.docx",
        [("Luku1", "Johdanto"), ("Otsikko2", "Tausta"), ("Oma", "Tarkoitus"), ("Luku1", "Talous")],
    )
    assert pairs(load_outline(path)) == [
        ("1", "Johdanto"),
        ("1.1", "Tausta"),
        ("1.2", "Tarkoitus"),
        ("2", "Talous"),
    ]


def write_pdf(path: Path, lines: list[str], bookmarks: list[str]) -> Path:
    """A one-page PDF with lines of text and bookmarks of one level."""
    shown = "".join(f"({line}) Tj 0 -16 Td " for line in lines)
    stream = f"BT /F1 12 Tf 50 800 Td {shown}ET"
    objects = [
        "<< /Type /Catalog /Pages 2 0 R /Outlines 6 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        "/Resources << /Font << /F1 5 0 R >> >> >>",
        f"<< /Length {len(stream)} >>\nstream\n{stream}\nendstream",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    count = len(bookmarks)
    ends = f"/First 7 0 R /Last {6 + count} 0 R" if count else ""
    objects.append(f"<< /Type /Outlines {ends} /Count {count} >>")
    for position, title in enumerate(bookmarks):
        following = f"/Next {8 + position} 0 R" if position + 1 < count else ""
        objects.append(f"<< /Title ({title}) /Parent 6 0 R {following} /Dest [3 0 R /Fit] >>")
    text = "%PDF-1.4\n"
    offsets = []
    for number, content in enumerate(objects, 1):
        offsets.append(len(text))
        text += f"{number} 0 obj\n{content}\nendobj\n"
    table = "".join(f"{offset:010} 00000 n \n" for offset in offsets)
    size = len(objects) + 1
    text += (
        f"xref\n0 {size}\n0000000000 65535 f \n{table}"
        f"trailer\n<< /Size {size} /Root 1 0 R >>\nstartxref\n{len(text)}\n%%EOF\n"
    )
    path.write_bytes(text.encode("latin-1"))
    return path


@pytest.mark.parametrize(
    ("lines", "bookmarks", "expected"),
    [
        (["Teksti"], ["1 Johdanto", "2 Talous", "Liite"], [("1", "Johdanto"), ("2", "Talous")]),
        (
            ["Sisallys", "Sisältö", "1 Johdanto ..... 3", "1.1 Tausta ja", "tarkoitus ..... 4"],
            [],
            [("1", "Johdanto"), ("1.1", "Tausta ja tarkoitus")],
        ),
        (["Teksti"], ["Johdanto", "Talous"], [("1", "Johdanto"), ("2", "Talous")]),
    ],
)
def test_pdf(
    tmp_path: Path, lines: list[str], bookmarks: list[str], expected: list[tuple[str, str]]
) -> None:
    path = write_pdf(tmp_path / "draft.pdf", lines, bookmarks)
    assert pairs(load_outline(path)) == expected


def test_problems_are_told_and_nothing_is_mended(tmp_path: Path) -> None:
    path = tmp_path / "outline.txt"
    path.write_text("1 Alku\n2 Talous\n2 Raha\n2.2 Menot\n4\n", encoding="utf-8")
    outline = load_outline(path)
    assert outline.problems == (
        "number 2 stands 2 times",
        "chapter 4 has no title",
        "chapter 2.1 is missing before 2.2",
        "chapter 3 is missing before 4",
    )
    assert len(outline) == 5
    assert "! chapter 4 has no title" in render_tree(outline)


CHAPTERS = st.lists(
    st.builds(
        Chapter,
        number=st.lists(st.integers(1, 30), min_size=1, max_size=4).map(
            lambda parts: ".".join(map(str, parts))
        ),
        title=st.text("abcäö :'\"#-ABC12", max_size=20).map(str.strip),
    ),
    min_size=1,
    max_size=8,
    unique_by=lambda chapter: chapter.number,
)


@given(chapters=CHAPTERS)
def test_yaml_reads_back(chapters: list[Chapter], tmp_path_factory: pytest.TempPathFactory) -> None:
    path = tmp_path_factory.mktemp("yaml") / "outline.yaml"
    path.write_text(to_yaml(Outline(tuple(chapters))), encoding="utf-8")
    assert load_outline(path).chapters == tuple(chapters)


@given(lines=st.lists(st.text("0123456789. aÄ", max_size=12), max_size=10))
def test_any_lines_give_chapters_or_an_error(
    lines: list[str], tmp_path_factory: pytest.TempPathFactory
) -> None:
    path = tmp_path_factory.mktemp("text") / "outline.txt"
    path.write_text("\n".join(lines), encoding="utf-8")
    try:
        outline = load_outline(path)
    except OutlineError:
        return
    assert outline.problems == find_problems(outline.chapters)


def response(name: str, *texts: str, question: str = "") -> Response:
    return Response(
        response_id=name,
        source=Source(file=f"{name}.txt", sha256="", format="letter"),
        answers=tuple(Answer(question=question, text=text) for text in texts),
    )


def test_inferred_from_what_several_respondents_write() -> None:
    outline = infer_outline(
        [
            response("a", "Luvussa 2.1 Väestö ja asuminen ennuste on vanha."),
            response("b", "Luku 2.1 Väestö ja asuminen\nEnnuste puuttuu."),
            response("c", "Luvun 2.1 Väestö ja asuminen mukaan kasvamme. Luku 3 Talous jää."),
            response("d", "Luvussa 3 Talous on ohut, luvussa 4 Helsinki mainitaan."),
        ]
    )
    assert pairs(outline) == [("2.1", "Väestö ja asuminen"), ("3", "Talous")]
    assert outline.inferred


def test_a_question_counts_once_however_many_answer_it() -> None:
    question = "Kommenttinne lukuun 2.2 Talous ja rahoitus"
    alone = [response(name, "Ei ole.", question=question) for name in "abc"]
    assert len(infer_outline(alone)) == 0
    told = response("d", "Luvussa 2.2 Talous ja rahoitus on virhe.")
    assert pairs(infer_outline([*alone, told])) == [("2.2", "Talous ja rahoitus")]
