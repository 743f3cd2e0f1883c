"""Lists of places come in as filming locations of the films that are here, once."""

import gzip
import json
from collections.abc import Callable
from decimal import Decimal
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from films.importing import Report, StoppedError, UnreadableFileError, undo_import
from films.importing.locations import import_locations
from films.models import Citation, Film, FilmLocation, Identifier, ImportBatch, Location
from films.search.backends import engine
from tests.cast import place, tanuki_film

pytestmark = pytest.mark.django_db

Import = Callable[..., Report]

HEADER = "title,year,place,latitude,longitude,scene,identifier"
BRIDGE = 'The Tanuki,1977,Old Bridge,47.5,19.04,"The drum falls, and floats.",'
STATION = "The Tanuki,1977,North Station,,,,"


@pytest.fixture
def film() -> Film:
    return tanuki_film(title="The Tanuki", year=1977)


@pytest.fixture
def imported(tmp_path: Path) -> Import:
    """Give a function that imports lines of CSV under `HEADER`."""

    def run(*lines: str, header: str = HEADER, **options: Any) -> Report:
        path = tmp_path / "places.csv"
        path.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return import_locations(path, **options)

    return run


def counts(report: Report) -> tuple[int, int, int, int]:
    return report.created, report.updated, report.unchanged, report.skipped.total


def test_a_line_brings_a_place_and_a_scene(film: Film, imported: Import) -> None:
    report = imported(BRIDGE, STATION)
    assert counts(report) == (2, 0, 0, 0)
    assert report.others == {"locations": 2}
    first, second = film.film_locations.order_by("pk")
    assert (first.use, first.scene, first.key) == ("filmed", "The drum falls, and floats.", "old-bridge")
    assert (str(first.location.latitude), str(first.location.longitude)) == ("47.50000", "19.04000")
    assert (second.location.name, second.location.latitude, second.scene) == ("North Station", None, "")
    assert {fact.state for fact in (first, second, first.location)} == {"published"}


def test_importing_again_changes_nothing(film: Film, imported: Import) -> None:
    imported(BRIDGE, STATION)
    assert counts(imported(BRIDGE, STATION)) == (0, 0, 2, 0)
    assert ImportBatch.objects.count() == 1


def test_a_film_is_known_by_its_identifier_before_its_title(film: Film, imported: Import) -> None:
    other = tanuki_film(title="Another", slug="another")
    Identifier.objects.create(film=other, scheme="imdb", value="tt0000001")
    imported(",,Old Bridge,,,,imdb:tt0000001", "THE  TANUKI,1977,North Station,,,,imdb:tt9999999")
    assert other.film_locations.get().location.name == "Old Bridge"
    assert film.film_locations.get().location.name == "North Station"


def test_a_film_that_is_not_here_or_may_be_several_is_skipped(film: Film, imported: Import) -> None:
    tanuki_film(title="The Tanuki", year=1977, slug="twin")
    report = imported(BRIDGE, "The Drum,1977,Old Bridge,,,,")
    assert counts(report) == (0, 0, 0, 2)
    ambiguous, missing = report.skipped.sentences()
    assert ambiguous.startswith("ambiguous, since several films here have its title and year")
    assert missing == "no film here has the title and year, or the identifier: import the films first: 1 (line 3)"
    assert not Location.objects.exists()


def test_a_place_is_known_by_its_names(film: Film, imported: Import) -> None:
    bridge = place("Chain Bridge", slug="chain-bridge")
    bridge.other_names.create(name="old bridge")
    imported(BRIDGE)
    assert film.film_locations.get().location == bridge
    bridge.refresh_from_db()
    assert str(bridge.latitude) == "47.50000"


def test_places_of_one_name_are_told_apart_by_coordinates(film: Film, imported: Import) -> None:
    here = place("Old Bridge", slug="here", latitude="47.501", longitude="19.041")
    place("Old Bridge", slug="there", latitude="10", longitude="10")
    report = imported(BRIDGE, "The Tanuki,1977,Old Bridge,,,Another scene,", "The Tanuki,1977,Old Bridge,-5,-5,,")
    assert counts(report) == (2, 0, 0, 1)
    assert any("several places here" in reason for reason in report.skipped.counts)
    assert FilmLocation.objects.get(key="old-bridge").location == here
    assert FilmLocation.objects.get(key="old-bridge-2").location.slug == "old-bridge"


def test_cited_coordinates_and_scenes_stay(film: Film, imported: Import) -> None:
    imported("The Tanuki,1977,Old Bridge,,,,")
    entry = FilmLocation.objects.get()
    for cited in ({"film_location": entry}, {"location": entry.location}):
        Citation.objects.create(**cited, basis="general_knowledge", reason="A curator knows.")
    imported(BRIDGE)
    entry.refresh_from_db()
    assert entry.scene == ""
    assert entry.location.latitude is None


@pytest.mark.parametrize("separately", [True, False])
def test_an_entry_without_a_scene_gains_one(film: Film, imported: Import, separately: bool) -> None:
    lines = ("The Tanuki,1977,Old Bridge,,,,", BRIDGE)
    for some in [lines[:1], lines[1:]] if separately else [lines]:
        report = imported(*some)
    assert report.updated == 1
    assert FilmLocation.objects.get().scene == "The drum falls, and floats."


def test_columns_stand_in_any_order_and_json_lines_have_them_as_keys(film: Film, tmp_path: Path) -> None:
    path = tmp_path / "places.jsonl.gz"
    line = {"title": "The Tanuki", "year": 1977, "location": "Old Bridge", "latitude": 47.5, "longitude": 19.04}
    path.write_bytes(gzip.compress(json.dumps(line).encode() + b"\n{\n"))
    assert counts(import_locations(path)) == (1, 0, 0, 1)
    path = tmp_path / "places.csv"
    path.write_text("Scene, Place ,YEAR,Title,colour\nThe end,Old Bridge,1977,The Tanuki,red\n")
    assert counts(import_locations(path)) == (0, 1, 0, 0)


def test_lines_that_cannot_be_used_are_told_by_number(film: Film, imported: Import) -> None:
    lines = (
        "The Tanuki,1977,,,,,",
        "The Tanuki,soon,Old Bridge,,,,",
        "The Tanuki,1977",
        ",,Old Bridge,,,,",
        'The Tanuki,1977,"Old" Bridge,,,,',
        "The Tanuki,3000,Old Bridge,,,,",
        f"The Tanuki,1977,{'x' * 300},,,,",
        "The Tanuki,1977,Old Bridge,north,19,,",
        "The Tanuki,1977,North Station,91,19,,",
    )
    report = imported(*lines)
    assert counts(report) == (2, 0, 0, 7)
    assert sorted(line for lines in report.skipped.first_lines.values() for line in lines) == [2, 3, 4, 5, 6, 7, 8]
    assert list(report.left_out.sentences()) == [
        "coordinates that are not a latitude and a longitude in degrees: 2 (lines 9, 10)"
    ]
    with pytest.raises(StoppedError, match="line 2 cannot be used"):
        imported(*lines, stop_on_error=True)


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "It is empty"),
        (b"title,year\nThe Tanuki,1977\n", "names no column “place”"),
        (b"\x89PNG\r\n\x1a\n\x00\xff", "first line"),
        (b"title,year,place\n", "contains no places"),
        (b"\x1f\x8bnot gzip", "not a complete gzip file"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "places.csv"
    path.write_bytes(content)
    with pytest.raises(UnreadableFileError, match=complaint):
        import_locations(path)


@pytest.mark.parametrize(
    ("separator", "decimals", "encoding", "empty_columns"),
    [
        (";", "47,5", "cp1252", 0),
        ("\t", "47.5", "utf-8", 1),
        (",", "47.5", "utf-8-sig", 2),
        ("|", "47.5", "utf-8", 0),
    ],
)
def test_tables_are_read_as_spreadsheets_write_them(
    film: Film, tmp_path: Path, separator: str, decimals: str, encoding: str, empty_columns: int
) -> None:
    header = ["title", "Year", "place ", "latitude", "longitude", "scene"]
    cells = ["The Tanuki", "1977.0", "Café", decimals, decimals, '"one\n\nthree"']
    path = tmp_path / "places.csv"
    rest = separator * empty_columns
    path.write_bytes("".join(f"{separator.join(row)}{rest}\n" for row in (header, cells)).encode(encoding))
    assert counts(import_locations(path)) == (1, 0, 0, 0)
    entry = FilmLocation.objects.select_related("location").get()
    assert (entry.location.name, entry.location.latitude, entry.scene) == (
        "Café",
        Decimal(decimals.replace(",", ".")),
        "one\n\nthree",
    )


def test_the_command_keeps_the_index_true_and_can_be_undone(film: Film, tmp_path: Path) -> None:
    path = tmp_path / "places.csv"
    path.write_text(f"{HEADER}\n{BRIDGE}\n", encoding="utf-8")
    out = StringIO()
    call_command("import_locations", path, stdout=out)
    assert out.getvalue().splitlines() == [
        "1 line: 1 filming location created, 0 updated, 0 unchanged; 0 lines skipped.",
        "1 location created.",
    ]
    assert list(engine().problems()) == []
    undo_import(ImportBatch.objects.get().pk)
    assert not FilmLocation.objects.exists()
    assert not Location.objects.exists()
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        call_command("import_locations", tmp_path / "nowhere.csv")


REAL_PLACES = Path(settings.BASE_DIR).parent / "shared" / "data" / "film-locations-sf.jsonl"


def test_real_places_meet_their_films(imported: Import) -> None:
    if not REAL_PLACES.exists():
        pytest.skip("the real places are not part of the repository and are not beside it")
    with REAL_PLACES.open("rb") as source:
        said = [json.loads(line) for line in source]
    films = {(line["title"], line["year"]) for line in said}
    Film.objects.bulk_create(
        Film(title=title, year=year, slug=f"film-{number}") for number, (title, year) in enumerate(films)
    )
    report = import_locations(REAL_PLACES)
    assert report.created > 1_700
    assert report.lines == len(said)
    assert set(report.skipped.counts) == {"no place"}
    again = import_locations(REAL_PLACES)
    assert (again.created, again.updated) == (0, 0)


AROUND = "title,year,place,city,country"


def around(name: str) -> list[str]:
    """Return what lies around the places of a name, from the nearest to the widest, one text for each place."""
    found = Location.objects.filter(name=name, kind="site").order_by("pk")
    return [", ".join(f"{wider.name} ({wider.kind})" for wider in here.ancestors()) for here in found]


def test_places_lie_in_their_city_and_country(film: Film, imported: Import) -> None:
    lines = [
        "The Tanuki,1977,Old Bridge,Budapest,Hungary",
        "The Tanuki,1977,North Station,Budapest,HU",
        "The Tanuki,1977,Old Bridge,Prague,Czechia",
        "The Tanuki,1977,Barrandov,,Nowhereland",
    ]
    report = imported(*lines, header=AROUND)
    assert report.others == {"locations": 8}
    assert "an unknown country, “Nowhereland”: 1 (line 5)" in " ".join(report.sentences())
    assert around("Old Bridge") == [
        "Budapest (city), Hungary (country)",
        "Prague (city), Czech Republic (country)",
    ]
    assert around("North Station") == ["Budapest (city), Hungary (country)"]
    assert counts(imported(*lines, header=AROUND)) == (0, 0, 4, 0)
    undo_import(ImportBatch.objects.get().pk)
    assert not Location.objects.exists()


def test_a_place_that_is_here_is_put_where_it_lies_unless_a_curator_cited_that(
    film: Film, imported: Import
) -> None:
    for name in ("Old Bridge", "North Station"):
        place(name, kind="site")
    Citation.objects.create(
        location=Location.objects.get(name="North Station"), field="part_of", basis="general_knowledge", reason="?"
    )
    imported(
        "The Tanuki,1977,Old Bridge,Budapest,Hungary",
        "The Tanuki,1977,North Station,Budapest,Hungary",
        header=AROUND,
    )
    assert (around("Old Bridge"), around("North Station")) == (["Budapest (city), Hungary (country)"], [""])


@pytest.mark.parametrize(
    ("name", "country"),
    [
        ("Tallinn, Estonia", "Estonia (country)"),
        ("Central Park, New York, USA", "United States (country)"),
        ("Atlanta, Georgia", ""),
        ("Gary, IN", ""),
        ("Estonia", ""),
    ],
)
def test_a_country_that_ends_the_name_of_a_place_is_its_country(
    name: str, country: str, film: Film, imported: Import
) -> None:
    imported(f'The Tanuki,1977,"{name}",,')
    assert around(name) == [country]
