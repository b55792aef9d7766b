"""How fast and how right the language stage is beside its peers, in one process on one core.

    python -m benchmarks.language [--tokens N] [--gold FILE.conllu]

Peers: stock Stanza with the same weights, called answer by answer and called once, and the spaCy
model spacy-fi-experimental-web-md where it is installed (pip install ".[benchmark]", and Debian's
libvoikko1 and voikko-fi). Times are CPU time. `--gold` adds how many lemmas each gets right, the
mark `#` of compounds left out.
"""

from __future__ import annotations

import argparse
import gc
import importlib.util
import logging
import re
import tempfile
import time
import warnings
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import spacy
import stanza
from spacy.language import Language

from benchmarks.consultation_round import consultation_round
from pipeline.language import create
from pipeline.language.conllu import raw_text, read_conllu
from pipeline.settings import PROJECT, Settings

SPACY_MODEL = "spacy_fi_experimental_web_md"

Lemmas = dict[tuple[int, int], str]
"""Lemmas without the compound mark, in lower case, by the token's place in the texts joined."""

Run = Callable[[list[str]], Lemmas]
_GAP = "\n\n"


@dataclass(frozen=True, slots=True)
class Result:
    """Tokens and CPU seconds for the round, peak memory in MB, share of right lemmas."""

    name: str
    tokens: int
    seconds: float
    memory: float
    lemmas: float | None


def main() -> None:
    """Run all peers and print a table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--tokens", type=int, default=110_000)
    parser.add_argument("--gold", type=Path)
    given = parser.parse_args()
    logging.disable(logging.WARNING)
    warnings.simplefilter("ignore")
    texts = consultation_round(PROJECT / "data" / "raw", tokens=given.tokens)
    print(_described(texts))
    model = Settings().language_model
    results = []
    with tempfile.TemporaryDirectory() as folder:
        cache = Path(folder) / "cache.sqlite"
        started = time.process_time()
        cold = _ours(model, cache)
        cold(["Alkuun."])
        print(f"start-up of this project: {time.process_time() - started:.1f} s\n")
        results.append(_measure("this project, cold", cold, texts, given.gold))
        # a new vocabulary, as in another process
        results.append(_measure("this project, warm", _ours(model, cache), texts, given.gold))
        del cold
    once = _stock(model)
    results.append(_measure("stock Stanza, called once", once, texts, given.gold))
    results.append(_measure("stock Stanza, per answer", _one_by_one(once), texts, given.gold))
    del once
    if importlib.util.find_spec(SPACY_MODEL):
        results.append(_measure(SPACY_MODEL, _spacy(), texts, given.gold))
    else:
        print(f"{SPACY_MODEL} is not installed and left out\n")
    _print(results)


def _ours(model: Path, cache: Path) -> Run:
    return _by_spacy(create(model, cache=cache))


def _spacy() -> Run:
    return _by_spacy(spacy.load(SPACY_MODEL, exclude=["parser", "ner"]))


def _by_spacy(nlp: Language) -> Run:
    def run(texts: list[str]) -> Lemmas:
        found: Lemmas = {}
        offset = 0
        for doc in nlp.pipe(texts):
            for token in doc:
                if not token.is_space:
                    start = offset + token.idx
                    found[start, start + len(token)] = token.lemma_
            offset += len(doc.text) + len(_GAP)
        return found

    return run


def _stock(model: Path) -> Run:
    nlp = stanza.Pipeline(
        "fi", dir=str(model), download_method=None, use_gpu=False, logging_level="ERROR"
    )

    def run(texts: list[str]) -> Lemmas:
        return {
            (token.start_char, token.end_char): token.words[-1].lemma or ""
            for token in nlp(_GAP.join(texts)).iter_tokens()
        }

    return run


def _one_by_one(run: Run) -> Run:
    def each(texts: list[str]) -> Lemmas:
        found: Lemmas = {}
        offset = 0
        for text in texts:
            for (start, end), lemma in run([text]).items():
                found[offset + start, offset + end] = lemma
            offset += len(text) + len(_GAP)
        return found

    return each


def _measure(name: str, run: Run, texts: list[str], gold: Path | None) -> Result:
    run(["Lämmittelyksi."])
    gc.collect()
    _forget_peak()
    started = time.process_time()
    tokens = len(run(texts))
    seconds = time.process_time() - started
    return Result(name, tokens, seconds, _peak(), _accuracy(run, gold) if gold else None)


def _accuracy(run: Run, gold: Path) -> float:
    """The share of a treebank's tokens of one word whose lemma is right, in per cent."""
    sentences = read_conllu(gold)
    texts = raw_text(sentences)
    found = run(texts)
    text = _GAP.join(texts)
    at = right = total = 0
    for sentence in sentences:
        inside = 0
        for line in sentence.lines:
            columns = line.split("\t")
            number = columns[0]
            if number.startswith("#") or "." in number:
                continue
            if "-" in number:
                inside = int(number.partition("-")[2])
            elif int(number) <= inside:
                continue
            start = text.index(columns[1], at)
            at = start + len(columns[1])
            if "-" not in number:
                total += 1
                right += _plain(found.get((start, at), "")) == _plain(columns[2])
    return 100 * right / total


def _plain(lemma: str) -> str:
    return (lemma.replace("#", "") or lemma).lower()


def _forget_peak() -> None:
    """Let Linux start its count of the peak anew; elsewhere the peak is the whole run's."""
    counter = Path("/proc/self/clear_refs")
    if counter.exists():
        counter.write_text("5", encoding="ascii")


def _peak() -> float:
    status = Path("/proc/self/status")
    if status.exists():
        for line in status.read_text(encoding="ascii", errors="replace").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) / 1024
    return float("nan")


def _described(texts: list[str]) -> str:
    sentences = [s for text in texts for s in re.split(r"(?<=[.!?])\s+", text)]
    paragraphs = [p for text in texts for p in text.split(_GAP)]
    return (
        f"{len(texts)} answers, {sum(map(len, texts))} characters; "
        f"{len(set(paragraphs)) / len(paragraphs):.0%} of the paragraphs and "
        f"{len(set(sentences)) / len(sentences):.0%} of the sentences are distinct"
    )


def _print(results: list[Result]) -> None:
    slowest = min(result.tokens / result.seconds for result in results)
    print(f"{'':<30}{'tokens/s':>10}{'ratio':>8}{'peak MB':>9}{'lemmas %':>10}")
    for result in results:
        speed = result.tokens / result.seconds
        lemmas = "" if result.lemmas is None else f"{result.lemmas:.2f}"
        row = f"{result.name:<30}{speed:>10.0f}{speed / slowest:>8.1f}{result.memory:>9.0f}"
        print(f"{row}{lemmas:>10}")


if __name__ == "__main__":
    main()
