"""The ways to ask for something, as data: each cue with a worked example."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from spacy.tokens import Token

from pipeline.proposals.forms import finite_in_clause, infinitive, necessive_participle, requested
from pipeline.schema import Strength


@dataclass(frozen=True, slots=True)
class Cue:
    """A way to ask. `verbs` are the lemmas of its finite verb, `beside` a lemma it needs near it;
    `asked` is the form in which the action follows; the mood decides the strength.
    """

    name: str
    verbs: frozenset[str]
    asked: Callable[[Token], bool]
    indicative: Strength
    conditional: Strength
    example: str
    beside: frozenset[str] = frozenset()


CUES: tuple[Cue, ...] = (
    Cue(
        "necessive verb",
        frozenset({"tulla", "pitää", "täytyä"}),
        infinitive,
        "must",
        "should",
        "Oma Hämeen tulee järjestää koulutuksia.",
    ),
    Cue(
        "necessive participle",
        frozenset({"olla"}),
        necessive_participle,
        "must",
        "should",
        "Laskelma on lisättävä taulukkoon 2.",
    ),
    Cue(
        "worthwhile",
        frozenset({"olla"}),
        infinitive,
        "should",
        "should",
        "Asia on syytä avata luvussa 5.3.",
        beside=frozenset(
            {
                "syy",
                "hyvä",
                "aihe",
                "aika",
                "tarpeellinen",
                "tarpeen",
                "tärkeä",
                "perusteltu",
                "perustella",
                "toivottava",
                "suotava",
                "hyödyllinen",
                "järkevä",
                "mielekäs",
                "paikallaan",
            }
        ),
    ),
    Cue(
        "indispensable",
        frozenset({"olla"}),
        lambda token: infinitive(token) or finite_in_clause(token),
        "must",
        "must",
        "On välttämätöntä, että palvelut turvataan.",
        beside=frozenset({"välttämätön", "pakko", "ehdoton"}),
    ),
    Cue(
        "important that",
        frozenset({"olla", "pitää"}),
        finite_in_clause,
        "should",
        "should",
        "On tärkeää, että palvelut turvataan.",
        beside=frozenset(
            {"tärkeä", "olennainen", "keskeinen", "toivottava", "tarkoituksenmukainen"}
        ),
    ),
    Cue(
        "demand",
        frozenset({"vaatia", "edellyttää"}),
        lambda token: requested(token) or finite_in_clause(token),
        "must",
        "must",
        "Vaadimme, että kylän koulu säilytetään.",
    ),
    Cue(
        "request",
        frozenset(
            {"ehdottaa", "esittää", "toivoa", "pyytää", "suositella", "suosittaa", "kehottaa"}
        ),
        lambda token: requested(token) or finite_in_clause(token),
        "should",
        "should",
        "Esitämme alueen merkitsemistä asuntoalueeksi.",
    ),
    Cue(
        "suggestion",
        frozenset({"voida", "kannattaa", "sopia", "saattaa"}),
        infinitive,
        "could",
        "could",
        "Luvun voisi tiivistää puoleen.",
    ),
)
"""In order of trial; each example is a test."""
