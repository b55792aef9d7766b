"""The tables as files for other programs: Parquet, CSV, DuckDB, each with a data dictionary."""

from __future__ import annotations

import csv
import io
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq

from pipeline.atomic import write_text
from pipeline.errors import OutputError, SettingsError
from pipeline.reporting.star import TABLES
from pipeline.reporting.tables import Tables

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_DICTIONARY = ("table", "column", "type", "key", "refers_to", "optional", "meaning")


def write_parquet(tables: Tables, folder: Path) -> list[Path]:
    """One Parquet file a table, and the data dictionary.

    Raises:
        OutputError: a file can't be written.
    """
    written = []
    for name, table in tables.items():
        path = folder / f"{name}.parquet"
        try:
            folder.mkdir(parents=True, exist_ok=True)
            pq.write_table(table, path, compression="zstd")
        except OSError as error:
            raise OutputError(
                f"can't be written: {error}", file=path, remedy="check the rights and the space"
            ) from error
        written.append(path)
    return [*written, _write_dictionary(folder)]


def write_csv(tables: Tables, folder: Path) -> list[Path]:
    """One CSV file a table, as a Finnish Excel opens it: semicolons, UTF-8 with its mark.

    A text that begins like a formula gets an apostrophe before it. Whoever needs every text
    verbatim takes Parquet.
    """
    written = []
    for name, table in tables.items():
        path = folder / f"{name}.csv"
        names = table.column_names
        rows = zip(*(column.to_pylist() for column in table.columns), strict=True)
        _write_rows(path, names, ([neutral(value) for value in row] for row in rows))
        written.append(path)
    return [*written, _write_dictionary(folder)]


def write_duckdb(tables: Tables, path: Path) -> None:
    """A DuckDB file with the tables, and views for the questions that are asked most.

    Raises:
        SettingsError: DuckDB is not installed.
        OutputError: the file can't be written.
    """
    if find_spec("duckdb") is None:
        raise SettingsError(
            "a DuckDB file needs DuckDB, which is not installed",
            remedy="pip install 'lausuntoputki[duckdb]'",
        )
    import duckdb  # an extra

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.unlink(missing_ok=True)
        with duckdb.connect(str(path)) as connection:
            for name, table in tables.items():
                connection.from_arrow(table).create(name)
            for view in VIEWS.values():
                connection.execute(view)
    except (OSError, duckdb.Error) as error:
        raise OutputError(
            f"can't be written: {error}", file=path, remedy="close what has it open"
        ) from error


VIEWS = {
    "chapter_label": """
        CREATE VIEW chapter_label AS
        SELECT c.sort_key, c.number, c.title, s.label_key,
               count(DISTINCT s.response_key) AS respondents,
               count(DISTINCT s.sentence_key) AS sentences
        FROM fact_sentence s
        JOIN bridge_sentence_chapter USING (sentence_key)
        JOIN dim_chapter c USING (chapter_key)
        GROUP BY ALL ORDER BY c.sort_key, s.label_key""",
    "group_label": """
        CREATE VIEW group_label AS
        SELECT g.name AS respondent_group, s.label_key,
               count(DISTINCT s.response_key) AS respondents,
               count(*) AS sentences
        FROM fact_sentence s
        JOIN dim_response USING (response_key)
        JOIN dim_respondent_group g USING (group_key)
        GROUP BY ALL ORDER BY g.name, s.label_key""",
    "shared_proposal": """
        CREATE VIEW shared_proposal AS
        SELECT g.*, list(DISTINCT r.respondent ORDER BY r.respondent) AS names
        FROM dim_proposal_group g
        JOIN bridge_proposal_group USING (group_key)
        JOIN fact_proposal p USING (proposal_key)
        JOIN dim_response r USING (response_key)
        WHERE g.respondents > 1
        GROUP BY ALL ORDER BY g.respondents DESC, g.group_key""",
}
"""Views by name."""


def neutral(value: Any) -> Any:
    """A value that no spreadsheet takes for a formula.

    >>> neutral("=1+1"), neutral("a=1"), neutral(-1)
    ("'=1+1", 'a=1', -1)
    """
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def _write_dictionary(folder: Path) -> Path:
    """What every column means and which it points to."""
    path = folder / "data_dictionary.csv"
    rows = [
        (
            table.name,
            column.name,
            str(column.type),
            "yes" if place < table.keys else "",
            column.of or "",
            "yes" if column.optional else "",
            column.meaning,
        )
        for table in TABLES
        for place, column in enumerate(table.columns)
    ]
    _write_rows(path, _DICTIONARY, rows)
    return path


def _write_rows(path: Path, names: Any, rows: Any) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(names)
    writer.writerows(rows)
    write_text(path, "\ufeff" + text.getvalue())
