"""Reads Finnish consultation responses: labels, chapter references and proposals as JSON."""
