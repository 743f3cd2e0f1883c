"""What a film's page shows."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from django.db.models import F, Prefetch, prefetch_related_objects

from films.models import (
    BoxOffice,
    Credit,
    Department,
    Fact,
    Film,
    FilmLocation,
    FilmRelation,
    Identifier,
    Location,
    Note,
    OtherTitle,
    Release,
    Review,
)
from films.models.notes import Topic
from films.models.places import LocationUse, load_ancestors
from films.models.reception import ReviewKind
from films.views.facts.published import JOB_ORDER, by_department, complete, with_subjects
from films.views.facts.related import SharedFilm, films_sharing

MENTIONS_SHOWN = 100
"""Of what other films' entries say about this one: a classic may be named in thousands."""


@dataclass(frozen=True)
class FilmFacts:
    """The published facts of one film."""

    film: Film
    other_titles: Sequence[OtherTitle]
    credits: Sequence[Credit]
    places: Sequence[FilmLocation]
    notes: Sequence[Note]
    releases: Sequence[Release]
    box_office: Sequence[BoxOffice]
    reviews: Sequence[Review]
    relations: Sequence[FilmRelation]
    identifiers: Sequence[Identifier]
    related_from: Sequence[FilmRelation]
    mentions: Sequence[Note]
    sharing: Sequence[SharedFilm] = ()

    @property
    def own(self) -> list[Fact]:
        """Return every fact that is this film's own, itself first."""
        return [
            self.film,
            *self.other_titles,
            *self.credits,
            *self.places,
            *self.notes,
            *self.releases,
            *self.box_office,
            *self.reviews,
            *self.relations,
            *self.identifiers,
        ]

    @property
    def shown(self) -> list[Fact]:
        """Return the film's facts and those of other films and bodies that its page shows beside them."""
        bodies = {review.outlet for review in self.reviews if review.outlet}
        bodies |= {release.distributor for release in self.releases if release.distributor}
        return [*self.own, *self.related_from, *self.mentions, *bodies]

    @property
    def directors(self) -> list[Credit]:
        return [credit for credit in self.credits if credit.job == "director"]

    @property
    def cast(self) -> list[Credit]:
        """Return the cast in billing order, those without a billing last."""
        cast = [credit for credit in self.credits if credit.department == Department.CAST]
        return sorted(cast, key=lambda credit: (credit.billing is None, credit.billing or 0, credit.pk))

    @property
    def crew(self) -> list[tuple[str, list[Credit]]]:
        crew = [credit for credit in self.credits if credit.department != Department.CAST]
        return by_department(sorted(crew, key=lambda credit: (JOB_ORDER[credit.job], credit.pk)))

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
        kinds = ((ReviewKind.CRITIC, "Critics"), (ReviewKind.MAKERS_VERDICT, "The makers’ own verdict"))
        groups = [(label, [review for review in self.reviews if review.kind == kind]) for kind, label in kinds]
        return [group for group in groups if group[1]]

    @property
    def notes_on(self) -> dict[str, list[Note]]:
        """Return the notes under each topic, every topic being there for the template to ask for."""
        return {topic: [note for note in self.notes if note.topic == topic] for topic in Topic.values}


def film_facts(film: Film) -> FilmFacts:
    """Fetch what a film's page shows, in as many queries for one credit as for a hundred.

    Each kind of fact is ordered within the film: by default they are ordered by film first, which joins it again.
    """
    countries = Prefetch("countries", Location.objects.published())
    prefetch_related_objects([film], "genres", "languages", countries)
    dated = film.releases.order_by(F("date").asc(nulls_last=True), "pk")
    facts = FilmFacts(
        film=film,
        other_titles=list(complete(film.other_titles.order_by("title").select_related("language"))),
        credits=list(complete(film.credits.order_by("billing", "pk"), "person")),
        places=list(complete(film.film_locations.order_by("use", "pk"), "location", "stands_in_for")),
        notes=list(with_subjects(film.notes.order_by("topic", "position", "pk"))),
        releases=list(complete(dated, "place", "distributor")),
        box_office=list(complete(film.box_office.order_by("kind", "pk"), "territory")),
        reviews=list(complete(film.reviews.order_by("kind", "pk"), "outlet", "author")),
        relations=list(complete(film.relations.order_by("kind", "pk"), "related_film")),
        identifiers=list(complete(film.identifiers.all())),
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
