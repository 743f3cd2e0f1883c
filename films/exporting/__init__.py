"""Export published facts: as fixtures that Django loads, and as tables and graphs that anything else reads."""
