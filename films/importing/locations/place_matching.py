"""Match the places in a list with locations, and put them where the list says that they are."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q, QuerySet

from films.importing.locations.records import Coordinates, LocationRecord
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.importing.vocabulary import CountryLookup
from films.models import Citation, Location, LocationName, State
from films.models.places import LocationKind
from films.names import slug_base
from films.origins import folded

NEARBY = Decimal("0.01")  # degrees, about a kilometre: entries for one site can differ by that much


class AmbiguousError(LookupError):
    """Report that several places match."""


@dataclass(slots=True)
class StoredPlace:
    pk: int
    kind: str
    part_of: int | None
    coordinates: Coordinates | None
    is_cited: bool
    """Whether a citation confirms where it lies."""
    is_part_cited: bool
    """Whether a citation confirms what it is part of."""

    def may_be_at(self, wanted: Coordinates | None) -> bool:
        here = self.coordinates
        if wanted is None or here is None:
            return True
        return abs(here.latitude - wanted.latitude) <= NEARBY and abs(here.longitude - wanted.longitude) <= NEARBY


class PlaceMatcher:
    """Find locations by name, and create the missing ones, with the cities and countries around them.

    Of several with one name, the one within about a kilometre of the coordinates is taken, and none in another
    city or country than the list says.
    """

    def __init__(self, writer: ImportWriter, report: Report) -> None:
        self.writer = writer
        self.countries = CountryLookup(writer, report)
        self.slugs = self.countries.slugs
        self.by_name: dict[str, list[StoredPlace]] = {}
        self.places: dict[int, StoredPlace] = {}
        self.changes: list[RowChange] = []
        known = Location.objects.annotate(
            is_cited=Exists(citations_of("latitude", "longitude")), is_part_cited=Exists(citations_of("part_of"))
        )
        for key, name, kind, part_of, latitude, longitude, *are_cited in (
            known.order_by("pk")
            .values_list("pk", "name", "kind", "part_of_id", "latitude", "longitude", "is_cited", "is_part_cited")
            .iterator()
        ):
            at = None if latitude is None or longitude is None else Coordinates(latitude, longitude)
            self.remember(name, StoredPlace(key, kind, part_of, at, *are_cited))
        others = LocationName.objects.filter(~Q(name="")).values_list("name", "location_id")
        for name, location_id in others.iterator():
            same = self.by_name.setdefault(folded(name), [])
            if self.places[location_id] not in same:
                same.append(self.places[location_id])

    def remember(self, name: str, place: StoredPlace) -> None:
        self.places[place.pk] = place
        self.by_name.setdefault(folded(name), []).append(place)

    def find(self, record: LocationRecord) -> int:
        """Return a record's location, creating it if necessary. Raises AmbiguousError if several match."""
        around, at = self.around(record), record.coordinates
        same = self.by_name.get(folded(record.place), [])
        chosen = [place for place in same if place.may_be_at(at) and self.may_be_in(place, around)]
        if len(chosen) > 1 and at is not None:
            chosen = [place for place in chosen if place.coordinates is not None]
        if len(chosen) > 1:
            raise AmbiguousError
        if not chosen:
            return self.create(record.place, LocationKind.SITE, around, at).pk
        (place,) = chosen
        self.fill(place, around, at)
        return place.pk

    def fill(self, place: StoredPlace, around: int | None, at: Coordinates | None) -> None:
        """Fill the fields that a place lacks and that no curator has cited."""
        if at is not None and place.coordinates is None and not place.is_cited:
            place.coordinates = at
            before = {"latitude": None, "longitude": None}
            after = {"latitude": at.latitude, "longitude": at.longitude}
            self.changes.append(RowChange(place.pk, before, after))
        is_around = place.pk in self.with_ancestors(around)
        if around is not None and place.part_of is None and not (place.is_part_cited or is_around):
            place.part_of = around
            self.changes.append(RowChange(place.pk, {"part_of_id": None}, {"part_of_id": around}))

    def around(self, record: LocationRecord) -> int | None:
        """Return the city in which a record's place lies, or else its country, creating what is missing."""
        country = self.country(record.country) if record.country else None
        if not record.city:
            return country
        same = self.by_name.get(folded(record.city), [])
        cities = [place for place in same if place.kind == LocationKind.CITY and self.may_be_in(place, country)]
        if len(cities) > 1:
            raise AmbiguousError
        if not cities:
            return self.create(record.city, LocationKind.CITY, country).pk
        self.fill(cities[0], country, None)
        return cities[0].pk

    def country(self, name: str) -> int:
        key = self.countries.ids.get(folded(name))
        if key is None:
            key = self.countries.create_country(name)
            self.remember(name, StoredPlace(key, LocationKind.COUNTRY, None, None, False, False))
        return key

    def may_be_in(self, place: StoredPlace, around: int | None) -> bool:
        """Tell whether a place may lie in another: it says nothing else, or the one lies within the other."""
        if around is None or place.part_of is None:
            return True
        return around in self.with_ancestors(place.pk) or place.part_of in self.with_ancestors(around)

    def with_ancestors(self, key: int | None) -> set[int]:
        found: set[int] = set()
        while key is not None and key not in found:
            found.add(key)
            key = self.places[key].part_of
        return found

    def create(
        self, name: str, kind: LocationKind, around: int | None, at: Coordinates | None = None
    ) -> StoredPlace:
        (slug,) = self.slugs.give([slug_base(name, "place")])
        location = self.writer.create(
            Location,
            name=name,
            slug=slug,
            kind=kind,
            part_of_id=around,
            latitude=at and at.latitude,
            longitude=at and at.longitude,
            state=State.PUBLISHED,
        )
        place = StoredPlace(location.pk, kind, around, at, False, False)
        self.remember(name, place)
        return place

    def write(self) -> None:
        """Save what locations lacked."""
        self.writer.update(Location, self.changes)
        self.changes = []


def citations_of(*fields: str) -> QuerySet[Citation]:
    """Select the citations of a location as a whole, or of some of its fields."""
    found: QuerySet[Citation] = Citation.objects.filter(location=OuterRef("pk"), field__in=["", *fields])
    return found
