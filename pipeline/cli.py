"""The command `lausuntoputki`: parses, calls, prints.

Exit status: 0 all done, 1 some responses failed (each named), 2 wrong use or settings.
"""

from __future__ import annotations

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.table import Table

from pipeline.errors import IngestError, LausuntoputkiError, SettingsError
from pipeline.schema import Failure, ResponseAnalysis
from pipeline.settings import load_settings

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads Finnish consultation responses: labels, chapter references and proposals as JSON.",
)
ingest = typer.Typer(no_args_is_help=True, help="Look at sources before a run.")
annotate = typer.Typer(no_args_is_help=True, help="Labels out to people, and back in.")
evaluate = typer.Typer(no_args_is_help=True, help="Measure labels and references.")
language = typer.Typer(no_args_is_help=True, help="The Finnish models: measure and train.")
app.add_typer(ingest, name="ingest")
app.add_typer(annotate, name="annotate")
app.add_typer(evaluate, name="evaluate")
app.add_typer(language, name="language")
console = Console()
problems = Console(stderr=True)

OutlineOption = Annotated[
    Path | None,
    typer.Option(help="Outline of the draft; else outline.txt or .yaml beside the responses."),
]


def main() -> None:
    """The command; errors that a user can mend are told in a line, with exit status 2."""
    try:
        app()
    except LausuntoputkiError as error:
        problems.print(f"[red]error[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(2)


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


@ingest.command()
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


@ingest.command()
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
def train(
    out: Annotated[
        Path | None, typer.Option(help="Folder of the model; else the one in use.")
    ] = None,
    force: Annotated[bool, typer.Option(help="Replace a better model, too.")] = False,
) -> None:
    """Train the label classifier on the labelled sentences; measure it; write model and card."""
    from pipeline.annotation import training_and_test
    from pipeline.classification.evaluate import evaluate as measure
    from pipeline.classification.model import refuse_worse, save_classifier
    from pipeline.classification.report import card, render
    from pipeline.classification.train import train as fit

    settings = load_settings()
    folder = out or settings.classifier
    training, test = training_and_test(settings.annotated, language_model=settings.language_model)
    classifier = fit(training)
    if not force:
        refuse_worse(classifier, folder)
    evaluation = measure(training, classifier=classifier, test=test)
    save_classifier(classifier, folder, card=card(classifier.metadata, evaluation))
    print(render(evaluation))
    console.print(f"Model and card are in {folder}", soft_wrap=True, highlight=False)


@annotate.command("export")
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


@annotate.command("import")
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


@annotate.command("agreement")
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


@evaluate.command("labels")
def evaluate_labels(
    as_json: Annotated[bool, typer.Option("--json", help="Print JSON instead of tables.")] = False,
) -> None:
    """Measure the label classifier: folds, drafts never seen, test set, baselines."""
    from pipeline.annotation import training_and_test
    from pipeline.classification import load_classifier
    from pipeline.classification.evaluate import evaluate as measure
    from pipeline.classification.report import render

    settings = load_settings()
    training, test = training_and_test(settings.annotated, language_model=settings.language_model)
    classifier = load_classifier(settings.classifier)
    evaluation = measure(training, classifier=classifier, test=test)
    print(evaluation.model_dump_json(indent=1) if as_json else render(evaluation))


@evaluate.command("references")
def evaluate_references_(
    gold: Annotated[
        Path | None, typer.Argument(help="Labelled references; else the project's own.")
    ] = None,
    errors: Annotated[bool, typer.Option(help="List the texts on which the rules err.")] = True,
    release: Annotated[bool, typer.Option(help="Keep the figures as the last release's.")] = False,
) -> None:
    """Measure how well references are found and resolved; tell what changed since the release."""
    from pipeline.references import release as record
    from pipeline.references.evaluate import evaluate_references, render_evaluation
    from pipeline.references.gold import read_gold

    annotated = load_settings().annotated
    result = evaluate_references(read_gold(gold or annotated / "references.jsonl"))
    print(render_evaluation(result, errors=errors))
    if gold is not None:
        return
    file = annotated / "references_release.json"
    now = record.release_of(result)
    if release:
        record.write_release(file, now)
    print("Since the last release:")
    print(record.render_changes(now, record.read_release(file)))


@language.command("evaluate")
def evaluate_language(
    file: Annotated[Path, typer.Argument(help="Gold sentences in CoNLL-U.")],
) -> None:
    """Measure tokens, sentences, tags and lemmas from raw text, by the CoNLL 2018 measures."""
    from pipeline.language.annotator import Annotator
    from pipeline.language.evaluate import evaluate as measure

    print(measure(file, Annotator(load_settings().language_model)).table())


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
