"""Commands from responses to results and reports."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.cli.output import console, problems
from pipeline.schema import Failure, ResponseAnalysis
from pipeline.settings import load_settings

app = typer.Typer()

OutlineOption = Annotated[
    Path | None,
    typer.Option(help="Outline of the draft; else outline.txt or .yaml beside the responses."),
]


@app.command()
def run(
    paths: Annotated[list[Path], typer.Argument(help="Files and folders of responses.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="Folder of the results.")],
    outline: OutlineOption = None,
    workers: Annotated[int | None, typer.Option(help="Processes that analyse.")] = None,
    keep_personal_data: Annotated[
        bool | None,
        typer.Option("--keep-personal-data", help="Leave contact details in the text."),
    ] = None,
) -> None:
    """Analyse all responses: one JSON file each, and run.json."""
    from pipeline.batch import Run  # loads spaCy: not for --help

    settings = load_settings(workers=workers, keep_personal_data=keep_personal_data)
    started = time.monotonic()
    batch = Run(paths, output=output, settings=settings, outline=outline)
    with _progress() as progress:
        task = progress.add_task("Reading responses", total=len(batch.sources))
        done: set[str] = set()
        for outcome in batch:
            done.add(outcome.file if isinstance(outcome, Failure) else outcome.source.file)
            progress.update(task, completed=len(done))
    console.print(_summary(batch.counts, batch.labels, len(batch.written), len(batch.failures)))
    for failure in batch.failures:
        place = " ".join(filter(None, (failure.file, failure.response_id)))
        problems.print(
            f"[red]failed[/red] {escape(place)} ({failure.stage}): {escape(failure.reason)}",
            soft_wrap=True,
        )
    console.print(
        f"{len(batch.written)} results in {output / 'responses'}, "
        f"account in {output / 'run.json'}, {time.monotonic() - started:.0f} s",
        soft_wrap=True,
        highlight=False,
    )
    if batch.failures:
        raise typer.Exit(1)


def _progress() -> Progress:
    return Progress(
        TextColumn("{task.description}"),
        BarColumn(),
        MofNCompleteColumn(),
        TextColumn("files"),
        TimeRemainingColumn(),
        console=problems,
        disable=not problems.is_terminal,
    )


def _summary(counts: dict[str, int], labels: dict[str, int], written: int, failed: int) -> Table:
    table = Table("what", "number", title="Run")
    rows = {"responses": written, "failed": failed, **counts}
    rows |= {f"label {label}": number for label, number in labels.items()}
    for name, number in rows.items():
        table.add_row(name, str(number))
    return table


@app.command()
def outline(
    file: Annotated[Path, typer.Argument(help="The draft, its contents page or its outline.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="YAML file to write, to mend by hand.")
    ] = None,
) -> None:
    """Show a draft's outline as a tree: from text, YAML, Word or PDF."""
    from pipeline.atomic import write_text
    from pipeline.outline import load_outline, render_tree, to_yaml

    found = load_outline(file)
    print(render_tree(found))
    for problem in found.problems:
        problems.print(f"[yellow]odd[/yellow] {escape(problem)}", soft_wrap=True)
    if output is not None:
        write_text(output, to_yaml(found))


@app.command()
def report(
    folder: Annotated[Path, typer.Argument(help="Output folder of a finished run.")],
    formats: Annotated[
        str, typer.Option("--format", help="Of xlsx, docx, html, parquet, csv, duckdb.")
    ] = "xlsx,docx,html",
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="Folder; else report in the run's.")
    ] = None,
    template: Annotated[
        Path | None, typer.Option(help="The authority's own Word document to start from.")
    ] = None,
    language: Annotated[str, typer.Option(help="Of the report's own words: fi, sv or en.")] = "fi",
) -> None:
    """Make the summary from a run: Excel, Word, web page and tables."""
    from pipeline.reporting import report as write

    names = [name.strip() for name in formats.split(",") if name.strip()]
    for path in write(folder, names, output=output, template=template, language=language):
        console.print(str(path), soft_wrap=True, highlight=False)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a response's result."""
    print(json.dumps(ResponseAnalysis.model_json_schema(), indent=2, ensure_ascii=False))


@app.command()
def doctor() -> None:
    """Check that everything a run needs is here and works."""
    from pipeline.doctor import examine

    table = Table("check", "state", "detail")
    findings = list(examine(load_settings()))
    for finding in findings:
        state = "[green]ok[/green]" if finding.ok else "[red]fails[/red]"
        table.add_row(finding.check, state, escape(finding.detail))
    console.print(table)
    if not all(finding.ok for finding in findings):
        raise typer.Exit(2)
