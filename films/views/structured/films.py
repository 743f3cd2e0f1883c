"""A film in schema.org's terms: a Movie, with its reviews and the documents that its facts rest on."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.urls import reverse

from films.exporting.schema_org import DATES, property_of
from films.models import (
    LETTER_GRADES,
    SCALE_TOPS,
    Credit,
    Document,
    FilmLocation,
    Release,
    Review,
    Scale,
)
from films.models.credits import Job
from films.models.films import RelationKind
from films.models.reception import ReviewKind
from films.views.facts import FilmFacts
from films.views.facts.addresses import address, page_address
from films.views.structured.metadata import Absolute, Face, document, node, one_or_all
from films.views.structured.naming import (
    film_node,
    names_elsewhere,
    organization_node,
    person_node,
    place_node,
)

COUNTED_IN = {ReviewKind.AGGREGATE: "reviewCount", ReviewKind.AUDIENCE_GRADE: "ratingCount"}
LEADS_NAMED = 3  # in the sentence that stands for a missing synopsis


def film_face(facts: FilmFacts, documents: Iterable[Document], absolute: Absolute) -> Face:
    """Return the face of a film's page; `documents` are those that its facts are cited to."""
    film = facts.film
    return Face(
        address=absolute(page_address(film)),
        title=str(film) if film.year else film.title,
        description=film.synopsis or credited(facts),
        kind="video.movie",
        data=document(movie(facts, documents, absolute)),
        api=absolute(reverse("api-film", args=[film.slug])),
    )


def credited(facts: FilmFacts) -> str:
    """Say who made the film and who is in it, for lack of a synopsis."""
    directors, leads = names(facts.directors), names(facts.cast[:LEADS_NAMED])
    parts = [f"directed by {directors}" if directors else "", f"with {leads}" if leads else ""]
    return f"A film {', '.join(filter(None, parts))}." if any(parts) else ""


def names(credited: Sequence[Credit]) -> str:
    return ", ".join(dict.fromkeys(credit.person.name for credit in credited))


def movie(facts: FilmFacts, documents: Iterable[Document], absolute: Absolute) -> dict[str, Any]:
    film = facts.film
    dated = [release for release in facts.releases if release.date]
    return node(
        "Movie",
        id=absolute(page_address(film)),
        url=absolute(page_address(film)),
        name=film.title,
        alternateName=other_titles(facts),
        abstract=film.synopsis,
        datePublished=iso_date(dated[0]) if dated else str(film.year or ""),
        duration=f"PT{film.runtime}M" if film.runtime else "",
        genre=[genre.name for genre in film.genres.all()],
        inLanguage=[language.tag for language in film.languages.all()],
        countryOfOrigin=[node("Country", name=country.name) for country in film.countries.all()],
        **roles(facts.cast_and_crew, absolute),
        contentLocation=places(facts.set_in, absolute),
        locationCreated=places(facts.filmed_at, absolute),
        releasedEvent=[publication(release, absolute) for release in dated],
        isBasedOn=related(facts, {RelationKind.REMAKE}, absolute),
        mentions=related(facts, {RelationKind.REFERENCES}, absolute),
        review=[review_node(review, absolute) for review in facts.reviews if review.kind not in COUNTED_IN],
        aggregateRating=[score_node(review) for review in facts.scores],
        citation=[source_node(source, absolute) for source in documents],
        **names_elsewhere("film", facts.identifiers),
    )


def other_titles(facts: FilmFacts) -> list[str]:
    titles = [facts.film.original_title, *(other.title for other in facts.other_titles)]
    return [title for title in dict.fromkeys(titles) if title and title != facts.film.title]


def roles(credits_shown: Iterable[Credit], absolute: Absolute) -> dict[str, list[dict[str, Any]]]:
    """Return who made the film and who plays whom, by property; a person with two writing jobs once."""
    found: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for credit in credits_shown:
        name = property_of(credit)
        held = role(credit, name, person_node(credit.person, absolute))
        if held not in found[name]:
            found[name].append(held)
    return found


def role(credit: Credit, name: str, person: dict[str, Any]) -> dict[str, Any]:
    """Return a person as the value of a property, within a Role where they have a character or a named job."""
    if credit.character:
        return node("PerformanceRole", **{name: person}, characterName=credit.character)
    if name == "contributor" or credit.job in (Job.VOICE, Job.SELF, Job.STUNTS):
        return node("Role", **{name: person}, roleName=credit.get_job_display())
    return person


def places(uses: Iterable[FilmLocation], absolute: Absolute) -> list[dict[str, Any]]:
    """Return each place once, however many scenes it served."""
    return list({used.location_id: place_node(used.location, absolute) for used in uses}.values())


def publication(release: Release, absolute: Absolute) -> dict[str, Any]:
    return node(
        "PublicationEvent",
        name=f"{release.get_kind_display()} release",
        startDate=iso_date(release),
        location=place_node(release.place, absolute) if release.place else None,
        publishedBy=organization_node(release.distributor) if release.distributor else None,
    )


def iso_date(release: Release) -> str:
    return release.date.strftime(DATES[release.precision]) if release.date else ""


def related(facts: FilmFacts, kinds: set[RelationKind], absolute: Absolute) -> list[dict[str, Any]]:
    return [film_node(one.related_film, absolute) for one in facts.relations if one.kind in kinds]


def review_node(review: Review, absolute: Absolute) -> dict[str, Any]:
    voices = [
        *([person_node(review.author, absolute)] if review.author else []),
        *([organization_node(review.outlet)] if review.outlet else []),
    ]
    return node(
        "Review",
        id=absolute(address(review)),
        author=one_or_all(voices),
        reviewAspect=review.measure,
        reviewBody=review.summary,
        reviewRating=node("Rating", **scale(review)) if review.score_text else None,
        itemReviewed={"@id": absolute(page_address(review.film))},
    )


def score_node(review: Review) -> dict[str, Any]:
    """Return what many voices came to together, which schema.org tells from a review by one."""
    return node(
        "AggregateRating",
        author=organization_node(review.outlet) if review.outlet else None,
        reviewAspect=review.measure,
        ratingExplanation=review.summary,
        **scale(review),
        **{COUNTED_IN[ReviewKind(review.kind)]: review.sample_size},
    )


def scale(review: Review) -> dict[str, Any]:
    """Return a score on the scale that it was given in, with the ends of that scale."""
    if review.scale == Scale.LETTER:
        return {"ratingValue": review.grade, "bestRating": LETTER_GRADES[0], "worstRating": LETTER_GRADES[-1]}
    if review.score is None:
        return {}
    return {"ratingValue": float(review.score), "bestRating": SCALE_TOPS[review.scale], "worstRating": 0}


def source_node(source: Document, absolute: Absolute) -> dict[str, Any]:
    page = absolute(reverse("document", args=[source.slug]))
    return node("CreativeWork", id=page, name=source.title, sameAs=source.url)
