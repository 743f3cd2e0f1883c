"""The pages of fixtures and exports, and the downloads they list."""

import hashlib
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from threading import Timer
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client

from films.exporting import cache, exports, kinds, metadata
from films.exporting.formats import FORMATS
from films.models import Film, State
from tests.cast import film, tanuki_film

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]

ADDRESSES = [
    *(f"/fixtures/whole.{name}" for name in FORMATS),
    "/fixtures/people.json",
    "/fixtures/films/the-tanuki-1977.xml",
    *(f"/exports/{name}" for name in exports.PACKAGES),
    "/exports/films.csv",
    "/exports/films.jsonl",
    "/exports/film_genres.csv",
]


@pytest.fixture(autouse=True)
def kept_here(settings: LazySettings, tmp_path: Path) -> Path:
    settings.FILMS_DOWNLOADS = tmp_path / "downloads"
    return tmp_path / "downloads"


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Take any site for a large one, of which the lists make no downloads."""
    monkeypatch.setattr(kinds, "FEW", 0)


def taken(address: str, **headers: str) -> tuple[Any, bytes]:
    response: Any = Client().get(address, headers=headers)
    return response, b"".join(response.streaming_content) if response.streaming else response.content


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_download_is_the_same_made_and_kept_and_known_by_its_checksum(address: str) -> None:
    tanuki_film()
    first, made = taken(address)
    second, kept = taken(address)
    sha256 = hashlib.sha256(made).hexdigest()
    assert made == kept
    assert second["ETag"] == f'"{sha256}"'
    assert first["Content-Disposition"] == f'attachment; filename="{address.rpartition("/")[2]}"'
    assert taken(f"{address}.sha256")[1].decode() == f"{sha256}  {address.rpartition('/')[2]}\n"
    unchanged, nothing = taken(address, if_none_match=second["ETag"])
    assert (unchanged.status_code, nothing) == (304, b"")


def test_a_change_of_the_facts_makes_downloads_anew(kept_here: Path) -> None:
    one = tanuki_film()
    before, _ = taken("/fixtures/whole.json"), taken("/fixtures/whole.json")
    Film.objects.filter(pk=one.pk).update(title="The Badger")
    assert b"The Badger" in taken("/fixtures/whole.json")[1]
    assert len(list(kept_here.iterdir())) == 1
    Film.objects.filter(pk=one.pk).update(title="The Tanuki")
    assert taken("/fixtures/whole.json")[1] == before[1]


def test_files_of_one_name_are_told_apart() -> None:
    tanuki_film(slug="people")
    every = {taken(address)[1] for address in ("/fixtures/people.jsonl", "/exports/people.jsonl")}
    every |= {taken("/fixtures/films/people.jsonl")[1]}
    film("Another", 1980)
    assert b"films.film" in max(every, key=len)
    assert taken("/fixtures/people.jsonl")[1] == b""


def test_what_is_broken_off_is_not_kept(kept_here: Path) -> None:
    tanuki_film()
    response: Any = Client().get("/fixtures/whole.json")
    pieces: Iterator[bytes] = iter(response.streaming_content)
    next(pieces)
    response.close()
    assert not [path for path in kept_here.rglob("*") if path.is_file()]
    assert "ETag" not in taken("/fixtures/whole.json")[0]


def test_a_place_that_comes_free_soon_is_waited_for() -> None:
    tanuki_film()
    for _ in range(cache.MOST_AT_ONCE):
        cache.slots.acquire()
    Timer(0.05, cache.slots.release).start()
    assert taken("/exports/films.csv")[0].status_code == 200
    for _ in range(cache.MOST_AT_ONCE - 1):
        cache.slots.release()


def test_who_comes_while_many_are_made_is_told_to_come_back(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cache, "PATIENCE", 0.0)
    tanuki_film()
    begun: list[Any] = [Client().get("/fixtures/whole.json") for _ in range(cache.MOST_AT_ONCE)]
    for address in ("/fixtures/whole.json", "/exports/films.csv.sha256"):
        response, told = taken(address)
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert b"again in a minute" in told
    assert "created on first download" in Client().get("/exports/").content.decode()
    for response in begun:
        response.close()
    assert taken("/fixtures/whole.json")[0].status_code == 200


def test_what_is_kept_is_sent_however_many_are_made() -> None:
    tanuki_film()
    taken("/fixtures/whole.json")
    begun: list[Any] = [Client().get("/exports/films.csv") for _ in range(cache.MOST_AT_ONCE)]
    assert taken("/fixtures/whole.json")[0]["ETag"]
    for response in begun:
        response.close()


def test_downloads_are_made_ahead() -> None:
    tanuki_film()
    out = StringIO()
    call_command("make_downloads", stdout=out)
    assert len(out.getvalue().splitlines()) == len(exports.PACKAGES) + len(FORMATS)
    assert "ETag" in taken("/exports/red-heat.sqlite")[0]


def test_downloads_made_ahead_need_a_folder(settings: LazySettings) -> None:
    del settings.FILMS_DOWNLOADS
    with pytest.raises(CommandError, match="FILMS_DOWNLOADS"):
        call_command("make_downloads")


def test_without_a_folder_downloads_are_made_each_time(settings: LazySettings) -> None:
    tanuki_film()
    del settings.FILMS_DOWNLOADS
    assert cache.cache_folder() is None
    for _ in range(2):
        response, made = taken("/fixtures/whole.json")
        assert b"The Tanuki" in made
        assert "ETag" not in response
    assert taken("/fixtures/whole.json.sha256")[1].startswith(hashlib.sha256(made).hexdigest().encode())


def test_asking_for_headers_makes_nothing(kept_here: Path) -> None:
    response = Client().head("/fixtures/whole.json")
    assert response.status_code == 200
    assert not kept_here.exists()


@pytest.mark.parametrize(
    "address",
    [
        "/fixtures/whole.zip",
        "/fixtures/whole",
        "/fixtures/users.json",
        "/fixtures/proposals.json",
        "/fixtures/films/hidden.json",
        "/fixtures/films/none.json",
        "/fixtures/films/.json",
        "/exports/users.csv",
        "/exports/..%2Fsettings.csv",
        "/exports/.sha256",
    ],
)
def test_what_is_not_there_is_not_found(address: str) -> None:
    tanuki_film(slug="hidden", state=State.DRAFT)
    assert Client().get(address).status_code == 404


def test_a_small_site_lists_checksums_at_once(django_assert_max_num_queries: Any) -> None:
    tanuki_film()
    for page in ("/fixtures/", "/exports/"):
        listed = Client().get(page)
        for file in listed.context["files"]:
            assert file["kept"].sha256 in listed.content.decode()


@pytest.mark.usefixtures("large")
def test_a_large_site_makes_nothing_for_its_lists(kept_here: Path) -> None:
    tanuki_film()
    for page in ("/fixtures/", "/exports/"):
        assert "created on first download" in Client().get(page).content.decode()
    assert not kept_here.exists()


@pytest.mark.usefixtures("large")
def test_the_lists_name_licence_release_and_citation() -> None:
    for page in ("/fixtures/", "/exports/"):
        content = Client().get(page).content.decode()
        assert metadata.CITE_AS in content
        assert metadata.LICENCE_ADDRESS in content


def test_every_link_of_the_lists_leads_somewhere() -> None:
    tanuki_film()
    import re

    for page in ("/fixtures/", "/exports/"):
        links = re.findall(r'href="([\w./-]+\.\w+)"', Client().get(page).content.decode())
        assert len(links) > 20
        for link in links:
            if not link.startswith("/"):
                assert taken(page + link)[0].status_code == 200, link


@pytest.mark.usefixtures("large")
def test_films_to_take_away_are_found_by_name() -> None:
    tanuki_film()
    film("The Drum", 1979)
    film("Whisper", 1980)
    Film.objects.filter(title="Whisper").update(state=State.DRAFT)
    assert [one.title for one in Client().get("/fixtures/").context["films"]] == ["The Drum", "The Tanuki"]
    assert [one.title for one in Client().get("/fixtures/?q=drum").context["films"]] == ["The Drum"]
    assert "No film here is called" in Client().get("/fixtures/?q=whisper").content.decode()


def test_a_search_says_how_it_is_cited() -> None:
    tanuki_film()
    page = Client().get("/?q=tanuki&kind=film").content.decode()
    assert "Search for “tanuki”" in page
    assert "http://testserver/?q=tanuki&amp;kind=film" in page
    assert "@misc{red-heat-" in page
