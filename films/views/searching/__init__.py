"""What the search page shows of a search, prepared for its templates."""

from films.views.searching.cards import result_address
from films.views.searching.context import more_context, page_context, shelves, tried

__all__ = ["more_context", "page_context", "result_address", "shelves", "tried"]
