"""Write the published facts as linked data: one JSON-LD document in the terms of schema.org."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

from django.conf import settings
from django.db.models import Model, Prefetch, QuerySet

from films import linked_data
from films.addresses import view_address
from films.batching import batched
from films.exporting import data_sets, metadata
from films.exporting.kinds import (
    CHUNK,
    exported_records,
    may_be_exported,
    published_records,
    remove_unpublished,
    with_natural_keys,
)
from films.kinds.declaration import Declaration
from films.kinds.registry import BY_MODEL
from films.linked_data import Node, facts_about
from films.models import (
    FACT_MODELS,
    Citation,
    Credit,
    Document,
    Film,
    FilmLocation,
    Job,
    Location,
    Organization,
    Passage,
    Person,
    Release,
)
from films.models.places import load_ancestors


class Subject(NamedTuple):
    """Hold a published record, the facts about it, and the citations of all of these."""

    record: Any
    facts: Sequence[Any]
    evidence: linked_data.Evidence
    data_sets: linked_data.DataSets


class CitedSentence(NamedTuple):
    """Hold a citation of a sentence: it is cheaper than a model instance, and an export needs every citation."""

    field: str
    passage: Passage
    reading: str
    claims: linked_data.ConfirmedValues


def json_ld_lines() -> Iterator[bytes]:
    """Yield one JSON-LD document with everything in its graph, one node per line.

    Addresses are absolute if the setting `FILMS_SITE_ADDRESS` says where the site is. Otherwise they are relative
    to it, as they are for whoever reads the document from the site.
    """
    site = getattr(settings, "FILMS_SITE_ADDRESS", "").rstrip("/")
    yield f'{{"@context": "{linked_data.CONTEXT}", "@graph": ['.encode()
    separator = "\n"
    for node in nodes():
        described = linked_data.absolute_node(node, site) if site else node
        yield (separator + json.dumps(described, ensure_ascii=False)).encode()
        separator = ",\n"
    yield b"\n]}\n"


def nodes() -> Iterator[Node]:
    """Yield the node of the data set and of every document, organization, location, person and film."""
    yield describe_data_set()
    yield from map(linked_data.describe_document, exported_records(Document))
    for batch in subjects(Organization):
        for subject in batch:
            yield linked_data.describe_organization(*subject)
    for batch in subjects(Location):
        load_ancestors(subject.record for subject in batch)
        for subject in batch:
            yield linked_data.describe_place(*subject)
    for batch in subjects(Person):
        jobs = jobs_by_person([subject.record.pk for subject in batch])
        for subject in batch:
            person, facts, evidence, known = subject
            yield linked_data.describe_person(person, facts, jobs[person.pk], evidence, known)
    for batch in subjects(Film):
        load_ancestors(place for subject in batch for place in places_named(subject))
        for subject in batch:
            yield linked_data.describe_film(*subject)


def describe_data_set() -> Node:
    """Describe everything that is exported: its licence, how to cite it, and what it is taken from."""
    (documents,) = published_records(Document)
    return linked_data.node(
        "Dataset",
        id=view_address("exports"),
        url=view_address("exports"),
        name=metadata.TITLE,
        description=metadata.DESCRIPTION,
        creator=linked_data.node("Organization", name=metadata.AUTHORS),
        version=metadata.RELEASE,
        license=metadata.LICENCE_ADDRESS,
        creditText=metadata.CITE_AS,
        keywords=list(metadata.KEYWORDS),
        isBasedOn=[
            *map(linked_data.reference, documents.defer("text").order_by("slug")),
            *map(linked_data.describe_data_set, data_sets.data_sets().values()),
        ],
    )


def subjects(model: type[Model]) -> Iterator[list[Subject]]:
    """Yield the published records of a kind with their facts and whose these are, in batches of `CHUNK`."""
    known = data_sets.data_sets()
    relations = [relation_to(declared, link) for declared, link in facts_about(model)]
    for batch in batched(records_with_facts(model), CHUNK):
        evidence = evidence_for(model, [record.pk for record in batch])
        yield [
            Subject(
                record,
                [fact for name in relations for fact in getattr(record, f"known_{name}")],
                evidence,
                known,
            )
            for record in batch
        ]


def records_with_facts(model: type[Model]) -> Iterator[Any]:
    """Yield the published records of a kind, each with its facts in lists such as `known_credits`."""
    (found,) = published_records(model)
    # A list takes a third less time than a queryset with cached results.
    facts = [
        Prefetch(name := relation_to(declared, link), published_facts(declared, link), f"known_{name}")
        for declared, link in facts_about(model)
    ]
    lists = [linked_data.GENRES] if model is Film else []
    for record in with_natural_keys(model, found).prefetch_related(*facts, *lists).iterator(chunk_size=CHUNK):
        remove_unpublished(record)
        yield record


def relation_to(declared: Declaration, link: str) -> str:
    """Return the name of the relation from a record to the facts that refer to it by a link."""
    return str(declared.model._meta.get_field(link).remote_field.get_accessor_name())


def published_facts(declared: Declaration, link: str) -> QuerySet[Any]:
    """Return the published facts of a kind, unordered, with the other records that they refer to."""
    (facts,) = published_records(declared.model)
    named = [field.name for field in declared.model._meta.fields if field.is_relation and field.name != link]
    return facts.order_by().select_related(*named) if named else facts.order_by()


def evidence_for(model: type[Model], keys: Collection[int]) -> linked_data.Evidence:
    """Return the citations of sentences for records and the facts about them."""
    citations = dict(zip(FACT_MODELS, published_records(Citation), strict=True))
    own = BY_MODEL[model].kind.value
    paths = {own: own} | {declared.kind.value: f"{declared.kind}__{link}" for declared, link in facts_about(model)}
    cited: dict[tuple[str, int], list[tuple[str, int, str, linked_data.ConfirmedValues]]] = defaultdict(list)
    for kind, path in paths.items():
        found = citations[kind].filter(**{f"{path}__in": keys, "passage__isnull": False})
        for key, *citation in found.order_by().values_list(kind, "field", "passage", "reading", "claims"):
            cited[kind, key].append(tuple(citation))
    located = Passage.objects.select_related("document").defer("document__text")
    passages = located.in_bulk({passage for some in cited.values() for _, passage, *_ in some})
    return {
        fact: [
            CitedSentence(field, passages[passage], reading, claims) for field, passage, reading, claims in some
        ]
        for fact, some in cited.items()
    }


def jobs_by_person(people: Collection[int]) -> dict[int, set[Job]]:
    """Map the keys of people to the jobs that they have published credits for."""
    jobs = Job.objects.in_bulk()
    found: dict[int, set[Job]] = defaultdict(set)
    credited = Credit.objects.filter(may_be_exported(Credit), person__in=people).order_by()
    for person, job in credited.values_list("person", "job").distinct():
        found[person].add(jobs[job])
    return found


def places_named(film: Subject) -> Iterator[Location]:
    """Yield the film's countries and the places in the facts about it."""
    yield from film.record.countries.all()
    for fact in film.facts:
        if isinstance(fact, FilmLocation):
            yield fact.location
        elif isinstance(fact, Release) and fact.place:
            yield fact.place
