"""Bring films in line with their records in batches: compare every aspect, then write the differences."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Protocol

from films.importing.contradictions import Contradictions
from films.importing.credits import Credits
from films.importing.diff import LinkDiff
from films.importing.film_matching import FilmStatus, Match
from films.importing.policy import FREE, WHOLE, Hold, holds_on
from films.importing.report import Report
from films.importing.vocabulary import CountryLookup, GenreLookup, LanguageLookup, report_unknown
from films.models import JobCode


class RecordSync(Protocol):
    """Compare films with a data set in one aspect, such as their genres."""

    def compare(self, match: Match, hold: Hold) -> bool:
        """Collect how a film differs from its record, within the limits of its hold; return whether it does."""

    def write(self) -> None:
        """Store the differences that were collected."""


def stored_ids(matches: list[Match]) -> list[int]:
    return [match.film_id for match in matches if match.stored is not None]


def sync_films(matches: list[Match], parts: Sequence[RecordSync], dataset: str, report: Report) -> None:
    """Compare films with their records in every aspect, count the changes, and write them."""
    for match, is_changed in compare_films(matches, parts, dataset):
        count_match(match, report, is_changed=is_changed)
    for part in parts:
        part.write()


def compare_films(matches: list[Match], parts: Sequence[RecordSync], dataset: str) -> Iterator[tuple[Match, bool]]:
    """Compare films with their records in every aspect, and yield whether they differ; nothing is written."""
    held = holds_on(stored_ids(matches), dataset)
    for match in matches:
        hold = held.get(match.film_id, FREE)
        if match.status is FilmStatus.RECOGNISED:
            hold = replace(hold, fields=hold.fields | WHOLE.fields)
        changes = [part.compare(match, hold) for part in parts]
        yield match, any(changes)


def count_match(match: Match, report: Report, *, is_changed: bool) -> None:
    report.created += match.status is FilmStatus.NEW
    report.recognised += match.status is FilmStatus.RECOGNISED
    report.updated += match.status is not FilmStatus.NEW and is_changed
    report.unchanged += match.status is FilmStatus.KNOWN and not is_changed


class GenreLinks:
    """Compare the genres of a batch of films."""

    def __init__(self, links: LinkDiff, genres: GenreLookup, contradictions: Contradictions) -> None:
        self.links = links
        self.genres = genres
        self.contradictions = contradictions

    def compare(self, match: Match, hold: Hold) -> bool:
        if match.record.genres is None:
            return False
        wanted = self.genres.named_in(match.record.genres, match.record.line)
        if self.contradictions.keeps_list(self.links, match, hold, wanted, ", ".join(match.record.genres)):
            return False
        return self.links.compare(match.film_id, wanted, only_add=hold.only_adds("genres"))

    def write(self) -> None:
        self.links.write()


class CountryLinks:
    """Compare the countries of production of a batch of films."""

    def __init__(
        self, links: LinkDiff, countries: CountryLookup, contradictions: Contradictions, report: Report
    ) -> None:
        self.links = links
        self.countries = countries
        self.contradictions = contradictions
        self.report = report

    def compare(self, match: Match, hold: Hold) -> bool:
        wanted, unknown = self.countries.find_all(match.record.origin)
        report_unknown("origin", unknown, match.record.line, self.report)
        if self.contradictions.keeps_list(self.links, match, hold, wanted, match.record.origin):
            return False
        # An empty or unknown origin states nothing, so it is no reason to drop a country.
        only_add = not wanted or bool(unknown) or hold.only_adds("countries")
        return self.links.compare(match.film_id, wanted, only_add=only_add)

    def write(self) -> None:
        self.links.write()


class LanguageLinks:
    """Compare the spoken languages of a batch of films."""

    def __init__(
        self, links: LinkDiff, languages: LanguageLookup, contradictions: Contradictions, report: Report
    ) -> None:
        self.links = links
        self.languages = languages
        self.contradictions = contradictions
        self.report = report

    def compare(self, match: Match, hold: Hold) -> bool:
        if match.record.languages is None:
            return False
        wanted, unknown = self.languages.find_all(match.record.languages)
        report_unknown("language", unknown, match.record.line, self.report)
        if self.contradictions.keeps_list(self.links, match, hold, wanted, ", ".join(match.record.languages)):
            return False
        only_add = bool(unknown) or hold.only_adds("languages")
        return self.links.compare(match.film_id, wanted, only_add=only_add)

    def write(self) -> None:
        self.links.write()


class CreditLists:
    """Compare the cast and crew of a batch of films."""

    def __init__(self, lists: Credits, contradictions: Contradictions) -> None:
        self.lists = lists
        self.contradictions = contradictions

    def compare(self, match: Match, hold: Hold) -> bool:
        only_add = hold.only_adds("credits")
        jobs = set(match.record.credits)
        if self.contradictions.are_other_directors(match, hold):
            jobs.remove(JobCode.DIRECTOR)
        changes = [
            self.lists.compare(match, job, only_add=only_add) for job in match.record.credits if job in jobs
        ]
        return any(changes)

    def write(self) -> None:
        self.lists.write()
