"""Compare the credits of films with the lists of names in a data set."""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef

from films.importing.person_lookup import PersonLookup
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Credit, JobCode, State

SAME_WORK: dict[JobCode, tuple[JobCode, ...]] = {
    JobCode.DIRECTOR: (JobCode.DIRECTOR,),
    JobCode.ACTOR: (JobCode.ACTOR, JobCode.VOICE, JobCode.SELF),
}
"""The jobs that a curator may have chosen for a list's job: cast lists do not tell voices from actors."""

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
    uncredited: bool
    note: str
    pay: object
    state: str
    is_cited: bool

    @property
    def may_be_dropped(self) -> bool:
        """Tell whether it holds nothing that only a curator can have entered."""
        says_more = self.character or self.credited_as or self.note or self.uncredited or self.pay is not None
        return not (self.is_cited or says_more or self.part > 1 or self.state != State.PUBLISHED)


@dataclass(frozen=True, slots=True)
class MissingCredit:
    film_id: int
    job: JobCode
    name: str
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
        jobs = [job for same in SAME_WORK.values() for job in same]
        stored = Credit.objects.filter(film__in=film_ids, job__in=jobs).order_by("part", "pk")
        citations = Citation.objects.filter(credit=OuterRef("pk"))
        for row in stored.annotate(is_cited=Exists(citations)).values_list(*COLUMNS):
            credit = KnownCredit(*row)
            self.known.setdefault(credit.film_id, []).append(credit)

    def compare(self, film_id: int, job: JobCode, names: tuple[str, ...], *, only_add: bool) -> bool:
        """Collect what a film's credits for a job lack of a list; return whether anything does.

        A name stands for the credit whose person has it, or that is credited as it, before it stands for anybody
        else. That way, a credit that a curator moved to a namesake stays there.
        """
        known = [credit for credit in self.known.get(film_id, ()) if credit.job in SAME_WORK[job]]
        first = known[::-1]  # so that the first of several wins in the mappings
        by_name = {credit.credited_as: credit for credit in first} | {credit.name: credit for credit in first}
        by_person = {credit.person_id: credit for credit in first}
        places: dict[int, int] = {}
        missing: dict[int | str, tuple[str, int]] = {}
        for place, name in enumerate(names, 1):
            person_id = self.people.get(name)
            credit = by_name.get(name) or by_person.get(person_id or 0)
            if credit is not None:
                places.setdefault(credit.pk, place)
            else:
                missing.setdefault(person_id or name, (name, place))
        changed = not only_add and self.compare_billing(job, known, places)
        self.add_missing(film_id, job, list(missing.values()), after=last_billing(known) if only_add else None)
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

    def add_missing(self, film_id: int, job: JobCode, missing: list[tuple[str, int]], after: int | None) -> None:
        """Collect missing credits: at their places in the list, or after `after`, the last billing of another
        list.
        """
        for count, (name, place) in enumerate(missing, 1):
            billing = place if after is None else after + count
            self.missing.append(MissingCredit(film_id, job, name, billing if job == JobCode.ACTOR else None))

    def write(self) -> None:
        self.writer.delete(Credit, self.dropped)
        self.writer.update(Credit, self.rebilled)
        self.people.create_missing([credit.name for credit in self.missing])
        rows = (
            (credit.film_id, self.people[credit.name], credit.job.value, credit.billing) for credit in self.missing
        )
        self.writer.insert(Credit, ("film_id", "person_id", "job_id", "billing"), rows, state=State.PUBLISHED)


def last_billing(known: list[KnownCredit]) -> int:
    return max((credit.billing or 0 for credit in known), default=0)
