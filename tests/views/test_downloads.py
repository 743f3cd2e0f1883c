"""The pages of fixtures and exports, and the downloads they list."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import replace
from io import StringIO
from pathlib import Path
from threading import BoundedSemaphore
from typing import Any

import pytest
from django.conf import LazySettings
from django.core.management import CommandError, call_command
from django.test import Client
from django.utils.http import parse_http_date

from films.exporting import cache, exports, kinds, making, metadata
from films.exporting.formats import FORMATS
from films.models import Film, State
from films.views import downloads
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


@pytest.mark.parametrize(
    ("wanted", "first", "last"),
    [("bytes=0-9", 0, 10), ("bytes=20-", 20, None), ("bytes=-7", -7, None), ("bytes=5-99999999", 5, None)],
)
def test_a_part_of_a_download_is_sent_to_who_asks_for_it(wanted: str, first: int, last: int | None) -> None:
    tanuki_film()
    response, whole = taken("/exports/films.csv")
    part, content = taken("/exports/films.csv", range=wanted, if_range=response["ETag"])
    assert (part.status_code, content) == (206, whole[first:last])
    begin = first % len(whole)
    assert part["Content-Range"] == f"bytes {begin}-{begin + len(content) - 1}/{len(whole)}"
    assert (part["Content-Length"], part["Accept-Ranges"]) == (str(len(content)), "bytes")


@pytest.mark.parametrize(
    "headers",
    [{"range": "bytes=0-9", "if_range": '"of-before"'}, {"range": "bytes=0-1,5-6"}, {"range": "pages=1-2"}],
)
def test_the_whole_is_sent_where_no_part_can_be(headers: dict[str, str]) -> None:
    tanuki_film()
    response, content = taken("/exports/films.csv", **headers)
    assert (response.status_code, content) == (200, taken("/exports/films.csv")[1])


def test_a_part_beyond_the_end_is_refused_with_the_length() -> None:
    tanuki_film()
    _, whole = taken("/exports/films.csv")
    response, content = taken("/exports/films.csv", range=f"bytes={len(whole)}-")
    assert (response.status_code, content) == (416, b"")
    assert response["Content-Range"] == f"bytes */{len(whole)}"


def test_a_download_that_is_as_old_is_not_sent_again() -> None:
    tanuki_film()
    response, _ = taken("/exports/films.csv")
    assert taken("/exports/films.csv", if_modified_since=response["Last-Modified"])[0].status_code == 304


def test_a_change_of_the_facts_makes_downloads_anew() -> None:
    one = tanuki_film()
    before, _ = taken("/fixtures/whole.json"), taken("/fixtures/whole.json")
    Film.objects.filter(pk=one.pk).update(title="The Badger")
    assert b"The Badger" in taken("/fixtures/whole.json")[1]
    Film.objects.filter(pk=one.pk).update(title="The Tanuki")
    assert taken("/fixtures/whole.json")[1] == before[1]


def test_files_of_one_name_are_told_apart() -> None:
    tanuki_film(slug="people")
    every = {taken(address)[1] for address in ("/fixtures/people.jsonl", "/exports/people.jsonl")}
    every |= {taken("/fixtures/films/people.jsonl")[1]}
    film("Another", 1980)
    assert b"films.film" in max(every, key=len)
    assert taken("/fixtures/people.jsonl")[1] == b""


@pytest.fixture
def slow(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let no download be complete as long as a visitor waits, until the test makes those requested."""
    monkeypatch.setattr(making, "start_maker", lambda: None)
    monkeypatch.setattr(downloads, "PATIENCE", 0.0)


def test_what_breaks_off_is_not_kept_and_can_be_requested_again(
    kept_here: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_off() -> Iterator[bytes]:
        yield b"half"
        raise OSError("The disk is full.")

    tanuki_film()
    whole = exports.PACKAGES["red-heat.jsonl"]
    monkeypatch.setitem(exports.PACKAGES, whole.name, replace(whole, content=break_off))
    with pytest.raises(OSError, match="full"):
        Client().get("/exports/red-heat.jsonl")
    assert not [path for path in kept_here.rglob("*") if path.is_file() and path.name != "making.lock"]
    monkeypatch.setitem(exports.PACKAGES, whole.name, whole)
    assert taken("/exports/red-heat.jsonl")[0].status_code == 200


@pytest.mark.usefixtures("slow")
def test_a_visitor_gets_what_is_complete_soon(monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    monkeypatch.setattr(downloads, "PATIENCE", 60.0)
    monkeypatch.setattr(making.time, "sleep", lambda seconds: making.make_requested())
    assert taken("/exports/films.csv")[0].status_code == 200


@pytest.mark.usefixtures("slow")
def test_where_enough_wait_nobody_else_does(monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    monkeypatch.setattr(downloads, "PATIENCE", 60.0)
    monkeypatch.setattr(making, "_places", BoundedSemaphore(1))
    monkeypatch.setattr(making.time, "sleep", lambda seconds: pytest.fail("It waits."))
    with making._places:
        assert taken("/exports/films.csv")[0].status_code == 503


@pytest.mark.usefixtures("slow")
def test_ten_visitors_wait_for_one_making(monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    made: list[str] = []
    make = making.make_download

    def counted(download: cache.Download) -> Any:
        made.append(download.name)
        return make(download)

    monkeypatch.setattr(making, "make_download", counted)
    for _ in range(10):
        response, told = taken("/fixtures/whole.json")
        assert (response.status_code, response["Retry-After"]) == (503, "60")
        assert b"again in a minute" in told
    assert "being made now" in Client().get("/fixtures/").content.decode()
    making.make_requested()
    assert made.count("whole.json") == 1
    assert taken("/fixtures/whole.json")[0].status_code == 200


@pytest.mark.usefixtures("slow", "large")
def test_while_a_new_one_is_made_the_last_one_is_sent_with_its_date() -> None:
    one = tanuki_film()
    taken("/exports/red-heat.jsonl")
    making.make_requested()
    Film.objects.filter(pk=one.pk).update(title="The Badger")
    last, content = taken("/exports/red-heat.jsonl")
    assert b"The Tanuki" in content
    assert parse_http_date(last["Last-Modified"]) <= time.time()
    listed = Client().get("/exports/").content.decode()
    assert "made from the facts of" in listed
    assert "a new one is being made" in listed
    assert hashlib.sha256(content).hexdigest() in listed
    making.make_requested()
    assert b"The Badger" in taken("/exports/red-heat.jsonl")[1]
    assert "made from the facts of" not in Client().get("/exports/").content.decode()


@pytest.mark.usefixtures("slow")
def test_one_process_makes_downloads_at_a_time(kept_here: Path) -> None:
    tanuki_film()
    taken("/exports/films.csv")
    with making.only_maker(kept_here) as is_only:
        assert is_only
        making.make_requested()
        assert taken("/exports/films.csv")[0].status_code == 503
    making.make_requested()
    assert taken("/exports/films.csv")[0].status_code == 200


@pytest.mark.usefixtures("slow")
def test_what_another_release_offered_is_forgotten(kept_here: Path) -> None:
    forgotten = kept_here / "requested" / "exports" / "everything.tar"
    forgotten.parent.mkdir(parents=True)
    forgotten.touch()
    making.make_requested()
    assert not forgotten.exists()


def test_no_more_than_the_last_two_of_a_download_are_kept(kept_here: Path) -> None:
    one = tanuki_film()
    for title in ("The Badger", "The Fox", "The Otter"):
        Film.objects.filter(pk=one.pk).update(title=title)
        taken("/exports/films.csv")
    assert len(list((kept_here / "exports").glob("films.csv.????????????????"))) == 2


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
    assert cache.downloads_folder() is None
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
