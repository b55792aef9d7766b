"""A round of responses long enough to measure on: the sample responses and a letter campaign.

Real rounds repeat themselves: residents send in a model letter with a few words of their own, a
municipality copies an answer from one question to the next. Here two thirds of the tokens are of
that kind; how much repeats is counted and printed with the results.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from pipeline.language.officialese import practice

MODEL_LETTER = (
    "Vastustan Koivulahden terveysaseman lakkauttamista. Aseman palveluja käyttää yli "
    "kolme tuhatta asukasta, joista suuri osa on iäkkäitä eikä pääse kaupunkiin ilman "
    "kyytiä.",
    "Luvussa 4.2 Palveluverkko perusteluna on vain tilojen kunto, vaikka kuntotarkastus "
    "on vuodelta 2014. Korjausten hinta pitää selvittää ennen päätöstä eikä sen jälkeen.",
    "Säästö, jota luonnoksessa tavoitellaan, siirtyy kuljetuksiin ja kotihoitoon. Pyydän,"
    " että kokonaiskustannukset lasketaan ja laskelma julkaistaan ennen valtuuston "
    "kokousta.",
    "Etävastaanotto ei korvaa hoitajan käyntiä. Kylillä verkko katkeilee, ja moni on "
    "jäänyt ilman tunnuksia, koska pankin konttori suljettiin jo kaksi vuotta sitten.",
    "Ehdotan, että terveysasema säilyy kolmena päivänä viikossa auki ja että neuvola ja "
    "hammashoito jatkavat samassa talossa. Näin tilat tulevat täyteen käyttöön.",
    "Lapsiperheille matka neuvolaan pitenee neljäänkymmeneen kilometriin. Bussi kulkee "
    "kahdesti päivässä, aamulla ja iltapäivällä, eikä kesällä lainkaan.",
    "Kannatan sitä, että järjestöt otetaan mukaan suunnitteluun, mutta luonnoksesta "
    "puuttuu, kuka yhteistyöstä vastaa ja millä rahalla. Lukuun 5.1 tarvitaan vastuutaho "
    "ja mittarit.",
    "Henkilöstö lähtee, jos työpaikka siirtyy kauas kotoa. Sijaisia ei ole saatu "
    "ennenkään, ja ostopalvelu maksaa enemmän kuin oma työ.",
    "Päätös pitää lykätä seuraavaan vuoteen. Asukkaita on kuultava kylätilaisuuksissa, "
    "joissa valmistelijat ovat paikalla ja vastaavat kysymyksiin.",
)

OWN_WORDS = (
    "Olen itse asunut kylällä koko ikäni.",
    "Äitini on 87-vuotias ja käy asemalla joka viikko.",
    "Meillä on kolme lasta, joista nuorin on vauva.",
    "Työskentelen kaupungissa, mutta käytän palveluja täällä.",
    "Naapurissa asuu kaksi vanhusta, joilla ei ole autoa.",
    "Olen eläkkeellä ja ajan vielä, mutta kuinka kauan?",
    "Yritykseni tarvitsee työterveyttä läheltä.",
    "Muutimme tänne palvelujen takia.",
)


def consultation_round(raw: Path, *, tokens: int = 100_000, seed: int = 7) -> list[str]:
    """Answers of at least `tokens` words: all of `raw`, then letters until it is enough."""
    answers = list(sample_answers(raw))
    chance = random.Random(seed)
    sentences = (text for text, _ in practice(10**6, seed=seed))
    count = sum(map(_words, answers))
    while count < tokens:
        letter = [chance.choice(OWN_WORDS)]
        letter += chance.sample(MODEL_LETTER, chance.randint(1, 4))
        letter.append(" ".join(next(sentences) for _ in range(chance.randint(2, 5))))
        answers.append("\n\n".join(letter))
        count += _words(answers[-1])
    return answers


def sample_answers(raw: Path) -> Iterator[str]:
    """The paragraphs of the sample responses that are text files, a few at a time."""
    for path in sorted(raw.glob("*/*.txt")):
        if path.stem == "outline":
            continue
        lines = [line.strip() for line in path.read_text("utf-8-sig").splitlines() if line.strip()]
        for at in range(0, len(lines), 6):
            yield "\n\n".join(lines[at : at + 6])


def _words(text: str) -> int:
    return len(re.findall(r"\w+|[^\w\s]", text))
