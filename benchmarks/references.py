"""Throughput of the reference stage on analysed documents, and its growth with text and outline.

Run: python benchmarks/references.py
"""

from __future__ import annotations

import time
from pathlib import Path

import spacy
from spacy.tokens import Doc

from pipeline.doc import AnswerContext
from pipeline.outline import Chapter, Outline
from pipeline.references import find_references
from pipeline.references.gold import read_gold

GOLD = Path(__file__).parents[1] / "data" / "annotated" / "references.jsonl"

NLP = spacy.blank("fi")
NLP.max_length = 100_000_000


def rate(docs: list[Doc], outline: Outline) -> float:
    """Tokens a second of processor time, the best of three."""
    context = AnswerContext(outline=outline)
    best = float("inf")
    for _ in range(3):
        begun = time.process_time()
        for doc in docs:
            find_references(doc, context=context)
        best = min(best, time.process_time() - begun)
    return sum(len(doc) for doc in docs) / best


def analysed(text: str) -> Doc:
    """A document with a lemma on every token, as the language stage gives one."""
    doc = NLP(text)
    for token in doc:
        token.lemma_ = token.lower_
    return doc


def main() -> None:
    """Print one line a measurement."""
    answers = read_gold(GOLD)
    texts = ["\n".join(text.text for text in answer.texts) for answer in answers]
    outline = answers[0].outline
    docs = [analysed(text) for text in texts]
    print(f"{len(docs)} answers: {rate(docs, outline):,.0f} tokens/s")
    for times in (1, 2, 4):
        doc = analysed("\n".join(texts) * times)
        print(f"one text of {len(doc):,} tokens: {rate([doc], outline):,.0f} tokens/s")
    titles = {chapter.title for answer in answers for chapter in answer.outline}
    words = sorted({word for title in titles for word in title.split()})
    for size in (10, 100, 1000):
        chapters = tuple(
            Chapter(
                f"{n // 100 + 1}.{n // 10 % 10 + 1}.{n % 10 + 1}",
                f"{words[n % len(words)].capitalize()} ja {words[n * 7 % len(words)]}",
            )
            for n in range(size)
        )
        print(f"outline of {size} chapters: {rate(docs, Outline(chapters)):,.0f} tokens/s")


if __name__ == "__main__":
    main()
