"""Fetch the facts for a film's page."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import chain
from typing import Any

from films.kinds.names import Kind
from films.models import (
    BoxOffice,
    Credit,
    Department,
    Document,
    Fact,
    Film,
    FilmLocation,
    FilmRelation,
    Identifier,
    JobCode,
    Note,
    OtherTitle,
    Person,
    Release,
    Review,
)
from films.models.notes import Topic
from films.models.places import LocationUse, load_ancestors
from films.models.reception import ReviewKind
from films.models.standard_jobs import WITH_CHARACTERS
from films.views.facts.citations import PageCitations, organizations_named
from films.views.facts.lists import SectionList, facts_of, section_lists
from films.views.facts.loading import prefetch_lists
from films.views.facts.published import by_department, facts_naming, notes_naming
from films.views.facts.related import FilmWithSamePeople, films_with_same_people

LEADS_NAMED = 4
"""In the head of the page; the cast follows."""
MENTIONS_SHOWN = 100
"""Facts of other films that mention this one; a classic may have thousands."""


@dataclass(frozen=True)
class FilmFacts:
    """Hold the published facts for a film's page. `facts_by_kind` has the film's own, for each listed kind."""

    film: Film
    facts_by_kind: Mapping[Kind, Sequence[Any]]
    related_from: Sequence[FilmRelation]
    mentions: Sequence[Note]
    films_with_same_people: Sequence[FilmWithSamePeople] = ()

    @property
    def other_titles(self) -> Sequence[OtherTitle]:
        return self.facts_by_kind[Kind.OTHER_TITLE]

    @property
    def credits(self) -> Sequence[Credit]:
        return self.facts_by_kind[Kind.CREDIT]

    @property
    def places(self) -> Sequence[FilmLocation]:
        return self.facts_by_kind[Kind.FILM_LOCATION]

    @property
    def notes(self) -> Sequence[Note]:
        return self.facts_by_kind[Kind.NOTE]

    @property
    def releases(self) -> Sequence[Release]:
        return self.facts_by_kind[Kind.RELEASE]

    @property
    def box_office(self) -> Sequence[BoxOffice]:
        return self.facts_by_kind[Kind.BOX_OFFICE]

    @property
    def reviews(self) -> Sequence[Review]:
        return self.facts_by_kind[Kind.REVIEW]

    @property
    def relations(self) -> Sequence[FilmRelation]:
        return self.facts_by_kind[Kind.FILM_RELATION]

    @property
    def identifiers(self) -> Sequence[Identifier]:
        return self.facts_by_kind[Kind.IDENTIFIER]

    @cached_property
    def sections(self) -> dict[str, list[SectionList]]:
        """Return the lists that kinds lay out themselves, by section of the page."""
        return section_lists(Film, self.facts_by_kind)

    @cached_property
    def own_facts(self) -> list[Fact]:
        """Return the film and all facts of its own."""
        return [self.film, *chain.from_iterable(self.facts_by_kind.values())]

    @property
    def facts_on_page(self) -> list[Fact]:
        """Return everything whose evidence the page can show, also of other films, organizations and names."""
        organizations = {body for fact in self.own_facts for body in organizations_named(fact)}
        names = [
            name for character in self.facts_by_kind.get(Kind.CHARACTER, ()) for name in character.published_names
        ]
        return [*self.own_facts, *self.related_from, *self.mentions, *organizations, *names]

    def cited_to(self, source: Document, citations: PageCitations) -> "FilmFacts":
        """Return only the facts that are cited to a document."""
        return replace(
            self,
            facts_by_kind={
                kind: [fact for fact in facts if citations.cites(fact, source)]
                for kind, facts in self.facts_by_kind.items()
            },
            related_from=[fact for fact in self.related_from if citations.cites(fact, source)],
            mentions=[fact for fact in self.mentions if citations.cites(fact, source)],
            films_with_same_people=(),
        )

    @cached_property
    def directors(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.job_id == JobCode.DIRECTOR]

    @cached_property
    def cast(self) -> list[Credit]:
        """Return the cast in billing order, actors without billing last."""
        cast = [credit for credit in self.credits if credit.department == Department.CAST]
        return sorted(cast, key=lambda credit: (credit.billing is None, credit.billing or 0, credit.pk))

    @property
    def archive(self) -> list[Credit]:
        """Return the people whom the film shows or lets hear from archive material."""
        return [credit for credit in self.credits if credit.department == Department.ARCHIVE]

    @cached_property
    def crew(self) -> list[Credit]:
        """Return everybody else in the order of film credits."""
        crew = [credit for credit in self.credits if credit.department not in WITH_CHARACTERS]
        in_order = sorted(crew, key=lambda credit: (credit.job.listing_order, credit.pk))
        return [credit for _, group in by_department(in_order) for credit in group]

    @property
    def leads(self) -> list[Credit]:
        return self.cast[:LEADS_NAMED]

    @property
    def writers(self) -> list[Credit]:
        """Return one credit for each writer, whatever of the script is theirs."""
        writing = [credit for credit in self.crew if credit.department == Department.WRITING]
        return list({credit.person: credit for credit in reversed(writing)}.values())[::-1]

    @property
    def characters(self) -> dict[Person, Credit]:
        """Return the credits of those who play a character, each person's first."""
        return {credit.person: credit for credit in reversed(self.cast) if credit.character}

    @property
    def first_release(self) -> Release | None:
        return next((release for release in self.releases if release.date), None)

    @property
    def paid(self) -> list[Credit]:
        return [credit for credit in self.cast_and_crew if credit.pay is not None]

    @cached_property
    def cast_and_crew(self) -> list[Credit]:
        return [*self.cast, *self.crew]

    @property
    def set_in(self) -> list[FilmLocation]:
        return [place for place in self.places if place.use == LocationUse.SET]

    @property
    def filmed_at(self) -> list[FilmLocation]:
        return [place for place in self.places if place.use == LocationUse.FILMED]

    @property
    def scores(self) -> list[Review]:
        return [
            review for review in self.reviews if review.kind in (ReviewKind.AGGREGATE, ReviewKind.AUDIENCE_GRADE)
        ]

    @property
    def verdicts(self) -> list[tuple[str, list[Review]]]:
        """Return reviews by individuals: critics first, then the makers."""
        kinds = ((ReviewKind.CRITIC, "Critics"), (ReviewKind.MAKERS_VERDICT, "The filmmakers’ own view"))
        groups = [(label, [review for review in self.reviews if review.kind == kind]) for kind, label in kinds]
        return [group for group in groups if group[1]]

    @cached_property
    def notes_on(self) -> dict[str, list[Note]]:
        """Return the notes on each topic; every topic is present, so that templates can look any up."""
        return {topic: [note for note in self.notes if note.topic == topic] for topic in Topic.values}


def film_facts(film: Film) -> FilmFacts:
    """Fetch the facts for a film's page; the number of queries does not grow with the number of facts."""
    prefetch_lists([film], "countries", "genres", "languages")
    prefetch_lists(list(film.genres.all()), "broader")
    (mentions,) = notes_naming(film, "films", most=MENTIONS_SHOWN)
    facts = FilmFacts(
        film=film,
        facts_by_kind=facts_of(film),
        related_from=facts_naming(film, FilmRelation, "related_film", ["film"], most=MENTIONS_SHOWN),
        mentions=[note for note in mentions if note.film_id != film.pk],
    )
    load_ancestors(
        [
            *(side for used in facts.places for side in (used.location, used.stands_in_for)),
            *(release.place for release in facts.releases),
            *film.countries.all(),
        ]
    )
    directors, cast = ([credit.person for credit in group] for group in (facts.directors, facts.cast))
    return replace(facts, films_with_same_people=films_with_same_people(film, directors, cast))
