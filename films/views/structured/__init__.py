"""What machines read in the head of a page: its address, its card for sharing, its facts in schema.org's terms."""

from films.views.structured.documents import document_face
from films.views.structured.films import film_face
from films.views.structured.metadata import Face
from films.views.structured.people import person_face
from films.views.structured.places import location_face

__all__ = ["Face", "document_face", "film_face", "location_face", "person_face"]
