"""An outline for people: as a tree to look at, as YAML to correct by hand."""

from __future__ import annotations

import json

from pipeline.outline.chapters import Outline


def render_tree(outline: Outline) -> str:
    """Chapters indented by their depth, then what is odd in them.

    >>> from pipeline.outline import Chapter
    >>> print(render_tree(Outline((Chapter("1", "Johdanto"), Chapter("1.1", "Tausta")))))
    1 Johdanto
      1.1 Tausta
    """
    lines = [
        f"{'  ' * chapter.number.count('.')}{chapter.number} {chapter.title}".rstrip()
        for chapter in outline
    ]
    if outline.inferred:
        lines.insert(0, "(inferred from the responses)")
    lines += [f"! {problem}" for problem in outline.problems]
    return "\n".join(lines)


def to_yaml(outline: Outline) -> str:
    """YAML that `load_outline` reads back: numbers quoted, so that 5.10 stays 5.10.

    >>> from pipeline.outline import Chapter
    >>> print(to_yaml(Outline((Chapter("5.10", "Talous: menot"),))), end="")
    "5.10": "Talous: menot"
    """
    return "".join(
        f'"{chapter.number}": {json.dumps(chapter.title, ensure_ascii=False)}\n'
        for chapter in outline
    )
