"""Files in, responses out.

A container (text, Word, PDF, Excel and so on) becomes lines or rows; the first layout that claims
them reads them; the answers' text is cleaned here, once.
"""

from pipeline.ingest.checking import Check, Outcome, check
from pipeline.ingest.reading import Account, account_of, read
from pipeline.ingest.sources import SourceFile, find_outline, find_sources

__all__ = [
    "Account",
    "Check",
    "Outcome",
    "SourceFile",
    "account_of",
    "check",
    "find_outline",
    "find_sources",
    "read",
]
