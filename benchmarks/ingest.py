"""Speed and memory of ingest by kind of file, and whether they grow in step with the size.

Run: `python benchmarks/ingest.py`. Each line gives the median time of reading a file, files and
kilobytes of answers a second, and the peak of memory allocated by Python. Below, the time of a
file 16 times as long divided by 16 times the time: 1 is linear.
"""

from __future__ import annotations

import statistics
import tempfile
import time
import tracemalloc
from pathlib import Path

import openpyxl

from pipeline.ingest import read

FIXTURES = Path(__file__).parents[1] / "tests" / "fixtures" / "ingest"
ROUNDS = 7
PARAGRAPH = (
    "Luvun {0}.2 tavoitteet ovat hyviä, mutta mittarit jäävät epäselviksi, ja niitä tulisi "
    "täsmentää\nennen kuin suunnitelma viedään aluevaltuuston päätettäväksi. Bussi lakkaa.\n"
)


def main() -> None:
    """Measure and print."""
    print(f"{'file':28} {'ms':>8} {'files/s':>8} {'kB/s':>8} {'peak MB':>8}")
    for path in sorted(FIXTURES.glob("*__*")):
        if path.name.startswith(("letter__word", "page__", "export__", "statement__")):
            seconds, letters, peak = measure(path)
            print(
                f"{path.name:28} {seconds * 1e3:8.1f} {1 / seconds:8.0f} "
                f"{letters / 1e3 / seconds:8.0f} {peak / 1e6:8.1f}"
            )
    print(f"\n{'kind':28} {'1x ms':>8} {'16x ms':>8} {'ratio':>8}")
    makers = {
        "letter.txt": letter,
        "page.txt": page,
        "page.html": web_page,
        "statement.txt": statement,
        "export.csv": export_csv,
        "export.xlsx": export_xlsx,
    }
    with tempfile.TemporaryDirectory() as folder:
        for name, make in makers.items():
            times = []
            for size in (20, 320):
                path = Path(folder) / name
                make(path, size)
                times.append(measure(path)[0])
            ratio = times[1] / times[0] / 16
            print(f"{name:28} {times[0] * 1e3:8.1f} {times[1] * 1e3:8.1f} {ratio:8.2f}")


def measure(path: Path) -> tuple[float, int, int]:
    """Median seconds of a reading, characters of the answers, peak of allocated bytes."""
    times = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        responses = read(path)
        times.append(time.perf_counter() - start)
    letters = sum(len(answer.text) for response in responses for answer in response.answers)
    tracemalloc.start()
    read(path)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return statistics.median(times), letters, peak


def letter(path: Path, size: int) -> None:
    """A letter of `size` headings, each with a paragraph."""
    parts = [f"{n % 90 + 1}. Otsikko {n}\n\n{PARAGRAPH.format(n)}" for n in range(size)]
    path.write_text("Asia: Lausunto luonnoksesta\n\n" + "\n".join(parts), encoding="utf-8")


def _questions(size: int) -> list[tuple[str, str]]:
    return [
        (f"{n + 1}. Miltä luku {n} näyttää?", PARAGRAPH.format(n).replace("\n", " "))
        for n in range(size)
    ]


def page(path: Path, size: int) -> None:
    """A summary page of `size` questions."""
    parts = [f"{question}\n\n{answer}" for question, answer in _questions(size)]
    path.write_text("Yhteenvetosivu: Lausunto\n\n" + "\n\n".join(parts), encoding="utf-8")


def web_page(path: Path, size: int) -> None:
    """The same as HTML."""
    parts = [f"<p>{question}</p><p>{answer}</p>" for question, answer in _questions(size)]
    path.write_text(
        f"<html><body><h1>Yhteenvetosivu: Lausunto</h1>{''.join(parts)}</body></html>",
        encoding="utf-8",
    )


def statement(path: Path, size: int) -> None:
    """A statement of `size` fields."""
    parts = [
        f"Kommenttinne lukuun {n}\n    " + PARAGRAPH.format(n).replace("\n", "\n    ").rstrip()
        for n in range(size)
    ]
    path.write_text("Lausunnonantajan lausunto\n\n" + "\n\n".join(parts), encoding="utf-8")


def _rows(size: int) -> list[list[str]]:
    header = ["Vastaajanumero", "1. Mitä mieltä olet?", "2. Miten luku 3 näkyy?"]
    return [header, *([str(n), PARAGRAPH.format(n), PARAGRAPH.format(n)] for n in range(size))]


def export_csv(path: Path, size: int) -> None:
    """An export of `size` respondents."""
    rows = [";".join(f'"{cell}"' for cell in row) for row in _rows(size)]
    path.write_text("\n".join(rows), encoding="utf-8")


def export_xlsx(path: Path, size: int) -> None:
    """The same as a workbook."""
    book = openpyxl.Workbook()
    for row in _rows(size):
        book.worksheets[0].append(row)
    book.save(path)


if __name__ == "__main__":
    main()
