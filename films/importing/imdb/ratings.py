"""Compare the audience ratings of films with the table of ratings."""

import datetime
from typing import Any

from django.db.models import Exists, OuterRef

from films.importing.film_matching import Match
from films.importing.imdb.records import ImdbFilm
from films.importing.policy import Hold
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Organization, Review, Scale, State
from films.models.people import OrganizationKind
from films.models.reception import ReviewKind

KEY = "imdb-users"
MEASURE = "weighted average of users' votes"
POLL = {"slug": "imdb", "name": "IMDb"}


class Ratings:
    """Compare a batch of films' audience ratings film by film, and write the differences at once.

    An unchanged rating keeps its date, since nothing is known about the time in between.
    """

    def __init__(
        self, writer: ImportWriter, films: dict[str, ImdbFilm], film_ids: list[int], as_of: datetime.date
    ) -> None:
        self.writer = writer
        self.films = films
        self.as_of = as_of
        self.added: list[tuple[int, str, int]] = []
        self.changes: list[RowChange] = []
        citations = Citation.objects.filter(review=OuterRef("pk"))
        known = Review.objects.filter(film__in=film_ids, key=KEY).annotate(is_cited=Exists(citations))
        self.known = {review.film_id: review for review in known}

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect a rating that a film lacks or that differs; return whether there is one."""
        rating = self.films[match.record.id].rating
        known = self.known.get(match.film_id)
        if rating is None or (known is not None and known.is_cited):
            return False
        if known is None:
            self.added.append((match.film_id, str(rating.score), rating.votes))
            return True
        if (known.score, known.sample_size) == (rating.score, rating.votes):
            return False
        before: dict[str, Any] = {name: getattr(known, name) for name in ("score", "sample_size", "as_of")}
        self.changes.append(
            RowChange(known.pk, before, {"score": rating.score, "sample_size": rating.votes, "as_of": self.as_of})
        )
        return True

    def write(self) -> None:
        self.writer.update(Review, self.changes)
        if self.added:
            self.writer.insert(
                Review,
                ("film_id", "score", "sample_size"),
                self.added,
                key=KEY,
                kind=ReviewKind.AUDIENCE_GRADE,
                outlet_id=self.poll_id(),
                measure=MEASURE,
                scale=Scale.TEN,
                as_of=self.as_of,
                state=State.PUBLISHED,
            )

    def poll_id(self) -> int:
        found = Organization.objects.filter(slug=POLL["slug"]).first()
        kind = OrganizationKind.AUDIENCE_POLL
        return (found or self.writer.create(Organization, **POLL, kind=kind, state=State.PUBLISHED)).pk
