"""Readers of what points at a chapter, section or question without naming it by number or title."""

from __future__ import annotations

import re

from pipeline.references.cues import Cue
from pipeline.references.mentions import Deixis, Mention, Target
from pipeline.references.numbered import speaks_of_answer
from pipeline.references.scan import OPEN, Scan

_DETERMINER = re.compile(
    r"(?<!\w)(?:(?P<same>(?:(?:edellä|yllä|ylempänä) )?mainit(?:tu|un|tua|tuun|ussa|usta|ulla|ut|"
    r"tuja|uissa|uista|tuihin|tujen)|edellämainit\w{1,6}|(?:em|ko|k\.o|e\.m)\.?|"
    r"sanot(?:tu|un|ussa|usta|tuun)|(?P<far>siinä|siihen|siitä)|kyse(?:inen|is\w{1,6})|sam(?:a|aa|aan|an|assa|asta|alla|alle|alta|at|ojen|oja|oissa|oista|"
    r"oihin|oilla|oille)|tuo(?:ssa|sta|hon|n|ta|lla)|ovannämnda|nämnda|samma)|"
    r"(?P<this>tä(?:mä|män|tä|hän|ssä|stä|llä|lle|ltä)|nä(?:mä|iden|itä|ihin|issä|istä|illä)|koko|"
    r"detta|denna|dessa)) $",
    re.IGNORECASE,
)
_MOMENT = re.compile(r" \d{1,2}(?:\.|:\w{1,3})? moment\w+")
_LATTER = re.compile(r"(?<!\w)jälkimmäi(?:nen|sen|sessä|sestä|seen|stä) $", re.IGNORECASE)
_EXCEPTING = re.compile(r" ot(?:ta|et)")
_PLACE = re.compile(
    r".*(?:ss[aä]|st[aä]|ll[aäe]|lt[aä]|[aeiouyäö]{2}n|seen|hin|n)(?:kin|kaan|kään)?"
)
_FIELD_LEAD = re.compile(r":? [\"”“'’«»(]?")
_FIELD = re.compile(r"[A-ZÅÄÖ][^.,;:!?()\n]{2,80}?(?=\s*(?:[.,;:!?()\n]|$))")
_CLOSING = re.compile(r"[\"”“'’«»)]")


def pointing_back(scan: Scan, cue: Cue) -> Mention | None:
    """ "samassa luvussa", "em. kohdassa", "tässä luvussa", "ko. liitettä"."""
    word = scan.words[cue.index]
    before = scan.text[max(0, word.start - 24) : word.start]
    match = _DETERMINER.search(before)
    latter = _LATTER.search(before) if cue.noun.kind == "chapter" else None
    if latter is not None:
        return Mention(
            word.start - len(latter.group()),
            word.end,
            "chapter",
            "back-reference",
            deixis="latter",
            noun=cue.noun.lemma,
        )
    if match is None or (match["far"] and (cue.noun.weak or cue.noun.kind != "chapter")):
        return None
    if word.key == "lukuun" and _EXCEPTING.match(scan.text, word.end):
        return None
    deixis: Deixis = "same" if match["same"] else "this"
    if deixis == "this" and cue.noun.lemma == "kohta":
        return None  # an idiom: "tässä kohdassa emme ota kantaa"
    if (cue.noun.weak or cue.plural) and not _PLACE.fullmatch(word.key):
        return None  # things, not places: "sama kappale kahdesti", "samoja lukuja"
    tail = _MOMENT.match(scan.text, word.end) if cue.noun.kind == "statute" else None
    return Mention(
        word.start - len(match.group()),
        tail.end() if tail else word.end,
        cue.noun.kind,
        "back-reference",
        deixis=deixis,
        noun=cue.noun.lemma,
        plural=cue.plural,
    )


def definite(scan: Scan, cue: Cue) -> Mention | None:
    """A noun that means what was named though no determiner says so.

    "Alaluvun kytkentä …" at the beginning of a sentence, "Pykälän 4 momentti".
    """
    word = scan.words[cue.index]
    if cue.noun.lemma == "pykälä":
        tail = _MOMENT.match(scan.text, word.end)
        end = tail.end() if tail else word.start
    else:
        before = scan.text[max(0, word.start - 3) : word.start].strip(" ")
        first = not before or before[-1] in ".!?\n"
        starts = first and cue.noun.lemma == "alaluku" and word.key != "alaluku"
        end = word.end if starts and not cue.plural else word.start
    if end == word.start:
        return None
    return Mention(
        word.start,
        end,
        cue.noun.kind,
        "back-reference",
        deixis="definite",
        noun=cue.noun.lemma,
    )


def form_field(scan: Scan, cue: Cue) -> Mention | None:
    """ "kohdassa Kommenttinne 7–8 §:ään", where a field of the form is so called."""
    at = _field_start(scan, cue)
    if at is None:
        return None
    text, word = scan.text, scan.words[cue.index]
    opened = int(text[at - 1] in OPEN)
    end = at + _field_length(scan, at)
    if end == at:
        return None
    mention_end = scan.closed(end, opened)
    target = Target(title=text[at:end])
    return Mention(word.start, mention_end, "question", "question-title", (target,))


def _field_start(scan: Scan, cue: Cue) -> int | None:
    """Where the name of a form's field would begin behind "kohta"; None behind another noun."""
    if cue.noun.lemma != "kohta":
        return None
    lead = _FIELD_LEAD.match(scan.text, scan.words[cue.index].end)
    return lead.end() if lead else None


def _field_length(scan: Scan, at: int) -> int:
    """Length of the question's title that starts at `at`: in full, or up to its dash."""
    rest = scan.text[at : at + 300].casefold()
    for question in sorted(scan.context.questions, key=len, reverse=True):
        for title in (question, question.partition(" – ")[0]):
            key = title.strip().rstrip(".:?").casefold()
            if (
                len(key) > 3
                and rest.startswith(key)
                and not rest[len(key) : len(key) + 1].isalnum()
            ):
                return len(key)
    return 0


def unknown_field(scan: Scan, cue: Cue) -> Mention | None:
    """A field of the form that isn't known, where the respondent speaks of an answer."""
    at = _field_start(scan, cue)
    if at is None:
        return None
    text, word = scan.text, scan.words[cue.index]
    if text[at - 1] in OPEN:
        closing = _CLOSING.search(text, at, at + 120)
        if closing is None or not text[at].isupper():
            return None
        end, mention_end = closing.start(), closing.end()
    else:
        field = _FIELD.match(text, at)
        if field is None or not speaks_of_answer(scan, word.start, word.end):
            return None
        end = mention_end = field.end()
    target = Target(title=text[at:end])
    return Mention(word.start, mention_end, "question", "question-title", (target,))
