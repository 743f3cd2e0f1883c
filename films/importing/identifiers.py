"""Give films their identifiers in a data set, and cite those of films that existed before."""

from films.importing.film_matching import FilmStatus, Match
from films.importing.policy import Hold
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


class Identifiers:
    """Collect the identifiers that a batch of films lacks, and write them at once."""

    def __init__(self, writer: ImportWriter, dataset: str, matches: list[Match]) -> None:
        self.writer = writer
        self.dataset = dataset
        self.added: list[tuple[int, str, str]] = []
        self.recognised: dict[str, list[str]] = {}
        """The identifiers of recognised films, by the reason why they were recognised."""
        articles = {match.record.article for match in matches} - {""}
        stored = Identifier.objects.filter(scheme=WIKIPEDIA, value__in=articles)
        self.articles = set(stored.values_list("value", flat=True))

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect the identifiers that a film lacks; return whether there are any."""
        before = len(self.added)
        if match.status is not FilmStatus.KNOWN:
            self.added.append((match.film_id, self.dataset, match.record.id))
        if match.status is FilmStatus.RECOGNISED:
            same_year = match.stored is not None and match.stored.year == match.record.year
            why = WHY_RECOGNISED if same_year else WHY_RECOGNISED_BY_PEOPLE
            self.recognised.setdefault(why, []).append(match.record.id)
        article = match.record.article
        if article and article not in self.articles:
            self.articles.add(article)
            self.added.append((match.film_id, WIKIPEDIA, article))
        return len(self.added) > before

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
