"""Form classes: what a token's part of speech and features say. Data only."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class FormClass:
    """Tokens whose features include all of `features`, of one of the parts of speech `upos`."""

    name: str
    features: str
    example: str
    upos: str = ""


FORM_CLASSES: tuple[FormClass, ...] = (
    FormClass("finite", "VerbForm=Fin", "Luku puuttuu."),
    FormClass("conditional", "Mood=Cnd", "Lukua voisi täydentää."),
    FormClass("imperative", "Mood=Imp", "Korjatkaa taulukko."),
    FormClass("potential", "Mood=Pot", "Ei liene liioiteltua."),
    FormClass("we_form", "Number=Plur|Person=1|VerbForm=Fin", "Ehdotamme lisäystä."),
    FormClass("i_form", "Number=Sing|Person=1|VerbForm=Fin", "Vaadin muutosta."),
    FormClass("you_form", "Number=Plur|Person=2|VerbForm=Fin", "Tulkaa käymään."),
    FormClass("third", "Number=Sing|Person=3|VerbForm=Fin", "Kaupunki esittää muutosta."),
    FormClass("third_plural", "Number=Plur|Person=3|VerbForm=Fin", "Jäsenet pelkäävät."),
    FormClass("nobody", "Person=0", "Lukuun sopisi jakso."),
    FormClass("passive", "VerbForm=Fin|Voice=Pass", "Toivotaan lisäystä."),
    FormClass("past", "Tense=Past|VerbForm=Fin", "Raportti jäi kesken."),
    FormClass("present", "Mood=Ind|Tense=Pres|VerbForm=Fin", "Luku jää auki."),
    FormClass("necessive", "PartForm=Pres|Voice=Pass", "Asia on kirjattava."),
    FormClass("done", "PartForm=Past|Voice=Pass", "Vastuut on unohdettu."),
    FormClass("has_done", "PartForm=Past|Voice=Act", "Luku on vanhentunut."),
    FormClass("doing", "PartForm=Pres|Voice=Act", "Luku on puuttuva."),
    FormClass("agent", "PartForm=Agt", "Neuvoston tekemä esitys."),
    FormClass("infinitive", "InfForm=1", "Tulee lisätä."),
    FormClass("while", "InfForm=2", "Toimipisteiden sulkeutuessa."),
    FormClass("ma", "InfForm=3", "Pyydämme korjaamaan."),
    FormClass("without", "Case=Abe|InfForm=3", "Kysymättä keneltäkään."),
    FormClass("not", "Polarity=Neg", "Ei mainita."),
    FormClass("connegative", "Connegative=Yes", "Ei mainita."),
    FormClass("lacking", "Derivation=Ton", "Tavoite on mitaton."),
    FormClass("ask_clitic", "Clitic=Ko", "Voisiko sen siirtää?"),
    FormClass("han_clitic", "Clitic=Han", "Voisikohan sen siirtää?"),
    FormClass("too_clitic", "Clitic=Kin", "Lukukin puuttuu."),
    FormClass("comparative", "Degree=Cmp", "Selvempi jako.", "ADJ ADV"),
    FormClass("superlative", "Degree=Sup", "Suurin puute.", "ADJ"),
    FormClass("deverbal", "Derivation=Minen", "Toivomme korjaamista."),
    FormClass("translative", "Case=Tra", "Ehdotamme lisättäväksi.", "VERB NOUN ADJ"),
    FormClass("essive", "Case=Ess", "Pidämme hyvänä.", "ADJ NOUN VERB"),
    FormClass("allative", "Case=All", "Nuorille oma tila.", "NOUN PROPN PRON"),
    FormClass("illative", "Case=Ill", "Lukuun yksi lause.", "NOUN PROPN"),
    FormClass("inessive", "Case=Ine", "Luvussa 3 puhutaan.", "NOUN PROPN"),
    FormClass("elative", "Case=Ela", "Luvusta puuttuu.", "NOUN PROPN PRON"),
    FormClass("abessive", "Case=Abe", "Perusteitta."),
    FormClass("partitive", "Case=Par", "Lisää väkeä.", "NOUN"),
    FormClass("number", "", "Jäseniä on 312.", "NUM"),
    FormClass("symbol", "", "Kulut nousivat 3 %.", "SYM"),
    FormClass("name", "", "Heinola vastaa.", "PROPN"),
    FormClass("our", "Person[psor]=1", "Kunnassamme on asema."),
    FormClass("demonstrative", "PronType=Dem", "Tämä johtaa jonoihin."),
    FormClass("relative", "PronType=Rel", "Luku, joka puuttuu."),
    FormClass("interrogative", "PronType=Int", "Mikä tässä on uutta?"),
    FormClass("indefinite", "PronType=Ind", "Kukaan ei vastaa."),
    FormClass("interjection", "", "No se on näin.", "INTJ"),
)
