"""Prepare a search for the templates of the search page."""

from films.views.searching.alternates import alternates
from films.views.searching.cards import record_view, result_address
from films.views.searching.context import more_context, page_context
from films.views.searching.description import search_citation, search_metadata
from films.views.searching.first_page import example_links, first_page
from films.views.searching.owners import Owner, owners_of

__all__ = [
    "Owner",
    "alternates",
    "example_links",
    "first_page",
    "more_context",
    "owners_of",
    "page_context",
    "record_view",
    "result_address",
    "search_citation",
    "search_metadata",
]
