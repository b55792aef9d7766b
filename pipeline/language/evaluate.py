"""How right the language stage is, from raw text, by the measures of the CoNLL 2018 task.

The measures are taken by `udtools`, the Universal Dependencies project's own script, which comes
with Stanza.
"""

from __future__ import annotations

import io
import json
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING

from udtools import udeval

from pipeline.doc import SENTENCES
from pipeline.errors import ModelError
from pipeline.language.conllu import raw_text, read_conllu, write_conllu

if TYPE_CHECKING:
    from pipeline.language.annotator import Annotator
    from pipeline.language.finnish import StanzaTokenizer


@dataclass(frozen=True, slots=True)
class Scores:
    """F1 in per cent. Lemmas are compared as they are, and without the mark `#` of compounds."""

    tokens: float
    sentences: float
    words: float
    upos: float
    features: float
    lemmas: float
    lemmas_unmarked: float

    def table(self) -> str:
        """One measure a line.

        >>> print(Scores(99.5, 90, 99.4, 96, 93, 94, 95).table().splitlines()[0])
        tokens            99.50
        """
        return "\n".join(f"{f.name:<16}{getattr(self, f.name):7.2f}" for f in fields(self))


def evaluate(gold: str | Path, annotator: Annotator) -> Scores:
    """Annotate the raw text of a CoNLL-U file and compare.

    Raises:
        ModelError: the file is no CoNLL-U.
    """
    path = Path(gold)
    sentences = read_conllu(path)
    texts = raw_text(sentences)
    made = [
        write_conllu(text, blocks)
        for text, blocks in zip(texts, annotator.annotate(texts), strict=True)
    ]
    lines = ["\n".join(sentence.lines) + "\n" for sentence in sentences]
    return compare("\n".join(lines) + "\n", "".join(made), file=path)


@dataclass(frozen=True, slots=True)
class SentenceScore:
    """How many of the gold sentences were found exactly; `missed` are the others."""

    right: int
    total: int
    missed: tuple[str, ...]

    @property
    def percent(self) -> float:
        """The share found, in per cent."""
        return 100 * self.right / self.total


def evaluate_sentences(gold: str | Path, tokenizer: StanzaTokenizer) -> SentenceScore:
    """Compare with a JSONL file of answers, each with its `text` and its `sentences` in order.

    Raises:
        ModelError: the file can't be read, or a line lacks one of the two.
    """
    path = Path(gold)
    answers: list[tuple[str, list[str]]] = []
    try:
        for line in path.read_text(encoding="utf-8").splitlines():
            row = json.loads(line)
            answers.append((row["text"], row["sentences"]))
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(
            f"can't be read: {error}", file=path, remedy="give a JSONL file"
        ) from error
    except (ValueError, KeyError, TypeError) as error:
        raise ModelError(
            "is no answer with its text and sentences",
            file=path,
            place=f"line {len(answers) + 1}",
            remedy='write {"text": "…", "sentences": ["…"]} a line',
        ) from error
    missed: list[str] = []
    docs = tokenizer.pipe(text for text, _ in answers)
    for (_, sentences), doc in zip(answers, docs, strict=True):
        found = Counter(span.text for span in doc.spans[SENTENCES])
        missed += (Counter(sentences) - found).elements()
    total = sum(len(sentences) for _, sentences in answers)
    if not total:
        raise ModelError("holds no sentence", file=path, remedy="give a JSONL file of answers")
    return SentenceScore(total - len(missed), total, tuple(missed))


def compare(gold: str, system: str, *, file: Path | None = None) -> Scores:
    """Compare two contents of CoNLL-U over the same text.

    Raises:
        ModelError: one is no CoNLL-U, or their texts differ.
    """
    try:
        scores = udeval.evaluate(_load(gold), _load(system))
        unmarked = udeval.evaluate(_load(_without_marks(gold)), _load(_without_marks(system)))
    except udeval.UDError as error:
        raise ModelError(
            f"can't be compared: {error}", file=file, remedy="mend the CoNLL-U"
        ) from error
    return Scores(
        tokens=100 * scores["Tokens"].f1,
        sentences=100 * scores["Sentences"].f1,
        words=100 * scores["Words"].f1,
        upos=100 * scores["UPOS"].f1,
        features=100 * scores["UFeats"].f1,
        lemmas=100 * scores["Lemmas"].f1,
        lemmas_unmarked=100 * unmarked["Lemmas"].f1,
    )


def _load(content: str) -> object:
    return udeval.load_conllu(io.StringIO(content), "", {})


def _without_marks(content: str) -> str:
    """`#` taken out of the lemmas, except where it is the whole lemma."""
    return "\n".join(_unmarked(line) for line in content.split("\n"))


def _unmarked(line: str) -> str:
    if line.startswith("#") or "\t" not in line:
        return line
    columns: Sequence[str] = line.split("\t")
    lemma = columns[2].replace("#", "") or columns[2]
    return "\t".join((*columns[:2], lemma, *columns[3:]))
