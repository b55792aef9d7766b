"""The rules, as rows: name, reader, worked examples, counter-examples.

The order of the rows is the order of trial. Readers of the first and last group see the whole
text, those of the middle group one announcing noun at a time; what a rule has claimed no later
rule sees.

In an example `{…|…}` marks a mention and what it means by `EXAMPLE_OUTLINE`; lines that read as
headings are headings. A counter-example holds no reference at all.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from pipeline.outline import Chapter, Outline
from pipeline.references.cues import Cue
from pipeline.references.mentions import Mention
from pipeline.references.number_first import digit_compound, number_first, ordinal
from pipeline.references.numbered import numbered
from pipeline.references.pointing import definite, form_field, pointing_back, unknown_field
from pipeline.references.scan import Scan
from pipeline.references.titled import compound, title_behind_noun, title_first, topical
from pipeline.references.unannounced import (
    bare_numbers,
    named_parts,
    pages,
    sections,
    title_lines,
    titles_alone,
)

Reader = Callable[[Scan], Iterable[Mention]]
NounReader = Callable[[Scan, Cue], Mention | None]

EXAMPLE_OUTLINE = Outline(
    (
        Chapter("1", "Johdanto"),
        Chapter("2", "Nykytila"),
        Chapter("2.1", "Väestö ja asuminen"),
        Chapter("2.2", "Talous"),
        Chapter("3", "Tavoitteet"),
        Chapter("3.1", "Lapset, nuoret ja perheet"),
        Chapter("3.2", "Kyläkoulut"),
        Chapter("3.2.1", "Koulukuljetukset"),
        Chapter("4", "Säännöskohtaiset perustelut"),
        Chapter("4.1", "Turvallisuus ja kriisinkestävyys"),
        Chapter("4.2", "Liikenneverkko"),
        Chapter("5", "Seuranta"),
    )
)
EXAMPLE_QUESTIONS = ("Yleiset huomiot luonnoksesta", "Kommenttinne 7–8 §:ään")


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule by the name that its references bear."""

    name: str
    reader: Reader | None
    at_noun: NounReader | None
    examples: tuple[str, ...]
    counters: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """A group of rules that is done before the next: readers of the whole text, then of nouns."""

    whole: tuple[Reader, ...]
    at_noun: tuple[NounReader, ...]


def _whole(name: str, reader: Reader, examples: Iterable[str], counters: Iterable[str]) -> Rule:
    return Rule(name, reader, None, tuple(examples), tuple(counters))


def _noun(name: str, reader: NounReader, examples: Iterable[str], counters: Iterable[str]) -> Rule:
    return Rule(name, None, reader, tuple(examples), tuple(counters))


FIRST_RULES: tuple[Rule, ...] = (
    _noun(
        "question-title",
        form_field,
        (
            "Ks. vastauksemme {kohtaan Yleiset huomiot luonnoksesta|question}.",
            "Sanoin jo {kohdassa Kommenttinne 7–8 §:ään|question}, miksi.",
            "Vastasimme {kohtaan ”Yleiset huomiot luonnoksesta”|question}.",
        ),
        ("Kohtaan yleensä vain ystävällisiä virkamiehiä.",),
    ),
    _whole(
        "section",
        sections,
        (
            "{Kuntalain 27 §:n|statute 27 §} mukaan neuvosto kuullaan.",
            "{Perustuslain 6, 10 ja 21 §:n|statute 6 §; statute 10 §; statute 21 §} osalta",
            "Ehdotetun {2 §:n 1 momentin|statute 2 §} luettelo",
            "{hallintolain 53 e §:ssä|statute 53 e §}",
            "{luottolaitoslain 15 luvun 6 §:ssä|statute 15 luku 6 §}",
            "{Vapaasta sivistystyöstä annetun lain 2 §:n|statute 2 §} mukaan",
            "{12–13 §|statute 12 §; statute 13 §} ovat epäselviä.",
            "Tämä on {kuntalain § 12|statute 12 §}.",
            "{6 § (Muu kuin digitaalinen asiointi)|statute 6 §} on hyvä.",
        ),
        (
            "Kunnanhallitus käsitteli asian 16.3.2026 § 58.",
            "Esityksessä on 43 pykälää.",
        ),
    ),
    _whole(
        "article",
        sections,
        (
            "{Yleisen tietosuoja-asetuksen 36 artiklan 4 kohta|statute 36 artikla} koskee tätä.",
            "{Artiklassa 9|statute 9 artikla} säädetään muusta.",
        ),
        ("Artikla ilmestyi 2.3.2026.",),
    ),
    _whole(
        "law-chapter",
        sections,
        (
            "{Hallintolain 3 luvussa|statute 3 luku} säädetään esteellisyydestä.",
            "Vrt. {kuntalain luku 3|statute 3 luku}.",
        ),
        ("Lain luku on suuri.",),
    ),
    _whole(
        "title-line",
        title_lines,
        (
            "{2.1 Väestö ja asuminen|chapter 2.1}\nEnnuste on vanha.",
            "{Turvallisuus ja kriisinkestävyys|chapter 4.1}\nEnnuste on vanha.",
        ),
        ("Talous\nRaha ei riitä.", "5 Yhteenveto\nLuonnos on hyvä."),
    ),
)

NOUN_RULES: tuple[Rule, ...] = (
    _noun(
        "digit-compound",
        digit_compound,
        (
            "{Kolmosluvussa|chapter 3} meidät mainitaan kerran.",
            "{Nelosluvun|chapter 4} otsikko",
        ),
        ("Kakkonen ei näy kolmosputkessa.",),
    ),
    _noun(
        "title-compound",
        compound,
        (
            "{Kyläkoulut-luku|chapter 3.2} laskee neliöitä.",
            "{Turvallisuus ja kriisinkestävyys -luvussa|chapter 4.1} on virhe.",
            "Lisätään {”Talous”-alalukuun|chapter 2.2} euromäärät.",
            "{Liikenneverkko-lukuun|chapter 4.2} lisättävä",
            "{Kriisinkestävyys-osiossa|chapter 4.1} on aukko.",
        ),
        ("BKT-luku kasvoi.", "Tämä on 2020-lukua.", "CO2-luvut puuttuvat."),
    ),
    _noun(
        "chapter-number",
        numbered,
        (
            "Asia on {luvussa 2.1|chapter 2.1}.",
            "{Luvuissa 2, 3.1 ja 4.2|chapter 2; chapter 3.1; chapter 4.2} toistetaan samaa.",
            "{Luvut 3.1–3.2|chapter 3.1; chapter 3.2} voi yhdistää.",
            "{luvuissa 3.1 sekä 3.2 välillä|chapter 3.1; chapter 3.2}",
            "{Lukujen 2 ja 5|chapter 2; chapter 5} välillä on ristiriita.",
            "{luvukseen 3.2.1|chapter 3.2.1}",
            "{Kohta 4.1|chapter 4.1} on hyvä.",
            "{kappaleessa 3.2. 1|chapter 3.2.1}",
            "Yksi lause {luvun neljä|chapter 4} alkuun.",
            "{Luku IV|chapter 4} on liian pitkä.",
            "{luvussa ３．２|chapter 3.2}",
            "{kapitel 3.2|chapter 3.2} är bra",
            "I {avsnitt 2.1|chapter 2.1} och {punkt 3.2|chapter 3.2} saknas detta.",
            "Ks. {luku nro 5|chapter 5}.",
            "{Luvun 4|chapter 4} vuoden 2030 tavoite",
        ),
        (
            "Suuri luku, lukuun ottamatta yhtä kuntaa.",
            "Luku 5,2 prosenttia on pieni.",
            "Luku 15 prosenttia on pieni.",
            "Otetaan lukuun 2026 aikana.",
            "Kappale kakkua ja 3 kappaletta pullaa.",
            "Luvun kaksi ensimmäistä sivua.",
            "Tilattiin 120 kpl 5 euron kappalehintaan.",
            "1) ensimmäinen, 2) toinen",
            "Osa 3 vuotta vanhoista koneista.",
            "Luku 4 500 euroa mainitaan.",
        ),
    ),
    _noun(
        "number-title",
        numbered,
        (
            "{Luvussa 2.1 Väestö ja asuminen|chapter 2.1} luvut ovat vanhoja.",
            "{Luvun 3.2 Kyläkoulujen|chapter 3.2} osalta",
            "{Luvussa 4.1 (Turvallisuus ja kriisinkestävyys)|chapter 4.1} on virhe.",
            "{luvussa 2.1 ”Väestö ja asuminen”|chapter 2.1}",
            "{Luku 4.1 Turvallisuus|chapter 4.1} on ohut.",
            "{luvuissa 2.1 Väestö ja asuminen sekä 4.2 Liikenneverkko|chapter 2.1; chapter 4.2}",
            "{luvussa 2.1 väestöstä ja asumisesta|chapter 2.1}",
        ),
        (),
    ),
    _noun(
        "title-with-number",
        numbered,
        ("{Väestö ja asuminen (luku 2.1)|chapter 2.1} on vanhentunut.",),
        (),
    ),
    _noun(
        "appendix-number",
        numbered,
        (
            "{Liitteen 2|appendix 2} kartta",
            "{liitekartalla 2b|appendix 2b}",
            "{Liitteissä 2–3|appendix 2; appendix 3} on virheitä.",
            "{liite A|appendix A}",
        ),
        ("Liitteenä 3 karttaa.",),
    ),
    _noun(
        "table-number",
        numbered,
        ("{Taulukoissa 3 ja 4|table 3; table 4} on eroja.",),
        ("Taulukko on 3 sivua pitkä.",),
    ),
    _noun(
        "figure-number",
        numbered,
        (
            "{kuvat 14–16|figure 14; figure 15; figure 16}",
            "{Kuvio 2|figure 2}",
            "{kartan 6|figure 6}",
        ),
        ("Kuva 15 vuotta sitten otettu.",),
    ),
    _noun(
        "page-number",
        numbered,
        ("{sivuilla 22–24|page 22; page 23; page 24}", "{Sivun 41|page 41} ilmaus"),
        ("Luonnoksessa on 96 sivua.",),
    ),
    _noun(
        "question-number",
        numbered,
        (
            "Ks. {kysymys 36|question 36}.",
            "Vrt. vastauksemme {kysymyksissä 53 ja 56|question 53; question 56}.",
            "Kuten {kohdassa 4|question 4} kirjoitin",
            "Ks. {kohta 12|question 12}.",
        ),
        ("Kysymys on vaikea.",),
    ),
    _noun(
        "back-reference",
        pointing_back,
        (
            "{Luvussa 3.2|chapter 3.2} on virhe. {Samassa luvussa|chapter 3.2} on toinenkin.",
            "{Luku 4.2|chapter 4.2} on hyvä. {Em. luvussa|chapter 4.2} on silti virhe.",
            "{Luvuista 2 ja 3|chapter 2; chapter 3} puuttuu tieto. Muuta emme "
            "{näissä luvuissa|chapter 2; chapter 3} havainneet.",
            "{Luku 4.2 Liikenneverkko|chapter 4.2}\n{Tässä luvussa|chapter 4.2} on virhe.",
            "{8 §:n|statute 8 §} luettelo. {Samaan pykälään|statute 8 §} ohje.",
            "{Taulukon 2|table 2} mukaan. {Samassa taulukossa|table 2} ei ole.",
            "{Luvut 3 ja 5|chapter 3; chapter 5}. {Jälkimmäisen luvun|chapter 5} rajaus.",
            "{Luku 4.2|chapter 4.2} puuttuu. {Koko pääluvussa|chapter 4} on virheitä.",
        ),
        (
            "Tässä kohdassa emme osaa sanoa.",
            "Edellä sanottua lukuun ottamatta luonnos on hyvä.",
            "Sama kappale on kahdesti, samoja lukuja toistetaan.",
        ),
    ),
    _noun(
        "ordinal",
        ordinal,
        (
            "{Viidennessä luvussa|chapter 5} puhutaan mittareista.",
            "{Kolmas luku|chapter 3} on hyvä.",
            "{Femte kapitlet|chapter 5} är kort.",
            "{Kaksi ensimmäistä lukua|chapter 1; chapter 2} voi pudottaa.",
            "{Viimeisessä luvussa|chapter 5} on mittareita.",
        ),
        ("Kolmas osa asukkaista.", "Asia on jossakin toisessa luvussa."),
    ),
    _noun(
        "number-first",
        number_first,
        (
            "Sen sijaan {4.1 kohdassa|chapter 4.1} on virhe.",
            "{3. luvussa|chapter 3} on hyvää.",
            "{IV luvun|chapter 4} perustelut",
            "{2.1-alaluvussa|chapter 2.1} on virhe.",
        ),
        ("Olemme lukeneet 3 lukua.", "Vain 5 kohtaa jäi.", "4. sektori on mukana."),
    ),
    _noun(
        "title-after",
        title_behind_noun,
        (
            "{luvun Väestö ja asuminen|chapter 2.1} linjaus",
            "{Alaluvussa ”Talous”|chapter 2.2} ei ole lukuja.",
            "{kohdassa Liikenneverkko|chapter 4.2}",
        ),
        ("Sen luvun talous on heikko.",),
    ),
    _noun(
        "topic",
        topical,
        (
            "{Väestöä ja asumista käsittelevässä luvussa|chapter 2.1} on virhe.",
            "Pidämme {koulukuljetuksia koskevaa alalukua 3.2.1|chapter 3.2.1} hyvänä.",
            "{Väestöä ja asumista koskevassa luvussa (2.1)|chapter 2.1} on virhe.",
        ),
        ("Asiaa käsittelevä luku puuttuu.",),
    ),
    _noun(
        "title-first",
        title_first,
        (
            "{Väestö ja asuminen luvussa|chapter 2.1} on virhe.",
            "{Väestön ja asumisen luvussa|chapter 2.1} on virhe.",
        ),
        ("Talouden luvut ovat huonot.",),
    ),
    _noun(
        "back-reference",
        definite,
        (
            "{Luvussa 3.2|chapter 3.2} on virhe. {Alaluvun|chapter 3.2} kytkentä on oikein.",
            "{62 §|statute 62 §} on uusi. {Pykälän 4 momentti|statute 62 §} velvoittaisi.",
        ),
        ("Oma alaluku sairaaloista, kiitos.",),
    ),
    _noun(
        "question-title",
        unknown_field,
        ("Rahoitus, josta jo {kohdassa Muuta|question}.",),
        ("Kohta Suomi on velkaa.",),
    ),
)

LAST_RULES: tuple[Rule, ...] = (
    _whole(
        "page-abbreviation",
        pages,
        (
            "Kirjaus ({s. 33|page 33}) on hyvä.",
            "Nimi on väärin {s. 12 ja 15|page 12; page 15}.",
            "({ss. 19–20|page 19; page 20})",
        ),
        ("Rakennus (s. 1950) on vanha.",),
    ),
    _whole(
        "named-part",
        named_parts,
        ("Todettaisiin myös {säännöskohtaisissa perusteluissa|chapter 4}.",),
        ("Perustelut ovat hyvät.",),
    ),
    _whole(
        "bare-number",
        bare_numbers,
        (
            "{3.2.1|chapter 3.2.1} on ansiokas.",
            "Pelkkä suositus ({4.1|chapter 4.1}) ei paina.",
            "Virke on {3.2:n|chapter 3.2} lopussa.",
            "Vrt. {3.1–3.2|chapter 3.1; chapter 3.2}.",
            "{Mittarilukuun 3.2|chapter 3.2} sopisi toinenkin.",
            "{3.1|chapter 3.1} ja {4.2|chapter 4.2} on kirjoitettu hyvin.",
            "Päivähoito on saanut oman luvun ({3.1|chapter 3.1}).",
        ),
        (
            "Kokous on 3.2. kello 9.30.",
            "Lausunto annettiin 4.2.2026 klo 4.2.",
            "Osuus nousi 2.1 prosenttiin ja 2.2 miljoonaan.",
            "Versio 2.1 ja WCAG 2.1 eivät ole lukuja.",
            "Soita 3.2.1.4.",
        ),
    ),
    _whole(
        "title-alone",
        titles_alone,
        (
            "Kuten {”Väestö ja asuminen”|chapter 2.1} kertoo",
            "Kannatamme sitä, mitä {Turvallisuus ja kriisinkestävyys|chapter 4.1} lupaa.",
        ),
        (
            "Väestö ja asuminen muuttuvat.",
            "Turvallisuus ja kriisinkestävyys ovat meille tärkeitä.",
            "Seuranta on tärkeää.",
        ),
    ),
)

RULES: tuple[Rule, ...] = (*FIRST_RULES, *NOUN_RULES, *LAST_RULES)


def _step(rules: Iterable[Rule]) -> Step:
    rows = tuple(rules)
    whole = dict.fromkeys(rule.reader for rule in rows if rule.reader)
    at_noun = dict.fromkeys(rule.at_noun for rule in rows if rule.at_noun)
    return Step(tuple(whole), tuple(at_noun))


FIELDS = _step(rule for rule in FIRST_RULES if rule.at_noun)
FIRST = _step(rule for rule in FIRST_RULES if rule.reader)
AT_NOUN = _step(NOUN_RULES)
LAST = _step(LAST_RULES)
STEPS: tuple[Step, ...] = (FIELDS, FIRST, AT_NOUN, LAST)


def marked(example: str) -> tuple[str, list[tuple[int, int, str]]]:
    """An example's plain text, and its mentions as start, end and meaning.

    >>> marked("Vain {luku 2|chapter 2}.")
    ('Vain luku 2.', [(5, 11, 'chapter 2')])
    """
    text, mentions = "", []
    for piece in _pieces(example):
        if isinstance(piece, str):
            text += piece
        else:
            mentions.append((len(text), len(text) + len(piece[0]), piece[1]))
            text += piece[0]
    return text, mentions


def _pieces(example: str) -> Iterator[str | tuple[str, str]]:
    at = 0
    while (start := example.find("{", at)) >= 0:
        end = example.index("}", start)
        yield example[at:start]
        surface, _, meaning = example[start + 1 : end].partition("|")
        yield (surface, meaning)
        at = end + 1
    yield example[at:]
