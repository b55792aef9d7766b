"""Finnish text in, analysed spaCy documents out; the only place that knows Stanza."""
