"""Decide which stored films the records of a data set are about, by title, year and people."""

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from films.identity.keys import name_key, title_key
from films.importing.records import FilmRecord
from films.models import Credit, DatasetValue, Film, Identifier, JobCode
from films.models.dataset_values import ContestedField
from films.models.standard_jobs import ARCHIVE_CODES
from films.origins import countries

NEAR_YEARS = 1  # data sets date a film by its first showing or by its release
DOUBTFUL_YEARS = 3
MOST_DOUBTFUL = 5  # films listed beside a new one

SEVERAL = "the same title and year as several films"
NOBODY_SHARED = "the same title and year, but nobody in common"
NOBODY_KNOWN = "the same title, and nearly the same year or none"
SAME_DIRECTOR = "the same title and director, some years apart"
OTHER_IDENTIFIER = "the same title and year, but another identifier"
TWICE = "the same title and people, twice in one data set"


@dataclass(frozen=True, slots=True)
class TitledFilm:
    """Hold a stored film that has the title in question; `other_years` are those that data sets give it."""

    film_id: int
    year: int | None
    other_years: frozenset[int] = frozenset()

    def years_from(self, year: int | None) -> int:
        """Return how far a year lies from the film's; an unknown year may be any, so it counts as near."""
        if not (self.year and year):
            return NEAR_YEARS
        return min(abs(own - year) for own in (self.year, *self.other_years))


@dataclass(slots=True)
class Team:
    """Hold the keys of the names of a film's people."""

    directors: set[str] = field(default_factory=set)
    everybody: set[str] = field(default_factory=set)

    def add(self, name: str, job: str) -> None:
        key = name_key(name)
        self.everybody.add(key)
        if job == JobCode.DIRECTOR:
            self.directors.add(key)


@dataclass(frozen=True, slots=True)
class Likeness:
    """Compare a record with a stored film of its title.

    `place` is the record's place among others, and `ranks` are its place among those that may be about the film,
    and the film's among those that the record may be about, the larger first.
    """

    place: int
    film: TitledFilm
    years_apart: int
    shared: int
    shares_director: bool
    both_name_directors: bool
    both_name_people: bool
    is_dated: bool
    shares_country: bool
    has_other_identifier: bool
    ranks: tuple[int, int]

    @property
    def is_sure(self) -> bool:
        return self.years_apart <= NEAR_YEARS and self.shared > 0 and not self.has_other_identifier

    @property
    def is_of_the_year(self) -> bool:
        return self.years_apart == 0 and not self.has_other_identifier

    @property
    def is_of_the_country(self) -> bool:
        """Tell whether both are from one country in nearly one year, where one of them names nobody."""
        is_near = self.is_dated and self.years_apart <= NEAR_YEARS and not self.has_other_identifier
        return is_near and self.shares_country and not self.both_name_people

    @property
    def order(self) -> tuple[bool, bool, int, tuple[int, int]]:
        """Return the key that sorts the surest first, in whatever order the two data sets are imported."""
        return not self.is_of_the_year, not self.shares_director, -self.shared, self.ranks


@dataclass(frozen=True, slots=True)
class Recognition:
    """Hold the film that a record is about, or those that it may be about, with the reason.

    `twins` are other films that the record might have been about, had it not been for a more similar one.
    """

    film: TitledFilm | None = None
    doubtful: tuple[TitledFilm, ...] = ()
    why: str = ""
    twins: tuple[TitledFilm, ...] = ()


class FilmRecognition:
    """Recognise the films of records among stored films without the data set's identifiers."""

    def __init__(self, dataset: str) -> None:
        self.films: dict[str, list[TitledFilm]] = {}
        self.taken: set[int] = set()
        values = DatasetValue.objects.filter(field__in=(ContestedField.TITLE, ContestedField.YEAR))
        others: dict[str, dict[int, set[str]]] = {ContestedField.TITLE: {}, ContestedField.YEAR: {}}
        for film_id, contested, value in values.values_list("film_id", "field", "value"):
            others[contested].setdefault(film_id, set()).add(value)
        stored = Film.objects.exclude(identifiers__scheme=dataset).order_by("pk")
        for film_id, title, original_title, year in stored.values_list(
            "pk", "title", "original_title", "year"
        ).iterator():
            years = frozenset(map(int, others[ContestedField.YEAR].get(film_id, ())))
            film = TitledFilm(film_id, year, years)
            titles = {title, original_title, *others[ContestedField.TITLE].get(film_id, ())} - {""}
            for key in {title_key(name) for name in titles}:
                self.films.setdefault(key, []).append(film)

    def titled_like(self, record: FilmRecord) -> list[TitledFilm]:
        """Return the films with a record's title that no record was about yet."""
        if not self.films:
            return []
        keys = dict.fromkeys(title_key(name) for name in (record.title, record.original_title) if name)
        films = dict.fromkeys(chain.from_iterable(self.films.get(key, ()) for key in keys))
        return [film for film in films if film.film_id not in self.taken]

    def near(self, record: FilmRecord) -> list[TitledFilm]:
        """Return the films with a record's title and nearly its year that no record was about yet."""
        return [film for film in self.titled_like(record) if film.years_from(record.year) <= NEAR_YEARS]

    def recognise(self, records: Sequence[FilmRecord]) -> list[Recognition]:
        """Find the films that records are about, the most similar pairs first, whatever the order of the records.

        With somebody in common, the year may be another by one, and with a country if one side names nobody. The
        same title and year are enough unless both sides name directors. Without anybody in common, no other record
        and no other film may be as alike. What is less sure than that is doubtful.
        """
        compared = self.compare(records)
        found: dict[int, TitledFilm] = {}
        sure = (likeness for some in compared for likeness in some if likeness.is_sure)
        for likeness in sorted(sure, key=lambda likeness: likeness.order):
            self.take(likeness, found)
        left = self.of_the_year_or_country(compared, found)
        wanted = Counter(likeness.film.film_id for some in left.values() for likeness in some)
        for some in left.values():
            if len(some) == 1 and wanted[some[0].film.film_id] == 1 and not some[0].both_name_directors:
                self.take(some[0], found)
        return [self.judge(some, found.get(place)) for place, some in enumerate(compared)]

    def compare(self, records: Sequence[FilmRecord]) -> list[list[Likeness]]:
        """Compare each record with the films of its title that no record was about yet."""
        titled = [self.titled_like(record) for record in records]
        film_ids = {film.film_id for films in titled for film in films}
        teams = teams_of(film_ids)
        made_in = countries_of(film_ids)
        identified = identifiers_of(film_ids, {scheme for record in records for scheme, _ in record.identifiers})
        met: Counter[int] = Counter()
        compared: list[list[Likeness]] = []
        for place, (record, films) in enumerate(zip(records, titled, strict=True)):
            ours = team_of(record)
            our_countries, _ = countries(record.origin)
            some = []
            for rank, film in enumerate(films):
                theirs = teams[film.film_id]
                likeness = Likeness(
                    place=place,
                    film=film,
                    years_apart=film.years_from(record.year),
                    shared=len(ours.everybody & theirs.everybody),
                    shares_director=not ours.directors.isdisjoint(theirs.directors),
                    both_name_directors=bool(ours.directors and theirs.directors),
                    both_name_people=bool(ours.everybody and theirs.everybody),
                    is_dated=None not in (record.year, film.year),
                    shares_country=not made_in.get(film.film_id, set()).isdisjoint(our_countries),
                    has_other_identifier=is_another(record, identified.get(film.film_id, {})),
                    ranks=(max(rank, met[film.film_id]), min(rank, met[film.film_id])),
                )
                met[film.film_id] += 1
                some.append(likeness)
            compared.append(some)
        return compared

    def take(self, likeness: Likeness, found: dict[int, TitledFilm]) -> None:
        """Recognise a film, so that no other record can be about it, unless either is taken already."""
        if likeness.place not in found and likeness.film.film_id not in self.taken:
            found[likeness.place] = likeness.film
            self.taken.add(likeness.film.film_id)

    def of_the_year_or_country(
        self, compared: Iterable[list[Likeness]], found: dict[int, TitledFilm]
    ) -> dict[int, list[Likeness]]:
        """Map the places of records that are about no film yet to what has their title, and year or country."""
        left: dict[int, list[Likeness]] = {}
        for place, some in enumerate(compared):
            alike = [like for like in self.free(some) if like.is_of_the_year or like.is_of_the_country]
            if alike and place not in found:
                left[place] = alike
        return left

    def free(self, compared: Iterable[Likeness]) -> Iterator[Likeness]:
        return (likeness for likeness in compared if likeness.film.film_id not in self.taken)

    def judge(self, compared: list[Likeness], film: TitledFilm | None) -> Recognition:
        """Return the film of a record, or those that it may be about, once all records have theirs."""
        free = list(self.free(compared))
        if film is not None:
            return Recognition(film, twins=tuple(like.film for like in free if like.is_sure))
        same_year = [like for like in free if like.is_of_the_year]
        near = [like for like in free if like.years_apart <= NEAR_YEARS]
        for why, doubtful in (
            (OTHER_IDENTIFIER, [like for like in near if like.has_other_identifier]),
            (TWICE, [like for like in compared if like.is_sure]),
            (SEVERAL, same_year if not (len(same_year) == 1 and same_year[0].both_name_directors) else []),
            (NOBODY_SHARED, same_year),
            (NOBODY_KNOWN, [like for like in near if not like.both_name_people]),
            (SAME_DIRECTOR, [x for x in free if x.years_apart <= DOUBTFUL_YEARS and x.shares_director]),
        ):
            if doubtful:
                return Recognition(doubtful=tuple(like.film for like in doubtful[:MOST_DOUBTFUL]), why=why)
        return Recognition()


def identifiers_of(film_ids: Collection[int], schemes: Collection[str]) -> dict[int, dict[str, set[str]]]:
    """Map films to their identifiers in some schemes, by scheme."""
    found: dict[int, dict[str, set[str]]] = {}
    stored = (
        Identifier.objects.filter(film__in=film_ids, scheme__in=schemes) if schemes else Identifier.objects.none()
    )
    for film_id, scheme, value in stored.values_list("film_id", "scheme", "value"):
        found.setdefault(film_id, {}).setdefault(scheme, set()).add(value)
    return found


def countries_of(film_ids: Collection[int]) -> dict[int, set[str]]:
    """Map films to the names of the countries that they were made in."""
    found: dict[int, set[str]] = {}
    for film_id, name in Film.countries.through.objects.filter(film__in=film_ids).values_list(
        "film_id", "location__name"
    ):
        found.setdefault(film_id, set()).add(name)
    return found


def is_another(record: FilmRecord, identified: Mapping[str, set[str]]) -> bool:
    """Tell whether a film has other identifiers than a record in a scheme of both."""
    return any(value not in identified.get(scheme, {value}) for scheme, value in record.identifiers)


def teams_of(film_ids: Iterable[int]) -> dict[int, Team]:
    """Return the people of films."""
    teams = {film_id: Team() for film_id in film_ids}
    credits_there = Credit.objects.of_participants().filter(film__in=teams).order_by()
    for film_id, name, job in credits_there.values_list("film_id", "person__name", "job_id"):
        teams[film_id].add(name, job)
    return teams


def team_of(record: FilmRecord) -> Team:
    team = Team()
    for job, names in record.credits.items():
        for name in names if job not in ARCHIVE_CODES else ():
            team.add(name, job)
    return team
