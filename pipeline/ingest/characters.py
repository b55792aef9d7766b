"""Characters as the respondent meant them: what files and fonts put in between is taken out."""

from __future__ import annotations

import re
import unicodedata

_LIGATURES = {"ﬀ": "ff", "ﬁ": "fi", "ﬂ": "fl", "ﬃ": "ffi", "ﬄ": "ffl", "ﬅ": "st", "ﬆ": "st"}
_SYMBOL_BULLETS = "\uf0b7\uf0a7\uf0a8\uf076\uf0d8\uf0fc\uf02d\uf0e0\u25aa\u25e6\u2023\u25cf"
"""Marks of lists, most from the private area that Symbol and Wingdings use."""

_TABLE = str.maketrans(
    {
        **_LIGATURES,
        **dict.fromkeys("\u00a0\u202f\u2007\u2009\u200a\u2002\u2003\u2005\u2006\u3000", " "),
        **dict.fromkeys("\u200b\u200c\u200d\u2060\ufeff\ufffe", None),
        **dict.fromkeys(_SYMBOL_BULLETS, "•"),
        **dict.fromkeys("\u2028\u2029\u0085\x0b", "\n"),
        "\u2011": "-",
    }
)
_BREAKING_HYPHEN = re.compile(r"\u00ad(?=[ \t]*\n)")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\x80-\x9f\u00ad\ud800-\udfff]")
_PAGE_BREAK = re.compile(r"\n?\f\n?")


def clean(text: str) -> str:
    """Text in NFC with plain spaces and newlines; a page break becomes a line of its own.

    Smart quotes and dashes stay as written. A soft hyphen at a line's end becomes a hyphen, for
    the joining of lines to undo; elsewhere it goes.

    >>> clean("O\\ufb03ce\\u00a0ja a\\u0308la\\u0308\\r\\n\\uf0b7\\tko\\u00adhta")
    'Office ja älä\\n•\\tkohta'
    """
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    text = unicodedata.normalize("NFC", text.translate(_TABLE))
    text = _PAGE_BREAK.sub("\n\f\n", _BREAKING_HYPHEN.sub("-", text))
    return _CONTROLS.sub("", text)
