"""Which chapters, pages, sections and questions a text refers to."""

from pipeline.references.component import FACTORY, find_references

__all__ = ["FACTORY", "find_references"]
