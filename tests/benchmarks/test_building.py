"""The data of a size is found or made once, and its films read."""

import gzip
import json
from pathlib import Path

import pytest

from tests.benchmarks.building import film_file, films_in
from tests.benchmarks.peers import film_facets

FILMS = [{"id": "t1", "title": "The Tanuki"}, {"id": "t2", "title": "The Hound"}]
SCALE = "import shutil, sys; shutil.copy(sys.argv[1], sys.argv[3]); print(sys.argv[2])"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    path = tmp_path / "films.jsonl.gz"
    path.write_bytes(gzip.compress("\n".join(map(json.dumps, FILMS)).encode()))
    return path


def test_films_are_read_plain_or_compressed(data: Path, tmp_path: Path) -> None:
    plain = tmp_path / "films.jsonl"
    plain.write_bytes(gzip.decompress(data.read_bytes()))
    assert list(films_in(data)) == list(films_in(plain)) == FILMS


def test_data_of_the_wanted_size_is_taken_as_it_is(data: Path, tmp_path: Path) -> None:
    assert film_file(2, data, tmp_path / "no-script", tmp_path) == (data, True)


def test_another_size_is_scaled_once(data: Path, tmp_path: Path) -> None:
    script = tmp_path / "scale.py"
    script.write_text(SCALE, encoding="utf-8")
    scaled, is_real = film_file(3, data, script, tmp_path)
    assert (scaled, is_real) == (tmp_path / "films-3.jsonl.gz", False)
    assert list(films_in(scaled)) == FILMS
    script.unlink()
    assert film_file(3, data, script, tmp_path) == (scaled, False)


def test_facets_of_a_film_are_named_as_the_search_s_filters_are() -> None:
    film = {"year": 1977, "genres": ["Science Fiction"], "directors": ["Hill"], "cast": ["Ørsted", "Hill"]}
    assert film_facets(film) == {
        "genre": ["science-fiction"],
        "decade": ["1970s"],
        "person": ["Hill", "Ørsted"],
    }
    assert film_facets({"genres": [], "directors": [], "cast": []})["decade"] == []
