"""What the classifier sees of a sentence: the one feature function of training and prediction."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations

from spacy.tokens import Doc

from pipeline.classification.patterns import find_rules
from pipeline.classification.questions import question_types
from pipeline.classification.tokens import Word, words
from pipeline.doc import BLOCKS, SENTENCES

_TURN = frozenset({"mutta", "kuitenkin", "silti", "vaan", "joskin", "muttei", "tosin"})
_CLAUSE = {
    "että": "that",
    "jos": "if",
    "mikäli": "if",
    "ellei": "if",
    "kun": "when",
    "vaikka": "though",
    "koska": "because",
    "sillä": "because",
    "joka": "which",
    "mikä": "which",
    "kuin": "than",
    "jotta": "so-that",
    "mutta": "but",
    "eikä": "nor",
    "sekä": "and",
    "ja": "and",
}
_OPEN_CLASS = frozenset({"VERB", "ADJ", "ADV", "NOUN", "AUX"})


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The views of a sentence, each a text of space-separated items but for `text`.

    `item` says that it belongs to a list, `turn` that it turns ("mutta"), `elliptical` that it
    has no finite verb.
    """

    text: str
    lemmas: str
    shapes: str
    cues: str
    context: str
    item: bool
    turn: bool
    elliptical: bool

    def row(self) -> tuple[str, ...]:
        """The views in the order of the model's columns."""
        return (self.text, self.lemmas, self.shapes, self.cues, self.context)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as first read, before its neighbours are looked at."""

    text: str
    words: list[Word]
    rules: tuple[str, ...]
    classes: tuple[str, ...]
    elliptical: bool
    bullet: bool


def featurise(doc: Doc) -> list[SentenceFeatures]:
    """Features of every span of `doc.spans["sentences"]`, in order."""
    bullets = {block.start_char for block in doc.spans[BLOCKS] if block.label_ == "bullet"}
    sentences = [
        _read(span.text, words(span), span.start_char in bullets) for span in doc.spans[SENTENCES]
    ]
    question = question_types(doc._.context.question)
    leads = _lead_ins(sentences)
    return [
        SentenceFeatures(
            text=_plain(sentence.text),
            lemmas=" ".join(_lemma(word) for word in sentence.words),
            shapes=" ".join(word.shape for word in sentence.words),
            cues=" ".join(_cues(sentence)),
            context=" ".join(_context(place, sentences, question, leads[place])),
            item=leads[place] is not None,
            turn=_turn(sentence.words) is not None,
            elliptical=sentence.elliptical,
        )
        for place, sentence in enumerate(sentences)
    ]


def _read(text: str, read: list[Word], bullet: bool) -> _Read:
    finite = any("finite" in word.classes for word in read)
    rules = find_rules(read)
    classes = dict.fromkeys(name for word in read for name in sorted(word.classes))
    return _Read(text, read, tuple(rules), tuple(classes), not finite, bullet)


def _lead_ins(sentences: Sequence[_Read]) -> list[_Read | None]:
    """For each sentence the one that introduces it, if it is an item of a list."""
    leads: list[_Read | None] = []
    lead: _Read | None = None
    previous: _Read | None = None
    for sentence in sentences:
        if sentence.bullet:
            if previous is not None and not previous.bullet:
                lead = previous
        elif previous is not None and previous.text.rstrip().endswith((":", " että")):
            lead = previous
        elif not (lead is not None and sentence.elliptical):
            lead = None
        leads.append(lead)
        previous = sentence
    return leads


def _plain(text: str) -> str:
    """Lower case, digits as 0: numbers and chapters differ from draft to draft."""
    return re.sub(r"\d+", "0", text.lower())


def _lemma(word: Word) -> str:
    if word.upos in {"NUM", "PROPN", "PUNCT", "SYM"}:
        return word.upos if word.upos in {"NUM", "PROPN"} else word.form.replace(" ", "")
    return word.lemma.replace(" ", "")


def _turn(read: Sequence[Word]) -> int | None:
    """The place of the last "mutta" or its like that has something on both sides."""
    places = [place for place, word in enumerate(read) if word.lemma in _TURN]
    return places[-1] if places and 0 < places[-1] < len(read) - 2 else None


def _cues(sentence: _Read) -> list[str]:
    """Rules and classes of the sentence, of what follows its turn, and pairs within a clause."""
    read = sentence.words
    turn = _turn(read)
    cues = [f"rule={name}" for name in sentence.rules]
    cues += [f"class={name}" for name in sentence.classes]
    if turn is not None:
        cues.append("turn")
        cues += [f"after-turn={name}" for name in find_rules(read[turn:])]
    kind = "main"
    clause: dict[str, None] = {}
    clauses: list[tuple[str, dict[str, None]]] = [(kind, clause)]
    for word in read:
        if word.lemma in _CLAUSE or word.form in {",", ";", ":", "–", "("}:
            kind = _CLAUSE.get(word.lemma, "more" if clauses[-1][1] else kind)
            clause = {}
            clauses.append((kind, clause))
        clause.update(dict.fromkeys(sorted(word.classes)))
    for kind, names in clauses:
        cues += [f"{kind}:{name}" for name in names]
        cues += [f"{a}+{b}" for a, b in combinations(sorted(names), 2)]
    if sentence.elliptical:
        cues.append("elliptical")
        cues += [f"elliptical:{name}" for name in sentence.classes]
    cues.append(f"end={sentence.text.rstrip()[-1:]}")
    cues.append(f"length={min(len(read) // 4, 6)}")
    if read:
        cues.append(f"first={read[0].shape}")
        cues.append(f"first-lemma={_lemma(read[0])}")
    verbs = [word for word in read if "finite" in word.classes]
    if verbs:
        cues.append(f"first-verb={_lemma(verbs[0])}")
        cues.append(f"first-verb-shape={verbs[0].shape}")
    return list(dict.fromkeys(cues))


def _context(
    place: int, sentences: Sequence[_Read], question: tuple[str, ...], lead: _Read | None
) -> list[str]:
    sentence = sentences[place]
    form = "elliptical" if sentence.elliptical else "full"
    short = len(sentence.words) <= 4
    items = [f"question={name}" for name in question]
    items += [f"{form}&question={name}" for name in question]
    if short:
        items += [f"short&question={name}" for name in question]
    items.append(f"place={min(place, 3)}")
    items.append("last" if place == len(sentences) - 1 else "not-last")
    if place == 0:
        items += [f"first&{form}&question={name}" for name in question]
    if sentence.bullet:
        items.append("bullet")
    if lead is not None:
        items.append("item")
        items += [f"lead={name}" for name in lead.rules]
        items += [f"lead-class={name}" for name in lead.classes]
    if place > 0:
        items += [f"previous={name}" for name in sentences[place - 1].rules]
    if place + 1 < len(sentences):
        items += [f"next={name}" for name in sentences[place + 1].rules]
        if sentence.text.rstrip().endswith(":"):
            items.append("lead-in")
    return list(dict.fromkeys(items))
