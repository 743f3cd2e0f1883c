"""Compare the years of birth and death of people with the table of people."""

from collections.abc import Mapping
from typing import NamedTuple

from films.importing.imdb.files import Row, Table
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.importing.values import UnusableValueError, parse_year_of_life
from films.models import Citation, Person

IMDB = "imdb"


class Life(NamedTuple):
    """Hold the years of somebody's birth and death, by the names of the fields that keep them."""

    birth_year: int | None = None
    death_year: int | None = None


COLUMNS = {"birth_year": "birthYear", "death_year": "deathYear"}
OTHERWISE = {field: f"{Table.PEOPLE}: {column}: kept as it was here" for field, column in COLUMNS.items()}
DIED_FIRST = f"{Table.PEOPLE}: a year with which somebody would have died before they were born"


def parse_life(row: Row, report: Report) -> Life:
    """Return the years in a row of the table of people; those that cannot be used go to the report."""
    years: dict[str, int | None] = {}
    for (field, column), text in zip(COLUMNS.items(), row.values[2:], strict=True):
        try:
            years[field] = parse_year_of_life(text) if text else None
        except UnusableValueError as error:
            report.left_out.add(f"{Table.PEOPLE}: {column}: {error}", row.line)
            years[field] = None
    life = Life(**years)
    if life.birth_year and life.death_year and life.death_year < life.birth_year:
        report.left_out.add(DIED_FIRST, row.line)
        return Life(life.birth_year)
    return life


def compare_lives(lives: Mapping[int, tuple[Life, int]], writer: ImportWriter, report: Report) -> None:
    """Store what the table says of stored people, who are mapped to their years there and the line that has them.

    Somebody who was here before the import only gains what they lack, and a cited year stays. A year that is kept
    although the table has another is reported.
    """
    changes: list[RowChange] = []
    held = held_fields(lives)
    for person_id, *stored in Person.objects.filter(pk__in=lives).values_list("pk", *COLUMNS):
        here, (there, line) = Life(*stored), lives[person_id]
        after = {
            field: said
            for field, kept, said in zip(COLUMNS, here, there, strict=True)
            if said and said != kept and not (kept and field in held.get(person_id, ()))
        }
        for field, kept, said in zip(COLUMNS, here, there, strict=True):
            if said and kept not in (None, said) and field not in after:
                report.unsure.add(OTHERWISE[field], line, f"{kept} here, {said} there")
        birth, death = Life(**{**here._asdict(), **after})
        if birth and death and death < birth:
            report.left_out.add(DIED_FIRST, line)
        elif after:
            before = {field: getattr(here, field) for field in after}
            changes.append(RowChange(person_id, before, after))
    writer.update(Person, changes)


def held_fields(person_ids: Mapping[int, object]) -> dict[int, set[str]]:
    """Map people to the years of theirs that are cited, or to both if they were here before the import."""
    held: dict[int, set[str]] = {}
    citations = Citation.objects.filter(person__in=person_ids)
    for person_id, field, claims in citations.values_list("person_id", "field", "claims"):
        held.setdefault(person_id, set()).update((field, *claims))
    recognised = Citation.objects.filter(identifier__person__in=person_ids, identifier__scheme=IMDB)
    for person_id in recognised.values_list("identifier__person_id", flat=True):
        held[person_id] = set(COLUMNS)
    return held
