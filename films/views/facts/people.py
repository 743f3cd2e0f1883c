"""Fetch the facts for a person's page."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.db.models import F

from films.kinds.credit import TEAM
from films.kinds.names import Kind
from films.models import Credit, Fact, Identifier, Note, OtherName, Person, Review
from films.search import filed_title
from films.views.facts.compiled import load_lists
from films.views.facts.lists import ByKind, SectionList, facts_of, section_lists
from films.views.facts.published import fetch_notes, select_published
from films.views.facts.related import Partner, partners
from films.views.facts.timeline import Chart, Lane, chart, lanes_of


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
        return lanes_of(self.credits)

    @property
    def chart(self) -> Chart | None:
        return chart(self.lanes)


def person_facts(person: Person) -> PersonFacts:
    """Fetch the facts for a person's page, with the latest films first."""
    latest = person.credits.order_by(F("film__year").desc(nulls_last=True), filed_title(Kind.FILM, "film__"), "pk")
    statements = fetch_notes(person.statements.all(), "film")
    spoken = {note.pk for note in statements}
    held = list(select_published(latest, "film", "person").select_related("job"))
    load_lists(held, TEAM)
    return PersonFacts(
        person=person,
        other_names=list(select_published(person.other_names.all())),
        credits=held,
        notes=[note for note in fetch_notes(person.notes.all(), "film") if note.pk not in spoken],
        statements=statements,
        reviews=list(select_published(person.reviews.all(), "film", "outlet")),
        identifiers=list(select_published(person.identifiers.all())),
        partners=partners(person, {credit.film_id for credit in held}),
        listed=facts_of(person),
    )
