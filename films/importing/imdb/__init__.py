"""Import the tables of films, people, credits, titles and ratings that IMDb publishes."""

from films.importing.imdb.service import import_imdb

__all__ = ["import_imdb"]
