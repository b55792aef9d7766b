"""The summary in the authority's own template, and what its first page owns up to."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.errors import OutputError
from pipeline.reporting import report

MakeRun = Callable[..., Path]


def _template(folder: Path, ending: str) -> Path:
    """A template with a letterhead and without most of the styles; .dotx has a type of its own."""
    document = docx.Document()
    for name in ("Heading 3", "List Bullet", "Subtitle", "Title"):
        style = document.styles[name]
        style.element.getparent().remove(style.element)
    document.sections[0].header.paragraphs[0].text = "Suvantomaan hyvinvointialue"
    document.add_paragraph("Kansilehti")
    plain = folder / "pohja.docx"
    document.save(str(plain))
    if ending == ".docx":
        return plain
    path = folder / f"pohja{ending}"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(path, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "[Content_Types].xml":
                part = part.replace(b"document.main+xml", b"template.main+xml")
            new.writestr(entry, part)
    return path


@pytest.mark.parametrize("ending", [".docx", ".dotx"])
def test_template_keeps_its_head_and_cover(make_run: MakeRun, tmp_path: Path, ending: str) -> None:
    (path,) = report(make_run(), ["docx"], template=_template(tmp_path, ending))
    document = docx.Document(str(path))
    assert document.sections[0].header.paragraphs[0].text == "Suvantomaan hyvinvointialue"
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts.index("Kansilehti") < texts.index("Lausuntokooste")
    assert "5.2 Verot" in texts


def test_a_template_that_is_no_word_file_is_told(make_run: MakeRun, tmp_path: Path) -> None:
    template = tmp_path / "pohja.docx"
    template.write_text("ei Wordia")
    with pytest.raises(OutputError, match=r"pohja\.docx"):
        report(make_run(), ["docx"], template=template)


def test_first_page_says_machine_made_unmeasured_and_what_to_review(make_run: MakeRun) -> None:
    (path,) = report(make_run(), ["docx"])
    first = "\n".join(paragraph.text for paragraph in docx.Document(str(path)).paragraphs[:6])
    assert "koneellisesti" in first
    assert "Mitattua osuvuutta ei ole saatavilla" in first  # no classifier has this fingerprint
    assert "2 / 6" in first


def test_contents_lead_to_the_headings_and_pages_have_numbers(make_run: MakeRun) -> None:
    (path,) = report(make_run(), ["docx"])
    document = docx.Document(str(path))
    body = document.element.body
    marks = {mark.get(qn("w:name")) for mark in body.iter(qn("w:bookmarkStart"))}
    links = {link.get(qn("w:anchor")) for link in body.iter(qn("w:hyperlink"))}
    assert links
    assert links <= marks
    footer = document.sections[0].footer.paragraphs[0]._p
    assert " PAGE " in [code.text for code in footer.iter(qn("w:instrText"))]


def test_proposals_of_several_stand_together_before_those_of_one(make_run: MakeRun) -> None:
    rows = {
        "yksin": [("proposal", "Kirjastolle on rakennettava esteetön sisäänkäynti.", ("5",))],
        "kunta": [("proposal", "Neuvola tulee säilyttää kirkonkylässä.", ("5",))],
        "liitto": [("proposal", "Ehdotamme, että neuvola säilytetään kirkonkylässä.", ("5",))],
    }
    (path,) = report(make_run(rows), ["docx"])
    tables = docx.Document(str(path)).tables
    (answers,) = [table for table in tables if "Vastine" in [c.text for c in table.rows[0].cells]]
    cells = [row.cells[1].text for row in answers.rows[1:]]
    assert len(cells) == 2
    assert "Samaa ehdottaa 2 vastaajaa" in cells[0]
    assert "”Neuvola tulee säilyttää kirkonkylässä.”" in cells[0]
    assert "esteetön" in cells[1]


def test_control_characters_and_right_to_left_text_are_written(make_run: MakeRun) -> None:
    rows = {"kunta": [("risk", "a\x0bb שלום 😀", ("5",))]}
    (path,) = report(make_run(rows), ["docx"])
    texts = [paragraph.text for paragraph in docx.Document(str(path)).paragraphs]
    assert any("”ab שלום 😀”" in text for text in texts)
