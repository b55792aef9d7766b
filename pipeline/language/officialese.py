"""Made-up sentences in the manner of consultation responses, to train the tokenizer on.

Treebanks hardly know chapter numbers, sections, dates before a capital and abbreviations in the
middle of a sentence. Each template is a whole sentence; `{…}` names a list of fillers.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator

FILLERS: dict[str, tuple[str, ...]] = {
    "number": ("5.2", "5.1.5", "3.1", "2.4.1", "6.3", "4.1.2", "5.3.1.3", "7.2", "10.4", "1.3.2"),
    "single": ("3", "5", "7", "12", "4", "9", "14"),
    "ending": ("ssa", "stä", "n", "een", "ssä", "sta", "lle"),
    "title": (
        "Hyvinvoinnin edistäminen", "Palveluverkko", "Asiakasmaksut", "Talous ja rahoitus",
        "Henkilöstön saatavuus", "Osallisuus ja viestintä", "Ikääntyneiden palvelut",
        "Kirjasto- ja kulttuuripalvelut", "Liikenteen kehittäminen", "Varautuminen",
    ),
    "place": ("Kuopio", "Helsinki", "Lahti", "Oulu", "Hämeenlinna", "Pori", "Kajaani", "Salo"),
    "in_place": ("Kuopiossa", "Helsingissä", "Lahdessa", "Oulussa", "Porissa", "Salossa"),
    "date": ("21.10.", "6.3.", "1.8.", "15.5.", "30.11."),
    "full_date": ("12.3.2026", "1.1.2027", "30.6.2025", "24.11.2024"),
    "month": ("maaliskuuta", "lokakuuta", "tammikuuta", "elokuuta"),
    "who": ("Kunta", "Yhdistys", "Neuvosto", "Liitto", "Kaupunki", "Seurakunta", "Hallitus"),
    "we": ("Ehdotamme", "Esitämme", "Toivomme", "Katsomme", "Pidämme tärkeänä", "Vaadimme"),
    "thing": (
        "aikataulua tarkistetaan", "palvelut säilyvät lähellä", "rahoitus turvataan",
        "järjestöt otetaan mukaan", "vaikutukset arvioidaan uudelleen", "tilat avataan kaikille",
    ),
    "verb": (
        "on hyvin kirjoitettu", "jää yleiselle tasolle", "kaipaa täsmennystä",
        "on ristiriidassa muun tekstin kanssa", "ei perustu mihinkään selvitykseen",
    ),
    "list": ("kirjastot, nuorisotilat", "koulut, päiväkodit", "seurat, järjestöt", "tiet, sillat"),
    "more": ("yms.", "ym.", "jne.", "tms."),
    "unit": ("kk", "min", "km", "ha", "milj.", "kpl"),
    "amount": ("40", "3 600", "12,5", "220", "1 200", "75"),
    "person": ("J. Virtanen", "A.-M. Korhonen", "P. K. Nieminen", "T. Mäkelä"),
}  # fmt: skip

TEMPLATES = (
    "Luku {number} {title} {verb}.",
    "Luvussa {number} {title} kuvataan asiaa suppeasti.",
    "{we}, että lukuun {number} {title} lisätään maininta järjestöistä.",
    "Tutustuimme lukuun {number}.",
    "Emme kannata kohtaa {number}.",
    "Kohdassa {number}. {title} on puutteita.",
    "Luvun {number}:{ending} mukaan {thing}.",
    "Luvuissa {number} {title} sekä {number} {title} on samaa asiaa.",
    "Luvun {single} tavoitteet ovat oikeita, mutta luvun {single} mittarit puuttuvat.",
    "Tarkemmin asiasta kerrotaan liitteessä {single}.",
    "Ks. kohta {single}.",
    "Vrt. kuvio {single} ja taulukko {single}.",
    "{who} käsitteli lausuntoa kokouksessaan {full_date} § {single}.",
    "{who} kokoontui {date}",
    "Auto kulki viimeksi {date} {in_place}.",
    "Muutos tulee voimaan {full_date}.",
    "Määräaika päättyy {single}. {month}.",
    "Järjestöt eli 4. sektori jää mainitsematta.",
    "Ehdotuksen 3. luku {verb}.",
    "Lain {single} §:n 2 momentti {verb}.",
    "{single} §:ssä säädetään vastuista.",
    "{single} § {title} {verb}.",
    "Esityksen {single}–{single} § ovat selkeitä.",
    "Apua antavat esim. Punainen Risti ja mm. {place}.",
    "Alueella asuu n. {amount} ihmistä.",
    "Palveluja ovat {list} {more}",
    "Palveluja ovat {list} {more} {in_place}.",
    "Siirtymäaika on {amount} {unit} eikä riitä.",
    "Lausunnon antaa {place}n Nuoret ry.",
    "Lausunnon antaa {place}n Nuoret ry. yhdessä srk. kanssa.",
    "Sivulla s. {single} mainittu luku on v. 2020 tilastosta.",
    "Kirjoittaja on {person}, ja tekstin tarkisti prof. {person}.",
    "{we}, että {thing}.",
    "{we} seuraavaa: 1) {thing} 2) {thing}.",
    "{who} kysyy: kuka maksaa?",
    "Kuka tästä vastaa?",
    "Näin ei voi jatkua!",
    "Miten tämä rahoitetaan ja milloin {thing}?",
    "Osuus on {amount} %, mikä on ko. alueella paljon.",
    "Em. muutos koskee ns. pieniä kuntia, ts. kyliä.",
    "{title} (s. {single}) {verb} (ks. luku {number}).",
    "Ei lausuttavaa.",
)

HEADINGS = (
    "Luku {number} {title}",
    "{number} {title}",
    "{single}. {title}",
    "{single} § {title}",
    "Kohta {number} {title}",
    "esim. {in_place}",
    "{list} {more}",
    "{thing}, n. {amount} {unit}",
    "ks. luku {number}",
)
"""Lines without a full stop: headings and bullets."""

_TOKEN = re.compile(
    r"(?:esim|mm|yms|ym|jne|tms|ks|vrt|n|s|v|ts|em|ko|ns|ry|srk|prof|milj)\."  # abbreviations
    r"|(?:[A-ZÅÄÖ]\.-?)+(?=\s)"  # initials
    r"|\d{1,3}(?: \d{3})+"  # 3 600
    r"|\d+(?:[.,]\d+)*(?::[a-zåäö]+)?(?:\.(?=\s[a-zåäö])|(?<=\d\.\d)\.|(?<=\d\.\d\d)\.)?"
    r"|§(?::[a-zåäö]+)?"
    r"|\w+(?:-\w+)*-?"
    r"|\S",
    re.IGNORECASE,
)


def practice(count: int, *, seed: int = 1) -> Iterator[tuple[str, list[tuple[int, int]]]]:
    """`count` sentences with the spans of their tokens; the same for the same seed.

    >>> text, tokens = next(practice(1, seed=3))
    >>> "".join(text[start:end] for start, end in tokens) == text.replace(" ", "")
    True
    """
    chance = random.Random(seed)  # noqa: S311 - no secret
    for _ in range(count):
        template = chance.choice(TEMPLATES if chance.random() < 0.85 else HEADINGS)
        text = re.sub(r"\{(\w+)\}", lambda found: chance.choice(FILLERS[found[1]]), template)
        yield text, [match.span() for match in _TOKEN.finditer(text)]
