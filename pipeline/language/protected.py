"""Spans of the raw text that a sentence's or a token's boundary must not fall into.

Numbers with dots, abbreviations and addresses look like sentence ends to a tokenizer trained on
running text. They are found first, by the rows of data below, and what the tokenizer says inside
them is not asked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

UPPER = "A-ZÅÄÖÉÜŠŽ"
LOWER = "a-zåäöéüšž"

NEEDS_MORE = (
    "alk|ao|arv|ap|ed|em|ensim|ent|esim|huom|ip|joht|klo|ko|ks|kts|liev|max|maks|ml|mm|n|nk|ns|nro"
    "|p|pj|prof|puh|s|siht|so|ss|synt|t|tiet|tj|toht|toim|tri|ts|vm|vpj|vrt|vs|yht|ylim"
)
"""Abbreviations that something always follows: "esim. Helsinki" goes on. Behind a number they are
units: "5 mm. Kunta" is two sentences."""

MAY_END = (
    "eKr|etc|ev|ha|hlö|jKr|jms|jne|kk|kpl|ky|lkm|lut|luth|milj|min|mrd|oy|oyj|pros|rf|rp|ry|sd|sek"
    "|seurak|srk|tms|tjms|tsto|v|vast|vv|yms|ym|yo"
)
"""Abbreviations that may end a sentence: "… koulut yms. Kunta ehdottaa" is two."""


@dataclass(frozen=True, slots=True)
class Rule:
    """A kind of span. `example` holds it in ⟨⟩; the pattern must find exactly that."""

    name: str
    pattern: str
    example: str


JOINED = (
    Rule("address", r"\b(?:https?://|www\.)[^\s<>\"”]+[^\s<>\"”.,;:!?)]", "ks. ⟨www.omahame.fi⟩."),
    # the bounds keep the search linear in a long run of letters or dots
    Rule(
        "e-mail",
        r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63}){1,5}",
        "⟨kirjaamo@kunta.fi⟩ vastaa",
    ),
    Rule(
        "dotted number",
        rf"(?<![\w.])\d+(?:\.\d+)+(?::[{LOWER}]+)?(?![\w:])",
        "Luvussa ⟨5.1.4:ssä⟩ ja 5.",
    ),
    Rule("inflected number", rf"(?<![\w.])\d+(?:,\d+)?:[{LOWER}]+(?!\w)", "jo ⟨90:llä⟩ luvulla"),
    Rule("inflected sign", rf"[§%€]:[{LOWER}]+(?!\w)", "lain 3 ⟨§:n⟩ mukaan"),
)
"""No token boundary falls inside: these are single tokens."""

KEPT = (
    Rule(
        "number and title",
        rf"(?<![\w.])\d+(?:\.\d+)*(?::[{LOWER}]+)?\s+(?=[{UPPER}\"”(])",
        "luvussa ⟨5.2.1 ⟩Hyvinvoinnin",
    ),
    Rule("ordinal", rf"(?<!\w)\d+\.\s+(?=[{LOWER}(])", "järjestö on ⟨4. ⟩sektori"),
    Rule(
        "date in parts",
        r"(?<![\w.])\d{1,2}\.\s?\d{1,2}\.\s?(?=\d{4}(?!\d))",
        "päivätty ⟨12. 3. ⟩2026 asti",
    ),
    Rule("range", r"(?<![\w.])\d+\.(?:\d+\.)?\s?[–-]\s?(?=\d+\.)", "⟨1.–⟩2. luokilla"),
    Rule("section", rf"§(?::[{LOWER}]+)?\s+(?=\S)", "11 ⟨§ ⟩Lokitiedot"),
    Rule("list number", r"(?<!\w)\d{1,2}\)\s+(?=\S)", "ehdotamme: ⟨1) ⟩selkeyttä"),
    Rule("list letter", rf"(?<![^\s(])[{LOWER}][.)]\s+(?=\S)", "joko ⟨a) ⟩selkeyttä"),
    Rule("initial", rf"(?<!\w)(?:[{UPPER}]\.\s?)+(?=[{UPPER}][{LOWER}])", "⟨J. P. ⟩Virtanen"),
    Rule(
        "abbreviation that needs more",
        rf"(?<![\w.:/])(?<!\d\s)(?i:{NEEDS_MORE})\.\s*(?=\S)",
        "sivulla ⟨s. ⟩14",
    ),
    Rule(
        "abbreviation going on",
        rf"(?<![\w.:/])(?i:{MAY_END})\.[)\]”\"’]*\s*(?=[{LOWER}0-9(,;:–-])",
        "koulut ⟨yms. ⟩palvelut",
    ),
)
"""No sentence boundary falls inside or right behind: the pattern looks ahead at what follows."""


def _compiled(rules: tuple[Rule, ...]) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{rule.pattern})" for rule in rules))


_JOINED = _compiled(JOINED)
_KEPT = tuple(re.compile(rule.pattern) for rule in KEPT)


def joined_spans(text: str) -> Iterator[tuple[int, int]]:
    """Spans that are one token each, in order, not overlapping.

    >>> text = "Luku 5.1.4:ssä, 3 §:n"
    >>> [text[start:end] for start, end in joined_spans(text)]
    ['5.1.4:ssä', '§:n']
    """
    return (match.span() for match in _JOINED.finditer(text))


def kept_spans(text: str) -> list[tuple[int, int]]:
    """Spans without a sentence boundary inside, merged where they overlap, in order.

    Each reaches over the first sign of what follows.

    >>> text = "Ks. esim. luku 5 Talous. Kunta on 4. sektori."
    >>> [text[start:end] for start, end in kept_spans(text)]
    ['Ks. esim. l', '5 T', '4. s']
    """
    found = sorted(
        [(match.start(), match.end() + 1) for pattern in _KEPT for match in pattern.finditer(text)]
        + list(joined_spans(text))
    )
    merged: list[tuple[int, int]] = []
    for start, end in found:
        if merged and start < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return merged
