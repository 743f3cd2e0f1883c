"""Recognise people whom a data set writes both with their profession and without it."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db.models import Max, Min

from films.batching import batched
from films.importing.credits import similar_jobs
from films.importing.field_reader import jobs_by_word
from films.importing.namesakes import join_people, merely_credited
from films.importing.report import Report
from films.importing.storing import ImportWriter
from films.models import Credit, Person


class ToldByProfession(NamedTuple):
    """Name a person whose brackets hold only a profession, and somebody of that name without brackets."""

    bracketed: int
    profession: str
    plain: int


def is_profession(disambiguation: str) -> bool:
    return disambiguation.casefold() in jobs_by_word()


def same_profession(pairs: Sequence[ToldByProfession]) -> set[ToldByProfession]:
    """Return the pairs of which both worked in that profession in the same years, and never on one film.

    A profession in brackets tells somebody from people who have another one, so that these pairs are likely one.
    """
    careers: dict[tuple[int, str], tuple[int, int]] = {}
    films: dict[int, set[int]] = defaultdict(set)
    for some in batched({person_id for pair in pairs for person_id in (pair.bracketed, pair.plain)}):
        of_some = Credit.objects.filter(person__in=some).order_by()
        for person_id, film_id in of_some.values_list("person_id", "film_id"):
            films[person_id].add(film_id)
        spans = of_some.filter(film__year__isnull=False).values("person_id", "job_id")
        for row in spans.annotate(first=Min("film__year"), last=Max("film__year")):
            careers[row["person_id"], row["job_id"]] = row["first"], row["last"]

    def years_in(person_id: int, jobs: Iterable[str]) -> tuple[int, int] | None:
        spans = [careers[person_id, job] for job in jobs if (person_id, job) in careers]
        return (min(first for first, _ in spans), max(last for _, last in spans)) if spans else None

    def are_alike(pair: ToldByProfession) -> bool:
        jobs = similar_jobs(jobs_by_word()[pair.profession.casefold()])
        one, other = years_in(pair.bracketed, jobs), years_in(pair.plain, jobs)
        overlap = one and other and one[0] <= other[1] and other[0] <= one[1]
        return bool(overlap) and films[pair.bracketed].isdisjoint(films[pair.plain])

    return {pair for pair in pairs if are_alike(pair)}


def join_told_by_profession(writer: ImportWriter, report: Report) -> None:
    """Give people the credits that this import gave to a namesake whom only their own profession told apart.

    Thus the people are the same in whatever order the data set and others come. If several people have the name,
    nobody is joined.
    """
    created = writer.created_keys(Person)
    told = Person.objects.exclude(disambiguation="").values_list("pk", "name", "disambiguation")
    bracketed = {
        key: (name, profession)
        for key, name, profession in told.order_by("pk").iterator()
        if is_profession(profession) and any(key in keys for keys in created)
    }
    bearers: dict[str, list[tuple[int, str]]] = defaultdict(list)
    names = {name for name, _ in bracketed.values()}
    for some in batched(names):
        rows = Person.objects.filter(name__in=some).order_by("pk").values_list("pk", "name", "disambiguation")
        for key, name, disambiguation in rows:
            bearers[name].append((key, disambiguation))
    pairs = [
        ToldByProfession(key, profession, plain[0])
        for key, (name, profession) in bracketed.items()
        if len(bearers[name]) == 2 and len(plain := [pk for pk, told_by in bearers[name] if not told_by]) == 1
    ]
    if not pairs:
        return
    joined = {pair.bracketed: pair.plain for pair in same_profession(pairs)}
    with writer.part():
        mere = merely_credited(joined).values_list("pk", flat=True)
        gone = join_people({key: joined[key] for key in mere}, writer)
    report.joined_names += sorted(bracketed[key][0] for key in gone)
