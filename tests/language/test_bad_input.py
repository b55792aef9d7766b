"""Large and strange texts: no crash, nothing lost, time linear in the length."""

import time

import pytest
from spacy.language import Language

from pipeline.doc import BLOCKS, SENTENCES

pytestmark = pytest.mark.stanza

UNITS = {
    "no full stop": "tämä on hyvä asia mutta kunta ei kuuntele ja ",
    "one word": "a",
    "dots": ".",
    "brackets": "(",
    "numbers": "1.2",
    "abbreviations": "esim. n. ",
    "half addresses": "a@b.",
    "hyphens": "a-",
    "spaces": " a  ",
    "marks": "-\n",
}


def _seconds(finnish: Language, text: str) -> float:
    started = time.process_time()
    doc = finnish(text)
    seconds = time.process_time() - started
    assert doc.text == text
    return seconds


@pytest.mark.parametrize("unit", UNITS.values(), ids=UNITS)
def test_time_is_linear_in_the_length(finnish: Language, unit: str) -> None:
    short, long = (unit * (size // len(unit)) for size in (10_000, 40_000))
    _seconds(finnish, short)
    # four times the text; quadratic work would take sixteen times as long
    assert _seconds(finnish, long) < 8 * _seconds(finnish, short + " ") + 0.5


def test_ten_thousand_bullets(finnish: Language) -> None:
    doc = finnish("\n".join(f"- kohta {number}" for number in range(10_000)))
    assert len(doc.spans[BLOCKS]) == len(doc.spans[SENTENCES]) == 10_000
    assert doc.spans[SENTENCES][-1].text == "kohta 9999"


def test_a_long_paragraph_without_a_full_stop_is_one_sentence(finnish: Language) -> None:
    text = ("tämä on hyvä asia mutta kunta ei kuuntele ja " * 4000).strip()
    doc = finnish(text)
    assert [span.text for span in doc.spans[SENTENCES]] == [text]
    assert doc[3].lemma_ == doc[-6].lemma_
