"""Give films their identifiers in a data set, and cite those of films that existed before."""

from films.importing.film_matching import FilmStatus, Match
from films.importing.policy import Hold
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.models import Citation, Identifier, State
from films.models.evidence import Basis

WIKIPEDIA = "wikipedia"
WHY_RECOGNISED = (
    "This film existed when the data set was imported, and has the same title and year as its record there."
)
WHY_RECOGNISED_BY_PEOPLE = (
    "This film existed when the data set was imported, and has the same title and people as its record there, "
    "which gives another year or none."
)


WHY_IDENTIFIED = (
    "This film existed when the data set was imported, and has the same identifier as its record there."
)
OTHER_KEY = "an identifier of another film, or another than the film has: left out"


class Identifiers:
    """Collect the identifiers that a batch of films lacks, and write them at once."""

    def __init__(self, writer: ImportWriter, dataset: str, matches: list[Match], report: Report) -> None:
        self.writer = writer
        self.dataset = dataset
        self.report = report
        self.added: list[tuple[int, str, str]] = []
        self.recognised: dict[str, list[str]] = {}
        """The identifiers of recognised films, by the reason why they were recognised."""
        articles = {match.record.article for match in matches} - {""}
        stored = Identifier.objects.filter(scheme=WIKIPEDIA, value__in=articles)
        self.articles = set(stored.values_list("value", flat=True))
        self.owners: dict[tuple[str, str], int | None] = {}
        """The films that have the identifiers that records give beside their own; None for people."""
        self.has: set[tuple[int, str]] = set()
        """Films with the schemes in which they have identifiers."""
        given = {pair for match in matches for pair in match.record.identifiers}
        if given:
            schemes = {scheme for scheme, _ in given}
            same = Identifier.objects.filter(value__in=[value for _, value in given], scheme__in=schemes)
            self.owners = {
                (scheme, value): pk for scheme, value, pk in same.values_list("scheme", "value", "film_id")
            }
            theirs = Identifier.objects.filter(film__in=[match.film_id for match in matches], scheme__in=schemes)
            self.has = set(theirs.values_list("film_id", "scheme"))

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the identifiers that a film lacks; return whether there are any."""
        before = len(self.added)
        if match.status is not FilmStatus.KNOWN:
            self.added.append((match.film_id, self.dataset, match.record.id))
        if match.status is FilmStatus.RECOGNISED:
            same_year = match.stored is not None and match.stored.year == match.record.year
            why = WHY_RECOGNISED if same_year else WHY_RECOGNISED_BY_PEOPLE
            if any(self.owners.get(pair) == match.film_id for pair in match.record.identifiers):
                why = WHY_IDENTIFIED
            self.recognised.setdefault(why, []).append(match.record.id)
        article = match.record.article
        if article and article not in self.articles:
            self.articles.add(article)
            self.added.append((match.film_id, WIKIPEDIA, article))
        self.compare_elsewhere(match)
        return len(self.added) > before

    def compare_elsewhere(self, match: Match) -> None:
        """Collect the identifiers that a film lacks elsewhere; what contradicts those that it has is reported."""
        for scheme, value in match.record.identifiers:
            if self.owners.get((scheme, value)) == match.film_id or scheme == self.dataset:
                continue
            if (scheme, value) in self.owners or (match.film_id, scheme) in self.has:
                self.report.unsure.add(OTHER_KEY, match.record.line, f"{scheme}:{value}")
                continue
            self.owners[scheme, value] = match.film_id
            self.has.add((match.film_id, scheme))
            self.added.append((match.film_id, scheme, value))

    def write(self) -> None:
        """Save the identifiers, and cite those of recognised films, which makes later imports keep their texts."""
        self.writer.insert(Identifier, ("film_id", "scheme", "value"), self.added, state=State.PUBLISHED)
        for why, values in self.recognised.items():
            cite_recognised(self.writer, self.dataset, values, why)


def cite_recognised(writer: ImportWriter, scheme: str, values: list[str], reason: str) -> None:
    """Cite the identifiers of existing records, with the reason why they were recognised."""
    recognised = Identifier.objects.filter(scheme=scheme, value__in=values).values_list("pk", flat=True)
    for identifier_id in recognised:
        writer.create(Citation, identifier_id=identifier_id, basis=Basis.GENERAL_KNOWLEDGE, reason=reason)
