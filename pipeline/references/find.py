"""Finding mentions: the rules in their order, each claiming its text from the next."""

from __future__ import annotations

from spacy.tokens import Doc

from pipeline.doc import BLOCKS, AnswerContext
from pipeline.references.cues import read_words
from pipeline.references.mentions import Mention
from pipeline.references.numbers import normalise
from pipeline.references.rules import STEPS
from pipeline.references.scan import Scan
from pipeline.references.titles import TitleIndex


def find_mentions(
    doc: Doc, text: str, titles: TitleIndex, *, context: AnswerContext
) -> list[Mention]:
    """All mentions in `doc`, whose text is `text`, in text order, none overlapping another.

    Which titles and numbers exist is all that is asked of the outline here; what a mention means
    is told by `pipeline.references.resolve`.
    """
    text = normalise(text)
    words = read_words(doc, text)
    scan = Scan(text, words, titles, context, BLOCKS in doc.spans, bytearray(len(text)))
    mentions: list[Mention] = []

    def claim(mention: Mention) -> None:
        if scan.free(mention.start, mention.end):
            scan.take(mention.start, mention.end)
            mentions.append(mention)

    cues = list(words.cues())
    for step in STEPS:
        for reader in step.whole:
            for mention in reader(scan):
                claim(mention)
        for cue in cues if step.at_noun else ():
            word = words[cue.index]
            if not scan.free(word.start, word.end):
                continue
            found = next((m for read in step.at_noun if (m := read(scan, cue))), None)
            if found:
                claim(found)
    return sorted(mentions, key=lambda mention: mention.start)
