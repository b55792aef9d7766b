"""Parquet, CSV and DuckDB hold the same tables, whose keys meet."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pyarrow.parquet as pq
import pytest

from pipeline.reporting import build_tables, read_run, report
from pipeline.reporting.star import BY_NAME, TABLES
from pipeline.reporting.words import LANGUAGES, catalogue

MakeRun = Callable[..., Path]


def test_keys_are_unique_and_lead_somewhere(make_run: MakeRun) -> None:
    tables = dict(build_tables(read_run(make_run())).items())
    assert set(tables) == set(BY_NAME)
    for spec in TABLES:
        rows = tables[spec.name].to_pylist()
        names = [column.name for column in spec.columns]
        keys = [tuple(row[name] for name in names[: spec.keys]) for row in rows]
        assert len(set(keys)) == len(keys), spec.name
        for column in spec.columns:
            values = {row[column.name] for row in rows}
            assert column.optional or None not in values, (spec.name, column.name)
            if column.of:
                target = BY_NAME[column.of].columns[0].name
                known = {row[target] for row in tables[column.of].to_pylist()}
                assert values - {None} <= known, (spec.name, column.name)


def test_parquet_tells_what_its_columns_mean(make_run: MakeRun) -> None:
    folder = make_run()
    report(folder, ["parquet"])
    schema = pq.read_schema(folder / "report" / "parquet" / "fact_sentence.parquet")
    assert schema.field("text").metadata[b"meaning"] == b"The sentence, verbatim."
    with (folder / "report" / "parquet" / "data_dictionary.csv").open(encoding="utf-8-sig") as file:
        told = {(row["table"], row["column"]) for row in csv.DictReader(file, delimiter=";")}
    assert told == {(table.name, column.name) for table in TABLES for column in table.columns}


def test_duckdb_views_agree_with_the_parquet_files(make_run: MakeRun) -> None:
    duckdb = pytest.importorskip("duckdb")
    folder = make_run()
    report(folder, ["duckdb", "parquet"])
    parquet = folder / "report" / "parquet"
    with duckdb.connect(str(folder / "report" / "lausuntokooste.duckdb"), read_only=True) as base:
        rows = base.sql("SELECT number, label_key, respondents, sentences FROM chapter_label")
        assert rows.fetchall()[:3] == [
            ("5", "risk", 1, 1),
            ("5.2", "proposal", 2, 2),
            ("5.10", "support", 1, 1),
        ]
        stored = base.sql("SELECT count(*) FROM bridge_sentence_chapter").fetchall()
        read = base.sql(
            f"SELECT count(*) FROM '{parquet}/bridge_sentence_chapter.parquet'"  # noqa: S608
        ).fetchall()
        assert stored == read == [(6,)]
        shared = base.sql("SELECT respondents, names FROM shared_proposal").fetchall()
        assert shared == [(2, ["Kunta", "Liitto"])]


def test_an_outline_of_300_levels(make_run: MakeRun) -> None:
    deep = [".".join(["1"] * level) for level in range(1, 301)]
    outlines = [{"fingerprint": "o", "chapters": [[number, "Otsikko"] for number in deep]}]
    rows = {"kunta": [("risk", "Vaara.", (deep[-1],))]}
    folder = make_run(rows, outlines=outlines)
    made = report(folder, ["xlsx", "docx", "html", "parquet", "csv"])
    assert all(path.stat().st_size for path in made)
    chapters = build_tables(read_run(folder)).dim_chapter.to_pylist()
    assert chapters[299]["depth"] == 300
    assert chapters[299]["parent_key"] == chapters[298]["chapter_key"]


def test_every_word_is_in_every_language_with_the_same_places() -> None:
    for key, texts in catalogue().items():
        assert set(texts) == set(LANGUAGES), key
        places = {
            tuple(sorted(part.split("}")[0] for part in t.split("{")[1:])) for t in texts.values()
        }
        assert len({frozenset(some) for some in places}) == 1, key


@pytest.mark.parametrize("language", LANGUAGES)
def test_reports_in_every_language(make_run: MakeRun, language: str) -> None:
    made = report(make_run(), ["xlsx", "docx", "html"], language=language)
    assert [path.suffix for path in made] == [".xlsx", ".docx", ".html"]


def test_the_power_bi_guide_has_every_relationship_and_real_columns() -> None:
    guide = (Path(__file__).parents[2] / "docs" / "power_bi.md").read_text(encoding="utf-8")
    for table in TABLES:
        for column in table.columns:
            if column.of and column.of != table.name:
                target = BY_NAME[column.of].columns[0].name
                assert f"| {table.name} | {column.name} | {column.of} | {target} |" in guide
    for table_name, column_name in re.findall(r"\b((?:fact|dim|bridge)_\w+)\[(\w+)\]", guide):
        assert column_name in BY_NAME[table_name].schema.names
