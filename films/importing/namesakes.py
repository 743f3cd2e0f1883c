"""Split people of one name whose films lie too far apart for one career, and join careers of one person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from typing import NamedTuple

from django.db.models import Exists, F, Max, Min, OuterRef, QuerySet

from films.batching import batched
from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Credit, FormerAddress, Identifier, Person, State
from films.names import ACTIVE, Slugs, active, slug_base

LONGEST_CAREER = 70  # years from the first to the last film
PEOPLE_AT_ONCE = 50  # in one transaction, so that others who write wait for less than a second
Years = list[int]


class DatedCredit(NamedTuple):
    """Hold a credit on a film of a known year."""

    key: int
    film_id: int
    year: int


def split_namesakes(writer: ImportWriter, report: Report) -> None:
    """Give each of those people who have films more than `LONGEST_CAREER` years apart one career.

    The films are parted where the longest time lies between two of them. The first person keeps the career with
    most films, and credits of archive material, which say nothing of a career; each other gets a new person.
    Somebody with an identifier keeps each career with a film that has one in the same scheme, unless it is this
    import that gave them the credit, since whoever gives both knows whose films they are. Whoever has a cited
    credit is left alone.

    It is stored in parts of its own, with `PEOPLE_AT_ONCE` in each.
    """
    slugs = Slugs(Person)
    credited = writer.created_keys(Credit)
    for some in batched(people_over_a_lifetime(), PEOPLE_AT_ONCE):
        with writer.part():
            if writer.others_have_written():
                slugs = Slugs(Person)
            report.split_names += split_people(some, writer, slugs, credited)


def people_over_a_lifetime() -> list[int]:
    """Return the keys of people with films too far apart for one career."""
    dated = Credit.objects.of_participants().filter(film__year__isnull=False)
    spans = dated.order_by().values("person_id").annotate(first=Min("film__year"), last=Max("film__year"))
    too_long = spans.filter(last__gt=F("first") + LONGEST_CAREER)
    return sorted(too_long.values_list("person_id", flat=True))


def split_people(
    keys: Sequence[int], writer: ImportWriter, slugs: Slugs, just_credited: Sequence[range]
) -> list[str]:
    """Part people's films into careers, and give new people those that are not theirs; return the names."""
    cited = Citation.objects.filter(credit__person=OuterRef("pk"))
    dated = dated_credits(keys)
    people = Person.objects.filter(~Exists(cited), pk__in=dated).order_by("pk")
    identified = identified_films(keys, dated)
    parted: list[tuple[Person, Years, list[Years]]] = []
    for person in people:
        known = {
            credited.year
            for credited in dated[person.pk]
            if credited.film_id in identified.get(person.pk, ())
            and not any(credited.key in those for those in just_credited)
        }
        most, *rest = sorted(
            careers(credited.year for credited in dated[person.pk]),
            key=lambda career: (known.isdisjoint(career), -len(career), career),
        )
        if others := [career for career in rest if known.isdisjoint(career)]:
            parted.append((person, most, others))
    tell_apart = [
        RowChange(person.pk, {"disambiguation": ""}, {"disambiguation": active(most)})
        for person, most, _ in parted
        if not person.disambiguation
    ]
    writer.update(Person, tell_apart)
    given = [(person, career) for person, _, others in parted for career in others]
    namesakes = create_namesakes(given, writer, slugs)
    moved = [
        RowChange(credited.key, {"person_id": person.pk}, {"person_id": namesake})
        for (person, career), namesake in zip(given, namesakes, strict=True)
        for credited in dated[person.pk]
        if career[0] <= credited.year <= career[-1]
    ]
    writer.update(Credit, moved)
    return [person.name for person, *_ in parted]


def dated_credits(people: Iterable[int]) -> dict[int, list[DatedCredit]]:
    """Map people to those credits that say when they were active, in the order of years."""
    found: dict[int, list[DatedCredit]] = {}
    credits_there = Credit.objects.of_participants().filter(person__in=people, film__year__isnull=False)
    rows = credits_there.order_by("film__year", "pk").values_list("person_id", "pk", "film_id", "film__year")
    for person_id, *rest in rows:
        found.setdefault(person_id, []).append(DatedCredit(*rest))
    return found


def identified_films(people: Sequence[int], dated: Mapping[int, list[DatedCredit]]) -> dict[int, set[int]]:
    """Map people with identifiers to those of their films that have one in the same scheme."""
    schemes: dict[int, set[str]] = {}
    own = Identifier.objects.filter(person__in=people)
    for person_id, scheme in own.values_list("person_id", "scheme"):
        schemes.setdefault(person_id, set()).add(scheme)
    theirs: dict[int, set[str]] = {}
    for some in batched({credited.film_id for person_id in schemes for credited in dated.get(person_id, ())}):
        of_films = Identifier.objects.filter(film__in=some, scheme__in=set().union(*schemes.values()))
        for film_id, scheme in of_films.values_list("film_id", "scheme"):
            theirs.setdefault(film_id, set()).add(scheme)
    return {
        person_id: {
            credited.film_id
            for credited in dated.get(person_id, ())
            if not own_schemes.isdisjoint(theirs.get(credited.film_id, ()))
        }
        for person_id, own_schemes in schemes.items()
    }


def create_namesakes(given: Sequence[tuple[Person, Years]], writer: ImportWriter, slugs: Slugs) -> list[int]:
    """Create a person with the name of another for each career, and return their keys in this order."""
    taken = slugs.give([slug_base(person.name, "person") for person, _ in given])
    rows = [
        (person.name, person.sort_name, active(career), slug)
        for (person, career), slug in zip(given, taken, strict=True)
    ]
    columns = ("name", "sort_name", "disambiguation", "slug")
    writer.insert(Person, columns, rows, state=State.PUBLISHED)
    stored = slugs.stored(taken)
    return [stored[slug] for slug in taken]


def careers(years: Iterable[int]) -> Iterator[Years]:
    """Yield the years of films, parted at the longest gaps until none spans more than a career."""
    ordered = sorted(years)
    if ordered[-1] - ordered[0] <= LONGEST_CAREER:
        yield ordered
        return
    gaps = [later - earlier for earlier, later in pairwise(ordered)]
    part = gaps.index(max(gaps)) + 1
    yield from careers(ordered[:part])
    yield from careers(ordered[part:])


def merely_credited(person_ids: Iterable[int]) -> QuerySet[Person]:
    """Return those people of whom nothing is recorded but what tells them apart and credits that nobody cited."""
    others = [
        relation
        for relation in Person._meta.related_objects
        if relation.related_model not in (Credit, FormerAddress)
    ]
    nothing_else = (
        ~Exists(relation.related_model._base_manager.filter(**{relation.field.name: OuterRef("pk")}))
        for relation in others
    )
    cited = Citation.objects.filter(credit__person=OuterRef("pk"))
    found: QuerySet[Person] = Person.objects.filter(
        ~Exists(cited), *nothing_else, birth_year=None, death_year=None, pk__in=set(person_ids)
    )
    return found


def mere_careers(person_ids: Iterable[int]) -> set[int]:
    """Return those people of whom nothing is recorded but the credits of a career that tells them apart."""
    careers_alone = merely_credited(person_ids).filter(disambiguation__startswith=ACTIVE)
    return set(careers_alone.values_list("pk", flat=True))


def join_careers(joined: Mapping[int, int], writer: ImportWriter) -> None:
    """Give people the credits of those who turned out to be the same, if only a career told these apart."""
    join_people({key: joined[key] for key in mere_careers(joined)}, writer)


def join_people(joined: Mapping[int, int], writer: ImportWriter) -> list[int]:
    """Give people the credits of those who are the same, and return the keys of these; their addresses lead on.

    Whoever has the same job on one film stays somebody else.
    """
    gone = []
    for namesake in Person.objects.filter(pk__in=joined).order_by("pk"):
        person = Person.objects.get(pk=joined[namesake.pk])
        works = set(Credit.objects.filter(person=person).values_list("film_id", "job_id"))
        given = {
            key: work
            for key, *work in Credit.objects.filter(person=namesake).values_list("pk", "film_id", "job_id")
        }
        if works.isdisjoint(map(tuple, given.values())):
            before, after = {"person_id": namesake.pk}, {"person_id": person.pk}
            writer.update(Credit, [RowChange(key, before, after) for key in given])
            former = FormerAddress.objects.filter(person=namesake).values_list("pk", flat=True)
            writer.update(FormerAddress, [RowChange(key, before, after) for key in former])
            writer.create(FormerAddress, kind="person", slug=namesake.slug, person=person)
            writer.delete(Person, [namesake.pk])
            tell_apart_again(person, writer)
            gone.append(namesake.pk)
    return gone


def tell_apart_again(person: Person, writer: ImportWriter) -> None:
    """Bring what told somebody apart by a career up to date; it is empty if nobody else has the name."""
    if not person.disambiguation.startswith(ACTIVE):
        return
    dated = Credit.objects.of_participants().filter(person=person, film__year__isnull=False)
    years = sorted(dated.values_list("film__year", flat=True))
    namesakes = Person.objects.filter(name=person.name).exclude(pk=person.pk)
    now = active(years) if years and namesakes.exists() else ""
    if now != person.disambiguation:
        before = {"disambiguation": person.disambiguation}
        writer.update(Person, [RowChange(person.pk, before, {"disambiguation": now})])
