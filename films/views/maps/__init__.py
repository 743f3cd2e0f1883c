"""Maps of where films were made and where their stories take place, drawn on the server."""

from films.views.maps.drawing import Drawing, draw
from films.views.maps.pins import pinned

__all__ = ["Drawing", "draw", "pinned"]
