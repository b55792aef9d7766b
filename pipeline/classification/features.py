"""What the classifier sees of a sentence: the one feature function of training and prediction."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
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
"""Kinds of clause by the word that opens them."""
_BREAKS = frozenset({",", ";", ":", "–", "("})


@dataclass(frozen=True, slots=True)
class SentenceFeatures:
    """The views of a sentence, each a text of space-separated items.

    `item` says that it belongs to a list, `turn` that it turns ("mutta"), `elliptical` that it
    has no finite verb; `length` is its number of words.
    """

    characters: str
    lemmas: str
    shapes: str
    rules: str
    classes: str
    pairs: str
    question: str
    neighbours: str
    item: bool
    turn: bool
    elliptical: bool
    length: int

    def row(self) -> tuple[str, ...]:
        """The views in the order of `VIEWS`, the model's columns."""
        return (
            self.characters,
            self.lemmas,
            self.shapes,
            self.rules,
            self.classes,
            self.pairs,
            self.question,
            self.neighbours,
        )


VIEWS = (
    "characters",
    "lemmas",
    "shapes",
    "rules",
    "classes",
    "pairs",
    "question",
    "neighbours",
)


@dataclass(frozen=True, slots=True)
class _Read:
    """A sentence as first read, before its neighbours are looked at. `end` is its last mark."""

    words: list[Word]
    rules: tuple[str, ...]
    classes: tuple[str, ...]
    turn: int | None
    elliptical: bool
    bullet: bool
    end: str


def featurise(doc: Doc) -> list[SentenceFeatures]:
    """Features of every span of `doc.spans["sentences"]`, in order."""
    bullets = {block.start for block in doc.spans[BLOCKS] if block.label_ == "bullet"}
    sentences = [_read(words(span), span.start in bullets) for span in doc.spans[SENTENCES]]
    question = question_types(doc._.context.question)
    leads = _lead_ins(sentences)
    return [
        SentenceFeatures(
            characters=" ".join([word.affixes for word in sentence.words]),
            lemmas=" ".join([_lemma(word) for word in sentence.words]),
            shapes=" ".join([word.shape for word in sentence.words]),
            rules=" ".join(_rules(sentence)),
            classes=" ".join(_classes(sentence)),
            pairs=" ".join(_pairs(sentence)),
            question=" ".join(_question(place, sentences, question, leads[place])),
            neighbours=" ".join(_neighbours(place, sentences, leads[place])),
            item=leads[place] is not None,
            turn=sentence.turn is not None,
            elliptical=sentence.elliptical,
            length=len(sentence.words),
        )
        for place, sentence in enumerate(sentences)
    ]


def _read(read: list[Word], bullet: bool) -> _Read:
    turns = [place for place, word in enumerate(read) if word.lemma in _TURN]
    classes = _unique(name for word in read for name in word.classes)
    return _Read(
        words=read,
        rules=find_rules(read),
        classes=classes,
        turn=turns[-1] if turns and 0 < turns[-1] < len(read) - 2 else None,
        elliptical="finite" not in classes,
        bullet=bullet,
        end=read[-1].form[-1] if read else "",
    )


def _unique(names: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(names))


def _lead_ins(sentences: Sequence[_Read]) -> list[_Read | None]:
    """For each sentence the one that introduces it, if it is an item of a list."""
    leads: list[_Read | None] = []
    lead: _Read | None = None
    previous: _Read | None = None
    for sentence in sentences:
        if sentence.bullet:
            if previous is not None and not previous.bullet:
                lead = previous
        elif previous is not None and _opens_list(previous):
            lead = previous
        elif not (lead is not None and sentence.elliptical):
            lead = None
        leads.append(lead)
        previous = sentence
    return leads


def _opens_list(sentence: _Read) -> bool:
    return bool(sentence.words) and sentence.words[-1].form in {":", "että"}


@lru_cache(maxsize=1 << 16)
def _lemma(word: Word) -> str:
    """The lemma; numbers and names differ from draft to draft, so only that they are there."""
    if word.upos in {"NUM", "PROPN"}:
        return word.upos
    return (word.form if word.upos in {"PUNCT", "SYM"} else word.lemma).replace(" ", "")


def _rules(sentence: _Read) -> list[str]:
    """Rules found in the sentence and after its turn, its end, its length, whether elliptical."""
    items = list(sentence.rules)
    if sentence.turn is not None:
        items.append("turn")
        items += [f"after-turn={name}" for name in find_rules(sentence.words[sentence.turn :])]
    items += (f"end={sentence.end}", f"length={min(len(sentence.words) // 4, 6)}")
    if sentence.elliptical:
        items.append("elliptical")
    return items


def _classes(sentence: _Read) -> list[str]:
    """Word and form classes of the sentence and of each kind of clause, its first verb and word."""
    items = list(sentence.classes)
    if sentence.elliptical:
        items += [f"elliptical:{name}" for name in sentence.classes]
    items += _unique(f"{kind}:{name}" for kind, names in _clauses(sentence) for name in names)
    if sentence.words:
        first = sentence.words[0]
        items += (f"first={first.shape}", f"first-lemma={_lemma(first)}")
    verb = next((word for word in sentence.words if "finite" in word.classes), None)
    if verb is not None:
        items += (f"verb={_lemma(verb)}", f"verb-shape={verb.shape}")
    return items


def _pairs(sentence: _Read) -> tuple[str, ...]:
    """Pairs of classes that meet in a clause."""
    return _unique(pair for _, names in _clauses(sentence) for pair in _joined(names))


@lru_cache(maxsize=1 << 12)
def _joined(names: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(f"{first}+{second}" for first, second in combinations(names, 2))


def _clauses(sentence: _Read) -> list[tuple[str, tuple[str, ...]]]:
    """Each clause's kind and its classes in order of name."""
    clauses: list[tuple[str, set[str]]] = [("main", set())]
    for word in sentence.words:
        kind = _CLAUSE.get(word.lemma)
        if kind is not None or word.form in _BREAKS:
            clauses.append((kind or "more", set()))
        clauses[-1][1].update(word.classes)
    return [(kind, tuple(sorted(names))) for kind, names in clauses if names]


def _question(
    place: int, sentences: Sequence[_Read], question: tuple[str, ...], lead: _Read | None
) -> list[str]:
    """What the question asks, alone and with the sentence's form; the place in the answer."""
    sentence = sentences[place]
    forms = ["elliptical" if sentence.elliptical else "full"]
    if len(sentence.words) <= 4:
        forms.append("short")
    if place == 0:
        forms.append(f"first&{forms[0]}")
    items = [f"question={name}" for name in question]
    items += [f"{form}&question={name}" for form in forms for name in question]
    items += (f"place={min(place, 3)}", "last" if place == len(sentences) - 1 else "not-last")
    if sentence.bullet:
        items.append("bullet")
    if lead is not None:
        items.append("item")
    if _opens_list(sentence) and place + 1 < len(sentences):
        items.append("lead-in")
    return items


def _neighbours(place: int, sentences: Sequence[_Read], lead: _Read | None) -> list[str]:
    """Rules and classes of the lead-in, rules of the sentence before and of the one after."""
    items: list[str] = []
    if lead is not None:
        items += [f"lead={name}" for name in (*lead.rules, *lead.classes)]
    if place > 0:
        items += [f"previous={name}" for name in sentences[place - 1].rules]
    if place + 1 < len(sentences):
        items += [f"next={name}" for name in sentences[place + 1].rules]
    return items
