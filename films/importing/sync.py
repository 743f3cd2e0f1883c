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
from films.importing.storing import ImportWriter
from films.importing.vocabulary import Vocabularies, VocabularyLookup
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


class VocabularyLinks:
    """Compare the genres, countries or languages of a batch of films."""

    def __init__(self, links: LinkDiff, lookup: VocabularyLookup, contradictions: Contradictions) -> None:
        self.links = links
        self.lookup = lookup
        self.contradictions = contradictions

    def compare(self, match: Match, hold: Hold) -> bool:
        named = self.lookup.named_in(match.record)
        if named is None or self.contradictions.keeps_list(self.links, match, hold, named.ids, named.words):
            return False
        only_add = not named.is_complete or hold.only_adds(self.links.field_name)
        return self.links.compare(match.film_id, named.ids, only_add=only_add)

    def write(self) -> None:
        self.links.write()


def vocabulary_links(
    writer: ImportWriter, vocabularies: Vocabularies, film_ids: list[int], contradictions: Contradictions
) -> list[VocabularyLinks]:
    """Return what compares the links of a batch of films to each vocabulary."""
    return [
        VocabularyLinks(LinkDiff(writer, field, film_ids), lookup, contradictions)
        for field, lookup in vocabularies.by_field().items()
    ]


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
