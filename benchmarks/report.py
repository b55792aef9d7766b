"""Time and memory of a report by the size of the round, and of finding near-identical sentences.

Run: `python benchmarks/report.py`. The rounds are made up: words drawn as often as the labelled
sentences have them, every twentieth sentence a copy of another with a word changed. Each size
runs in a process of its own, so that its peak of resident memory is its own. Below, the time for
a sentence at the largest size divided by that at the smallest: 1 is linear.
"""

from __future__ import annotations

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from pipeline.reporting import WRITERS, build_tables, read_run, report
from pipeline.schema import LABELS
from pipeline.similarity import group_similar

ANNOTATED = Path(__file__).parents[1] / "data" / "annotated"
SIZES = (100, 1_000, 5_000)
SENTENCES = 40  # a response
CHAPTERS = [f"{a}.{b}" for a in range(1, 9) for b in range(1, 11)]
FINGERPRINTS = {"version": "0", "language_model": "a", "classifier": "b"}


def main() -> None:
    """Measure and print."""
    if len(sys.argv) > 1:
        measure(int(sys.argv[1]))
        return
    print(f"{'responses':>9} {'step':>10} {'seconds':>9} {'peak MB':>9}", flush=True)
    spent: dict[str, dict[int, float]] = {}
    for size in SIZES:
        done = subprocess.run(
            [sys.executable, __file__, str(size)], check=True, capture_output=True, text=True
        )
        for line in done.stdout.splitlines():
            step, seconds, peak = line.split()
            print(f"{size:>9} {step:>10} {float(seconds):9.1f} {float(peak):9.0f}", flush=True)
            spent.setdefault(step, {})[size] = float(seconds)
    print(f"\n{'step':>10} {'ratio':>9}")
    for step, seconds_of in spent.items():
        ratio = seconds_of[SIZES[-1]] / SIZES[-1] / (seconds_of[SIZES[0]] / SIZES[0])
        print(f"{step:>10} {ratio:9.2f}")


def measure(size: int) -> None:
    """The steps of one size, a line each: name, seconds, peak of resident megabytes so far."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        make_round(folder, size)
        texts = [
            sentence.text
            for response in read_run(folder).responses()
            for answer in response.answers
            for sentence in answer.sentences
        ]
        clock("similar", lambda: group_similar(texts))
        clock("tables", lambda: build_tables(read_run(folder)))
        for form in WRITERS:
            clock(form, lambda form=form: report(folder, [form]))


def clock(step: str, work: object) -> None:
    """Do the work and print what it took; a format's time includes that of the tables."""
    started = time.perf_counter()
    work()  # type: ignore[operator]
    seconds = time.perf_counter() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(step, f"{seconds:.3f}", f"{peak:.1f}", flush=True)


def make_round(folder: Path, size: int) -> None:
    """A finished run of `size` responses to one draft in `folder`."""
    chance = random.Random(0)
    words = [
        word
        for file in sorted(ANNOTATED.glob("labels_*.jsonl"))
        for line in file.read_text(encoding="utf-8").splitlines()
        for word in json.loads(line)["text"].split()
    ]
    (folder / "responses").mkdir()
    names = [f"r{number:05d}" for number in range(size)]
    said: list[str] = []
    for name in names:
        result = make_response(name, chance, words, said)
        file = folder / "responses" / f"{name}.json"
        file.write_text(json.dumps(result, ensure_ascii=False), encoding="utf-8")
    account = {
        "schema_version": "1.0",
        "failures": [],
        "responses": names,
        "settings": {"classifier": "none", "review_below": 0.5},
        "pipeline": FINGERPRINTS,
        "outlines": [
            {"fingerprint": "x", "chapters": [[number, "Otsikko"] for number in CHAPTERS]}
        ],
    }
    (folder / "run.json").write_text(json.dumps(account), encoding="utf-8")


def make_response(
    name: str, chance: random.Random, words: list[str], said: list[str]
) -> dict[str, object]:
    """One response's result; `said` gathers what has been said, for copies."""
    text, sentences, proposals = "", [], []
    for index in range(SENTENCES):
        if said and chance.random() < 0.05:
            sentence = f"{chance.choice(said).rstrip('.')} {chance.choice(words)}."
        else:
            sentence = " ".join(chance.choices(words, k=chance.randint(4, 20))) + "."
        said.append(sentence)
        label = chance.choice(LABELS)
        chapters = [chance.choice(CHAPTERS)] if chance.random() < 0.7 else []
        sentences.append(
            {
                "index": index,
                "start": len(text),
                "end": len(text) + len(sentence),
                "text": sentence,
                "label": label,
                "scores": {label: 0.8},
                "chapters": chapters,
            }
        )
        if label == "proposal":
            proposals.append(
                {
                    "sentence_index": index,
                    "text": sentence,
                    "strength": "must",
                    "chapters": chapters,
                }
            )
        text += f"{sentence}\n\n"
    return {
        "response_id": name,
        "source": {"file": f"{name}.txt", "sha256": "0" * 64, "format": "txt"},
        "respondent": {"organisation": f"Kunta {name}", "group": f"Ryhmä {chance.randint(1, 9)}"},
        "answers": [{"question": "Kysymys?", "text": text, "sentences": sentences}],
        "proposals": proposals,
        "pipeline": {**FINGERPRINTS, "outline": "x"},
    }


if __name__ == "__main__":
    main()
