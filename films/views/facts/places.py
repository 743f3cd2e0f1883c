"""Fetch the facts for a location's page, and for the page of all locations."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import chain
from typing import Any

from django.db.models import F

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.kinds.names import Kind
from films.models import Fact, FilmLocation, Location, LocationName, Note
from films.models.places import MAX_DEPTH, LocationUse, load_ancestors
from films.search import filed_title
from films.views.facts.lists import ByKind, SectionList, facts_of, section_lists
from films.views.facts.published import facts_naming, facts_naming_any, fetch_notes, select_published

PLACES_SEARCHED = 2000
"""Places within a location whose facts are shown on its page; a country may have more, which searches find."""
FACTS_SHOWN = 200
"""Facts of each sort on a page, so that it stays readable; searches find the rest."""

USES_SHOWN = 1000
"""Uses on the page of all locations: as many as one map can show."""


@dataclass(frozen=True)
class PlaceFacts:
    """Hold the published facts about a location and the places within it."""

    place: Location
    other_names: Sequence[LocationName]
    parts: Sequence[Location]
    uses: Sequence[FilmLocation]
    doubled_by: Sequence[FilmLocation]
    notes: Sequence[Note]
    listed: ByKind

    @property
    def own_facts(self) -> list[Fact]:
        """Return every fact on the page once; a place may stand in for another within the same location."""
        uses = {used.pk: used for used in (*self.uses, *self.doubled_by)}
        return [
            self.place,
            *self.other_names,
            *uses.values(),
            *self.notes,
            *chain.from_iterable(self.listed.values()),
        ]

    @property
    def facts_by_kind(self) -> ByKind:
        """Return the facts about the location and the places within it, by kind."""
        return {
            Kind.LOCATION_NAME: self.other_names,
            Kind.FILM_LOCATION: self.uses,
            Kind.NOTE: self.notes,
            **self.listed,
        }

    @property
    def sections(self) -> dict[str, list[SectionList]]:
        """Return the lists that kinds lay out themselves, by section of the page."""
        return section_lists(Location, self.listed)

    @property
    def facts_on_page(self) -> list[Fact]:
        return self.own_facts

    @property
    def above(self) -> list[Location]:
        """Return the places around this one, largest first."""
        return self.place.ancestors()[::-1]

    @property
    def coordinates(self) -> str:
        """Return the coordinates in words: “47.4891° N, 19.0479° E”."""
        north, east = self.place.latitude, self.place.longitude
        if north is None or east is None:
            return ""
        sides = (north, "N" if north >= 0 else "S"), (east, "E" if east >= 0 else "W")
        return ", ".join(f"{abs(degrees).normalize():f}° {side}" for degrees, side in sides)

    @property
    def filmed(self) -> list[FilmLocation]:
        return [used for used in self.uses if used.use == LocationUse.FILMED]

    @property
    def set_here(self) -> list[FilmLocation]:
        return [used for used in self.uses if used.use == LocationUse.SET]

    @property
    def stands_in_for(self) -> list[Location]:
        return [used.stands_in_for for used in self.uses if used.stands_in_for]

    @property
    def is_cut(self) -> bool:
        """Tell whether there may be more facts than are shown."""
        return FACTS_SHOWN in map(len, (self.uses, self.doubled_by, self.notes))


@dataclass(frozen=True)
class Gazetteer:
    """Hold all uses of places in films, up to `USES_SHOWN`."""

    uses: Sequence[FilmLocation]

    @property
    def by_widest(self) -> list[tuple[Location, list[tuple[Location, int]]]]:
        """Group the places by the largest place around each, by name, with the number of films that use each."""
        films: dict[Location, set[int]] = defaultdict(set)
        for used in self.uses:
            films[used.location].add(used.film_id)
            if used.stands_in_for:
                films[used.stands_in_for].add(used.film_id)
        groups: dict[Location, list[tuple[Location, int]]] = defaultdict(list)
        for place in sorted(films, key=lambda place: (place.name, place.pk)):
            groups[(place, *place.ancestors())[-1]].append((place, len(films[place])))
        return sorted(groups.items(), key=lambda group: (group[0].name, group[0].pk))

    @property
    def is_cut(self) -> bool:
        return len(self.uses) == USES_SHOWN


def gazetteer() -> Gazetteer:
    """Fetch where films were shot and set: one query, and one for each level of surrounding places."""
    relations = ("film", "location", "stands_in_for")
    uses = list(select_published(FilmLocation.objects.order_by("location__name", "pk"), *relations)[:USES_SHOWN])
    load_ancestors(side for used in uses for side in (used.location, used.stands_in_for))
    return Gazetteer(uses)


def place_facts(place: Location) -> PlaceFacts:
    """Fetch the facts for a location's page, including those about places within it."""
    within = places_within(place)
    relations = ("film", "location", "stands_in_for")
    uses, doubled_by = (
        facts_naming_any(within, FilmLocation, link, relations, by_film(), FACTS_SHOWN)
        for link in ("location", "stands_in_for")
    )
    load_ancestors(
        [place, *(side for used in (*uses, *doubled_by) for side in (used.location, used.stands_in_for))]
    )
    return PlaceFacts(
        place=place,
        other_names=facts_naming(place, LocationName, "location", ()),
        parts=facts_naming(place, Location, "part_of", (), most=FACTS_SHOWN),
        uses=uses,
        doubled_by=doubled_by,
        notes=fetch_notes(Note.objects.filter(locations__in=within).distinct(), "film", most=FACTS_SHOWN),
        listed=facts_of(place),
    )


@cache
def by_film() -> tuple[Any, ...]:
    """Return the order of uses of places by the titles of their films."""
    return (filed_title(Kind.FILM, "film__"), F("film__year").asc(nulls_first=True), "pk")


def places_within(place: Location) -> list[int]:
    """Return the keys of a place and of all published places within it, in one query a level."""
    found = dict.fromkeys([place.pk])
    level = [place.pk]
    for _ in range(MAX_DEPTH):
        inside = [key for (key,) in _keys_inside().rows(level) if key not in found]
        level = inside[: PLACES_SEARCHED - len(found)]
        found |= dict.fromkeys(level)
    return list(found)


@cache
def _keys_inside() -> CompiledQuery:
    """Return the query of the keys of the published places right within others."""
    inside = Location.objects.published().filter(part_of__in=[ANY_KEY])
    return CompiledQuery(inside.order_by("pk").values_list("pk")[:PLACES_SEARCHED])
