"""The Finnish `Language` with the shipped weights."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from spacy.language import Language
from spacy.tokens import Doc

from pipeline.doc import BLOCKS, SENTENCES
from pipeline.language import create
from pipeline.language.annotator import Annotator
from pipeline.settings import Settings

pytestmark = pytest.mark.stanza

TEXT = """Luku 5.3.1.3 Järjestö- ja seurakuntayhteistyö sekä 4. sektori

Esitämme muutosta lukuun 5.2.1 Hyvinvoinnin edistäminen  ja 5.1.4:ssä. Ei riitä, ettei se lopu.
- tilojen yhteiskäyttöä
- esim. Kuopiossa

Kiitos! """


def _sentences(doc: Doc) -> list[str]:
    return [span.text for span in doc.spans[SENTENCES]]


def test_text_tokens_sentences_and_annotations(finnish: Language) -> None:
    doc = finnish(TEXT)
    assert doc.text == TEXT
    assert _sentences(doc) == [
        "Esitämme muutosta lukuun 5.2.1 Hyvinvoinnin edistäminen  ja 5.1.4:ssä.",
        "Ei riitä, ettei se lopu.",
        "tilojen yhteiskäyttöä",
        "esim. Kuopiossa",
        "Kiitos!",
    ]
    assert [span.label_ for span in doc.spans[BLOCKS]] == [
        "heading",
        "paragraph",
        "bullet",
        "bullet",
        "paragraph",
    ]
    words = {token.text: token for token in doc}
    assert {"5.3.1.3", "5.2.1", "5.1.4:ssä", "4."} <= set(words)
    assert (words["Esitämme"].lemma_, words["Esitämme"].pos_) == ("esittää", "VERB")
    assert words["Esitämme"].morph.get("Person") == ["1"]
    assert words["tilojen"].lemma_ == "tila"
    assert [word["lemma"] for word in words["ettei"]._.words] == ["että", "ei"]


@pytest.mark.parametrize(
    "text",
    [
        "Pidämme lukua 5.2.1 Hyvinvoinnin edistäminen tärkeänä.",
        "Järjestöt ovat 4. sektori ja luku 3. luku niistä kertoo.",
        "Luvussa 5 Palvelut ja kohdassa 12 Talous on puutteita.",
        "Apua antavat esim. Punainen Risti, mm. Helsingissä, ks. Liite ja n. 40 muuta.",
        "Koulut, kirjastot yms. palvelut, em. Alueet ja ko. Kunnat.",
        "Tämän lausuu Nuoret ry. yhdessä srk. kanssa.",
        "Voimaan 12.3.2026 tuleva 3 §:n 2 momentti on selkeä.",
    ],
)
def test_stanzas_faults_are_defeated(finnish: Language, text: str) -> None:
    assert _sentences(finnish(text)) == [text]


def test_batches_give_what_single_calls_give(finnish: Language) -> None:
    texts = [TEXT, "", "Yksi lause. Toinen lause.", TEXT, "  "]
    assert [_tokens(doc) for doc in finnish.pipe(texts)] == [_tokens(finnish(t)) for t in texts]
    pairs = list(finnish.pipe([(text, at) for at, text in enumerate(texts)], as_tuples=True))
    assert [(doc.text, at) for doc, at in pairs] == list(zip(texts, range(5), strict=True))
    made = finnish(TEXT)
    assert next(iter(finnish.pipe([made]))) is made


def _tokens(doc: Doc) -> list[tuple[object, ...]]:
    return [(t.text, t.lemma_, t.pos_, str(t.morph), t.is_sent_start) for t in doc]


def test_a_line_can_be_a_sentence(finnish: Language) -> None:
    text = "- yksi asia. Toinen\nLuku 5 Talous\n\nkolmas: neljäs"
    (doc,) = finnish.tokenizer.pipe([text], one_sentence_per_block=True)  # type: ignore[union-attr]
    assert doc.text == text
    assert _sentences(doc) == ["yksi asia. Toinen", "Luku 5 Talous", "kolmas: neljäs"]


BAD = {
    "empty": "",
    "space": " \t\n\r\n ",
    "emoji": "Hyvä 👍🏽👨‍👩‍👧! 🎉Jatkakaa🎉",
    "control": "a\x00b\x07 c\x1f\x85d\x9fe \x0b\x0c f",
    "decomposed": "a\u0308iti\u0308 ja \u0061\u030ala. Toinen a\u0308iti",
    "soft hyphens": "hyvin\u00advointi\u00adalue. Kun\u00adta ei.",
    "zero width": "\u200bLuku\u200b 5\ufeff Talous\u2060.",
    "other scripts": "Привет мир. 你好世界。 مرحبا",
    "table": "Nimi\tLuku\tSumma\nEka\t1,5\t2 000\nToka\t\t3 000",
    "marks": "- \n-\n•\n--- \n*x\n– y",
    "line separators": "a\u2028b\u2029c\rd\x1ce",
    "surrogate-free edge": "\U0010ffff\U0001f600",
}


@pytest.mark.parametrize("text", BAD.values(), ids=BAD)
def test_bad_input_keeps_its_text(finnish: Language, text: str) -> None:
    _check_promise(finnish(text))


@given(
    text=st.text(alphabet=st.one_of(st.characters(codec="utf-8"), st.sampled_from("aäK.5 \n-:§(")))
)
@settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_kept(finnish: Language, text: str) -> None:
    _check_promise(finnish(text))


def _check_promise(doc: Doc) -> None:
    """The text is whole; sentences are in order and cover all but space, headings and marks."""
    assert "".join(token.text_with_ws for token in doc) == doc.text
    covered = [False] * len(doc.text)
    before = 0
    for span in doc.spans[SENTENCES]:
        assert before <= span.start_char < span.end_char
        assert doc.text[span.start_char : span.end_char] == span.text == span.text.strip()
        before = span.end_char
        covered[span.start_char : span.end_char] = [True] * len(span.text)
    headings = [span for span in doc.spans[BLOCKS] if span.label_ == "heading"]
    for span in headings:
        covered[span.start_char : span.end_char] = [True] * len(span.text)
    marks = {token.idx for token in doc if token.pos_ == "PUNCT" and not covered[token.idx]}
    assert all(
        done or character.isspace() or at in marks
        for at, (character, done) in enumerate(zip(doc.text, covered, strict=True))
    )
    assert len(marks) <= sum(span.label_ == "bullet" for span in doc.spans[BLOCKS])


def test_other_languages_never_pass_through_the_finnish_models(finnish: Language) -> None:
    doc = finnish("Kunta kiittää tästä.\n\nVi föreslår att biblioteken bevaras. Tack så mycket!")
    assert [s._.language for s in doc.spans[SENTENCES]] == ["fi", "sv", "sv"]
    assert [b._.language for b in doc.spans[BLOCKS]] == ["fi", "sv"]
    assert {token.pos_ for token in doc.spans[BLOCKS][1]} == {"X", "PUNCT"}
    assert {str(token.morph) for token in doc.spans[BLOCKS][1]} == {""}


def test_a_cached_text_is_never_annotated_again(
    finnish: Language, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = Settings().language_model
    texts = [TEXT, *BAD.values(), TEXT]
    first = create(model, cache=tmp_path / "cache.sqlite")
    cold = list(first.pipe(texts))
    assert [_tokens(doc) for doc in cold] == [_tokens(doc) for doc in finnish.pipe(texts)]

    def refuse(*_: object, **__: object) -> None:
        raise AssertionError("annotated again")

    monkeypatch.setattr(Annotator, "__init__", refuse)
    second = create(model, cache=tmp_path / "cache.sqlite")
    warm = list(second.pipe(texts))
    assert [_tokens(doc) for doc in warm] == [_tokens(doc) for doc in cold]
    assert [_sentences(doc) for doc in warm] == [_sentences(doc) for doc in cold]
    for doc in warm:
        _check_promise(doc)
