"""Match the places in a list with locations."""

from dataclasses import dataclass
from decimal import Decimal

from django.db.models import Exists, OuterRef, Q

from films.importing.locations.records import Coordinates, LocationRecord
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Location, LocationName, State
from films.models.places import LocationKind
from films.names import Slugs, slug_base
from films.origins import folded

NEARBY = Decimal("0.01")  # degrees, about a kilometre: entries for one site can differ by that much


class AmbiguousError(LookupError):
    """Report that several places match."""


@dataclass(slots=True)
class StoredPlace:
    pk: int
    coordinates: Coordinates | None
    is_cited: bool

    def may_be_at(self, wanted: Coordinates | None) -> bool:
        here = self.coordinates
        if wanted is None or here is None:
            return True
        return abs(here.latitude - wanted.latitude) <= NEARBY and abs(here.longitude - wanted.longitude) <= NEARBY


class PlaceMatcher:
    """Find locations by name, and create the missing ones.

    Of several with one name, the one within about a kilometre of the coordinates is taken.
    """

    def __init__(self, writer: ImportWriter) -> None:
        self.writer = writer
        self.slugs = Slugs(Location)
        self.by_name: dict[str, list[StoredPlace]] = {}
        self.changes: list[RowChange] = []
        coordinates = Citation.objects.filter(location=OuterRef("pk"), field__in=["", "latitude", "longitude"])
        known = Location.objects.annotate(is_cited=Exists(coordinates)).order_by("pk")
        places: dict[int, StoredPlace] = {}
        for key, name, latitude, longitude, is_cited in known.values_list(
            "pk", "name", "latitude", "longitude", "is_cited"
        ).iterator():
            at = None if latitude is None or longitude is None else Coordinates(latitude, longitude)
            places[key] = StoredPlace(key, at, is_cited)
            self.by_name.setdefault(folded(name), []).append(places[key])
        others = LocationName.objects.filter(~Q(name="")).values_list("name", "location_id")
        for name, location_id in others.iterator():
            same = self.by_name.setdefault(folded(name), [])
            if places[location_id] not in same:
                same.append(places[location_id])

    def find(self, record: LocationRecord) -> int:
        """Return a record's location, creating it if necessary. Raises AmbiguousError if several match."""
        same = self.by_name.setdefault(folded(record.place), [])
        at = record.coordinates
        chosen = [place for place in same if place.may_be_at(at)]
        if len(chosen) > 1 and at is not None:
            chosen = [place for place in chosen if place.coordinates is not None]
        if len(chosen) > 1:
            raise AmbiguousError
        if not chosen:
            chosen = [self.create_location(record)]
            same.append(chosen[0])
        (place,) = chosen
        if at is not None and place.coordinates is None and not place.is_cited:
            place.coordinates = at
            before = {"latitude": None, "longitude": None}
            after = {"latitude": at.latitude, "longitude": at.longitude}
            self.changes.append(RowChange(place.pk, before, after))
        return place.pk

    def create_location(self, record: LocationRecord) -> StoredPlace:
        (slug,) = self.slugs.give([slug_base(record.place, "place")])
        at = record.coordinates
        location = self.writer.create(
            Location,
            name=record.place,
            slug=slug,
            kind=LocationKind.SITE,
            latitude=at and at.latitude,
            longitude=at and at.longitude,
            state=State.PUBLISHED,
        )
        return StoredPlace(location.pk, at, False)

    def write(self) -> None:
        """Save coordinates that locations lacked."""
        self.writer.update(Location, self.changes)
        self.changes = []
