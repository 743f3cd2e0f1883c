"""Describe films, people, places, organizations and documents as JSON-LD in the terms of schema.org.

Pages and the export use the same functions, so they describe a thing identically. Every `@id` is the address of a
page, relative to the site; the export leaves it relative, and pages make it absolute. Texts are in
English, whichever language the page is in.

Evidence uses the properties that schema.org has for it. Each cited fact is a `Claim` about its film, person, place
or organization, under `subjectOf`, with the sentences that it appears in. A sentence is described at the first
claim that it supports; at the others, its `@id` stands for it. A film is a creative work, so the documents that
its facts cite are its `citation`; those of other records are under `subjectOf` as well. So are the data sets that
a record, or anything said of it, came with, each with its licence and address.
"""

from films.kinds.nodes import CONTEXT, Node, absolute_node, json_ld_document, node, reference
from films.linked_data.claims import Cited, ConfirmedValues, Evidence
from films.linked_data.data_sets import DataSets, describe_data_set
from films.linked_data.documents import describe_document
from films.linked_data.films import GENRES, describe_film, part_of_film
from films.linked_data.people import describe_organization, describe_person
from films.linked_data.places import describe_place
from films.linked_data.properties import facts_about

__all__ = [
    "CONTEXT",
    "GENRES",
    "Cited",
    "ConfirmedValues",
    "DataSets",
    "Evidence",
    "Node",
    "absolute_node",
    "describe_data_set",
    "describe_document",
    "describe_film",
    "describe_organization",
    "describe_person",
    "describe_place",
    "facts_about",
    "json_ld_document",
    "node",
    "part_of_film",
    "reference",
]
