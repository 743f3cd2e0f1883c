"""A fixture is about the films and people that are stored, whatever their slugs, in any order of loading."""

import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from films.importing import import_films
from films.importing.film_recognition import TWICE
from films.importing.imdb import import_imdb
from films.importing.locations import import_locations
from films.models import (
    Citation,
    Credit,
    Film,
    FormerAddress,
    Identifier,
    LikelyDuplicate,
    OtherName,
    Person,
    State,
)
from tests import cast
from tests.importing.conftest import written

pytestmark = pytest.mark.django_db

TANUKI: dict[str, Any] = {"title": "The Tanuki", "year": 1977, "slug": "tanuki"}
ADA: dict[str, Any] = {"name": "Ada Quill", "sort_name": "Quill, Ada", "slug": "ada"}
ADA_ACTS: dict[str, Any] = {"film": ["tanuki"], "person": ["ada"], "job": "actor", "billing": 1}
ADDIE: dict[str, Any] = {"person": ["ada"], "name": "Addie Quill", "kind": "nickname"}


def load(folder: Path, **kinds: list[dict[str, Any]]) -> None:
    """Load a fixture of published facts of some kinds, and of their citations."""
    records = [
        {"model": f"films.{kind}", "fields": ({} if kind == "citation" else {"state": "published"}) | fields}
        for kind, some in kinds.items()
        for fields in some
    ]
    path = folder / "small.json"
    path.write_text(json.dumps(records))
    call_command("loaddata", path, verbosity=0)


def test_a_film_is_recognised_by_title_and_year_and_keeps_its_former_address(tmp_path: Path) -> None:
    stored = cast.tanuki_film()
    load(tmp_path, film=[TANUKI])
    assert Film.objects.get() == stored
    assert Film.objects.get().slug == "tanuki"
    assert FormerAddress.objects.get(slug="the-tanuki-1977").film == stored


def test_a_film_is_recognised_by_its_identifier(tmp_path: Path) -> None:
    stored = cast.tanuki_film(title="Tanuki, the Drummer", year=1978)
    Identifier.objects.create(film=stored, scheme="wikidata", value="Q1", state=State.PUBLISHED)
    identifier = {"film": ["tanuki"], "person": None, "scheme": "wikidata", "value": "Q1"}
    load(tmp_path, film=[TANUKI], identifier=[identifier])
    assert Film.objects.get().pk == stored.pk


def test_a_film_with_another_identifier_is_another_and_listed_beside_it(tmp_path: Path) -> None:
    stored = cast.tanuki_film()
    Identifier.objects.create(film=stored, scheme="imdb", value="tt9999999", state=State.PUBLISHED)
    identifier = {"film": ["tanuki"], "person": None, "scheme": "imdb", "value": "tt0000001"}
    load(tmp_path, film=[TANUKI], identifier=[identifier])
    assert [film.identifiers.get().value for film in Film.objects.order_by("pk")] == ["tt9999999", "tt0000001"]
    assert LikelyDuplicate.objects.get().why == "the same title and year, but another identifier"


def test_a_film_that_may_be_another_is_listed_beside_it(tmp_path: Path) -> None:
    cast.credit(cast.tanuki_film(), cast.director())
    directs = ADA_ACTS | {"job": "director"}
    load(tmp_path, film=[TANUKI], person=[ADA], credit=[directs])
    assert Film.objects.count() == 2
    assert LikelyDuplicate.objects.count() == 1


def test_a_person_is_recognised_by_key_and_by_an_other_name(tmp_path: Path) -> None:
    ada = cast.person("Àda Quill")
    load(tmp_path, person=[ADA])
    assert Person.objects.get().pk == ada.pk
    Person.objects.update(name="Addie Quill", slug="addie")
    load(tmp_path, person=[ADA], othername=[ADDIE])
    assert Person.objects.get().pk == ada.pk


def test_of_namesakes_the_one_on_the_film_is_meant(tmp_path: Path) -> None:
    cast.person("Ada Quill")
    meant = cast.person("Ada Quill")
    cast.credit(cast.tanuki_film(), meant, job="actor", billing=1)
    load(tmp_path, film=[TANUKI], person=[ADA], credit=[ADA_ACTS])
    assert Person.objects.get(slug="ada") == meant
    assert Credit.objects.count() == 1


def test_whoever_is_known_by_an_other_name_alone_is_merged_with_its_bearer(tmp_path: Path) -> None:
    addie = cast.person("Addie Quill")
    cast.credit(cast.film("The Drum", 1979), addie, job="actor")
    cast.person("Ada Quill")
    load(tmp_path, person=[ADA], othername=[ADDIE])
    assert [credit.person.slug for credit in Credit.objects.all()] == ["ada"]
    assert FormerAddress.objects.get(slug=addie.slug).record == Person.objects.get(slug="ada")


def test_whoever_has_an_identifier_of_their_own_is_not_merged(tmp_path: Path) -> None:
    for name, key in (("Ada Quill", "nm1"), ("Addie Quill", "nm2")):
        Identifier.objects.create(person=cast.person(name), scheme="imdb", value=key, state=State.PUBLISHED)
    load(tmp_path, person=[ADA], othername=[ADDIE])
    assert Person.objects.count() == 2


def test_a_citation_of_an_identifier_that_an_import_cited_takes_its_place(tmp_path: Path) -> None:
    identifier = Identifier.objects.create(
        film=cast.tanuki_film(), scheme="imdb", value="tt1", state=State.PUBLISHED
    )
    Citation.objects.create(identifier=identifier, basis="general_knowledge", reason="It was recognised.")
    given = {"film": ["tanuki"], "person": None, "scheme": "imdb", "value": "tt1"}
    cited = {"identifier": ["imdb", "tt1"], "basis": "general_knowledge", "reason": "It can be looked up."}
    cited["key"] = "8ea3ca54-7dc9-445b-8517-e3e54827f0a7"
    load(tmp_path, film=[TANUKI], identifier=[given], citation=[cited])
    assert [(str(one.key), one.reason) for one in Citation.objects.all()] == [(cited["key"], cited["reason"])]


def imdb_table(folder: Path, name: str, header: str, *rows: list[str]) -> None:
    lines = "".join("\t".join(row) + "\n" for row in (header.split(), *rows))
    (folder / f"{name}.tsv").write_text(lines)


def test_all_orders_of_loading_give_the_same_films_and_people(tmp_path: Path) -> None:
    imdb = tmp_path / "imdb"
    imdb.mkdir()
    header = "tconst titleType primaryTitle originalTitle isAdult startYear endYear runtimeMinutes genres"
    tanuki = ["tt1", "movie", "Tanuki, The", "The Tanuki", "0", "1977", r"\N", "90", "Comedy"]
    kite = ["tt2", "movie", "The Kite", "The Kite", "0", "1952", r"\N", "80", "Drama"]
    imdb_table(imdb, "title.basics", header, tanuki, kite)
    names = "nconst primaryName birthYear deathYear primaryProfession knownForTitles"
    people = ([key, name, *[r"\N"] * 4] for key, name in (("nm1", "Addie Quill"), ("nm2", "Mara Lind")))
    imdb_table(imdb, "name.basics", names, *people)
    roles = (("tt1", "nm1"), ("tt2", "nm1"), ("tt2", "nm2"))
    acts = [[film, str(place), person, "actress", r"\N", r"\N"] for place, (film, person) in enumerate(roles)]
    imdb_table(imdb, "title.principals", "tconst ordering nconst category job characters", *acts)
    lines = (
        {"id": "1", "title": "The Tanuki", "year": 1977, "cast": ["Ada Quill"]},
        {"id": "2", "title": "The Drum", "year": 1979, "cast": ["Addie Quill"]},
        {"id": "3", "title": "The Kite", "year": 1951, "cast": ["Mara Lind"]},
        {"id": "4", "title": "The Kite", "year": 1952, "cast": ["Mara Lind", "Addie Quill"]},
    )
    films = written(tmp_path / "films.jsonl", *lines)
    places = tmp_path / "places.csv"
    places.write_text("title,year,place\nTanuki,1977,Old Bridge\n")
    loads = {
        "films": lambda: import_films(films, "tales"),
        "imdb": lambda: import_imdb(imdb),
        "fixture": lambda: load(tmp_path, film=[TANUKI], person=[ADA], othername=[ADDIE], credit=[ADA_ACTS]),
        "locations": lambda: import_locations(places),
    }
    counts = {}
    for order in permutations(loads):
        if order.index("locations") < len(order) - 1:
            continue
        for name in order:
            loads[name]()
        met_twice = Film.objects.get(identifiers__value="tt2")
        ids = tuple(met_twice.identifiers.filter(scheme="tales").values_list("value", flat=True))
        counts[order] = Film.objects.count(), Person.objects.count(), Credit.objects.count(), ids
        for model in (OtherName, Identifier, Credit, FormerAddress, LikelyDuplicate, Film, Person):
            model.objects.all().delete()
    assert set(counts.values()) == {(4, 2, 5, ("4",))}, counts


def test_of_two_films_of_a_title_the_nearest_is_meant_and_the_other_is_listed(tmp_path: Path) -> None:
    ada = cast.person("Ada Quill")
    near, exact = cast.tanuki_film(year=1976, slug="near"), cast.tanuki_film(slug="exact")
    for film in (near, exact):
        cast.credit(film, ada, job="actor")
    load(tmp_path, film=[TANUKI], person=[ADA | {"slug": ada.slug}], credit=[ADA_ACTS | {"person": [ada.slug]}])
    assert Film.objects.get(slug="tanuki") == exact
    assert set(LikelyDuplicate.objects.values_list("one_id", "other_id", "why")) == {(near.pk, exact.pk, TWICE)}
