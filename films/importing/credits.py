"""Compare the credits of films with the lists of names in a data set."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from django.db.models import Exists, OuterRef

from films.identity.keys import name_key
from films.importing.film_matching import Match
from films.importing.person_lookup import PersonLookup
from films.importing.personal_names import split_disambiguation
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Credit, Department, JobCode, State
from films.models.standard_jobs import ARCHIVE_CODES, standard_codes

SAME_WORK: dict[str, tuple[str, ...]] = {
    JobCode.ACTOR: (JobCode.ACTOR, JobCode.VOICE, JobCode.SELF),
    JobCode.VOICE: (JobCode.VOICE, JobCode.ACTOR),
    JobCode.SELF: (JobCode.SELF, JobCode.ACTOR),
    JobCode.WRITER: standard_codes(Department.WRITING),
}
"""The jobs that a stored credit may have for a data set's job, since other lists and curators may say more."""

COLUMNS = (
    "pk film_id person_id person__name job part character credited_as billing uncredited note pay state "
    "is_cited".split()
)


@dataclass(frozen=True, slots=True)
class KnownCredit:
    """Hold a stored credit, with its `COLUMNS`."""

    pk: int
    film_id: int
    person_id: int
    name: str
    job: str
    part: int
    character: str
    credited_as: str
    billing: int | None
    uncredited: bool | None
    note: str
    pay: object
    state: str
    is_cited: bool

    @property
    def may_be_dropped(self) -> bool:
        """Tell whether it holds nothing that only a curator can have entered."""
        says_more = self.character or self.credited_as or self.note
        says_how = self.uncredited is not None or self.pay is not None
        return not (self.is_cited or says_more or says_how or self.part > 1 or self.state != State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class MissingCredit:
    film_id: int
    job: JobCode
    name: str
    person_id: int | None
    billing: int | None


class Credits:
    """Compare the credits of a batch of films with a data set's lists, and write the differences at once."""

    def __init__(self, writer: ImportWriter, people: PersonLookup, film_ids: list[int]) -> None:
        self.writer = writer
        self.people = people
        self.known: dict[int, list[KnownCredit]] = {}
        self.missing: list[MissingCredit] = []
        self.rebilled: list[RowChange] = []
        self.dropped: list[int] = []
        for credit in stored_credits(film_ids):
            self.known.setdefault(credit.film_id, []).append(credit)

    def compare(self, match: Match, job: JobCode, *, only_add: bool) -> bool:
        """Collect what a film's credits for a job lack of its record's list; return whether anything does.

        A name stands for the credit whose person has it, or that is credited as it, before it stands for anybody
        else. That way, a credit that a curator moved to a namesake stays there. What tells somebody from others of
        the name need not be known yet, if nobody else of the name is listed.
        """
        film_id = match.film_id
        known = [credit for credit in self.known.get(film_id, ()) if credit.job in similar_jobs(job)]
        first = known[::-1]  # so that the first of several wins in the mappings
        by_name = {name_key(credit.credited_as): credit for credit in first if credit.credited_as}
        by_name |= {name_key(credit.name): credit for credit in first}
        by_person = {credit.person_id: credit for credit in first}
        places: dict[int, int] = {}
        missing: dict[int | str, MissingCredit] = {}
        names = match.record.credits[job]
        plain_keys = [name_key(split_disambiguation(name).name) for name in names]
        for place, (name, plain_key) in enumerate(zip(names, plain_keys, strict=True), 1):
            # A film made of archive footage may be of any time after somebody's career.
            person_id = self.people.get(name, None if job in ARCHIVE_CODES else match.record.year)
            credit = by_name.get(name_key(name)) or by_person.get(person_id or 0)
            if credit is None and person_id is None and plain_keys.count(plain_key) == 1:
                credit = by_name.get(plain_key)
            if credit is not None:
                places.setdefault(credit.pk, place)
            else:
                missing.setdefault(
                    person_id or name_key(name), MissingCredit(film_id, job, name, person_id, place)
                )
        changed = not only_add and self.compare_billing(job, known, places)
        self.add_missing(list(missing.values()), after=last_billing(known) if only_add else None)
        return changed or bool(missing)

    def compare_billing(self, job: JobCode, known: list[KnownCredit], places: dict[int, int]) -> bool:
        """Collect credits that change their place in the cast or are dropped; return whether any do."""
        people = {credit.person_id for credit in known if credit.pk in places}
        rebilled = [
            RowChange(credit.pk, {"billing": credit.billing}, {"billing": places[credit.pk]})
            for credit in known
            if job == JobCode.ACTOR and credit.pk in places and credit.billing != places[credit.pk]
            if not credit.is_cited
        ]
        dropped = [
            credit.pk
            for credit in known
            if credit.person_id not in people and credit.job == job and credit.may_be_dropped
        ]
        self.rebilled += rebilled
        self.dropped += dropped
        return bool(rebilled or dropped)

    def add_missing(self, missing: list[MissingCredit], after: int | None) -> None:
        """Collect missing credits: at their places in the list, or after `after`, the last billing of another
        list.
        """
        for count, credit in enumerate(missing, 1):
            billing = credit.billing if after is None else after + count
            self.missing.append(replace(credit, billing=billing if credit.job == JobCode.ACTOR else None))

    def write(self) -> None:
        self.writer.delete(Credit, self.dropped)
        self.writer.update(Credit, self.rebilled)
        unknown = (credit.name for credit in self.missing if credit.person_id is None)
        self.people.create_missing(unknown, self.writer)
        rows = (
            (
                credit.film_id,
                credit.person_id or self.people.get(credit.name, None),
                credit.job.value,
                credit.billing,
            )
            for credit in self.missing
        )
        self.writer.insert(Credit, ("film_id", "person_id", "job_id", "billing"), rows, state=State.PUBLISHED)


def stored_credits(film_ids: list[int]) -> Iterator[KnownCredit]:
    citations = Citation.objects.filter(credit=OuterRef("pk"))
    found = Credit.objects.filter(film__in=film_ids).order_by("part", "pk").annotate(is_cited=Exists(citations))
    return (KnownCredit(*row) for row in found.values_list(*COLUMNS))


def similar_jobs(job: str) -> tuple[str, ...]:
    return SAME_WORK.get(job, (job,))


def last_billing(known: list[KnownCredit]) -> int:
    return max((credit.billing or 0 for credit in known), default=0)
