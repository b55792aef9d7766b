"""What a proposal asks for, by rule on lemmas and features."""

from pipeline.proposals.extract import extract_proposals

__all__ = ["extract_proposals"]
