"""Commands that bring labels out to people and back in."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.output import console, problems
from pipeline.errors import SettingsError
from pipeline.settings import load_settings

app = typer.Typer(no_args_is_help=True, help="Labels out to people, and back in.")


@app.command("export")
def export_labels(
    run: Annotated[Path, typer.Argument(help="Output folder of a finished run.")],
    output: Annotated[Path, typer.Option("--output", "-o", help="File to write.")],
    format: Annotated[str, typer.Option(help="jsonl, xlsx or label-studio.")] = "xlsx",
    needs_review: Annotated[
        bool, typer.Option("--needs-review", help="Only what the classifier is not sure of.")
    ] = False,
    blind: Annotated[
        bool, typer.Option("--blind", help="Without anybody's labels, to compare annotators.")
    ] = False,
) -> None:
    """Write a run's sentences for people to label: Excel, JSON lines or Label Studio."""
    from pipeline.annotation.exchange import FORMATS, write_tasks
    from pipeline.annotation.runs import (
        needing_review,
        read_results,
        tasks_of,
        without_suggestions,
    )
    from pipeline.annotation.view import current_view

    if format not in FORMATS:
        raise SettingsError(f"no format {format!r}", remedy=f"choose from {', '.join(FORMATS)}")
    tasks = list(tasks_of(read_results(run), view=current_view(load_settings().annotated)))
    if needs_review:
        tasks = needing_review(tasks)
    if blind:
        tasks = list(without_suggestions(tasks))
    for path in write_tasks(tasks, output, format=format):
        console.print(f"{len(tasks)} sentences in {path}", soft_wrap=True, highlight=False)


@app.command("import")
def import_labels(
    file: Annotated[Path, typer.Argument(help="Label file that came back.")],
    author: Annotated[str, typer.Option(help="Who labelled.")],
    run: Annotated[
        Path | None, typer.Option(help="The run the sentences are from, to refuse stale ones.")
    ] = None,
) -> None:
    """Take labels over, row by row; what doesn't fit is told, the rest is kept."""
    from pipeline.annotation.exchange import read_rows
    from pipeline.annotation.importing import CONFLICTS_FILE, import_rows
    from pipeline.annotation.runs import places_of, read_results

    folder = load_settings().annotated
    done = import_rows(
        read_rows(file),
        folder=folder,
        time=datetime.now(UTC),
        author=author,
        places=places_of(read_results(run)) if run else None,
    )
    for refusal in done.refused:
        told = f"[red]refused[/red] {escape(refusal.place)}: {escape(refusal.problem)}"
        problems.print(told, soft_wrap=True)
    console.print(
        f"{len(done.changes)} labels changed, {done.unchanged} as they were, "
        f"{done.unlabelled} without a label, {len(done.refused)} refused, "
        f"{len(done.disputed)} in conflict ({folder / CONFLICTS_FILE})",
        soft_wrap=True,
        highlight=False,
    )
    if done.refused:
        raise typer.Exit(1)


@app.command("agreement")
def agreement_of_two(
    first: Annotated[Path, typer.Argument(help="One annotator's label file.")],
    second: Annotated[Path, typer.Argument(help="The other's.")],
) -> None:
    """Tell Cohen's kappa of two annotators, overall and by label, and where they differ."""
    from pipeline.annotation import agreement
    from pipeline.annotation.exchange import read_rows

    one, other = ({r.task.id: r.task for r in read_rows(f) if r.task} for f in (first, second))
    both = [(one[key], other[key]) for key in one if key in other]
    pairs = [(a.label, b.label) for a, b in both if a.label and b.label]
    found = agreement(pairs)
    table = Table("label", "kappa", title=f"{found.pairs} sentences, {found.differing} differ")
    for name, kappa in (("all", found.kappa), *found.by_label.items()):
        table.add_row(name, "-" if kappa is None else f"{kappa:.3f}")
    console.print(table)
    for a, b in both:
        if a.label and b.label and a.label != b.label:
            console.print(f"{a.label} / {b.label}: {escape(a.text)}", soft_wrap=True)
