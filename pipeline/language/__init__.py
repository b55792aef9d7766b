"""Finnish text in, analysed spaCy documents out; the only place that knows Stanza."""

from pipeline.language.finnish import StanzaTokenizer, create
from pipeline.language.models import model_fingerprint

__all__ = ["StanzaTokenizer", "create", "model_fingerprint"]
