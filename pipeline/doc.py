"""What the stages share on a spaCy `Doc`: span groups, extension attributes and the context.

- `doc.spans["blocks"]`: paragraphs, bullets and headings (the span's label), bullet marks left out;
- `doc.spans["sentences"]`: what is labelled: each sentence or bullet without its mark and outer
  space, headings left out; the span's label is "" until the classifier has set it;
- `doc.spans["references"]`: mentions found, the span's label is the kind;
- `Doc._.context`: the question, the outline and so on that an answer is read in;
- `Doc._.references`: the `Reference` models behind `doc.spans["references"]`, in text order;
- on a sentence span: `_.also`, `_.scores`, `_.needs_review`, `_.chapters`, `_.chapters_source`;
- on a block or sentence span: `_.language` ("fi", or what the block was identified as);
- `Token._.words`: the syntactic words of a multi-word token ("ettei"), as dicts of form, lemma,
  upos and feats; empty for other tokens.
"""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Doc, Span, Token

from pipeline.outline import Outline
from pipeline.schema import Reference

BLOCKS = "blocks"
SENTENCES = "sentences"
REFERENCES = "references"


@dataclass(frozen=True, slots=True)
class AnswerContext:
    """What an answer is read in.

    `question_references` are those found in the question itself; `questions` are the titles of
    all the response's questions, so that "kohtaan Yleiset huomiot" is known for one of them;
    `earlier_references` are what the answers before this one named last, one mention a kind.
    """

    question: str = ""
    question_number: int | None = None
    question_references: tuple[Reference, ...] = ()
    outline: Outline | None = None
    questions: tuple[str, ...] = ()
    earlier_references: tuple[Reference, ...] = ()


NO_CONTEXT = AnswerContext()


def register_extensions() -> None:
    """Declare the extension attributes; safe to call again."""
    _register(Doc, "context", NO_CONTEXT)
    _register(Doc, "references", ())
    _register(Span, "also", ())
    _register(Span, "scores", None)
    _register(Span, "needs_review", False)
    _register(Span, "chapters", ())
    _register(Span, "chapters_source", None)
    _register(Span, "language", "fi")
    _register(Token, "words", ())


def _register(owner: type[Doc] | type[Span] | type[Token], name: str, default: object) -> None:
    if not owner.has_extension(name):
        owner.set_extension(name, default=default)


register_extensions()
