"""Files in, responses out.

A container (text, CSV) becomes lines or rows; the first layout that claims them reads them; the
answers' text is cleaned here, once.
"""

from pipeline.ingest.reading import read
from pipeline.ingest.sources import SourceFile, find_outline, find_sources

__all__ = ["SourceFile", "find_outline", "find_sources", "read"]
