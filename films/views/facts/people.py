"""Fetch the facts for a person's page."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from itertools import chain
from typing import Any

from django.db.models import F

from films.kinds.credit import TEAM
from films.kinds.names import Kind
from films.models import Credit, Fact, Film, Identifier, Note, OtherName, Person, Review
from films.search import filed_title, filmographies
from films.views.facts.lists import ByKind, SectionList, facts_of, section_lists
from films.views.facts.loading import load_related
from films.views.facts.published import facts_naming, notes_naming
from films.views.facts.related import Partner, partners
from films.views.facts.timeline import Chart, Lane, chart, lanes_of

JOBS_NAMED = 4
"""In the head of the page; the credits have all."""


@dataclass(frozen=True)
class PersonFacts:
    """Hold the published facts for a person's page."""

    person: Person
    other_names: Sequence[OtherName]
    credits: Sequence[Credit]
    notes: Sequence[Note]
    statements: Sequence[Note]
    reviews: Sequence[Review]
    identifiers: Sequence[Identifier]
    partners: Sequence[Partner]
    known_for: Sequence[Film]
    listed: ByKind

    @property
    def own_facts(self) -> list[Fact]:
        """Return every fact on the page once; a note can be both about and by the person."""
        notes = {note.pk: note for note in (*self.notes, *self.statements)}
        return [
            self.person,
            *self.other_names,
            *self.credits,
            *notes.values(),
            *self.reviews,
            *self.identifiers,
            *chain.from_iterable(self.listed.values()),
        ]

    @property
    def facts_by_kind(self) -> ByKind:
        """Return the facts about the person by kind."""
        return {
            Kind.OTHER_NAME: self.other_names,
            Kind.CREDIT: self.credits,
            Kind.NOTE: self.notes,
            Kind.REVIEW: self.reviews,
            Kind.IDENTIFIER: self.identifiers,
            **self.listed,
        }

    @property
    def sections(self) -> dict[str, list[SectionList]]:
        """Return the lists that kinds lay out themselves, by section of the page."""
        return section_lists(Person, self.listed)

    @property
    def facts_on_page(self) -> list[Fact]:
        return self.own_facts

    @cached_property
    def lanes(self) -> list[Lane]:
        """Return the departments, the one with the most credits first."""
        return sorted(lanes_of(self.credits), key=lambda lane: -sum(len(year.credits) for year in lane.years))

    @property
    def jobs(self) -> list[str]:
        """Return the person's jobs, the most frequent first."""
        names = Counter(credit.job.name for credit in self.credits)
        return [name for name, _ in names.most_common(JOBS_NAMED)]

    @property
    def years(self) -> str:
        """Return the years of the first and the last film: “1970–2019”."""
        years = {credit.film.year for credit in self.credits if credit.film.year and credit.is_of_participant}
        return "–".join(str(year) for year in sorted({min(years), max(years)})) if years else ""

    @property
    def films(self) -> int:
        return len({credit.film_id for credit in self.credits})

    @property
    def chart(self) -> Chart | None:
        return chart(self.lanes)


@cache
def latest_first() -> tuple[Any, ...]:
    """Return the order of credits by their films, the latest first."""
    return (F("film__year").desc(nulls_last=True), filed_title(Kind.FILM, "film__"), "pk")


def known_for(person: Person, held: Sequence[Credit]) -> list[Film]:
    """Return the person's most prominent films, or none if there are no others."""
    films = {credit.film_id: credit.film for credit in held}
    found = filmographies.known_for([person.pk])[person.pk] if len(films) > filmographies.FILMS_SHOWN else []
    return [films[candidate.object_id] for candidate in found if candidate.object_id in films]


def person_facts(person: Person) -> PersonFacts:
    """Fetch the facts for a person's page, with the latest films first."""
    statements, notes = notes_naming(person, "speaker", "people")
    spoken = {note.pk for note in statements}
    held = facts_naming(person, Credit, "person", ["film"], latest_first())
    load_related([(held, ["job"])], [(held, TEAM)])
    return PersonFacts(
        person=person,
        other_names=facts_naming(person, OtherName, "person", ()),
        credits=held,
        notes=[note for note in notes if note.pk not in spoken],
        statements=statements,
        reviews=facts_naming(person, Review, "author", ["film", "outlet"]),
        identifiers=facts_naming(person, Identifier, "person", ()),
        partners=partners(person, {credit.film_id for credit in held if credit.is_of_participant}),
        known_for=known_for(person, held),
        listed=facts_of(person),
    )
