"""Chapter titles of the draft that a line's end has torn in two."""

from __future__ import annotations

import re

from pipeline.outline import Outline

_WORD = re.compile(r"[\w-]+")


def straddles_title(before: str, after: str, outline: Outline | None) -> bool:
    """Whether a chapter's title begins at the end of `before` and goes on in `after`.

    The number may stand in for the title's beginning; the title's last word may be inflected.

    >>> from pipeline.outline import Chapter
    >>> draft = Outline((Chapter("8", "Seuranta ja arviointi"),))
    >>> straddles_title("mittarinsa lukuun 8 Seuranta ja", "arviointiin.", draft)
    True
    >>> straddles_title("kirjataan lukuun 8", "Seuranta ja arviointi", draft)
    True
    >>> straddles_title("kaipaamme seurantaa", "Arviointi on tehty.", draft)
    False
    """
    if outline is None:
        return False
    before = before[-200:]
    end = [word.lower() for word in _WORD.findall(before)]
    start = [word.lower() for word in _WORD.findall(after[:200])]
    number = re.search(r"(\d+(?:\.\d+)*)\.?$", before.rstrip())
    for chapter in outline:
        title = [word.lower() for word in _WORD.findall(chapter.title)]
        if not title:
            continue
        if number and number[1] == chapter.number and _begins(start, title):
            return True
        for split in range(1, len(title)):
            if end[-split:] == title[:split] and _begins(start, title[split:]):
                return True
    return False


def _begins(words: list[str], title: list[str]) -> bool:
    """Whether `words` begin with `title`, whose last word may be inflected."""
    if len(words) < len(title) or words[: len(title) - 1] != title[:-1]:
        return False
    stem = title[-1][: max(3, len(title[-1]) - 3)]
    return words[len(title) - 1].startswith(stem)
