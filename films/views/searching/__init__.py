"""Prepare a search for the templates of the search page."""

from films.views.searching.cards import result_address
from films.views.searching.context import collection_totals, example_links, more_context, page_context

__all__ = ["collection_totals", "example_links", "more_context", "page_context", "result_address"]
