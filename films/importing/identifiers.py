"""Which identifiers films get from a data set, and why a film that was here already got its."""

from films.importing.insertion import insert
from films.importing.matching import Match, Standing
from films.models import Citation, Identifier, State
from films.models.evidence import Basis

WIKIPEDIA = "wikipedia"
WHY_RECOGNISED = (
    "It was here already when the data set was imported, and has the same title and year as this entry of it."
)


class Identifiers:
    """The identifiers of a batch of films: compared film by film, then written at once."""

    def __init__(self, dataset: str, matches: list[Match]) -> None:
        self.dataset = dataset
        self.added: list[tuple[int, str, str]] = []
        self.recognised: list[str] = []
        articles = {match.record.article for match in matches} - {""}
        stored = Identifier.objects.filter(scheme=WIKIPEDIA, value__in=articles)
        self.articles = set(stored.values_list("value", flat=True))

    def compare(self, match: Match) -> bool:
        """Note the identifiers that a film lacks; tell whether there are any."""
        before = len(self.added)
        if match.standing is not Standing.KNOWN:
            self.added.append((match.film_id, self.dataset, match.record.id))
        if match.standing is Standing.RECOGNISED:
            self.recognised.append(match.record.id)
        article = match.record.article
        if article and article not in self.articles:
            self.articles.add(article)
            self.added.append((match.film_id, WIKIPEDIA, article))
        return len(self.added) > before

    def write(self) -> None:
        """Save the identifiers, and cite those of recognised films: that keeps later imports off their texts."""
        insert(Identifier, ("film_id", "scheme", "value"), self.added, state=State.PUBLISHED)
        recognised = Identifier.objects.filter(scheme=self.dataset, value__in=self.recognised)
        Citation.objects.bulk_create(
            Citation(identifier=identifier, basis=Basis.GENERAL_KNOWLEDGE, reason=WHY_RECOGNISED)
            for identifier in recognised
        )
