"""What a location's page shows."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import chain

from films.kinds.names import Kind
from films.models import Fact, FilmLocation, Location, LocationName, Note
from films.models.places import MAX_DEPTH, LocationUse, load_ancestors
from films.views.facts.lists import ByKind, DrawnList, drawn_lists, facts_of
from films.views.facts.published import complete, with_subjects

PLACES_SEARCHED = 2000
"""Of the places inside this one; a country in a large gazetteer has more, and the search has them all."""
FACTS_SHOWN = 200
"""Of each sort: a page that can be read. The search pages through the rest."""

USES_SHOWN = 1000
"""Of the uses of places on the page of them all: as many as one map can bear."""


@dataclass(frozen=True)
class PlaceFacts:
    """The published facts about one location and the places inside it."""

    place: Location
    other_names: Sequence[LocationName]
    parts: Sequence[Location]
    uses: Sequence[FilmLocation]
    doubled_by: Sequence[FilmLocation]
    notes: Sequence[Note]
    listed: ByKind

    @property
    def own(self) -> list[Fact]:
        """Return every fact shown, each once: one bath may stand in for another in the same city."""
        uses = {used.pk: used for used in (*self.uses, *self.doubled_by)}
        return [
            self.place,
            *self.other_names,
            *uses.values(),
            *self.notes,
            *chain.from_iterable(self.listed.values()),
        ]

    @property
    def by_kind(self) -> ByKind:
        """Return the facts about the place and those inside it, of every kind."""
        return {
            Kind.LOCATION_NAME: self.other_names,
            Kind.FILM_LOCATION: self.uses,
            Kind.NOTE: self.notes,
            **self.listed,
        }

    @property
    def sections(self) -> dict[str, list[DrawnList]]:
        """Return the lists that the kinds of facts lay out by themselves."""
        return drawn_lists(Location, self.listed)

    @property
    def shown(self) -> list[Fact]:
        return self.own

    @property
    def above(self) -> list[Location]:
        """Return the places this one lies in, the widest first."""
        return self.place.ancestors()[::-1]

    @property
    def coordinates(self) -> str:
        """Return the coordinates as they are printed: “47.4891° N, 19.0479° E”."""
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
    def is_cut(self) -> bool:
        """Tell whether there may be more than is shown."""
        return FACTS_SHOWN in map(len, (self.uses, self.doubled_by, self.notes))


@dataclass(frozen=True)
class Gazetteer:
    """The places that films used, and every such use, both cut at the same bound."""

    uses: Sequence[FilmLocation]

    @property
    def by_widest(self) -> list[tuple[Location, list[tuple[Location, int]]]]:
        """Return the places under the widest that each lies in, by name, with how many films used each."""
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
    """Fetch where films were shot and set, in one query and one for each level of places around places."""
    relations = ("film", "location", "stands_in_for")
    uses = list(complete(FilmLocation.objects.order_by("location__name", "pk"), *relations)[:USES_SHOWN])
    load_ancestors(side for used in uses for side in (used.location, used.stands_in_for))
    return Gazetteer(uses)


def place_facts(place: Location) -> PlaceFacts:
    """Fetch what a location's page shows, the places inside it counted as part of it."""
    within = places_within(place)
    at_film_locations = FilmLocation.objects.order_by("film__title", "film__year", "pk")
    relations = ("film", "location", "stands_in_for")
    uses = list(complete(at_film_locations.filter(location__in=within), *relations)[:FACTS_SHOWN])
    doubled_by = list(complete(at_film_locations.filter(stands_in_for__in=within), *relations)[:FACTS_SHOWN])
    load_ancestors(
        [place, *(side for used in (*uses, *doubled_by) for side in (used.location, used.stands_in_for))]
    )
    return PlaceFacts(
        place=place,
        other_names=list(complete(place.other_names.all())),
        parts=list(place.parts.published()[:FACTS_SHOWN]),
        uses=uses,
        doubled_by=doubled_by,
        notes=list(with_subjects(Note.objects.filter(locations__in=within).distinct(), "film")[:FACTS_SHOWN]),
        listed=facts_of(place),
    )


def places_within(place: Location) -> list[int]:
    """Return the keys of a place and of the published places inside it, one query a level."""
    found = [place.pk]
    level = [place.pk]
    for _ in range(MAX_DEPTH):
        inside = Location.objects.published().filter(part_of__in=level).exclude(pk__in=found)
        level = list(inside.order_by("pk").values_list("pk", flat=True)[: PLACES_SEARCHED - len(found)])
        if not level:
            break
        found += level
    return found
