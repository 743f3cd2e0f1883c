"""Store, search and share facts about films, each with its evidence."""

__version__ = "0.1.0"
