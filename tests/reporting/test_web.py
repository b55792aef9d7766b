"""The web page as its readers meet it, in Chromium."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page, sync_playwright

from pipeline.reporting import build_tables, read_run, report
from pipeline.reporting.digest import Digest
from pipeline.reporting.web_data import utf16, web_data
from pipeline.reporting.words import LANGUAGES, load_words

MakeRun = Callable[..., Path]
CHROMIUM = shutil.which("chromium")
in_browser = pytest.mark.skipif(CHROMIUM is None, reason="needs Debian's chromium")

SCRIPT = "<script>alert(1)</script> voi karata 😀."
WIDE, NARROW = 1280, 360


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


class Visit:
    """A page opened from its file; what the browser complains of, or asks the network for."""

    def __init__(self, browser: Browser, file: Path, width: int = WIDE) -> None:
        self.file = file
        self.page: Page = browser.new_page(viewport={"width": width, "height": 900})
        self.complaints: list[str] = []
        self.requests: list[str] = []
        self.page.on("console", lambda message: self.complaints.append(message.text))
        self.page.on("pageerror", lambda error: self.complaints.append(str(error)))
        self.page.on("dialog", lambda dialog: self.complaints.append(dialog.message))
        self.page.on("request", lambda request: self.requests.append(request.url))

    def open(self, address: str = "") -> Page:
        self.page.goto("about:blank")
        self.page.goto(self.file.as_uri() + address)
        self.shown()
        return self.page

    def shown(self) -> None:
        """Waits until what the address asks for is there."""
        self.page.wait_for_function(
            "() => document.documentElement.dataset.shown === (location.hash || '#')"
        )

    def found(self) -> str:
        self.shown()
        return self.page.locator("#found").inner_text()

    def sentences(self) -> list[str]:
        self.shown()
        return self.page.locator("#table-sentences .said").all_inner_texts()


@pytest.fixture
def visit(browser: Browser, make_run: MakeRun) -> Iterator[Visit]:
    (file,) = report(make_run(), ["html"])
    visit = Visit(browser, file)
    yield visit
    visit.page.close()
    assert visit.complaints == []
    assert {url for url in visit.requests if url.startswith("http")} == set()


@in_browser
def test_overview_tells_the_round_and_that_labels_are_machine_labels(visit: Visit) -> None:
    page = visit.open()
    figures = dict(
        reversed(text.split("\n")) for text in page.locator("#figures a").all_inner_texts()
    )
    assert figures["Lausuntoja (vastaajia)"] == "2"
    assert figures["Lauseita"] == "6"
    assert figures["Ehdotukset"] == "2"
    assert figures["Tarkistettavia lauseita"] == "2"
    assert figures["Eri ehdotuksia (ryhmiä)"] == "1"
    assert figures["Usean vastaajan ehdotuksia"] == "1"
    assert figures["Epäonnistuneita"] == "1"
    honest = page.locator(".honest").inner_text()
    assert "Koneellinen kooste" in honest
    assert "Tarkistettavia lauseita on 2 / 6" in honest


@in_browser
def test_every_number_of_the_heat_table_opens_its_sentences(visit: Visit) -> None:
    page = visit.open()
    links = page.locator("#table-heat a, #chart-labels a[aria-label], #chart-groups a[aria-label]")
    told = [
        (
            link.get_attribute("href") or link.get_attribute("xlink:href") or "",
            link.get_attribute("aria-label") or link.inner_text(),
        )
        for link in links.all()
    ]
    assert len(told) > 20
    for address, name in told:
        page.evaluate("address => { location.hash = address }", address)
        visit.shown()
        numbers = [word for word in name.replace(",", " ").split() if word.isdigit()]
        respondents = visit.found().split("osuu")[1].split(",")[1].split()[0]
        sentences = visit.found().split("osuu")[1].split()[0]
        assert sorted(numbers[:2]) == sorted([respondents, sentences]), name
        assert len(visit.sentences()) == int(sentences), name


@in_browser
def test_click_a_number_read_the_sentence_in_its_answer(visit: Visit) -> None:
    page = visit.open()
    page.get_by_role("link", name="1 / 1 (vastaajia / lauseita), 5, Riski").click()
    assert visit.sentences() == [f"”{SCRIPT}”"]
    page.get_by_role("link", name="Näytä vastauksessa").click()
    answer = page.get_by_role("dialog", name="Lause vastauksessaan")
    assert answer.locator(".current").inner_text() == f"! Riski {SCRIPT}"
    assert "Kysymys 1: Mitä mieltä?" in answer.inner_text()
    assert answer.locator(".sentence").count() == 3
    assert answer.locator("mark").inner_text() == "Luvusta 7"
    assert "lause=liitto%3A1" in page.url
    page.keyboard.press("Escape")
    page.wait_for_function("() => !location.hash.includes('lause=')")
    assert page.evaluate("document.activeElement.textContent").startswith("Näytä vastauksessa")


@in_browser
@pytest.mark.parametrize(
    ("address", "count", "respondents"),
    [
        ("", 6, 2),
        ("luku=5", 1, 1),
        ("luku=5&alaluvut=1", 4, 2),
        ("luku=5.1", 0, 0),  # no chapter of the draft, and not 5.10
        ("luku=5.10", 1, 1),
        ("tunniste=proposal", 2, 2),
        ("tunniste=kannanotot", 5, 2),
        ("ryhma=Kunta", 6, 2),
        ("ryhma=Muu", 0, 0),
        ("vastaaja=liitto", 3, 1),
        ("haku=LINJAUSTA+tulee", 2, 2),
        ("tarkistettavat=1", 2, 2),
        ("viittaus=1", 1, 1),
        ("ehdotus=kunta%3A0", 2, 2),
        ("sama=liitto%3A0", 2, 2),
        ("luku=5.2&vastaaja=kunta", 1, 1),
    ],
)
def test_links_keep_the_filters(visit: Visit, address: str, count: int, respondents: int) -> None:
    visit.open(f"#nakyma=sentences&{address}")
    assert len(visit.sentences()) == count
    lauseet = "1 lause," if count == 1 else f"{count} lausetta,"
    vastaajat = "1 vastaaja." if respondents == 1 else f"{respondents} vastaajaa."
    assert visit.found().endswith(f"{lauseet} {vastaajat}")


@in_browser
def test_the_form_filters_and_writes_the_link(visit: Visit) -> None:
    page = visit.open("#nakyma=sentences")
    page.get_by_label("Tunniste").select_option("support")
    assert visit.sentences() == ["”Luku 5.10 on hyvä.”"]
    page.get_by_label("Haku tekstistä").fill("maksu")
    page.wait_for_function("() => location.hash.includes('haku=maksu')")
    assert visit.sentences() == []
    assert page.get_by_text("Ei rivejä.").is_visible()
    page.get_by_role("link", name="Haku tekstistä: maksu").click()
    assert visit.sentences() == ["”Luku 5.10 on hyvä.”"]
    page.go_back()
    assert visit.sentences() == []
    page.get_by_role("link", name="Tyhjennä rajaukset").click()
    assert len(visit.sentences()) == 6


@in_browser
def test_proposals_stand_in_groups(visit: Visit) -> None:
    page = visit.open("#nakyma=proposals")
    rows = page.locator("#table-proposals .tabulator-row")
    assert rows.count() == 1
    assert "Kunta; Liitto" in rows.inner_text()
    assert "Vaatimus" in rows.inner_text()
    rows.get_by_role("link").click()
    assert visit.sentences() == ["”Luvun 5.2 linjausta tulee täsmentää.”"] * 2


@in_browser
def test_by_keyboard_alone(visit: Visit) -> None:
    page = visit.open("#nakyma=sentences")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.id") == "skip"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent").startswith("Lause")
    page.keyboard.press("Enter")
    assert visit.sentences()[0].startswith("”<script>")
    header = page.get_by_role("columnheader", name="Lause")
    assert header.get_attribute("aria-sort") == "ascending"


@in_browser
@pytest.mark.parametrize("width", [WIDE, NARROW])
@pytest.mark.parametrize(
    "address",
    [
        "",
        "#nakyma=proposals",
        "#nakyma=sentences",
        "#nakyma=sentences&haku=puuttuu-kaikilta",
        "#nakyma=method",
        "#nakyma=sentences&lause=liitto%3A2",
    ],
)
def test_axe_finds_nothing(browser: Browser, make_run: MakeRun, address: str, width: int) -> None:
    (file,) = report(make_run(), ["html"])
    visit = Visit(browser, file, width)
    page = visit.open(address)
    found = Axe().run(page).response
    page_width = page.evaluate("document.documentElement.scrollWidth")
    page.close()
    assert [(one["id"], one["nodes"][0]["html"]) for one in found["violations"]] == []
    assert len(found["passes"]) > 15
    assert page_width <= width


@in_browser
def test_printing_takes_all_rows(browser: Browser, make_run: MakeRun) -> None:
    rows = {"kunta": [("critique", f"Puute numero {n}.", ("5",)) for n in range(120)]}
    (file,) = report(make_run(rows), ["html"])
    visit = Visit(browser, file)
    page = visit.open("#nakyma=sentences")
    assert len(visit.sentences()) == 50
    page.evaluate("window.print = () => { window.printed = document.body.innerText }")
    page.get_by_role("button", name="Tulosta").click()
    printed = page.wait_for_function("() => window.printed").json_value()
    assert all(f"”Puute numero {n}.”" in printed for n in range(120))
    page.emulate_media(media="print")
    assert not page.locator("#print").is_visible()
    assert page.locator("#table-sentences").is_visible()
    page.close()


@in_browser
@pytest.mark.parametrize("rows", [{}, {"yksi": [("none", "\u202eOikealta 😀 vasemmalle.", ())]}])
def test_small_and_strange_rounds_open(browser: Browser, make_run: MakeRun, rows: object) -> None:
    (file,) = report(make_run(rows, outlines=[]), ["html"])
    visit = Visit(browser, file)
    for view in ("", "#nakyma=proposals", "#nakyma=sentences", "#nakyma=method"):
        visit.open(view)
    visit.page.close()
    assert visit.complaints == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_pages_in_all_languages_escape_what_responses_hold(
    make_run: MakeRun, language: str
) -> None:
    failures = [{"file": "<img src=x>.pdf", "stage": "ingest", "reason": "<b>salattu</b>"}]
    (file,) = report(make_run(failures=failures), ["html"], language=language)
    html = file.read_text(encoding="utf-8")
    assert f'<html lang="{language}">' in html
    assert "&lt;img src=x&gt;.pdf" in html
    assert "<img src=x>" not in html
    assert "<b>salattu" not in html
    assert "alert(1)" not in html  # packed, thus no markup at all


def test_data_slices_give_the_sentences_back(make_run: MakeRun) -> None:
    run = read_run(make_run())
    data = web_data(run, Digest(build_tables(run), load_words("fi")))
    texts = [data["texts"][text].encode("utf-16-le") for text in data["answers"]["text"]]
    spans = zip(*(data["spans"][name] for name in ("answer", "start", "end")), strict=True)
    cut = [texts[answer][2 * start : 2 * end].decode("utf-16-le") for answer, start, end in spans]
    assert cut == [
        sentence.text
        for response in run.responses()
        for answer in response.answers
        for sentence in answer.sentences
    ]


@pytest.mark.parametrize(
    ("text", "offset", "units"), [("", 0, 0), ("äö", 2, 2), ("😀a", 1, 2), ("😀a", 2, 3)]
)
def test_utf16(text: str, offset: int, units: int) -> None:
    assert utf16(text)(offset) == units
