"""Fetch the facts that public pages show, and the evidence for them."""

from films.views.facts.documents import DocumentFacts, document_facts, page_with_sentence
from films.views.facts.evidence import Evidence, Footnotes, footnotes
from films.views.facts.films import FilmFacts, film_facts
from films.views.facts.people import PersonFacts, person_facts
from films.views.facts.places import Gazetteer, PlaceFacts, gazetteer, place_facts

__all__ = [
    "DocumentFacts",
    "Evidence",
    "FilmFacts",
    "Footnotes",
    "Gazetteer",
    "PersonFacts",
    "PlaceFacts",
    "document_facts",
    "film_facts",
    "footnotes",
    "gazetteer",
    "page_with_sentence",
    "person_facts",
    "place_facts",
]
