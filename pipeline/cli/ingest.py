"""Commands that look at sources before a run."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.output import console, problems
from pipeline.errors import IngestError

app = typer.Typer(no_args_is_help=True, help="Look at sources before a run.")


@app.command()
def check(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of responses.")],
) -> None:
    """Look at all files before a long run: what each is, what is answered, what comes twice."""
    from pipeline.ingest import LOW_CONFIDENCE
    from pipeline.ingest import check as look

    found = look(paths)
    files = Table("file", "state", "layout", "sure", "persons", "answered", "empty")
    files.columns[0].overflow = "fold"
    for outcome in found.outcomes:
        sure = "" if outcome.confidence is None else f"{outcome.confidence:.2f}"
        counts = (outcome.respondents, outcome.questions_answered, outcome.questions_empty)
        row = (outcome.file, outcome.status, outcome.layout or "", sure, *map(str, counts))
        doubtful = outcome.confidence is not None and outcome.confidence < LOW_CONFIDENCE
        files.add_row(*map(escape, row), style="yellow" if doubtful else None)
    console.print(files)
    for outcome in found.outcomes:
        for notice in outcome.warnings:
            told = f"[yellow]odd[/yellow] {escape(outcome.file)}: {escape(notice.message)}"
            problems.print(told, soft_wrap=True)
        if outcome.failure:
            problems.print(f"[red]failed[/red] {escape(outcome.failure)}", soft_wrap=True)
    questions = Table("draft", "number", "question", "respondents")
    for draft, number, question, count in found.questions:
        questions.add_row(escape(draft), str(number or ""), escape(question), str(count))
    console.print(questions)
    for duplicate in found.duplicates:
        problems.print(f"[yellow]twice[/yellow] {escape(duplicate)}", soft_wrap=True)
    if any(outcome.status == "failed" for outcome in found.outcomes):
        raise typer.Exit(1)


@app.command()
def inspect(
    file: Annotated[Path, typer.Argument(help="An export, XLSX or CSV.")],
    overwrite: Annotated[
        bool, typer.Option("--overwrite", help="Replace a mapping that is there already.")
    ] = False,
) -> None:
    """Write what each column of an export holds beside it, to confirm or correct by hand."""
    from pipeline.atomic import write_text
    from pipeline.ingest import inspect as look
    from pipeline.ingest import mapping_path, to_yaml

    target = mapping_path(file)
    if target.exists() and not overwrite:
        raise IngestError(
            "is there already, perhaps corrected by hand",
            file=target,
            remedy="use it as it is, or give --overwrite",
        )
    mapping = look(file)
    write_text(target, to_yaml(mapping, file.name))
    table = Table("column", "header", "role", "question")
    for each in mapping.columns:
        number = "" if each.question is None else str(each.question)
        table.add_row(*map(escape, (each.column, each.header, each.role, number)))
    console.print(table)
    console.print(f"written to {escape(str(target))}: confirm or correct it", soft_wrap=True)
