"""Draw maps of where films were shot and where they are set, on the server."""

from films.views.maps.drawing import Drawing, draw
from films.views.maps.pins import pin_at

__all__ = ["Drawing", "draw", "pin_at"]
