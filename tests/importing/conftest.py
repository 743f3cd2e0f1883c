"""A data set of invented films, written to a file and imported."""

import gzip
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from films.history.recording import recording
from films.importing import Report, import_films
from films.models import Action, Citation, Credit, Film, Genre, Identifier, JobCode, Location, Person
from films.models.evidence import Basis
from tests.cast import EDITOR, credit, director, genre, tanuki_film

Import = Callable[..., Report]

TANUKI: dict[str, Any] = {
    "id": "t1",
    "title": "The Tanuki",
    "year": 1977,
    "directors": ["Žofie Ørsted"],
    "cast": ["Ada Quill", "Bruno Tarn"],
    "genres": ["Comedy", "Folk Tale"],
    "origin": "Japanese",
    "extract": "A tanuki steals a drum.",
    "url": "https://en.wikipedia.org/wiki/The_Tanuki_(1977_film)",
}
DRUM: dict[str, Any] = {"id": "t2", "title": "The Drum", "year": 1979, "cast": ["Ada Quill"]}


def written(path: Path, *lines: dict[str, Any] | bytes) -> Path:
    """Write films, or lines as they stand, to a file; compressed if its name says so."""
    content = b"".join(
        (line if isinstance(line, bytes) else json.dumps(line, ensure_ascii=False).encode()) + b"\n"
        for line in lines
    )
    path.write_bytes(gzip.compress(content) if path.suffix == ".gz" else content)
    return path


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Give a function that imports films, or lines as they stand, as the data set “tales”."""

    def run(*lines: dict[str, Any] | bytes, dataset: str = "tales") -> Report:
        return import_films(written(tmp_path / "films.jsonl", *lines), dataset)

    return run


def cite(field: str = "", **fact: Any) -> None:
    Citation.objects.create(**fact, field=field, basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows.")


@pytest.fixture
def curated() -> Film:
    """Enter The Tanuki by hand, before any data set: with a synopsis, a genre, a director and an actress."""
    film = tanuki_film(title="THE TANUKI", synopsis="A curator's own words.")
    film.genres.add(genre("Satire"))
    credit(film, director())
    actress = Person.objects.create(name="Dora Finch", sort_name="Finch, Dora", slug="dora-finch")
    credit(film, actress, job=JobCode.ACTOR, character="The drum", billing=1)
    return film


def everything() -> list[Any]:
    models = (Film, Person, Credit, Genre, Location, Identifier, Film.genres.through, Film.countries.through)
    return [list(model._default_manager.order_by("pk").values()) for model in models]


def edited(film: Film) -> None:
    with recording(EDITOR, Action.EDIT):
        film.title = film.title + "!"
        film.save()
