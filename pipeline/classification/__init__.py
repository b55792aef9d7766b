"""Which act a sentence performs: proposal, critique, risk, support or none."""
