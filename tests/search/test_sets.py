"""The sets of entries are those that reading the index anew would give, whoever writes, and whatever is undone."""

import random
import sqlite3
from collections.abc import Callable, Iterator, Mapping
from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
from django.db import connection, transaction

from films.models import Credit, Film, Genre, Location, Person, State
from films.search import SearchRequest, search
from films.search.backends import engine
from films.search.backends.sqlite import changes
from films.search.sets import EntrySets, current, postings, repair
from films.search.sets.postings import postings_of
from films.search.types import FacetName
from tests.cast import credit, director, film, filmed_at, genre, person, place, tanuki_film

CHANGES = 160
COMPARED = 20  # changes from one comparison to the next
GENRES = ("Comedy", "Drama", "War")
WORDS = ("Fox", "Tanuki", "Drum", "Leg", "Bath", "Bells")
REQUESTS = (
    SearchRequest("fox"),
    SearchRequest("drum", {FacetName.GENRE: ("comedy",)}),
    SearchRequest("", {FacetName.DECADE: ("1980s", "1990s"), FacetName.GENRE: ("war", "drama")}),
    SearchRequest("comedies from the 80s"),
)


@pytest.fixture
def processes() -> Iterator[list[list[EntrySets]]]:
    """Give what three processes keep of the sets, each of which is made that of this one in turn."""
    yield [[], [], []]
    repair._kept.clear()


def read_anew() -> EntrySets:
    return EntrySets(engine().state(), postings_of(engine().facets_of()))


def tokens_of(held: EntrySets) -> dict[str, list[int]]:
    """Return the ids of the entries of every token that any entry has."""
    known = {*held.postings.tokens, *(token for tokens in held.written.values() for token in tokens)}
    found = {token: held.first(held.having(token)) for token in known}
    return {token: entry_ids for token, entry_ids in found.items() if entry_ids}


def counted(held: EntrySets) -> Mapping[str, Mapping[str, int]]:
    return held.counts(held.everything, {f"\ue000{letter}": 3 for letter in "kfpjlcgdyos"})


def answer(request: SearchRequest) -> tuple[Any, ...]:
    page = search(request)
    found = [(result.kind, result.object_id, result.title, result.why, result.partial) for result in page.results]
    return page.count, page.partial_count, found, page.facets


def answers_of(held: EntrySets) -> list[tuple[Any, ...]]:
    before = repair._kept[:]
    repair._kept[:] = [held]
    try:
        return [answer(request) for request in REQUESTS]
    finally:
        repair._kept[:] = before


class Changes:
    """Changes facts at random, by every road that leads to the database."""

    def __init__(self, number: int) -> None:
        self.random = random.Random(number)  # noqa: S311
        self.made = 0

    def title(self) -> str:
        return " ".join(self.random.choices(WORDS, k=2))

    def any_of(self, model: type[Film] | type[Person] | type[Credit] | type[Genre]) -> int:
        return self.random.choice([0, *model._default_manager.values_list("pk", flat=True)])

    def change(self) -> None:
        self.random.choice(self.roads)(self)

    def add_film(self) -> None:
        self.made += 1
        made = film(f"{self.title()} {self.made}", self.random.randint(1978, 1999))
        Film.objects.filter(pk=made.pk).update(slug=f"film-{made.pk}-{self.made}")
        made.genres.set(genre(name) for name in self.random.sample(GENRES, self.random.randint(0, 2)))

    def add_many_films(self) -> None:
        self.made += 1
        Film.objects.bulk_create(
            Film(title=self.title(), year=1988, slug=f"many-{self.made}-{number}", state=State.PUBLISHED)
            for number in range(5)
        )

    def rename_film(self) -> None:
        Film.objects.filter(pk=self.any_of(Film)).update(title=self.title())

    def move_film(self) -> None:
        for one in Film.objects.filter(pk=self.any_of(Film)):
            one.year = self.random.randint(1978, 1999)
            one.votes = self.random.choice((None, 10, 100_000))
            one.save()

    def hide_film(self) -> None:
        Film.objects.filter(pk=self.any_of(Film)).update(state=self.random.choice(State.values))

    def delete_film(self) -> None:
        Film.objects.filter(pk=self.any_of(Film)).delete()

    def credit_somebody(self) -> None:
        made = Film.objects.filter(pk=self.any_of(Film)).first()
        if made:
            self.made += 1
            who = Person.objects.filter(pk=self.any_of(Person)).first() or person(f"{self.title()} {self.made}")
            Credit.objects.get_or_create(film=made, person=who, job_id="actor", state=State.PUBLISHED)

    def delete_credit(self) -> None:
        Credit.objects.filter(pk=self.any_of(Credit)).delete()

    def shoot_somewhere(self) -> None:
        made = Film.objects.filter(pk=self.any_of(Film), film_locations=None).first()
        if made:
            filmed_at(made, Location.objects.first() or place("Bath"))

    def rename_genre(self) -> None:
        Genre.objects.filter(pk=self.any_of(Genre)).update(name=f"{self.title()} {self.made}")

    def write_past_django(self) -> None:
        values = [self.random.randint(1978, 1999), self.any_of(Film)]
        connection.connection.execute("UPDATE films_film SET year = ? WHERE id = ?", values)

    def delete_past_django(self) -> None:
        connection.connection.execute("DELETE FROM films_film_genres WHERE film_id = ?", [self.any_of(Film)])

    def roll_back_to_a_savepoint(self) -> None:
        with transaction.atomic():
            self.change()
            search(SearchRequest("fox"))
            transaction.set_rollback(True)

    def rebuild(self) -> None:
        if self.random.random() < 0.2:
            engine().rebuild()

    roads: tuple[Callable[["Changes"], None], ...] = (
        *(add_film,) * 4, *(credit_somebody,) * 3, add_many_films, rename_film, move_film, hide_film, delete_film,
        delete_credit, shoot_somewhere, rename_genre, write_past_django, delete_past_django,
        *(roll_back_to_a_savepoint,) * 2, rebuild,
    )  # fmt: skip


@pytest.mark.exhaustive
@pytest.mark.django_db
def test_sets_counts_and_results_are_those_of_a_rebuild_whatever_changes(
    processes: list[list[EntrySets]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(repair, "MOST_REPAIRED", 60)
    made = Changes(1)
    for number in range(1, CHANGES + 1):
        made.change()
        repair._kept[:] = processes[number % 3]
        held = current()
        processes[number % 3] = repair._kept[:]
        if number % COMPARED == 0:
            anew = read_anew()
            assert tokens_of(held) == tokens_of(anew)
            assert counted(held) == counted(anew)
            assert answers_of(held) == answers_of(anew)
    assert any(held.written for kept in processes for held in kept)
    engine().rebuild()
    assert answers_of(processes[0][0]) == answers_of(read_anew())


@pytest.mark.django_db
def test_counts_are_those_that_choosing_a_value_finds() -> None:
    made = Changes(2)
    for _ in range(60):
        made.add_film()
    for request in REQUESTS:
        for facet, values in search(request).facets.items():
            for value in values:
                chosen = {**request.filters, facet: (value.value,)}
                assert search(replace(request, filters=chosen)).count == value.count, (request, facet, value)


@pytest.mark.django_db
def test_a_search_sees_what_its_own_transaction_has_written_and_no_longer_after_it_is_rolled_back() -> None:
    assert search(SearchRequest("tanuki")).count == 0
    with transaction.atomic():
        tanuki_film()
        assert search(SearchRequest("tanuki")).count == 1
        transaction.set_rollback(True)
    assert search(SearchRequest("tanuki")).count == 0


@pytest.mark.django_db
def test_what_was_rolled_back_is_not_taken_for_what_was_written_in_its_place() -> None:
    for slug in ("fox", "drum"):
        with transaction.atomic():
            film(slug.title(), 1980, slug.title())
            assert [value.value for value in search(SearchRequest("")).facets[FacetName.GENRE]] == [slug]
            transaction.set_rollback(True)


@pytest.mark.django_db
def test_few_changes_are_repaired_and_many_read_anew(monkeypatch: pytest.MonkeyPatch) -> None:
    before = current()
    tanuki_film()
    assert current().postings is before.postings
    monkeypatch.setattr(repair, "MOST_REPAIRED", 2)
    credit(tanuki_film(slug="second"), director())
    assert current().postings is not before.postings


@pytest.mark.django_db
def test_the_log_of_changes_is_kept_short() -> None:
    with connection.cursor() as cursor:
        cursor.execute("INSERT INTO search_entry_change (number, entry_id) VALUES (%s, 0)", [2 * changes.KEPT - 1])
    written = engine().state()
    tanuki_film()
    assert engine().changed_since(written, 10)
    with connection.cursor() as cursor:
        cursor.execute("SELECT min(number) FROM search_entry_change")
        assert cursor.fetchone() == (written.number,)


@pytest.mark.slow
@pytest.mark.django_db(transaction=True)
def test_another_program_a_crash_and_a_restored_backup_are_seen() -> None:
    name = connection.settings_dict["TEST"]["NAME"]
    genre("Comedy")
    tanuki_film()
    assert search(SearchRequest("tanuki")).count == 1
    with closing(sqlite3.connect(":memory:")) as backup, closing(sqlite3.connect(name, uri=True)) as program:
        connection.connection.backup(backup)
        with program:
            program.execute("UPDATE films_film SET title = 'The Drum'")
        assert (search(SearchRequest("tanuki")).count, search(SearchRequest("drum")).count) == (0, 1)
        program.execute(
            "INSERT INTO films_film_genres (film_id, genre_id) "
            "SELECT film.id, genre.id FROM films_film film, films_genre genre"
        )
        program.rollback()
        assert search(SearchRequest("", {FacetName.GENRE: ("comedy",)})).count == 0
        backup.backup(connection.connection)
        assert (search(SearchRequest("tanuki")).count, search(SearchRequest("drum")).count) == (1, 0)
        Film.objects.update(title="The Bath")
        assert search(SearchRequest("bath")).count == 1


@pytest.mark.django_db
def test_values_are_counted_alike_by_tokens_and_by_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    for number in range(30):
        film(f"Fox {number}", 1980 + number % 3)
    held, asked = read_anew(), {"\ue000y": None}
    by_entries = held.counts(held.everything, asked)
    assert held.postings.sets == {}
    monkeypatch.setattr(postings, "ENTRIES_OF_A_TOKEN", 0)
    assert held.counts(held.everything, asked) == by_entries
    assert len(held.postings.sets) == len(by_entries["\ue000y"]) == 3
