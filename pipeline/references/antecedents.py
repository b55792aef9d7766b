"""What a back-reference means: "samassa luvussa", "tässä luvussa", "jälkimmäisessä luvussa"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from pipeline.doc import AnswerContext
from pipeline.outline import Outline
from pipeline.references.mentions import Mention, reference_of
from pipeline.schema import Reference, ReferenceKind, ReferenceStatus

_NEAR = 400
"""How many characters back a vague "tässä kohdassa" may look for what it means."""

_VAGUE = frozenset(
    {"kohta", "osa", "osio", "kappale", "jakso", "otsikko", "painopiste", "alakohta"}
)


@dataclass(slots=True)
class Trail:
    """What has been named before a place in the text: last of all, and by what heads it."""

    last: dict[ReferenceKind, tuple[int, tuple[Reference, ...]]] = field(default_factory=dict)
    last_several: dict[ReferenceKind, tuple[int, tuple[Reference, ...]]] = field(
        default_factory=dict
    )
    section: tuple[Reference, ...] = ()
    paragraph: tuple[Reference, ...] = ()

    def pass_mention(self, mention: Mention, references: Sequence[Reference]) -> None:
        """Remember what `mention` names."""
        named = tuple(one for one in references if one.number)
        if named:
            self.last[mention.kind] = (mention.end, named)
            if len(named) > 1:
                self.last_several[mention.kind] = (mention.end, named)


def point_back(
    text: str, mention: Mention, trail: Trail, context: AnswerContext
) -> Iterator[Reference]:
    """What a back-reference means; nothing where it may be no reference at all.

    So "tässä kohdassa" with nothing near, and "näitä kuvia" without several figures named before.
    """
    found = _antecedent(mention, trail, context)
    wanted = range(2, 100) if mention.plural else range(1, 2)
    if len(found) in wanted:
        for one in found:
            yield one.model_copy(
                update={
                    "start": mention.start,
                    "end": mention.end,
                    "surface": text[mention.start : mention.end],
                    "rule": mention.rule,
                }
            )
        return
    deictic = mention.kind == "question" or (mention.deixis == "this" and mention.kind != "chapter")
    unsure = mention.plural or deictic or mention.deixis in {"latter", "definite"}
    if unsure or (not found and mention.noun in _VAGUE):
        return
    reason = (
        "nothing before it that it can mean"
        if not found
        else f"it can mean any of {', '.join(str(one.number) for one in found)}"
    )
    status: ReferenceStatus | None = "ambiguous" if mention.kind == "chapter" else None
    yield reference_of(text, mention, status=status, reason=reason)


def _antecedent(mention: Mention, trail: Trail, context: AnswerContext) -> Sequence[Reference]:
    """The references that a back-reference points at: all those of one place, best place first.

    "Tässä luvussa" is the chapter in hand: the heading above, else the form's field where it is
    headed by one chapter, else what was named last. Others point at what was named last, if only
    in an answer before.
    """
    heading = _of_kind(trail.paragraph or trail.section, mention.kind)
    asked = _of_kind(context.question_references, mention.kind)
    earlier = _of_kind(context.earlier_references, mention.kind)
    memory = trail.last_several if mention.plural else trail.last
    end, last = memory.get(mention.kind, (0, ()))
    if mention.noun in _VAGUE and mention.start - end > _NEAR:
        last = ()
    order: tuple[Sequence[Reference], ...]
    if mention.deixis == "this" and not mention.plural:
        field = () if context.question.rstrip().endswith("?") else asked
        order = (heading, field if len(field) == 1 else (), last, asked)
    elif mention.deixis == "definite":
        order = (last, heading, asked)
    else:
        order = (last, heading, asked, earlier)
    places = [place for place in order if place]
    if mention.plural:
        return next((place for place in places if len(place) > 1), ())
    found = places[0] if places else ()
    if mention.deixis == "latter":
        return found[-1:]
    return _main_chapter(found, context.outline) if mention.noun == "pääluku" else found


def _main_chapter(found: Sequence[Reference], outline: Outline | None) -> Sequence[Reference]:
    """The main chapter of the one chapter found, for "koko pääluvussa"."""
    if len(found) != 1 or not found[0].number or "." not in found[0].number:
        return found
    number = found[0].number.partition(".")[0]
    titles = outline.by_number.get(number, ()) if outline is not None else ()
    title = titles[0].title if len(titles) == 1 else None
    return (found[0].model_copy(update={"number": number, "title": title}),)


def _of_kind(references: Iterable[Reference], kind: ReferenceKind) -> Sequence[Reference]:
    return tuple(one for one in references if one.kind == kind and one.number)
