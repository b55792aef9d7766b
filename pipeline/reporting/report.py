"""From a run's folder to the files that people and programs read."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from pipeline.errors import OutputError, SettingsError
from pipeline.reporting.excel import write_excel
from pipeline.reporting.files import write_csv, write_duckdb, write_parquet
from pipeline.reporting.reading import RunResults, read_run
from pipeline.reporting.tables import Tables, build_tables
from pipeline.reporting.web import write_web
from pipeline.reporting.word import write_word
from pipeline.reporting.words import Words, load_words

NAME = "lausuntokooste"
"""Name of the documents; their endings tell them apart."""

DEFAULT_FORMATS = ("xlsx", "docx")


@dataclass(frozen=True, slots=True)
class _Order:
    """What a writer needs: the run, its tables, the folder to write into, and how."""

    run: RunResults
    tables: Tables
    folder: Path
    words: Words
    template: Path | None

    def file(self, ending: str) -> Path:
        return self.folder / f"{NAME}.{ending}"


def _excel(order: _Order) -> list[Path]:
    write_excel(order.tables, order.file("xlsx"), words=order.words)
    return [order.file("xlsx")]


def _word(order: _Order) -> list[Path]:
    write_word(order.tables, order.file("docx"), template=order.template, words=order.words)
    return [order.file("docx")]


def _web(order: _Order) -> list[Path]:
    write_web(order.run, order.tables, order.file("html"), words=order.words)
    return [order.file("html")]


def _duckdb(order: _Order) -> list[Path]:
    write_duckdb(order.tables, order.file("duckdb"))
    return [order.file("duckdb")]


WRITERS: dict[str, Callable[[_Order], list[Path]]] = {
    "xlsx": _excel,
    "docx": _word,
    "html": _web,
    "parquet": lambda order: write_parquet(order.tables, order.folder / "parquet"),
    "csv": lambda order: write_csv(order.tables, order.folder / "csv"),
    "duckdb": _duckdb,
}
"""Writers by format; each gives the files it wrote."""


def report(
    folder: str | Path,
    formats: Sequence[str] = DEFAULT_FORMATS,
    *,
    output: str | Path | None = None,
    template: str | Path | None = None,
    language: str = "fi",
) -> list[Path]:
    """Write the reports of the finished run in `folder`; the files written, in order.

    They go to `output`, by default the folder `report` within the run's. `template` is the
    authority's own Word file.

    Raises:
        SettingsError: there is no such format or language, or DuckDB is not installed.
        OutputError: the run is missing, unfinished or of another version, the template can't be
            read, or a file can't be written.
    """
    unknown = [name for name in formats if name not in WRITERS]
    if unknown or not formats:
        raise SettingsError(
            f"no format {unknown[0]!r}" if unknown else "no format given",
            remedy=f"choose from {', '.join(WRITERS)}",
        )
    target = Path(output) if output is not None else Path(folder) / "report"
    run = read_run(Path(folder))
    order = _Order(
        run=run,
        tables=build_tables(run),
        folder=target,
        words=load_words(language),
        template=Path(template) if template is not None else None,
    )
    try:
        target.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(
            f"can't be made: {error.strerror}", file=target, remedy="check the rights"
        ) from error
    return [path for name in dict.fromkeys(formats) for path in WRITERS[name](order)]
