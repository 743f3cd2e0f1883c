"""Exports: every table safe, whole and in one piece with the others, and readable by the tools they are for."""

import csv
import json
import sqlite3
import subprocess
from codecs import BOM_UTF8
from collections import defaultdict
from io import BytesIO, StringIO, TextIOWrapper
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from django.core.management import CommandError, call_command
from frictionless import Package

from films.exporting import csv_files, data_sets, datapackage, exports, metadata, sqlite_file
from films.exporting.tables import TABLES
from films.models import Document, Film
from tests.exporting.conftest import SECRET

pytestmark = pytest.mark.django_db

Rows = list[dict[str, str]]


def made(name: str) -> bytes:
    download = exports.find_export(name)
    assert download
    return b"".join(download.content())


def package() -> tuple[dict[str, Any], dict[str, Rows]]:
    """Return the description of the data package, and the rows of its resources."""
    archive = ZipFile(BytesIO(b"".join(datapackage.package_bytes())))
    assert archive.testzip() is None
    described = json.loads(archive.read("datapackage.json"))
    rows = {}
    for resource in described["resources"]:
        with TextIOWrapper(archive.open(resource["path"]), "utf-8", newline="") as file:
            reader = csv.DictReader(file)
            rows[resource["name"]] = list(reader)
            assert reader.fieldnames == [field["name"] for field in resource["schema"]["fields"]]
    return described, rows


def spreadsheet(name: str) -> Rows:
    return list(csv.DictReader(StringIO(made(name).decode("utf-8-sig"), newline="")))


def test_nothing_private_leaves(secrets: None, tmp_path: Path) -> None:
    """The other downloads are rows of one table or lines of a package; the data package is compressed."""
    for name in exports.PACKAGES:
        assert SECRET.encode() not in made(name).lower(), name
    for table in TABLES:
        assert SECRET not in str(list(table.rows())).casefold()


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r"])
def test_no_cell_is_a_formula(start: str) -> None:
    assert csv_files.spreadsheet_cell(f"{start}cmd|' /C calc'!A0").startswith(f"'{start}")


def test_numbers_are_no_formulas(tanuki: Film) -> None:
    places = spreadsheet("locations.csv")
    assert [place["longitude"] for place in places if place["longitude"]] == ["-134.25000"]
    assert places[-1]["part_of"] == "moon-hill"
    (made_by,) = spreadsheet("credits.csv")
    assert made_by["note"] == "'+1 for the drum"


def test_texts_come_through_commas_quotes_and_lines(tanuki: Film) -> None:
    (film,) = spreadsheet("films.csv")
    assert film["synopsis"] == f"'{tanuki.synopsis}"
    assert film["id"] == "the-tanuki-1977"
    (packed,) = package()[1]["films"]
    assert packed["synopsis"] == tanuki.synopsis


def test_spreadsheets_are_told_that_a_table_is_in_utf_8(tanuki: Film) -> None:
    assert made("films.csv").startswith(BOM_UTF8)


def test_the_package_says_what_it_is(tanuki: Film) -> None:
    described, _ = package()
    assert described["version"] == metadata.RELEASE
    assert described["licenses"][0]["name"] == "MIT"
    assert {resource["name"] for resource in described["resources"]} == {table.name for table in TABLES}


def test_the_keys_of_the_package_are_kept(secrets: None) -> None:
    described, rows = package()
    ids = {name: {row["id"] for row in found} for name, found in rows.items() if found and "id" in found[0]}
    for resource in described["resources"]:
        schema, found = resource["schema"], rows[resource["name"]]
        keys = [tuple(row[column] for column in schema["primaryKey"]) for row in found]
        assert len(set(keys)) == len(keys)
        for link in schema.get("foreignKeys", []):
            target = link["reference"]["resource"] or resource["name"]
            (column,) = link["fields"]
            assert {row[column] for row in found} - {""} <= ids.get(target, set()), (resource["name"], column)
        for field in schema["fields"]:
            if field.get("constraints", {}).get("required"):
                assert all(row[field["name"]] for row in found), (resource["name"], field)


def test_the_package_is_the_same_for_the_same_facts(tanuki: Film) -> None:
    assert b"".join(datapackage.package_bytes()) == b"".join(datapackage.package_bytes())


def test_frictionless_finds_the_package_valid(secrets: None, tmp_path: Path) -> None:
    path = tmp_path / "package.zip"
    path.write_bytes(b"".join(datapackage.package_bytes()))
    assert Package(str(path)).validate().valid


def test_the_sqlite_file_is_searched_and_its_links_lead_somewhere(secrets: None, tmp_path: Path) -> None:
    path = tmp_path / "facts.sqlite"
    sqlite_file.build_database(path)
    database = sqlite3.connect(path)
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    links = database.execute("PRAGMA foreign_key_list(credits)").fetchall()
    assert {(link[3], link[2], link[4]) for link in links} == {
        ("film", "films", "id"),
        ("job", "jobs", "id"),
        ("person", "people", "id"),
        ("data_set", "data_sets", "id"),
    }
    found = database.execute(
        "SELECT films.id FROM films_fts JOIN films ON films.rowid = films_fts.rowid WHERE films_fts MATCH 'moon'"
    )
    assert found.fetchall() == [("the-tanuki-1977",)]
    assert database.execute("SELECT value FROM about WHERE name = 'licence'").fetchall() == [("MIT",)]
    (made_by,) = database.execute("SELECT film, person, job FROM cast_and_crew")
    plan = [step for *_, step in database.execute("EXPLAIN QUERY PLAN SELECT * FROM cast_and_crew LIMIT 1")]
    assert "USE TEMP B-TREE FOR ORDER BY" not in plan
    assert made_by == ("The Tanuki", "Žofie Ørsted", "Director")
    (described,) = json.loads(made("red-heat-datasette.json"))["databases"].values()
    for name, about in described["tables"].items():
        columns = {column for (column,) in database.execute("SELECT name FROM pragma_table_info(?)", [name])}
        named = [*about.get("columns", ()), *about.get("facets", ()), *filter(None, [about.get("label_column")])]
        assert columns.issuperset(named), name
    assert described["tables"]["film_locations"]["facets"] == ["use", "data_set"]
    database.close()


def test_json_lines_have_every_record_with_its_lists(tanuki: Film) -> None:
    lines = [json.loads(line) for line in made(f"{metadata.NAME}.jsonl").splitlines()]
    film = next(line for line in lines if line["kind"] == "films")
    assert film["genres"] == ["folk-tale"]
    assert film["synopsis"] == tanuki.synopsis
    assert json.loads(made("films.jsonl")).items() <= film.items()


def test_every_table_can_be_made_again_from_json_lines(secrets: None) -> None:
    """Compare all tables with one file that has the records of all, pairs as lists of their first record."""
    records = defaultdict(list)
    for line in made(f"{metadata.NAME}.jsonl").splitlines():
        record = json.loads(line)
        records[record["table"]].append(record)
    assert {"locations", "reviews", "genres"} <= records.keys()
    for table in TABLES:
        assert "table" not in table.column_names
        expected = json.loads(json.dumps(list(table.rows()), default=exports.json_value))
        if table in data_sets.TABLES or "id" in table.column_names:
            found = [[record[name] for name in table.column_names] for record in records[table.name]]
        else:
            (owner, _), field = table.column_names, table.name.partition("_")[2]
            of = next(column.references for column in table.columns if column.name == owner)
            found = [[record["id"], other] for record in records[of] for other in record[field]]
        assert found == expected, table.name


def test_what_came_with_a_data_set_goes_with_its_licence(tanuki: Film, tmp_path: Path) -> None:
    path = tmp_path / "films.jsonl"
    path.write_text('{"id": "t2", "title": "The Drum", "year": 1979, "plot": "A drum is stolen."}\n')
    call_command("import_films", path, dataset="folk", stdout=StringIO())
    terms = {"licence": "CC BY-SA 4.0", "url": "https://example.org/folk"}
    call_command("import_films", path, dataset="folk", stdout=StringIO(), **terms)
    description, tables = package()
    assert tables["data_sets"] == [{"id": "folk", **terms}]
    assert tables["film_data_sets"] == [{"film": "the-drum-1979", "data_set": "folk"}]
    assert {"title": "folk (CC BY-SA 4.0)", "path": "https://example.org/folk"} in description["sources"]
    lines = [json.loads(line) for line in made(f"{metadata.NAME}.jsonl").splitlines()]
    named = {"table": "film_data_sets", "kind": "film_data_sets"}
    assert {**named, "film": "the-drum-1979", "data_set": "folk"} in lines
    sqlite_file.build_database(tmp_path / "facts.sqlite")
    database = sqlite3.connect(tmp_path / "facts.sqlite")
    assert database.execute("SELECT licence FROM data_sets").fetchall() == [("CC BY-SA 4.0",)]
    database.close()


def test_a_film_that_was_here_first_is_no_data_sets(tanuki: Film, tmp_path: Path) -> None:
    path = tmp_path / "films.jsonl"
    path.write_text('{"id": "t1", "title": "The Tanuki", "year": 1977, "plot": "A drum is stolen."}\n')
    call_command("import_films", path, dataset="folk", stdout=StringIO())
    assert package()[1]["film_data_sets"] == []


def test_documents_are_named_as_sources_with_their_licences(tanuki: Film) -> None:
    Document.objects.update(licence="CC BY-SA 4.0", url="https://example.org/drums")
    assert package()[0]["sources"] == [{"title": "On drums (CC BY-SA 4.0)", "path": "https://example.org/drums"}]


def test_an_empty_site_has_exports_too(db: None) -> None:
    for name in exports.PACKAGES:
        assert made(name) or name.endswith(".jsonl")
    (data_set,) = json.loads(made(f"{metadata.NAME}.jsonld"))["@graph"]
    assert (data_set["@type"], data_set["license"]) == ("Dataset", metadata.LICENCE_ADDRESS)


def test_the_command_writes_everything_with_checksums(tanuki: Film, tmp_path: Path) -> None:
    out = StringIO()
    call_command("export_data", tmp_path / "taken", stdout=out)
    names = {path.name for path in (tmp_path / "taken").iterdir()}
    assert names == {*exports.PACKAGES, "whole.json", "SHA256SUMS"}
    subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=tmp_path / "taken", check=True)
    assert metadata.CITE_AS in out.getvalue()


def test_the_command_says_where_it_cannot_write(db: None, tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(CommandError, match="cannot be written to: File exists"):
        call_command("export_data", tmp_path / "taken")
