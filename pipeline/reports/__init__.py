"""Which documents are made, with which values and under which names."""
