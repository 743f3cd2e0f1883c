"""The published facts as linked data: JSON-LD in the terms of schema.org.

A film is a Movie, a person a Person, a location a Place, an organization an Organization. The `@id` of each is the
address of its page, relative to the site; the others refer to it by that.
"""

import json
from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Prefetch

from films.exporting import schema_org
from films.exporting.kinds import CHUNK, in_order, published, records, whole, withhold
from films.models import (
    SCALE_TOPS,
    Credit,
    Film,
    FilmLocation,
    Identifier,
    Job,
    Location,
    LocationName,
    Organization,
    OtherName,
    OtherTitle,
    Person,
    Release,
    Review,
)

Node = dict[str, Any]

CAST = (Job.ACTOR, Job.VOICE, Job.SELF)


def written() -> Iterator[bytes]:
    """Yield one JSON-LD document with everything in its graph, a node a line."""
    yield f'{{"@context": "{schema_org.CONTEXT}", "@graph": ['.encode()
    before = "\n"
    for node in nodes():
        yield (before + json.dumps(node, ensure_ascii=False)).encode()
        before = ",\n"
    yield b"\n]}\n"


def nodes() -> Iterator[Node]:
    """Yield the node of every organization, location, person and film."""
    for organization in records(Organization):
        yield {"@type": "Organization", "@id": address(organization), "name": organization.name}
    for location in with_facts(Location, other_names=LocationName):
        yield place(location)
    for one in with_facts(Person, other_names=OtherName, identifiers=Identifier):
        yield person(one)
    told = {"other_titles": OtherTitle, "identifiers": Identifier, "credits": Credit}
    told |= {"film_locations": FilmLocation, "releases": Release, "reviews": Review}
    for film in with_facts(Film, **told):
        yield movie(film)


def with_facts(model: type[Model], **told: type[Model]) -> Iterator[Any]:
    """Yield the records of a kind with the published facts that tell of them, in lists named “known_credits”."""
    for found in published(model):
        # A list costs a third less time than a query set that knows its results.
        facts = [
            Prefetch(name, queryset=in_order(kind, whole(kind, published(kind)[0])), to_attr=f"known_{name}")
            for name, kind in told.items()
        ]
        for record in whole(model, found).prefetch_related(*facts).iterator(chunk_size=CHUNK):
            withhold(record)
            yield record


def address(thing: Any) -> str:
    """Return the address of a thing's page; an organization has none, and gets a name alike."""
    folders = {Film: "films", Person: "people", Location: "locations", Organization: "organizations"}
    return f"/{folders[type(thing)]}/{thing.slug}/"


def reference(thing: Any) -> Node:
    return {"@id": address(thing)}


def without_nothing(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, "", [])}


def place(location: Any) -> Node:
    on_earth = location.latitude is not None and location.longitude is not None
    return without_nothing(
        {
            "@type": "Country" if location.kind == "country" else "Place",
            "@id": address(location),
            "name": location.name,
            "alternateName": [other.name for other in location.known_other_names],
            "description": location.note,
            "containedInPlace": reference(location.part_of) if location.part_of else None,
            "geo": {
                "@type": "GeoCoordinates",
                "latitude": float(location.latitude or 0),
                "longitude": float(location.longitude or 0),
            }
            if on_earth
            else None,
        }
    )


def person(one: Any) -> Node:
    return without_nothing(
        {
            "@type": "Person",
            "@id": address(one),
            "name": one.name,
            "alternateName": [other.name for other in one.known_other_names],
            "disambiguatingDescription": one.disambiguation,
            **identified("person", one.known_identifiers),
        }
    )


def identified(kind: str, identifiers: Any) -> Node:
    known = list(identifiers)
    elsewhere = [page for one in known if (page := schema_org.page_elsewhere(kind, one))]
    named = [{"@type": "PropertyValue", "propertyID": one.scheme, "value": one.value} for one in known]
    return {"identifier": named, "sameAs": elsewhere}


def movie(film: Any) -> Node:
    places: dict[str, list[Node]] = {}
    for used in film.known_film_locations:
        places.setdefault(schema_org.LOCATION_PROPERTIES[used.use], []).append(reference(used.location))
    return without_nothing(
        {
            "@type": "Movie",
            "@id": address(film),
            "name": film.title,
            "alternateName": [
                *filter(None, [film.original_title]),
                *(one.title for one in film.known_other_titles),
            ],
            "datePublished": str(film.year) if film.year else None,
            "duration": f"PT{film.runtime}M" if film.runtime else None,
            "abstract": film.synopsis,
            "genre": [genre.name for genre in film.genres.all()],
            "inLanguage": [language.tag for language in film.languages.all()],
            "countryOfOrigin": [reference(country) for country in film.countries.all()],
            **credited(film),
            **places,
            "releasedEvent": [released(one) for one in film.known_releases],
            "review": [reviewed(one) for one in film.known_reviews],
            **identified("film", film.known_identifiers),
        }
    )


def credited(film: Any) -> Node:
    """Return who made a film by schema.org's properties; a part in the cast is a role with its character."""
    found: Node = {}
    for credit in film.known_credits:
        who = reference(credit.person)
        job = Job(credit.job)
        if job in CAST:
            role = {"@type": "PerformanceRole", "actor": who, "characterName": credit.character}
            found.setdefault("actor", []).append(role if credit.character else who)
        elif job in schema_org.JOB_PROPERTIES:
            found.setdefault(schema_org.JOB_PROPERTIES[job], []).append(who)
        else:
            role = {"@type": "Role", "contributor": who, "roleName": job.label}
            found.setdefault("contributor", []).append(role)
    return found


def released(release: Release) -> Node:
    return without_nothing(
        {
            "@type": "PublicationEvent",
            "startDate": release.date.strftime(schema_org.DATES[release.precision]) if release.date else None,
            "location": reference(release.place) if release.place else None,
            "publishedBy": reference(release.distributor) if release.distributor else None,
            "description": release.note,
        }
    )


def reviewed(review: Review) -> Node:
    rating = (
        {"@type": "Rating", "ratingValue": float(review.score), "bestRating": SCALE_TOPS[review.scale]}
        if (review.score is not None)
        else {"@type": "Rating", "ratingValue": review.grade}
    )
    return without_nothing(
        {
            "@type": "Review",
            "author": reference(review.outlet or review.author),
            "reviewAspect": review.measure,
            "reviewBody": review.summary,
            "reviewRating": rating if review.score_text else None,
            "datePublished": str(review.as_of) if review.as_of else None,
        }
    )
