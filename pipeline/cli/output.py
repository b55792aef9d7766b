"""Where commands print: results to the one, problems and progress to the other."""

from rich.console import Console

console = Console()
problems = Console(stderr=True)
