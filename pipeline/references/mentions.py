"""What finding hands to resolving: mentions as they stand in the text."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from pipeline.outline import Chapter
from pipeline.schema import Reference, ReferenceKind, ReferenceStatus

Deixis = Literal["this", "same", "latter", "definite"]
"""How a back-reference points.

"Tässä luvussa" points at the chapter in hand, "samassa luvussa" at what was named last,
"jälkimmäisessä luvussa" at the last of several, "alaluvun" alone only at what is sure.
"""


@dataclass(frozen=True, slots=True)
class Target:
    """One thing named: by number, by title as written, or both; `through` ends a range.

    `titled` are the chapters whose title the written one can be.
    """

    number: str | None = None
    through: str | None = None
    title: str | None = None
    titled: tuple[Chapter, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """`text[start:end]` names `targets`, or points back with `deixis` at what `noun` can mean."""

    start: int
    end: int
    kind: ReferenceKind
    rule: str
    targets: tuple[Target, ...] = ()
    deixis: Deixis | None = None
    noun: str = ""
    plural: bool = False


def reference_of(
    text: str,
    mention: Mention,
    *,
    number: str | None = None,
    title: str | None = None,
    status: ReferenceStatus | None = None,
    reason: str | None = None,
) -> Reference:
    """The reference that one target of `mention` makes; with a `reason` it is unresolved."""
    return Reference(
        start=mention.start,
        end=mention.end,
        surface=text[mention.start : mention.end],
        kind=mention.kind,
        number=number,
        title=title,
        resolved=reason is None,
        rule=mention.rule,
        status=status,
        reason=reason,
    )
