"""Prominence: what is well known goes before the rest, and an edit keeps that true at little cost."""

import random
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models import F

from films.kinds import prominence
from films.kinds.index import ProminencePart
from films.kinds.names import Kind
from films.kinds.prominence import CAREER_CREDITS, CAREER_DEPENDENCY, OF_FILMS, OF_PEOPLE, OF_PLACES
from films.models import (
    Award,
    Credit,
    Document,
    Film,
    FilmRelation,
    Genre,
    Identifier,
    JobCode,
    Location,
    Note,
    Organization,
    OtherTitle,
    Person,
    Review,
    State,
)
from films.models.films import RelationKind
from films.models.people import OrganizationKind
from films.models.places import LocationKind
from films.models.reception import ReviewKind, Scale
from films.search import search
from films.search.backends import engine
from films.search.entry_ids import prominence_bucket
from films.search.filmographies import known_for
from tests.cast import credit, film, filmed_at, note, person, place

Record = Film | Person | Location

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


def entry_of(record: Record) -> tuple[Kind, int]:
    return Kind(str(record._meta.model_name)), record.pk


def bucket_of(record: Record) -> int:
    kind, object_id = entry_of(record)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM search_entry WHERE kind = %s AND object_id = %s", [kind, object_id])
        return prominence_bucket(cursor.fetchone()[0])


def rate(made: Film, votes: int, key: str = "users") -> None:
    poll, _ = Organization.objects.get_or_create(slug="poll", name="Poll", kind=OrganizationKind.AUDIENCE_POLL)
    Review.objects.create(
        film=made, key=key, kind=ReviewKind.AUDIENCE_GRADE, outlet=poll, score="7.0", scale=Scale.TEN,
        sample_size=votes, state=State.PUBLISHED,
    )  # fmt: skip


def follow(made: Film) -> None:
    """Let a later film go on from a film's title with one of its people, who leads neither."""
    who = person("Extra")
    credit(made, who, job=JobCode.ACTOR)
    credit(film(f"{made.title} II", 1990), who, job=JobCode.ACTOR)


def relate(made: Film) -> None:
    other = film("Another", 1999)
    FilmRelation.objects.create(film=other, related_film=made, kind=RelationKind.REFERENCES, state=State.PUBLISHED)


def mention_film(made: Film) -> None:
    note(film("Another", 1999), "Watched").films.add(made)


def write_about(made: Film) -> None:
    Document.objects.create(title="Article", slug="article", sha256="0" * 64, film=made)


def lead(made: Film) -> None:
    """Let somebody with a career lead a film."""
    who = person("Star")
    for number in range(7):
        credit(film(f"Other {number}", 1950), who, job=JobCode.ACTOR)
    credit(made, who, job=JobCode.ACTOR, billing=1)


def award(who: Person) -> None:
    body = Organization.objects.create(slug="body", name="Body", kind=OrganizationKind.AWARDING_BODY)
    fields = {"body": body, "key": "medal", "prize": "Medal", "year": 1990, "state": State.PUBLISHED}
    Award.objects.create(film=film("Fox"), **fields).people.add(who)


FILM_PARTS: list[tuple[str, Callable[[Film], object]]] = [
    ("VOTES", lambda made: rate(made, 5000)),
    ("SERIES", follow),
    ("REFERENCES", relate),
    ("REFERENCES", mention_film),
    ("REFERENCES", write_about),
    ("TEXT", lambda made: Film.objects.filter(pk=made.pk).update(synopsis="A fox steals a drum. " * 20)),
    ("CREDITS", lambda made: credit(made, person("Extra"), job=JobCode.ACTOR)),
    ("BREADTH", lambda made: made.genres.add(Genre.objects.get(slug="comedy"))),
    ("BREADTH", lambda made: made.countries.add(place("Hungary", kind=LocationKind.COUNTRY))),
    ("BREADTH", lambda made: filmed_at(made, place("Bath"))),
    ("BREADTH", lambda made: note(made, "Filming")),
    ("BREADTH", lambda made: OtherTitle.objects.create(film=made, title="Renard", state=State.PUBLISHED)),
    (
        "BREADTH",
        lambda made: Identifier.objects.create(film=made, scheme="imdb", value="tt1", state=State.PUBLISHED),
    ),
    ("PEOPLE", lead),
]
PERSON_PARTS: list[tuple[str, Callable[[Person], object]]] = [
    ("CAREER", lambda who: credit(film("Fox"), who, job=JobCode.ACTOR)),
    ("LEADING", lambda who: credit(film("Fox"), who, job=JobCode.ACTOR, billing=2)),
    ("LEADING", lambda who: credit(film("Fox"), who)),
    ("REFERENCES", lambda who: note(film("Fox"), "Quarrel").people.add(who)),
    ("REFERENCES", award),
]
PLACE_PARTS: list[tuple[str, Callable[[Location], object]]] = [
    ("USES", lambda where: filmed_at(film("Fox"), where)),
    ("USES", lambda where: filmed_at(film("Fox"), place("Bath", place("Street", where)))),
    ("PRODUCED", lambda where: film("Fox").countries.add(where)),
    ("REFERENCES", lambda where: note(film("Fox"), "Weather").locations.add(where)),
]


@pytest.mark.parametrize(("part", "give"), FILM_PARTS)
def test_a_film_is_more_prominent_by_what_is_known_of_it(part: str, give: Callable[[Film], object]) -> None:
    assert_gains(film("The Fox", 1980), part, give)


@pytest.mark.parametrize(("part", "give"), PERSON_PARTS)
def test_a_person_is_more_prominent_by_what_is_known_of_them(part: str, give: Callable[[Person], object]) -> None:
    assert_gains(person("Jane Fox"), part, give)


@pytest.mark.parametrize(("part", "give"), PLACE_PARTS)
def test_a_place_is_more_prominent_by_what_is_known_of_it(part: str, give: Callable[[Location], object]) -> None:
    assert_gains(place("Hungary", kind=LocationKind.COUNTRY), part, give)


def assert_gains(record: Record, part: str, give: Callable[[Any], object]) -> None:
    bucket, before = bucket_of(record), engine().prominence_parts(*entry_of(record))
    give(record)
    assert engine().prominence_parts(*entry_of(record))[part] > before[part]
    assert bucket_of(record) < bucket


def test_every_part_is_tried_above() -> None:
    declared = {part.name for parts in (OF_FILMS, OF_PEOPLE, OF_PLACES) for part in parts}
    assert {part for part, _ in [*FILM_PARTS, *PERSON_PARTS, *PLACE_PARTS]} == declared


@pytest.mark.parametrize("part", [*OF_FILMS, *OF_PEOPLE, *OF_PLACES], ids=lambda part: part.name)
def test_a_part_has_the_weight_of_the_constant_of_its_name(part: ProminencePart) -> None:
    assert part.weight == getattr(prominence, part.name)


def test_drafts_count_for_nothing() -> None:
    made = film("The Fox", 1980)
    before = engine().prominence_parts(Kind.FILM, made.pk)
    rate(made, 5000)
    note(film("Another"), "Watched").films.add(made)
    Review.objects.update(state=State.DRAFT)
    Note.objects.update(state=State.DRAFT)
    credit(made, person("Extra"), state=State.DRAFT)
    assert engine().prominence_parts(Kind.FILM, made.pk) == before


@pytest.mark.parametrize(
    "later",
    [
        {"title": "The Foxes", "year": 1970},
        {"title": "A Fox", "year": 1990},
        {"title": "The Fox", "year": 1990},
        {"title": "The Foxes", "year": 1990, "state": State.DRAFT},
    ],
    ids=["an earlier one", "another title", "the same title", "a draft"],
)
def test_what_does_not_go_on_from_a_film_makes_it_no_original(later: dict[str, Any]) -> None:
    made, who = film("The Fox", 1980), person("Jane Fox")
    credit(made, who)
    credit(Film.objects.create(slug="later", **({"state": State.PUBLISHED} | later)), who)
    assert engine().prominence_parts(Kind.FILM, made.pk)["SERIES"] == 0


def test_a_sequel_may_leave_out_the_article_and_still_makes_its_film_the_original() -> None:
    made, who = film("The Fox", 1980), person("Jane Fox")
    credit(made, who)
    sequel = film("Fox 2: The Vixen", 1990)
    credit(sequel, who)
    assert engine().prominence_parts(Kind.FILM, made.pk)["SERIES"] == 1
    as_the_original = bucket_of(made)
    sequel.title = "A Vixen"
    sequel.save()
    assert engine().prominence_parts(Kind.FILM, made.pk)["SERIES"] == 0
    assert bucket_of(made) > as_the_original


def test_a_title_that_goes_on_without_the_people_is_no_sequel() -> None:
    made = film("The Fox", 1980)
    credit(made, person("Jane Fox"))
    credit(film("The Fox Hunter", 1990), person("Somebody Else"))
    assert engine().prominence_parts(Kind.FILM, made.pk)["SERIES"] == 0


def test_an_original_goes_before_its_sequels_and_its_namesakes() -> None:
    namesake, original = film("Fox", 1943), film("Fox", 1979)
    for made in (namesake, original, film("Foxes", 1986), film("Fox 3", 1992)):
        credit(made, person("Extra"), job=JobCode.ACTOR)
    for made in Film.objects.filter(year__gte=1979):
        credit(
            made, Person.objects.get_or_create(name="Jane Fox", sort_name="Fox", slug="jane", state="published")[0]
        )
    for who in ("One", "Two", "Three"):
        credit(namesake, person(who), job=JobCode.ACTOR)
    assert [(found.title_text, found.year) for found in search("fox").results[:2]] == [
        ("Fox", 1979),
        ("Fox", 1943),
    ]


def test_titles_that_go_on_from_what_was_typed_come_after_it_the_numbered_first() -> None:
    titles = ["Fox", "Foxes", "Fox 3", "The Fox Returns"]
    for title in [*titles, "Red Fox", "Fantastic Fox Man"]:
        film(title)
    note(film("Told"), "Fox Fox Fox")
    assert {found.title_text for found in search("fox").results[1:3]} == {"Foxes", "Fox 3"}
    assert [found.title_text for found in search("fox").results if found.title_text in titles][3] == titles[3]
    assert search("fox").results[3].title_text == titles[3]


def test_a_title_of_signs_alone_can_be_ranked() -> None:
    note(film("!!!"), "Fox")
    assert {found.title_text for found in search("fox").results} == {"Fox"}
    assert [found.title_text for found in search("kind:film -fox").results] == ["!!!"]


def test_people_are_known_for_what_they_lead_before_more_prominent_films() -> None:
    who, led, large = person("Jane Fox"), film("Fox"), film("Cars")
    for number in range(30):
        credit(large, person(f"Extra {number}"), job=JobCode.ACTOR, billing=number + 1)
    credit(large, who, job=JobCode.ACTOR, billing=31)
    credit(led, who, job=JobCode.ACTOR, billing=1)
    assert [known.slug for known in known_for([who.pk])[who.pk]] == [led.slug, large.slug]


def touched_by_last_credit(who: Person) -> int:
    """Return how many films are made anew because the career of somebody has changed by one credit."""
    with connection.cursor() as cursor:
        cursor.execute(CAREER_DEPENDENCY.touched.replace("{row}.person_id", str(who.pk)))
        return len(cursor.fetchall())


def test_no_credit_of_a_person_touches_more_than_a_few_of_their_films() -> None:
    who = person("Star")
    films = Film.objects.bulk_create(
        Film(title=f"Fox {number}", slug=f"fox-{number}", state=State.PUBLISHED)
        for number in range(CAREER_CREDITS + 3)
    )
    touched = []
    for made in films:
        credit(made, who, job=JobCode.ACTOR, billing=1)
        touched.append(touched_by_last_credit(who))
    assert max(touched) <= 4
    assert sum(touched) > CAREER_CREDITS
    assert touched[-1] == 0


def test_the_films_of_a_person_follow_their_career_one_by_one_up_and_down() -> None:
    who = person("Star")
    films = [film(f"Fox {number}") for number in range(31)]
    for made in films:
        credit(made, who, job=JobCode.ACTOR, billing=1)
    assert len(points_for_people(films)) == 1
    for made in films[20:]:
        Credit.objects.filter(film=made).delete()
    assert len(points_for_people(films[:20])) == 2


def points_for_people(films: list[Film]) -> set[float]:
    return {engine().prominence_parts(Kind.FILM, made.pk)["PEOPLE"] for made in films}


STEPS = 40


def numbered(chance: random.Random) -> dict[str, Any]:
    """Return what tells a credit from every other."""
    number = chance.randrange(10_000)
    return {"part": number, "character": f"Part {number}"}


def some_edit(chance: random.Random) -> None:
    """Change one fact on which the prominence of others depends."""
    films, people = list(Film.objects.order_by("pk")), list(Person.objects.order_by("pk"))
    made, other, who = chance.choice(films), chance.choice(films), chance.choice(people)
    edits: list[Callable[[], object]] = [
        lambda: credit(made, who, job=JobCode.ACTOR, billing=chance.choice([None, 1, 5]), **numbered(chance)),
        lambda: Credit.objects.filter(person=who).update(person=chance.choice(people), part=F("pk") + 20_000),
        lambda: Credit.objects.filter(film=made).update(state=chance.choice(State.values)),
        lambda: Credit.objects.filter(film=made, person=who).delete(),
        lambda: Film.objects.filter(pk=made.pk).update(title=chance.choice(TITLES), year=chance.choice(YEARS)),
        lambda: Film.objects.filter(pk=made.pk).update(state=chance.choice(State.values)),
        lambda: rate(made, chance.randrange(10**6), key=f"users-{chance.randrange(10**6)}"),
        lambda: Review.objects.filter(film=made).update(film=other),
        lambda: note(made, f"Note {chance.randrange(10**6)}").films.add(other),
        lambda: Note.objects.update(state=chance.choice(State.values)),
        lambda: FilmRelation.objects.filter(film=made).delete(),
        lambda: (
            made == other
            or FilmRelation.objects.get_or_create(
                film=made, related_film=other, kind=RelationKind.SEQUEL, defaults={"state": State.PUBLISHED}
            )
        ),
        lambda: len(films) > 5 and made.delete(),
    ]
    chance.choice(edits)()


TITLES = ("Fox", "Foxes", "Fox 3", "Fox Returns", "The Fox")
YEARS = (None, 1960, 1979, 1986)


@pytest.mark.parametrize("seed", range(3))
def test_any_edits_leave_the_prominence_of_all_entries_true(seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - repeatable edits, no secret
    for number in range(8):
        film(chance.choice(TITLES), chance.choice(YEARS))
        person(f"Person {number}")
    for _ in range(STEPS):
        some_edit(chance)
    assert list(engine().problems()) == []
