"""Group films by organization and by series, for which the index has no facet."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Model

from films.compiled_queries import records_by_key
from films.languages import translated
from films.models import (
    Award,
    Certificate,
    CompanyCredit,
    Film,
    FilmRelation,
    Organization,
    Release,
    Review,
)
from films.models.films import RelationKind
from films.views.facts.published import select_published

NAMING: tuple[tuple[type[Model], str], ...] = (
    (CompanyCredit, "company"),
    (Release, "distributor"),
    (Review, "outlet"),
    (Certificate, "board"),
    (Award, "body"),
)
"""The facts that name an organization of a film, and by which link."""


@dataclass(frozen=True)
class FilmGroup:
    """Hold films by their slugs; `about` says what groups them."""

    slug: str
    label: str
    about: str
    films: tuple[str, ...]


def organizations() -> dict[str, FilmGroup]:
    """Return the organizations of published films by slug, those of most films first."""
    films: dict[int, set[str]] = defaultdict(set)
    for model, link in NAMING:
        facts = select_published(model._default_manager.exclude(**{link: None}), "film", link).order_by()
        for organization, slug in facts.values_list(link, "film__slug").distinct():
            films[organization].add(slug)
    bodies = records_by_key(Organization, films)
    most_first = sorted(bodies.values(), key=lambda body: (-len(films[body.pk]), body.name))
    return {
        body.slug: FilmGroup(body.slug, body.name, body.get_kind_display(), tuple(sorted(films[body.pk])))
        for body in most_first
    }


def series() -> dict[str, FilmGroup]:
    """Return the series of published films, as recorded sequels join them, by the slug of the first film."""
    sequels = select_published(FilmRelation.objects.filter(kind=RelationKind.SEQUEL), "film", "related_film")
    joined = joined_films((relation.film, relation.related_film) for relation in sequels)
    found = [sorted(films, key=lambda film: (film.year or 0, film.title, film.pk)) for films in joined]
    ordered = sorted(found, key=lambda films: (-len(films), films[0].title))
    return {films[0].slug: series_of(films) for films in ordered}


def series_of(films: list[Film]) -> FilmGroup:
    """Return the group of a series, named after its first film."""
    label = translated("%(film)s and its sequels", film=films[0].title)
    return FilmGroup(films[0].slug, label, "", tuple(film.slug for film in films))


def joined_films(pairs: Iterable[tuple[Film, Film]]) -> list[set[Film]]:
    """Return the largest sets of films in which each is joined to another by one of the pairs."""
    sets: dict[Film, set[Film]] = {}
    for one, other in pairs:
        together = sets.get(one, {one}) | sets.get(other, {other})
        sets |= dict.fromkeys(together, together)
    return list({id(films): films for films in sets.values()}.values())
