"""Match the films and people of a fixture with stored ones, since `loaddata` finds records by their slugs alone.

A stored record that a fixture means gets the fixture's slug before loading, so that it is updated and not doubled.
After loading, people whose names turn out to be other names of the fixture's people are merged with these.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from films.curating.merging import CannotMergeError, merge
from films.history.publication import COMMAND_LINE
from films.history.recording import recording
from films.identity.keys import name_key
from films.importing.film_matching import DoubtfulPair, list_likely_duplicates
from films.importing.film_recognition import TWICE, FilmRecognition, TitledFilm
from films.importing.person_lookup import PersonLookup
from films.importing.personal_names import PersonalName
from films.importing.records import FilmRecord
from films.models import Action, Citation, Credit, Film, Identifier, JobCode, OtherName, Person
from films.models.addresses import keep_former_address

Values = Mapping[str, Any]
ADOPTED = "Recognised what a fixture is about"
OTHER_NAME = "An other name of this person in a fixture."
JOBS = frozenset(JobCode)
MODELS: dict[str, Any] = {"film": Film, "person": Person}


@dataclass(slots=True)
class FixtureContents:
    """Hold what identifies the films and people of a fixture, by their slugs there, and what it cites."""

    films: dict[str, Values] = field(default_factory=dict)
    people: dict[str, Values] = field(default_factory=dict)
    identifiers: dict[str, dict[str, list[tuple[str, str]]]] = field(
        default_factory=lambda: {kind: defaultdict(list) for kind in MODELS}
    )
    other_names: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    credits: dict[str, list[tuple[str, str]]] = field(default_factory=lambda: defaultdict(list))
    """The person and job of each credit, by film."""
    films_of: dict[str, dict[str, None]] = field(default_factory=lambda: defaultdict(dict))
    """The films that each person has credits on, each once."""
    cited: set[str] = field(default_factory=set)
    """The slugs of the documents that citations name."""

    def add(self, model: str, values: Values) -> None:
        """Note a record of the fixture, if it identifies a film or person."""
        match model, values:
            case "films.film", {"slug": str(slug), "title": str()}:
                self.films[slug] = values
            case "films.person", {"slug": str(slug), "name": str()}:
                self.people[slug] = values
            case "films.othername", {"person": [str(slug)], "name": str(name)}:
                self.other_names[slug].append(name)
            case "films.credit", {"film": [str(film)], "person": [str(slug)], "job": job}:
                self.credits[film].append((slug, job[0] if isinstance(job, list) else job))
                self.films_of[slug][film] = None
            case "films.citation", {"passage": [str(document), *_]}:
                self.cited.add(document)
            case "films.identifier", {"film": [str(slug)], "scheme": str(scheme), "value": str(value)}:
                self.identifiers["film"][slug].append((scheme, value))
            case "films.identifier", {"person": [str(slug)], "scheme": str(scheme), "value": str(value)}:
                self.identifiers["person"][slug].append((scheme, value))

    def film_record(self, slug: str) -> FilmRecord:
        """Return what the fixture states about a film, as the record of a data set."""
        film = self.films[slug]
        named: dict[JobCode, tuple[str, ...]] = {}
        for person, job in self.credits[slug]:
            if person in self.people and job in JOBS:
                named[JobCode(job)] = (*named.get(JobCode(job), ()), self.people[person]["name"])
        year = film.get("year")
        return FilmRecord(
            line=0,
            id=slug,
            title=film["title"],
            year=int(year) if year else None,
            original_title=film.get("original_title") or None,
            credits=named,
            identifiers=tuple(self.identifiers["film"].get(slug, ())),
        )


class FixtureMatcher:
    """Match a fixture with the database: call `give_slugs` before it is loaded, and `finish` afterwards."""

    def __init__(self, contents: FixtureContents) -> None:
        self.contents = contents
        self.doubtful: list[tuple[TitledFilm, str, str]] = []

    def give_slugs(self) -> None:
        """Give the stored films and people that the fixture means the slugs that they have there."""
        with recording(COMMAND_LINE, Action.IMPORT, summary=ADOPTED):
            self.match_films()
            self.match_people()

    def match_films(self) -> None:
        unknown = self.unknown("film", self.contents.films)
        if not unknown or not Film.objects.exists():
            return
        recognition = FilmRecognition("")
        recognition.taken.update(Film.objects.filter(slug__in=self.contents.films).values_list("pk", flat=True))
        found = {slug: film_id for slug in unknown if (film_id := self.identified("film", slug)) is not None}
        recognition.taken.update(found.values())
        rest = [slug for slug in unknown if slug not in found]
        records = [self.contents.film_record(slug) for slug in rest]
        for slug, recognised in zip(rest, recognition.recognise(records), strict=True):
            self.doubtful += [(film, slug, recognised.why) for film in recognised.doubtful]
            self.doubtful += [(film, slug, TWICE) for film in recognised.twins]
            if recognised.film:
                found[slug] = recognised.film.film_id
        for slug, film_id in found.items():
            adopt_slug(Film.objects.get(pk=film_id), slug)

    def match_people(self) -> None:
        unknown = self.unknown("person", self.contents.people)
        if not unknown or not Person.objects.exists():
            return
        taken = set(Person.objects.filter(slug__in=self.contents.people).values_list("pk", flat=True))
        lookup = PersonLookup()
        on_film = self.people_on_films()
        for slug in unknown:
            person_id = self.identified("person", slug) or self.person_named(slug, lookup, on_film)
            if person_id is not None and person_id not in taken:
                taken.add(person_id)
                adopt_slug(Person.objects.get(pk=person_id), slug)

    def people_on_films(self) -> dict[tuple[str, str], int]:
        """Map the films of the fixture, with the keys of names in their stored credits, to people."""
        found = Credit.objects.filter(film__slug__in=self.contents.films).order_by("-pk")
        rows = found.values_list("film__slug", "person__name", "person_id")
        return {(slug, name_key(name)): person_id for slug, name, person_id in rows}

    def person_named(self, slug: str, lookup: PersonLookup, on_film: Mapping[tuple[str, str], int]) -> int | None:
        """Return the stored person whom a fixture's person must be, by a shared film or by name alone."""
        person = self.contents.people[slug]
        names = [person["name"], *self.contents.other_names[slug]]
        films = self.contents.films_of.get(slug, {})
        for name in names:
            for film in films:
                if (film, name_key(name)) in on_film:
                    return on_film[film, name_key(name)]
        years = [int(self.contents.films[film]["year"] or 0) for film in films if film in self.contents.films]
        year = min(filter(None, years), default=None)
        told_apart = person.get("disambiguation") or ""
        if told_apart:
            return lookup.get(str(PersonalName(person["name"], told_apart)), year)
        return next(filter(None, (lookup.get(name, year) for name in names)), None)

    def unknown(self, kind: str, slugs: Iterable[str]) -> list[str]:
        """Return the slugs that no record has."""
        known = set(MODELS[kind].objects.filter(slug__in=list(slugs)).values_list("slug", flat=True))
        return [slug for slug in slugs if slug not in known]

    def identified(self, kind: str, slug: str) -> int | None:
        """Return the stored record that has an identifier of a fixture's record."""
        for scheme, value in self.contents.identifiers[kind].get(slug, ()):
            stored = Identifier.objects.filter(scheme=scheme, value=value, **{f"{kind}__isnull": False})
            if found := stored.values_list(kind, flat=True).first():
                return int(found)
        return None

    def finish(self) -> None:
        """Merge people who turn out to be the fixture's, and list what is doubtful under likely duplicates."""
        pairs = [DoubtfulPair(film.film_id, self.film_id(slug), why) for film, slug, why in self.doubtful]
        list_likely_duplicates(pairs)
        if self.contents.other_names:
            self.merge_other_names()

    def film_id(self, slug: str) -> int:
        return int(Film.objects.get(slug=slug).pk)

    def merge_other_names(self) -> None:
        """Merge whoever is stored under what a fixture calls an other name with the person who has it."""
        owners = owners_of_names(self.contents.other_names)
        theirs = set(owners.values())
        bearers: dict[str, list[int]] = defaultdict(list)
        for person_id, name in Person.objects.values_list("pk", "name").iterator():
            if (key := name_key(name)) in owners and person_id not in theirs:
                bearers[key].append(person_id)
        for key, person_ids in bearers.items():
            owner, bearer = (Person.objects.get(pk=pk) for pk in (owners[key], person_ids[0]))
            if len(person_ids) == 1 and is_known_by_name_alone(bearer, owner):
                try:
                    merge(owner, bearer, COMMAND_LINE, OTHER_NAME)
                except CannotMergeError:
                    continue  # it stays, and “Look for duplicates” finds it


def owners_of_names(other_names: Mapping[str, Iterable[str]]) -> dict[str, int]:
    """Map the keys of other names to the people who have them, leaving out names that several people have."""
    owners: dict[str, set[int]] = defaultdict(set)
    names = {name for some in other_names.values() for name in some}
    stored = OtherName.objects.filter(Q(name__in=names) | Q(person__slug__in=list(other_names)))
    for name, person_id in stored.values_list("name", "person_id"):
        owners[name_key(name)].add(person_id)
    return {key: next(iter(people)) for key, people in owners.items() if len(people) == 1}


def is_known_by_name_alone(bearer: Person, owner: Person) -> bool:
    """Tell whether nothing but a name says who somebody is: no curator's word, and no identifier of another."""
    is_cited = Citation.objects.filter(Q(person=bearer) | Q(credit__person=bearer)).exists()
    schemes = set(owner.identifiers.values_list("scheme", flat=True))
    is_another = bearer.identifiers.filter(scheme__in=schemes).exists()
    return not (is_cited or is_another or bearer.disambiguation)


def take_place_of_same(citation: Citation) -> None:
    """Let a citation of a fixture replace the stored one of the same fact, field and source, if it is another.

    Imports cite the identifiers of the films that they recognise.
    """
    fact = (
        {f"{citation.fact_kind}_id": getattr(citation, f"{citation.fact_kind}_id")} if citation.fact_kind else {}
    )
    if fact and not citation.pk:
        same = Citation.objects.filter(field=citation.field, reading=citation.reading, **fact)
        citation.pk = same.filter(passage_id=citation.passage_id).values_list("pk", flat=True).first()


def adopt_slug(record: Any, slug: str) -> None:
    """Give a record another slug, and let its former address lead to it."""
    former, record.slug = record.slug, slug
    record.save(update_fields=["slug"])
    keep_former_address(record, former)
