"""What the rules reached at the last release, so that a change shows what it gains and loses."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass
from pathlib import Path

from pipeline.errors import AnnotationError
from pipeline.references.evaluate import MEASURES, Evaluation


@dataclass(frozen=True)
class Release:
    """F1 of each measure, and the texts on which the rules erred."""

    f1: dict[str, float]
    errors: tuple[str, ...]


def release_of(result: Evaluation) -> Release:
    """The figures and errors of an evaluation, F1 rounded to four places."""
    f1 = {name: round(getattr(result, name).f1, 4) for name in MEASURES}
    errors = sorted({f"{case.text.response_id}: {case.text.text}" for case in result.errors})
    return Release(f1, tuple(errors))


def read_release(path: Path) -> Release:
    """The release kept in a JSON file.

    Raises:
        AnnotationError: the file can't be read or is no such JSON.
    """
    try:
        data = json.loads(path.read_text(encoding="utf-8"))
        return Release(dict(data["f1"]), tuple(data["errors"]))
    except (OSError, json.JSONDecodeError, KeyError, TypeError) as error:
        raise AnnotationError(
            f"is no record of a release: {error!r}", file=path, remedy="write it anew"
        ) from error


def write_release(path: Path, release: Release) -> None:
    """Keep a release for later comparison."""
    text = json.dumps(asdict(release), ensure_ascii=False, indent=1)
    path.write_text(text + "\n", encoding="utf-8")


def render_changes(now: Release, before: Release) -> str:
    """Figures that moved, then the texts gained and lost; "no change" where there are none.

    >>> print(render_changes(Release({"span": 0.9}, ("b",)), Release({"span": 0.8}, ("a",))))
    span: 0.8000 -> 0.9000
    gained: a
    lost: b
    """
    lines = [
        f"{name}: {before.f1[name]:.4f} -> {value:.4f}"
        for name, value in now.f1.items()
        if name in before.f1 and value != before.f1[name]
    ]
    lines += [f"gained: {text}" for text in before.errors if text not in now.errors]
    lines += [f"lost: {text}" for text in now.errors if text not in before.errors]
    return "\n".join(lines) or "no change"
