"""Fetch the facts that public pages show, and the evidence for them."""

from films.views.facts.citations import PageCitations, page_citations
from films.views.facts.dataset_values import dataset_values, filled_by
from films.views.facts.documents import DocumentFacts, document_facts, page_with_sentence
from films.views.facts.evidence import FactEvidence, fact_evidence, published_fact
from films.views.facts.films import FilmFacts, film_facts
from films.views.facts.people import PersonFacts, person_facts
from films.views.facts.places import Gazetteer, PlaceFacts, gazetteer, place_facts
from films.views.facts.published import published_record

__all__ = [
    "DocumentFacts",
    "FactEvidence",
    "FilmFacts",
    "Gazetteer",
    "PageCitations",
    "PersonFacts",
    "PlaceFacts",
    "dataset_values",
    "document_facts",
    "fact_evidence",
    "filled_by",
    "film_facts",
    "gazetteer",
    "page_citations",
    "page_with_sentence",
    "person_facts",
    "place_facts",
    "published_fact",
    "published_record",
]
