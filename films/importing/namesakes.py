"""Split people of one name whose films lie too far apart for one career, and join careers of one person."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise

from django.db.models import Exists, F, Max, Min, OuterRef

from films.importing.report import Report
from films.importing.storing import ImportWriter, RowChange
from films.models import Citation, Credit, FormerAddress, Person, State
from films.names import ACTIVE, Slugs, active, slug_base

LONGEST_CAREER = 70  # years from the first to the last film
Years = list[int]


def split_namesakes(writer: ImportWriter, report: Report) -> None:
    """Give each of those people who have films more than `LONGEST_CAREER` years apart one career.

    The films are parted where the longest time lies between two of them. The first person keeps the career with
    most films, and credits of archive material, which say nothing of a career; each other gets a new person.
    Somebody with an identifier keeps each career with a film that has one in the same scheme, unless it is this
    import that gave them the credit, since whoever gives both knows whose films they are. Whoever has a cited
    credit is left alone.
    """
    slugs = Slugs(Person)
    credited = writer.created_keys(Credit)
    for person in people_over_a_lifetime():
        if split_person(person, writer, slugs, credited):
            report.split_names.append(person.name)


def people_over_a_lifetime() -> list[Person]:
    dated = Credit.objects.of_participants().filter(film__year__isnull=False)
    spans = dated.order_by().values("person_id").annotate(first=Min("film__year"), last=Max("film__year"))
    too_long = spans.filter(last__gt=F("first") + LONGEST_CAREER).values("person_id")
    cited = Citation.objects.filter(credit__person=OuterRef("pk"))
    return list(Person.objects.filter(~Exists(cited), pk__in=too_long).order_by("pk"))


def split_person(person: Person, writer: ImportWriter, slugs: Slugs, just_credited: Sequence[range]) -> bool:
    """Part a person's films into careers, and give new people those that are not theirs; tell if there are any."""
    credited = Credit.objects.of_participants().filter(person=person, film__year__isnull=False)
    years = dict(credited.order_by("film__year", "pk").values_list("pk", "film__year"))
    schemes = person.identifiers.values("scheme")
    of_known_films = credited.filter(film__identifiers__scheme__in=schemes).values_list("pk", flat=True)
    identified = {years[key] for key in of_known_films if not any(key in keys for keys in just_credited)}
    most, *rest = sorted(
        careers(years.values()), key=lambda career: (identified.isdisjoint(career), -len(career), career)
    )
    others = [career for career in rest if identified.isdisjoint(career)]
    if not others:
        return False
    if not person.disambiguation:
        before, after = ({"disambiguation": text} for text in ("", active(most)))
        writer.update(Person, [RowChange(person.pk, before, after)])
    for career in others:
        (slug,) = slugs.give([slug_base(person.name, "person")])
        namesake = writer.create(
            Person,
            name=person.name,
            sort_name=person.sort_name,
            disambiguation=active(career),
            slug=slug,
            state=State.PUBLISHED,
        )
        theirs = [key for key, year in years.items() if career[0] <= year <= career[-1]]
        kept, given = {"person_id": person.pk}, {"person_id": namesake.pk}
        writer.update(Credit, [RowChange(key, kept, given) for key in theirs])
    return True


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


def mere_careers(person_ids: Iterable[int]) -> set[int]:
    """Return those people of whom nothing is recorded but the credits of a career that tells them apart."""
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
    careers_alone = Person.objects.filter(
        ~Exists(cited), *nothing_else, disambiguation__startswith=ACTIVE, birth_year=None, death_year=None
    )
    return set(careers_alone.filter(pk__in=set(person_ids)).values_list("pk", flat=True))


def join_careers(joined: Mapping[int, int], writer: ImportWriter) -> None:
    """Give people the credits of those who turned out to be the same; the addresses of these lead on.

    Whoever has the same job on one film stays somebody else.
    """
    for namesake in Person.objects.filter(pk__in=mere_careers(joined)).order_by("pk"):
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
