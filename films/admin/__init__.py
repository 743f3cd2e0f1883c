"""The curator's desk: where facts are entered, cited, published and mended.

It is there where `films.curating` is installed too, which keeps its history.
"""

from django.apps import apps

if apps.is_installed("films.curating"):
    from films.admin import batches, changes, citations, documents, films, notes, people, places, reception

    __all__ = ["batches", "changes", "citations", "documents", "films", "notes", "people", "places", "reception"]
