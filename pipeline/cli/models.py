"""Commands that train and measure."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.output import console
from pipeline.settings import load_settings

app = typer.Typer()
evaluate = typer.Typer(no_args_is_help=True, help="Measure labels and references.")
language = typer.Typer(no_args_is_help=True, help="The Finnish models: measure, train, fetch.")
app.add_typer(evaluate, name="evaluate")
app.add_typer(language, name="language")


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
    first = release and not file.exists()
    print("Since the last release:")
    print(record.render_changes(now, now if first else record.read_release(file)))
    if release:
        record.write_release(file, now)


@language.command("evaluate")
def evaluate_language(
    file: Annotated[Path, typer.Argument(help="Gold sentences in CoNLL-U.")],
) -> None:
    """Measure tokens, sentences, tags and lemmas from raw text, by the CoNLL 2018 measures."""
    from pipeline.language.annotator import Annotator
    from pipeline.language.evaluate import evaluate as measure

    print(measure(file, Annotator(load_settings().language_model)).table())


@language.command("train")
def train_language(
    data: Annotated[Path, typer.Option(help="Folder of CoNLL-U files and word vectors.")],
    out: Annotated[Path, typer.Option(help="Folder of the weights; a broken-off one goes on.")],
) -> None:
    """Train tokenizer, expander, tagger and lemmatizer by the schedule in training.toml."""
    from pipeline.language.train import train as train_weights

    train_weights(data, out)
    console.print(f"Weights are in {out}", soft_wrap=True, highlight=False)


@language.command("download")
def download_language(
    out: Annotated[Path, typer.Option(help="Folder to write to.")],
) -> None:
    """Fetch Stanza's own Finnish models; `language_model` in the settings then chooses them."""
    from pipeline.language.download import download

    download(out)
    console.print(f"Weights are in {out}", soft_wrap=True, highlight=False)
