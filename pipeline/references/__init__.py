"""Which chapters, pages, sections and questions a text refers to."""

from pipeline.references.component import FACTORY, find_references
from pipeline.references.contexts import answer_contexts

__all__ = ["FACTORY", "answer_contexts", "find_references"]
