"""Maps of where films were made and where their stories take place, drawn on the server."""

from films.views.maps.drawing import Drawing, draw

__all__ = ["Drawing", "draw"]
