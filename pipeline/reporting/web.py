"""The web summary: one file that needs no network and runs nothing but its own scripts.

Tables are Tabulator's and charts Observable Plot's, bundled in `web/libraries` (see its
`build.mjs`); the page's own scripts join them in one script, so that the policy names one hash.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import json
from collections.abc import Iterable
from html import escape
from importlib.resources import files
from pathlib import Path
from string import Template

from pipeline.atomic import write_text
from pipeline.reporting.digest import Digest
from pipeline.reporting.reading import RunResults
from pipeline.reporting.tables import Tables
from pipeline.reporting.web_data import web_data
from pipeline.reporting.words import Words

SCRIPTS = (
    "words.js",
    "data.js",
    "filters.js",
    "tables.js",
    "overview.js",
    "proposals.js",
    "sentences.js",
    "answer.js",
    "page.js",
)
"""The page's own scripts in the order they run."""

_PLOT_STYLE = """:where(.plot) {
  --plot-background: white;
  display: block;
  height: auto;
  height: intrinsic;
  max-width: 100%;
}
:where(.plot text),
:where(.plot tspan) {
  white-space: pre;
}"""
"""What Observable Plot 0.6 puts into each chart; the policy lets it by its hash."""

_SHARED_WORDS = ("label_", "labels_", "strength_", "kind_", "status_", "col_", "row_", "by_")
_WORDS = (
    *("respondents", "respondents_one", "sentences", "sentences_one", "quote", "chapter", "also"),
    *("needs_review", "not_in_outline", "nothing_here"),
)


def write_web(run: RunResults, tables: Tables, path: Path, *, words: Words) -> None:
    """Write the page of a run, in the language of `words`, to `path`.

    Raises:
        OutputError: a response's file is missing or broken, or the page can't be written.
    """
    write_text(path, page(run, tables, words=words))


def page(run: RunResults, tables: Tables, *, words: Words) -> str:
    """The page as HTML, the same for the same run."""
    digest = Digest(tables, words)
    data = {
        **web_data(run, digest),
        "failures": len(digest.failures),
        "language": words.language,
        "words": {
            key: text
            for key, text in words.texts.items()
            if key in _WORDS or key.startswith(("web_", *_SHARED_WORDS))
        },
    }
    style = f"{_read('libraries/tabulator.min.css')}\n{_read('page.css')}"
    script = _script()
    return Template(_read("template.html")).substitute(
        {key: escape(text) for key, text in words.texts.items() if key.startswith("web_")},
        language=words.language,
        policy=policy(script, style),
        kind=escape(words("title")),
        title=escape(digest.title),
        honest=_paragraphs(digest.first_page()),
        method=_method(digest),
        style=style,
        script=script,
        data=pack(data),
    )


def policy(script: str, style: str) -> str:
    """The Content-Security-Policy under which only this script and these styles are run.

    >>> policy("", "").split("; ")[0]
    "default-src 'none'"
    """
    return "; ".join(
        (
            "default-src 'none'",
            f"script-src {_source(script)}",
            f"style-src {_source(style)} {_source(_PLOT_STYLE)}",
            "base-uri 'none'",
            "form-action 'none'",
        )
    )


def pack(data: object) -> str:
    """JSON, compressed, in letters that HTML gives no meaning to."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return base64.b64encode(gzip.compress(text.encode(), mtime=0)).decode("ascii")


def _script() -> str:
    """Libraries with their licences, then the page's own scripts, hidden from the global scope."""
    own = "\n".join(_read(name) for name in SCRIPTS)
    return (
        f"/*\n{_read('libraries/LICENCES.txt')}*/\n{_read('libraries/libraries.min.js')}\n"
        f'(() => {{\n"use strict";\n{own}\n}})();\n'
    )


def _method(digest: Digest) -> str:
    """How the labels, chapters and groups came about, and what could not be processed."""
    words = digest.words
    told = [
        words("web_method_labels"),
        *digest.method()[1:],  # the first tells which labels the documents leave out
        words("web_method_file"),
        words("web_libraries"),
    ]
    html = _paragraphs([*digest.first_page(), *told])
    if digest.failures:
        rows = "".join(
            f"<li><b>{escape(row['file'])}</b>: {escape(row['reason'])}</li>"
            for row in digest.failures
        )
        html += f"<h3>{escape(words('heading_failures'))}</h3><ul>{rows}</ul>"
    return html


def _paragraphs(texts: Iterable[str]) -> str:
    return "".join(f"<p>{escape(text)}</p>" for text in texts)


def _source(text: str) -> str:
    digest = base64.b64encode(hashlib.sha256(text.encode()).digest()).decode("ascii")
    return f"'sha256-{digest}'"


def _read(name: str) -> str:
    return files(__package__).joinpath("web", name).read_text(encoding="utf-8")
