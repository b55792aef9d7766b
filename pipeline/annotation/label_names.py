"""The labels as people choose them: the Finnish word with the code."""

from __future__ import annotations

from pipeline.schema import Label

FINNISH: dict[Label, str] = {
    "proposal": "ehdotus",
    "critique": "kritiikki",
    "risk": "riski",
    "support": "kannatus",
    "none": "muu",
}
CHOICES: dict[Label, str] = {label: f"{word} ({label})" for label, word in FINNISH.items()}
_LABEL_OF: dict[str, Label] = {
    form: label for label, word in FINNISH.items() for form in (label, word, CHOICES[label])
}


def label_of(written: str) -> str | None:
    """The label that somebody wrote; None for nothing, and what is no label as it was written.

    >>> [label_of(written) for written in ("Riski", "risk", "riski (risk)", " ", "riksi")]
    ['risk', 'risk', 'risk', None, 'riksi']
    """
    folded = " ".join(written.split()).casefold()
    return _LABEL_OF.get(folded, written) if folded else None
