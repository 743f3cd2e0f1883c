"""What a film's page shows."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import chain
from typing import Any

from django.db.models import Prefetch, prefetch_related_objects

from films.kinds.names import Kind
from films.kinds.registry import declaration_of
from films.models import (
    BoxOffice,
    Credit,
    Department,
    Fact,
    Film,
    FilmLocation,
    FilmRelation,
    Identifier,
    JobCode,
    Location,
    Note,
    Organization,
    OtherTitle,
    Release,
    Review,
)
from films.models.notes import Topic
from films.models.places import LocationUse, load_ancestors
from films.models.reception import ReviewKind
from films.views.facts.lists import DrawnList, drawn_lists, facts_of
from films.views.facts.published import by_department, complete, with_subjects
from films.views.facts.related import SharedFilm, films_sharing

MENTIONS_SHOWN = 100
"""Of what other films' entries say about this one: a classic may be named in thousands."""


@dataclass(frozen=True)
class FilmFacts:
    """The published facts of one film. `by_kind` has its own, of every kind that its page lists."""

    film: Film
    by_kind: Mapping[Kind, Sequence[Any]]
    related_from: Sequence[FilmRelation]
    mentions: Sequence[Note]
    sharing: Sequence[SharedFilm] = ()

    @property
    def other_titles(self) -> Sequence[OtherTitle]:
        return self.by_kind[Kind.OTHER_TITLE]

    @property
    def credits(self) -> Sequence[Credit]:
        return self.by_kind[Kind.CREDIT]

    @property
    def places(self) -> Sequence[FilmLocation]:
        return self.by_kind[Kind.FILM_LOCATION]

    @property
    def notes(self) -> Sequence[Note]:
        return self.by_kind[Kind.NOTE]

    @property
    def releases(self) -> Sequence[Release]:
        return self.by_kind[Kind.RELEASE]

    @property
    def box_office(self) -> Sequence[BoxOffice]:
        return self.by_kind[Kind.BOX_OFFICE]

    @property
    def reviews(self) -> Sequence[Review]:
        return self.by_kind[Kind.REVIEW]

    @property
    def relations(self) -> Sequence[FilmRelation]:
        return self.by_kind[Kind.FILM_RELATION]

    @property
    def identifiers(self) -> Sequence[Identifier]:
        return self.by_kind[Kind.IDENTIFIER]

    @property
    def sections(self) -> dict[str, list[DrawnList]]:
        """Return the lists that the kinds of facts lay out by themselves, by the section they belong to."""
        return drawn_lists(Film, self.by_kind)

    @property
    def own(self) -> list[Fact]:
        """Return every fact that is this film's own, itself first."""
        return [self.film, *chain.from_iterable(self.by_kind.values())]

    @property
    def shown(self) -> list[Fact]:
        """Return the film's facts and those of other films and bodies that its page shows beside them."""
        bodies = {body for fact in self.own for body in organizations_named(fact)}
        return [*self.own, *self.related_from, *self.mentions, *bodies]

    @property
    def directors(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.job_id == JobCode.DIRECTOR]

    @property
    def cast(self) -> list[Credit]:
        """Return the cast in billing order, those without a billing last."""
        cast = [credit for credit in self.credits if credit.department == Department.CAST]
        return sorted(cast, key=lambda credit: (credit.billing is None, credit.billing or 0, credit.pk))

    @property
    def crew(self) -> list[tuple[str, list[Credit]]]:
        crew = [credit for credit in self.credits if credit.department != Department.CAST]
        return by_department(sorted(crew, key=lambda credit: (credit.job.listing_order, credit.pk)))

    @property
    def paid(self) -> list[Credit]:
        return [credit for credit in self.cast_and_crew if credit.pay is not None]

    @property
    def cast_and_crew(self) -> list[Credit]:
        return [*self.cast, *(credit for _, held in self.crew for credit in held)]

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
        """Return what single voices said: critics first, then the makers."""
        kinds = ((ReviewKind.CRITIC, "Critics"), (ReviewKind.MAKERS_VERDICT, "The filmmakers’ own view"))
        groups = [(label, [review for review in self.reviews if review.kind == kind]) for kind, label in kinds]
        return [group for group in groups if group[1]]

    @property
    def notes_on(self) -> dict[str, list[Note]]:
        """Return the notes under each topic, every topic being there for the template to ask for."""
        return {topic: [note for note in self.notes if note.topic == topic] for topic in Topic.values}


def film_facts(film: Film) -> FilmFacts:
    """Fetch what a film's page shows, in as many queries for one credit as for a hundred."""
    countries = Prefetch("countries", Location.objects.published())
    prefetch_related_objects([film], "genres", "languages", countries)
    facts = FilmFacts(
        film=film,
        by_kind=facts_of(film),
        related_from=list(complete(film.related_from.all(), "film")[:MENTIONS_SHOWN]),
        mentions=list(with_subjects(film.mentions.exclude(film=film), "film")[:MENTIONS_SHOWN]),
    )
    load_ancestors(
        [
            *(side for used in facts.places for side in (used.location, used.stands_in_for)),
            *(release.place for release in facts.releases),
            *film.countries.all(),
        ]
    )
    sharing = films_sharing(film, (held.person for held in facts.directors), (held.person for held in facts.cast))
    return replace(facts, sharing=sharing)


def organizations_named(fact: Fact) -> list[Organization]:
    """Return the organizations that a fact names, which have citations of their own and no page to show them."""
    named = (getattr(fact, link) for link in declaration_of(fact).published_with)
    return [one for one in named if isinstance(one, Organization)]
