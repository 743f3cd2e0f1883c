"""Map the genres and countries of a data set to stored ones."""

from collections.abc import Iterable

from films.importing.storing import Store
from films.models import Genre, Location, LocationName, State
from films.models.places import LocationKind
from films.names import Slugs, slug_base
from films.origins import countries, folded

MAX_GENRE_SLUG = Genre._meta.get_field("slug").max_length or 0


class GenreLookup:
    """Find genres by slug and name, and create the missing ones."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.by_slug: dict[str, int] = {}
        self.by_name: dict[str, int] = {}
        for genre in Genre.objects.all():
            self.remember(genre)

    def remember(self, genre: Genre) -> int:
        self.by_name[folded(genre.name)] = genre.pk
        return self.by_slug.setdefault(genre.slug, genre.pk)

    def __getitem__(self, name: str) -> int:
        slug = slug_base(name, "genre", longest=MAX_GENRE_SLUG)
        found = self.by_slug.get(slug) or self.by_name.get(folded(name))
        return found or self.remember(self.store.create(Genre, slug=slug, name=name))


class CountryLookup:
    """Find countries by name, and create the missing ones."""

    def __init__(self, store: Store) -> None:
        self.store = store
        self.ids: dict[str, int] = {}
        self.slugs = Slugs(Location)
        others = LocationName.objects.filter(location__kind=LocationKind.COUNTRY)
        self.remember(others.order_by("-pk").values_list("name", "location_id"))
        self.remember(Location.objects.filter(kind=LocationKind.COUNTRY).order_by("-pk").values_list("name", "pk"))

    def remember(self, named: Iterable[tuple[str, int]]) -> None:
        self.ids.update((folded(name), location_id) for name, location_id in named)

    def find_all(self, origin: str) -> tuple[list[int], list[str]]:
        """Return the countries named in an origin, and the words in it that name no known country."""
        known, unknown = countries(origin)
        return [self.ids.get(folded(name)) or self.create_country(name) for name in known], unknown

    def create_country(self, name: str) -> int:
        (slug,) = self.slugs.give([slug_base(name, "country")])
        country = self.store.create(
            Location, name=name, slug=slug, kind=LocationKind.COUNTRY, state=State.PUBLISHED
        )
        self.remember([(name, country.pk)])
        return country.pk
