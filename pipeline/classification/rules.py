"""Rules: orders of word and form classes within a sentence that tell its act. Data only.

A `pattern` is read from left to right: items stand next to each other, `..` lets up to four
tokens in between, `...` any number. An item names classes of `lexicon` and `forms` that the same
token has (`a&b`), one of several (`a|b`), or lacks (`!a`); `'word` is a form as written.
"""

from __future__ import annotations

from dataclasses import dataclass

from pipeline.schema import Label


@dataclass(frozen=True, slots=True)
class Rule:
    """A cue; `label` is the act it speaks for, `example` a sentence that it must find."""

    name: str
    label: Label
    pattern: str
    example: str


RULES: tuple[Rule, ...] = (
    # proposal
    Rule("must-infinitive", "proposal", "must&finite ... infinitive", "Vastuut pitää kirjata."),
    Rule("tulee-infinitive", "proposal", "tulla&finite ... infinitive", "Lukua tulee täydentää."),
    Rule("tulee-olla", "proposal", "tulla|must .. olla", "Tavoitteen tulee olla mitattava."),
    Rule("necessive", "proposal", "olla&finite&!not ... necessive", "Asia on kirjattava."),
    Rule("on-syytä", "proposal", "olla .. reason_word ... infinitive", "Lukua on syytä avata."),
    Rule(
        "would-be-good",
        "proposal",
        "olla&conditional ... good|needed_quality|bad|more|reason_word",
        "Olisi hyvä avata.",
    ),
    Rule("should", "proposal", "should ... infinitive", "Termi kannattaa määritellä."),
    Rule("could", "proposal", "may&conditional ... infinitive|more", "Lukua voisi täydentää."),
    Rule("conditional-change", "proposal", "conditional&change_verb", "Lisäisimme taulukon."),
    Rule(
        "get-conditional",
        "proposal",
        "get&conditional ... infinitive|ma|olla",
        "Asukas saisi päättää.",
    ),
    Rule("propose-we", "proposal", "propose&we_form", "Ehdotamme lisäystä."),
    Rule("propose-i", "proposal", "propose&i_form", "Vaadin muutosta."),
    Rule("propose-passive", "proposal", "propose&passive&!past", "Alkuun toivotaan tiivistelmää."),
    Rule("propose-third", "proposal", "we|name ... propose&third", "Liitto esittää muutosta."),
    Rule(
        "propose-that",
        "proposal",
        "propose&finite .. 'että",
        "Liitto esittää, että luku poistetaan.",
    ),
    Rule("to-be-done", "proposal", "propose .. necessive&translative", "Esitämme lisättäväksi."),
    Rule(
        "propose-doing",
        "proposal",
        "propose&finite ... deverbal|change_noun",
        "Liitto esittää poistamista.",
    ),
    Rule("our-demand", "proposal", "proposal_noun&our", "Vaatimuksemme on lyhyt."),
    Rule("need", "proposal", "need&finite", "Siihen tarvitaan aikataulu."),
    Rule(
        "important-that",
        "proposal",
        "olla .. needed_quality .. 'että",
        "On tärkeää, että linja säilyy.",
    ),
    Rule(
        "necessary-to",
        "proposal",
        "olla .. needed_quality .. infinitive",
        "On välttämätöntä varata aikaa.",
    ),
    Rule("hopefully", "proposal", "hopefully", "Toivottavasti aikataulu pitää."),
    Rule("imperative", "proposal", "imperative&!not&!connegative", "Korjatkaa taulukko."),
    Rule("don't", "proposal", "imperative&not", "Älkää sulkeko asemaa."),
    Rule("question-could", "proposal", "conditional&ask_clitic", "Voisiko ajan siirtää?"),
    Rule(
        "what-if", "proposal", "interrogative|rhetorical .. conditional", "Miten olisi oma linja?"
    ),
    Rule("instead", "proposal", "instead", "Bussit tilalle, kiitos."),
    Rule("more-of", "proposal", "'lisää", "Lisää penkkejä puistoon."),
    Rule("would-suffice", "proposal", "enough&conditional", "Yksi kerta riittäisi."),
    Rule("jussive", "proposal", "jussive&!name", "Asiasta säädettäköön asetuksella."),
    Rule("would-suit", "proposal", "suit&conditional|suit&isi", "Lukuun sopisi jakso hoidosta."),
    Rule(
        "doing-is-needed",
        "proposal",
        "deverbal|change_noun .. olla .. needed_quality|reason_word",
        "Koulutuksen jatkaminen on välttämätöntä.",
    ),
    Rule("would-need", "proposal", "need&conditional|need&isi", "Siihen tarvittaisiin aikaa."),
    Rule("we-would", "proposal", "we_form&conditional", "Siirtäisimme rahat baanaan."),
    Rule("i-would", "proposal", "i_form&conditional", "Siirtäisin rahat baanaan."),
    Rule("not-to", "proposal", "not ... must|tulla|'saa ... infinitive", "Asemaa ei pidä sulkea."),
    # critique
    Rule(
        "should-have",
        "critique",
        "olla&conditional ... has_done",
        "Meiltä olisi kannattanut kysyä.",
    ),
    Rule("does-not-hold", "critique", "not ... hold", "Väite ei pidä paikkaansa."),
    Rule(
        "we-don't-accept",
        "critique",
        "not&we_form ... support&!finite|support&connegative",
        "Emme kannata myyntiä.",
    ),
    Rule("not-consider-good", "critique", "not .. consider .. good", "Emme pidä sitä hyvänä."),
    Rule(
        "even-that",
        "critique",
        "'sekin|'nekin|'silloinkin|'siitäkin",
        "Aihe on yhdessä lauseessa, sekin väärin.",
    ),
    Rule("lack", "critique", "lack&!not", "Luvusta puuttuu nuoret."),
    Rule("not-said", "critique", "not .. say", "Hintaa ei mainita."),
    Rule("not-been-said", "critique", "not .. olla .. say", "Vaikutuksia ei ole arvioitu."),
    Rule("remains-unclear", "critique", "remain .. unclear|thin", "Vastuu jää epäselväksi."),
    Rule("too-little", "critique", "excess", "Aikaa on liian vähän."),
    Rule("thin", "critique", "thin&!not", "Kuvaus on ohut."),
    Rule("unclear", "critique", "unclear", "Jako on epäselvä."),
    Rule("bad", "critique", "bad", "Ratkaisu on huono."),
    Rule("not-good", "critique", "not ... good|enough|support", "Ratkaisu ei ole toimiva."),
    Rule(
        "we-don't-support", "critique", "not&we_form .. support|consider", "Emme kannata myyntiä."
    ),
    Rule("object", "critique", "object&finite&!not", "Vastustamme myyntiä."),
    Rule("only", "critique", "limit", "Aihe mainitaan vain kerran."),
    Rule("without-form", "critique", "without|abessive", "Päätös tehtiin kuulematta."),
    Rule("nobody", "critique", "indefinite .. not", "Kukaan ei vastaa."),
    # risk
    Rule("risk-word", "risk", "risk&!not", "Riskinä on uupuminen."),
    Rule("may-harm", "risk", "may ... harm", "Siirto voi heikentää hoitoa."),
    Rule("harm", "risk", "harm&finite&present", "Keskittäminen heikentää palvelua."),
    Rule("harm-noun", "risk", "harm&!finite", "Henkilöstön uupuminen."),
    Rule("if-then", "risk", "if ... finite ... finite", "Jos raha loppuu, kylä kuolee."),
    Rule("leads-to", "risk", "lead_to&finite ... harm|bad|risk", "Tämä johtaa uupumiseen."),
    Rule("left-without", "risk", "remain .. 'ilman", "Kylä jää ilman bussia."),
    Rule("would-harm", "risk", "harm&conditional", "Siirto heikentäisi hoitoa."),
    Rule("otherwise", "risk", "'muuten|'muutoin", "Muutoin tontit loppuvat."),
    # support
    Rule("support-we", "support", "support&we_form&!not", "Kannatamme tavoitetta."),
    Rule("support", "support", "support&finite", "Kunta kannattaa mallia."),
    Rule(
        "consider-good", "support", "consider&finite&!not ... good&essive", "Pidämme sitä hyvänä."
    ),
    Rule("good", "support", "good", "Luku on ansiokas."),
    Rule("good-that", "support", "good .. 'että", "Hyvä, että asia on mukana."),
    Rule("well-done", "support", "olla&finite&!not ... good&!essive", "Ratkaisu on toimiva."),
    Rule("no-objection", "support", "not ... consent|bad|object|lack", "Ei huomautettavaa."),
    Rule(
        "important-been",
        "support",
        "needed_quality .. 'että ... olla .. done",
        "On tärkeää, että asia on nostettu.",
    ),
    Rule("don't-object", "support", "not .. object|bad", "Emme vastusta maksua."),
    Rule("don't-miss", "support", "not ... miss&!finite", "Emme jää kaipaamaan mitään."),
    Rule("praise", "support", "praise", "Valmistelu ansaitsee tunnustuksen."),
    Rule(
        "fits-us",
        "support",
        "'käy|'sopii|'passaa .. 'meille|'minulle|'mulle",
        "Reitti sopii meille.",
    ),
    # none
    Rule("offer", "none", "offer", "Tila on käytettävissä maksutta."),
    Rule("quantity", "none", "number .. quantity", "Matkaa on 60 kilometriä."),
    Rule("no-comment", "none", "not .. no_comment", "Ei kommentoitavaa."),
    Rule("no-risk", "none", "not ... risk|harm", "Emme näe riskejä."),
    Rule("according-to", "none", "draft|report .. according", "Luonnoksen mukaan asema suljetaan."),
    Rule(
        "draft-says",
        "none",
        "draft&inessive .. report&passive",
        "Luvussa todetaan kasvun jatkuvan.",
    ),
    Rule("law", "none", "law", "Kuntalain 27 §:n mukaan neuvosto on asetettava."),
    Rule("who-we-are", "none", "who_we_are&we_form", "Edustamme 300 jäsentä."),
    Rule("see", "none", "see", "Ks. kysymys 4."),
    Rule("thanks", "none", "thanks", "Kiitos mahdollisuudesta."),
    Rule("procedure", "none", "procedure&past", "Hallitus käsitteli asian."),
    Rule("fact-number", "none", "olla|present|past ... number", "Jäseniä on 312."),
)
