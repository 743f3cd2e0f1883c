"""What each kind of fact says of its film, person or place: a property of schema.org and its value."""

from collections.abc import Callable, Iterable, Iterator
from typing import Any
from urllib.parse import quote

from films.linked_data.nodes import Node, address, node, reference
from films.models import (
    SCALE_TOPS,
    Credit,
    Department,
    Fact,
    FilmLocation,
    FilmRelation,
    Identifier,
    Job,
    LocationName,
    OtherName,
    OtherTitle,
    Release,
    Review,
)
from films.models.films import RelationKind
from films.models.places import LocationUse
from films.models.reception import ReviewKind

Statement = tuple[str, Node | str]

JOB_PROPERTIES: dict[str, str] = {
    Job.DIRECTOR: "director",
    Job.STORY: "author",
    Job.SCREENPLAY: "author",
    Job.WRITER: "author",
    Job.PRODUCER: "producer",
    Job.EXECUTIVE_PRODUCER: "producer",
    Job.COMPOSER: "musicBy",
    Job.EDITOR: "editor",
}
"""The properties of a Movie for jobs behind the camera; whoever had another is a `contributor` in a Role."""

LOCATION_PROPERTIES: dict[str, str] = {LocationUse.FILMED: "locationCreated", LocationUse.SET: "contentLocation"}
RELATION_PROPERTIES: dict[str, str] = {RelationKind.REMAKE: "isBasedOn", RelationKind.REFERENCES: "mentions"}
"""The other relations between films have no property."""

COUNT_PROPERTIES: dict[str, str] = {ReviewKind.AGGREGATE: "reviewCount", ReviewKind.AUDIENCE_GRADE: "ratingCount"}
"""What the sample of a score counts, by the kind of the score."""

DATE_FORMATS = {"day": "%Y-%m-%d", "month": "%Y-%m", "year": "%Y"}
"""ISO 8601, as precise as is known."""

PAGES_ELSEWHERE = {
    ("film", "imdb"): "https://www.imdb.com/title/{}/",
    ("person", "imdb"): "https://www.imdb.com/name/{}/",
    ("film", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("person", "wikidata"): "http://www.wikidata.org/entity/{}",
    ("film", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
    ("person", "wikipedia"): "https://en.wikipedia.org/wiki/{}",
}
"""The address of the same thing in another catalogue, by what it is and the identifier's scheme."""


def name_statement(fact: OtherTitle | OtherName | LocationName) -> Iterator[Statement]:
    yield "alternateName", fact.title if isinstance(fact, OtherTitle) else fact.name


def credit_statement(credit: Credit) -> Iterator[Statement]:
    """Give the person, within a Role where they have a character or a job that the property does not name."""
    person = reference(credit.person)
    in_cast = credit.department == Department.CAST
    name = "actor" if in_cast else JOB_PROPERTIES.get(credit.job, "contributor")
    if credit.character:
        yield name, node("PerformanceRole", **{name: person}, characterName=credit.character)
    elif name == "contributor" or (in_cast and credit.job != Job.ACTOR):
        yield name, node("Role", **{name: person}, roleName=credit.get_job_display())
    else:
        yield name, person


def film_location_statement(used: FilmLocation) -> Iterator[Statement]:
    yield LOCATION_PROPERTIES[used.use], reference(used.location)


def film_relation_statement(relation: FilmRelation) -> Iterator[Statement]:
    if relation.kind in RELATION_PROPERTIES:
        yield RELATION_PROPERTIES[relation.kind], reference(relation.related_film)


def identifier_statements(identifier: Identifier) -> Iterator[Statement]:
    """Give the identifier, and the page of the catalogue if its address is known."""
    yield "identifier", node("PropertyValue", propertyID=identifier.scheme, value=identifier.value)
    page = PAGES_ELSEWHERE.get(("film" if identifier.film_id else "person", identifier.scheme))
    if page:
        yield "sameAs", page.format(quote(identifier.value, safe="/:@!$&'()*+,;=~"))


def release_statement(release: Release) -> Iterator[Statement]:
    yield (
        "releasedEvent",
        node(
            "PublicationEvent",
            name=f"{release.get_kind_display()} release",
            startDate=iso_date(release),
            location=reference(release.place) if release.place else None,
            publishedBy=reference(release.distributor) if release.distributor else None,
            description=release.note,
        ),
    )


def iso_date(release: Release) -> str:
    return release.date.strftime(DATE_FORMATS[release.precision]) if release.date else ""


def review_statement(review: Review) -> Iterator[Statement]:
    """Give a score with its count as an AggregateRating, anything else as a Review.

    An AggregateRating must have a numeric value and a count. A letter grade is no number and goes into the text.
    """
    count_property = COUNT_PROPERTIES.get(review.kind)
    if count_property and review.score is not None and review.sample_size:
        yield "aggregateRating", aggregate_rating(review, count_property)
    else:
        yield "review", review_node(review)


def aggregate_rating(review: Review, count_property: str) -> Node:
    return node(
        "AggregateRating",
        author=authors(review),
        reviewAspect=review.measure,
        ratingExplanation=review.summary,
        **scale(review),
        **{count_property: review.sample_size},
    )


def review_node(review: Review) -> Node:
    return node(
        "Review",
        id=f"{address(review.film)}#review-{review.key}",
        author=authors(review),
        reviewAspect=review.measure,
        reviewBody=": ".join(filter(None, [review.grade, review.summary])),
        reviewRating=node("Rating", **scale(review)) if review.score is not None else None,
        itemReviewed={"@id": address(review.film)},
    )


def authors(review: Review) -> list[Node]:
    return [reference(author) for author in (review.author, review.outlet) if author]


def scale(review: Review) -> dict[str, float]:
    """Return a score on the scale that it was given in, with the ends of that scale."""
    return {"ratingValue": float(review.score or 0), "bestRating": SCALE_TOPS[review.scale], "worstRating": 0}


STATEMENTS: dict[type[Fact], Callable[[Any], Iterator[Statement]]] = {
    OtherTitle: name_statement,
    OtherName: name_statement,
    LocationName: name_statement,
    Credit: credit_statement,
    FilmLocation: film_location_statement,
    FilmRelation: film_relation_statement,
    Release: release_statement,
    Review: review_statement,
    Identifier: identifier_statements,
}


def properties(facts: Iterable[Fact]) -> dict[str, list[Node | str]]:
    """Return what facts say as properties of what they are about, each value once, always in the same order."""
    found: dict[str, dict[str, Node | str]] = {}
    for fact in sorted(facts, key=sort_key):
        for name, value in STATEMENTS[type(fact)](fact):
            found.setdefault(name, {}).setdefault(repr(value), value)
    return {name: list(values.values()) for name, values in found.items()}


def sort_key(fact: Fact) -> tuple[Any, ...]:
    """Order facts by kind, credits by billing, and all by their natural keys."""
    billing = (fact.billing is None, fact.billing or 0) if isinstance(fact, Credit) else ()
    return (list(STATEMENTS).index(type(fact)), *billing, *fact.natural_key())
