"""The command `lausuntoputki`: parses, calls, prints.

Exit status: 0 all done, 1 some responses failed (each named), 2 wrong use or settings. What loads
spaCy or the models is imported within the commands, so that help comes at once.
"""

from __future__ import annotations

import sys

import typer
from rich.markup import escape

from pipeline.cli import annotate, ingest, models, runs
from pipeline.cli.output import problems
from pipeline.errors import LausuntoputkiError

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads Finnish consultation responses: labels, chapter references and proposals as JSON.",
)
app.add_typer(runs.app)
app.add_typer(models.app)
app.add_typer(ingest.app, name="ingest")
app.add_typer(annotate.app, name="annotate")


def main() -> None:
    """The command; errors that a user can mend are told in a line, with exit status 2."""
    try:
        app()
    except LausuntoputkiError as error:
        problems.print(f"[red]error[/red] {escape(str(error))}", soft_wrap=True)
        sys.exit(2)
