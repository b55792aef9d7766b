"""Treebanks in the forms that Stanza's trainers read."""

from __future__ import annotations

import json
import random
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from pipeline.language.conllu import TreebankSentence
from pipeline.language.officialese import practice

Labelled = tuple[str, str]
"""A text and a digit for each of its characters: 0 inside, 1 ends a token, 2 a sentence, 3 and 4
the same for a multi-word token."""


def words(sentence: TreebankSentence) -> Iterator[list[str]]:
    """The columns of each syntactic word."""
    for line in sentence.lines:
        columns = line.split("\t")
        if columns[0].isdigit():
            yield columns


def multiwords(sentence: TreebankSentence) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each multi-word token and its words' forms."""
    forms = {int(columns[0]): columns[1] for columns in words(sentence)}
    for line in sentence.lines:
        columns = line.split("\t")
        first, dash, last = columns[0].partition("-")
        if dash and not line.startswith("#"):
            yield columns[1], tuple(forms[at] for at in range(int(first), int(last) + 1))


def labelled(sentence: TreebankSentence) -> Labelled:
    """The sentence's text with its labels.

    >>> blank = ["_"] * 7
    >>> rows = ["1", "On", *blank, "SpaceAfter=No"], ["2", ".", *blank, "_"]
    >>> labelled(TreebankSentence(tuple(map("\\t".join, rows)), "On.", True, False))
    ('On.', '012')
    """
    text, labels, inside = "", "", 0
    for line in sentence.lines:
        columns = line.split("\t")
        number = columns[0]
        if line.startswith("#") or "." in number or (number.isdigit() and int(number) <= inside):
            continue
        several = "-" in number
        if several:
            inside = int(number.partition("-")[2])
        text += columns[1]
        labels += "0" * (len(columns[1]) - 1) + ("3" if several else "1")
        if "SpaceAfter=No" not in columns[9].split("|"):
            text, labels = text + " ", labels + "0"
    text, labels = text.rstrip(), labels[: len(text.rstrip())]
    return text, labels[:-1] + ("4" if labels[-1] == "3" else "2")


def practised(count: int, *, seed: int) -> Iterator[Labelled]:
    """Made-up sentences with their labels."""
    for text, spans in practice(count, seed=seed):
        labels = ["0"] * len(text)
        for _, end in spans:
            labels[end - 1] = "1"
        labels[-1] = "2"
        yield text, "".join(labels)


def paragraphs(sentences: Iterable[Labelled], *, longest: int, seed: int) -> Iterator[Labelled]:
    """Sentences in order, one to `longest` of them in a paragraph."""
    chance = random.Random(seed)  # noqa: S311 - no secret
    waiting: list[Labelled] = []
    size = chance.randint(1, longest)
    for sentence in sentences:
        waiting.append(sentence)
        if len(waiting) == size:
            yield _joined(waiting)
            waiting, size = [], chance.randint(1, longest)
    if waiting:
        yield _joined(waiting)


def _joined(sentences: list[Labelled]) -> Labelled:
    return " ".join(text for text, _ in sentences), "0".join(labels for _, labels in sentences)


def write_labelled(paragraphs: Iterable[Labelled], text_file: Path, label_file: Path) -> None:
    """Write texts and labels, paragraphs parted by an empty line."""
    texts, labels = zip(*paragraphs, strict=True)
    text_file.write_text("\n\n".join(texts) + "\n", encoding="utf-8")
    label_file.write_text("\n\n".join(labels) + "\n", encoding="utf-8")


def write_expansions(sentences: Iterable[TreebankSentence], file: Path) -> None:
    """Write how often each multi-word token stands for which words."""
    counted = Counter(found for sentence in sentences for found in multiwords(sentence))
    rows = [[[form, list(parts)], count] for (form, parts), count in counted.items()]
    file.write_text(json.dumps(rows, ensure_ascii=False), encoding="utf-8")


def write_forms(sentences: Iterable[TreebankSentence], file: Path) -> None:
    """Write each distinct form with its commonest lemma by tag, as sentences of one word.

    Training on every token repeats the frequent ones; this is three times as fast and better.
    """
    counted = Counter(
        (columns[1], columns[3], columns[2])
        for sentence in sentences
        for columns in words(sentence)
        if columns[2] != "_"
    )
    best: dict[tuple[str, str], str] = {}
    for (form, upos, lemma), _ in counted.most_common():
        best.setdefault((form, upos), lemma)
    lines = [
        f"1\t{form}\t{lemma}\t{upos}\t_\t_\t0\troot\t_\t_\n" for (form, upos), lemma in best.items()
    ]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
