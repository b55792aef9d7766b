"""Sentence ends: a table of texts whose sentences are parted by "|"."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.language.boundaries import sentence_ends


def _split(text: str, believed: dict[int, float] | None = None) -> list[str]:
    begin, sentences = 0, []
    for end in sentence_ends(text, believed or {}):
        sentences.append(text[begin:end].strip())
        begin = end
    return sentences


@pytest.mark.parametrize(
    "marked",
    [
        # chapter numbers, with their titles
        "Esitämme muutosta lukuun 5.2.1 Hyvinvoinnin edistäminen.|Se on hyvä.",
        "Luvuissa 5.1.5 Asiakasmaksut sekä 5.2.1 Hyvinvointi on puutteita.",
        "Kohdan 5.1.4:ssä mainittu raja on väärä.|Luvun 3 Talous on hyvä.",
        "Pidämme luvusta 5.3.|",
        "Emme hyväksy liitettä 3.|Kunta ehdottaa muuta.",
        "Lausunto on käsitelty 9.3.2026 § 74.|Kunnalla ei ole huomautettavaa.",
        "3. Talous ja hallinto kuvataan suppeasti.|4. Henkilöstö puuttuu.",
        # ordinals and dates
        "Järjestöt eli 4. sektori ja 3. luku unohtuvat.",
        "Muutos tulee voimaan 1.8.2027.|Siihen on aikaa.",
        "Kokous pidettiin 12. maaliskuuta.|Läsnä oli kymmenen.",
        "Siirtymäaika (1.1.–30.6.2027) on lyhyt, 1.–2. luokilla pidempi.",
        "Raportti on vuodelta 2025.|Luvut ovat vanhoja.",
        "Summa oli 5,3.|Se ei riitä.",
        # abbreviations
        "Koulut, esim. Keskuskoulu, n. 3 % ja ks. Liite 2, vrt. Kuvio.",
        "Kirjastot, nuorisotilat yms. palvelut säilyvät.",
        "Kirjastot, nuorisotilat yms.|Kunta vastaa niistä.",
        "Lausunnon antaa Nuoret ry.|Se edustaa sataa.",
        "Mukana on Kyläyhdistys ry. (kotipaikka Ii) ja em. Seura, ko. Alue, mm. Oulu.",
        "Tilat ovat srk. talossa.|Hinta on 50 min.|Se on liikaa.",
        "Kirjoittaja on J. P. Virtanen, prof. Korhonen ja s. 41.",
        "Matka kestää 6 kk. ja v. 2020 se oli 3 kk.|Toimi nopeasti.",
        "Raekoko on 4–8 mm.|Se on liikaa, mm. Oulussa.",
        "Nopeus on 47 km/h.|Laki sallii sen.",
        "Tämä jää pdf:ks.|Jos se siirtyy, ks. Liite.",
        # sections
        "Lain 3 §:n 2 momentti ja 11 § Lokitiedot ovat selkeät.|6 § on hyvä.",
        # lists inside a sentence
        "Ehdotamme: 1) selkeyttä 2) Avoimuutta ja a) Aikaa.",
        # signs other than a full stop
        "Miksi?|Koska rahat loppuvat!!|Ja siinä kaikki...|Kiitos.",
        "Ei näin…|Vaan noin.",
        "Hyvä juttu :)|Kiitos.",
        "Hieno 👍|Jatkakaa.",
        "Tavoitteet: Kunta tekee; Alue valvoo.",
        # glued sentences
        "Tämä on hyvä.Toinen ei ole.".replace(".T", ".|T"),
        "Näinkö?".rstrip() + "|Niin.",
        "Katso www.Kunta.fi tai tiedosto.PDF, versio2.Uusi ja A.B.C.",
        # dashes, quotes and brackets
        "Se on hyvä. - Toinen on huono.".replace(". -", ".|-"),
        "Hän sanoi ”Näin on.”|Toinen ei.",
        "Kiitos (ks. luku 5. Talous ja liite).|(Tämä on lisäys.)|Loppu.",
    ],
)
def test_sentences_without_the_tokenizers_opinion(marked: str) -> None:
    sentences = [part.strip() for part in marked.split("|") if part]
    glued = ".Toinen" in marked.replace("|", "")
    text = marked.replace("|", "") if glued else " ".join(sentences)
    assert _split(text) == sentences


@pytest.mark.parametrize(
    ("text", "end", "probability", "sentences"),
    [
        # a date or a chapter before a capital: only the tokenizer can tell
        ("Hallitus kokoontui 21.10. Yhdistys ei hyväksy.", 25, 0.9, 2),
        ("Hallitus kokoontui 21.10. Yhdistyksen talossa.", 25, 0.1, 1),
        # no sign at all: it must be sure, and a capital must follow
        ("Luonnos on hyvä Kiitos siitä", 15, 0.95, 2),
        ("Luonnos on hyvä Kiitos siitä", 15, 0.6, 1),
        ("Luonnos on hyvä kiitos siitä", 15, 0.95, 1),
        # a sign before a small letter
        ("ihan hyvä juttu. kannatan kyllä", 16, 0.8, 2),
        ("ihan hyvä juttu. kannatan kyllä", 16, 0.2, 1),
        # never where a span is protected
        ("Kohtaan 5.1.5 Asiakasmaksut lisätään", 13, 0.99, 1),
        ("Järjestöt eli 4. sektori", 16, 0.99, 1),
        ("Koulut, esim. Keskuskoulu", 13, 0.99, 1),
        ("Ehdotamme: Kunta maksaa", 10, 0.99, 1),
    ],
)
def test_the_tokenizer_decides_what_is_open(
    text: str, end: int, probability: float, sentences: int
) -> None:
    assert len(_split(text, {end: probability})) == sentences


@given(st.text(alphabet='aK5.!?:) ("-yms§', max_size=60).map(str.strip))
def test_ends_are_ordered_inside_and_last_at_the_text_end(text: str) -> None:
    ends = sentence_ends(text, dict.fromkeys(range(1, len(text) + 1), 0.95))
    assert ends == sorted(set(ends))
    assert ends[-1:] == ([len(text)] if text else [])
    assert all(0 < end <= len(text) for end in ends)
