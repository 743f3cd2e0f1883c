"""Import lists of the places where films were shot."""

from films.importing.locations.service import import_locations

__all__ = ["import_locations"]
