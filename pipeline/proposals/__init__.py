"""What a proposal asks for, by rule on lemmas and features."""

from pipeline.proposals.extract import COMPONENT, extract_proposals

__all__ = ["COMPONENT", "extract_proposals"]
