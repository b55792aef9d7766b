"""Files in, responses out.

A container (text, Word, PDF, Excel and so on) becomes lines or rows; the first layout that claims
them reads them; the answers' text is cleaned here, once.
"""

from pipeline.ingest.checking import Check, Outcome, check
from pipeline.ingest.mapping import Mapping, mapping_path, to_yaml
from pipeline.ingest.reading import LOW_CONFIDENCE, Account, account_of, inspect, read
from pipeline.ingest.sources import SourceFile, find_outline, find_sources

__all__ = [
    "LOW_CONFIDENCE",
    "Account",
    "Check",
    "Mapping",
    "Outcome",
    "SourceFile",
    "account_of",
    "check",
    "find_outline",
    "find_sources",
    "inspect",
    "mapping_path",
    "read",
    "to_yaml",
]
