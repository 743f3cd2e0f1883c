"""Film facts, each with its evidence."""

__version__ = "0.1.0"
