"""Files in, responses out."""
