"""Compare a judged query with what the search answered."""

from collections.abc import Hashable
from dataclasses import dataclass
from functools import cached_property

from films.evaluation.judged_queries import JudgedQuery
from films.evaluation.metrics import AGREEMENTS, MEASURES
from films.models import Credit
from films.search import Kind
from films.search.types import Result, SearchPage

NOT_RECORDED = "not recorded"
"""The answer that nobody is held who did what was asked, in the place of a name."""


@dataclass(frozen=True)
class Judgement:
    """Hold a judged query with the page that answered it.

    `relevant` maps each id of the query to its film, or to None; `excluded` are the films that must not be shown.
    """

    query: JudgedQuery
    relevant: dict[str, int | None]
    excluded: frozenset[int]
    page: SearchPage
    milliseconds: float

    @property
    def absent(self) -> set[str]:
        """Return the ids of the query that are not in the database."""
        return {identifier for identifier, film in self.relevant.items() if film is None}

    @cached_property
    def wanted(self) -> dict[Hashable, str]:
        """Return what answers the query, films or names, with the id or name that the query gives each.

        An id without a film counts as one that was not found.
        """
        if self.query.asks_for_people:
            return {name.casefold(): name for name in sorted(self.query.people)} or {NOT_RECORDED: NOT_RECORDED}
        return {identifier if film is None else film: identifier for identifier, film in self.relevant.items()}

    @cached_property
    def found(self) -> dict[Hashable, str]:
        """Return what the results answer, in their order and with its words: films, or else names.

        Where people are asked for, a sentence that nobody is recorded comes first. A person answers with a name,
        and so does a credit on a film that the query is about. What is answered twice counts once.
        """
        sentence = self.page.not_recorded if self.query.asks_for_people else ""
        found: dict[Hashable, str] = {NOT_RECORDED: sentence} if sentence else {}
        names = self.names_by_credit()
        for result in self.page.results:
            found.setdefault(self.answer(result, names), label(result))
        return found

    def answer(self, result: Result, names: dict[int, str]) -> Hashable:
        """Return what a result answers, by the names of credits."""
        if not self.query.asks_for_people:
            return result.object_id
        if result.kind is Kind.PERSON:
            return result.title_text.casefold()
        name = names.get(result.object_id) if result.kind is Kind.CREDIT else None
        return name or (result.kind, result.object_id)

    def names_by_credit(self) -> dict[int, str]:
        """Return who is named by each credit among the results, of the films that the query is about."""
        found = [result.object_id for result in self.page.results if result.kind is Kind.CREDIT]
        if not found:
            return {}
        of_films = Credit.objects.filter(pk__in=found, film__in=self.relevant.values())
        return {pk: name.casefold() for pk, name in of_films.values_list("pk", "person__name")}

    @property
    def scores(self) -> dict[str, float]:
        """Return the value of every measure of the ranked results."""
        return {name: measure(list(self.found), self.wanted) for name, measure in MEASURES.items()}

    @property
    def agreement(self) -> dict[str, float]:
        """Return how well the full matches, as a set, agree with what is relevant."""
        full = {result.object_id for result in self.page.results if not result.partial}
        return {name: measure(list(full), self.wanted) for name, measure in AGREEMENTS.items()}

    @property
    def excluded_shown(self) -> int:
        """Return how many results are films that must not be shown."""
        return sum(result.kind is Kind.FILM and result.object_id in self.excluded for result in self.page.results)

    @property
    def is_wrongly_stated(self) -> bool:
        """Tell whether the first answer to who did a job on a film is wrong: another name, or none."""
        first = next(iter(self.found), None)
        return (
            bool(self.relevant)
            and self.query.asks_for_people
            and isinstance(first, str)
            and first not in self.wanted
        )

    @property
    def failed(self) -> bool:
        """Tell whether something irrelevant stands where only relevant results should, or is shown as well."""
        disagrees = self.query.exact and min(self.agreement.values()) < 1
        return self.scores["R-precision"] < 1 or disagrees or self.excluded_shown > 0

    @property
    def first_wrong(self) -> tuple[int, str] | None:
        """Return the text of the first answer that is not relevant, with its rank from 1."""
        answers = enumerate(self.found.items(), 1)
        return next(((rank, words) for rank, (answer, words) in answers if answer not in self.wanted), None)


def label(result: Result) -> str:
    """Return a result as reports name it, a film with its year."""
    if result.kind is not Kind.FILM:
        return result.title_text
    return f"{result.title_text} ({result.year or 'year unknown'})"
