"""The outline of a draft: its chapters' numbers, titles and parents, from whatever holds them."""

from pipeline.outline.chapters import Chapter, Outline, find_problems
from pipeline.outline.infer import infer_outline
from pipeline.outline.reading import load_outline
from pipeline.outline.render import render_tree, to_yaml

__all__ = [
    "Chapter",
    "Outline",
    "find_problems",
    "infer_outline",
    "load_outline",
    "render_tree",
    "to_yaml",
]
