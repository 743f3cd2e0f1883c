"""What a person's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain

from django.db.models import F

from films.kinds.names import Kind
from films.models import Credit, Fact, Identifier, Note, OtherName, Person, Review
from films.views.facts.lists import ByKind, DrawnList, drawn_lists, facts_of
from films.views.facts.published import complete, with_subjects
from films.views.facts.related import Partner, partners
from films.views.facts.timeline import Chart, Lane, chart, lanes_of


@dataclass(frozen=True)
class PersonFacts:
    """The published facts about one person."""

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
    def own(self) -> list[Fact]:
        """Return every fact shown, each once, though a note may be about the person and by them too."""
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
    def by_kind(self) -> ByKind:
        """Return the facts about the person, of every kind."""
        return {
            Kind.OTHER_NAME: self.other_names,
            Kind.CREDIT: self.credits,
            Kind.NOTE: self.notes,
            Kind.REVIEW: self.reviews,
            Kind.IDENTIFIER: self.identifiers,
            **self.listed,
        }

    @property
    def sections(self) -> dict[str, list[DrawnList]]:
        """Return the lists that the kinds of facts lay out by themselves."""
        return drawn_lists(Person, self.listed)

    @property
    def shown(self) -> list[Fact]:
        return self.own

    @cached_property
    def lanes(self) -> list[Lane]:
        return lanes_of(self.credits)

    @property
    def chart(self) -> Chart | None:
        return chart(self.lanes)


def person_facts(person: Person) -> PersonFacts:
    """Fetch what a person's page shows, their films from the latest back."""
    latest = person.credits.order_by(F("film__year").desc(nulls_last=True), "film__title", "pk")
    statements = list(with_subjects(person.statements.all(), "film"))
    spoken = {note.pk for note in statements}
    held = list(complete(latest, "film", "person").select_related("job"))
    return PersonFacts(
        person=person,
        other_names=list(complete(person.other_names.all())),
        credits=held,
        notes=[note for note in with_subjects(person.notes.all(), "film") if note.pk not in spoken],
        statements=statements,
        reviews=list(complete(person.reviews.all(), "film", "outlet")),
        identifiers=list(complete(person.identifiers.all())),
        partners=partners(person, {credit.film_id for credit in held}),
        listed=facts_of(person),
    )
