"""The curator's desk: where facts are entered, cited, published and mended."""

from films.admin import citations, documents, films, imports, notes, people, places, reception

__all__ = ["citations", "documents", "films", "imports", "notes", "people", "places", "reception"]
