"""The README is true: its commands and its Python run, its tables name what exists."""

import re
import shlex
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command, get_commands
from django.test import Client

from films.curating.csv_import.batches import try_out
from films.curating.roles import ROLES
from films.models import CsvBatch, ImportBatch
from tests.importing.tables import TABLES, folder_of

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()
]
MANAGE = ".venv/bin/python manage.py "
DOWNLOAD = "curl -O "
ELSEWHERE = ("pip install ", "python manage.py ")
"""Commands for a project of the reader's own: tests/packaging runs them in one."""


def of_kind(start: str) -> list[str]:
    return [command.removeprefix(start) for command in COMMANDS if command.startswith(start)]


def example(start: str) -> str:
    """Return the content of the one example file that begins so."""
    (content,) = re.findall(rf"```(?:json|csv)\n({re.escape(start)}.*?)```", README, re.DOTALL)
    return str(content)


@pytest.fixture
def data_sets(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder that holds the README's examples of data sets, some of IMDb's tables, and `var/`."""
    for name, start in (("films.jsonl", '{"id"'), ("places.csv", "title,year")):
        (tmp_path / name).write_text(example(start), encoding="utf-8")
    folder_of(tmp_path / "imdb", TABLES, compressed=True)
    (tmp_path / "var").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_is_of_a_kind_that_is_tested() -> None:
    assert [
        command for command in COMMANDS if not command.startswith(("make ", "curl ", MANAGE, *ELSEWHERE))
    ] == []


@pytest.mark.parametrize("target", of_kind("make "))
def test_make_targets_exist(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


def answered(command: str) -> Any:
    (address,) = shlex.split(command)
    parts = urlsplit(address)
    answer = Client().get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("command", [command for command in of_kind("curl ") if not command.startswith("-O ")])
def test_requests_are_answered(command: str, red_heat: None) -> None:
    assert "Red Heat" in answered(command).content.decode()


@pytest.mark.django_db
def test_a_search_is_answered_with_what_is_listed(red_heat: None) -> None:
    (command,) = [command for command in of_kind("curl ") if "/api/search" in command]
    answer = answered(command).json()
    for key in re.findall(r"`(\w+)`", README[README.index("with `query`") : README.index("Filters can")]):
        assert key in answer or key in answer["results"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("address", [*of_kind(DOWNLOAD), *re.findall(r"^\| `(/\S+)` \|", README, re.MULTILINE)])
def test_downloads_are_there(address: str, red_heat: None) -> None:
    response = Client().get(urlsplit(address).path)
    assert response.status_code == 200
    assert b"".join(response)


def compared() -> list[str]:
    """Return the addresses in our column of the table that compares us with others."""
    table = README[README.index("| | Red Heat | Datasette | MusicBrainz") :].partition("\n\n")[0]
    return [address for row in table.splitlines() for address in re.findall(r"`(/\S+?)`", row.split("|")[2])]


@pytest.mark.django_db
@pytest.mark.parametrize("address", compared())
def test_what_is_compared_with_others_is_there(address: str, red_heat: None) -> None:
    response = Client().get(address)
    assert (response.status_code, bool(b"".join(response))) == (200, True)


@pytest.mark.django_db
@pytest.mark.parametrize("command", of_kind(MANAGE))
def test_management_commands_run(
    command: str, request: pytest.FixtureRequest, red_heat: None, data_sets: Path
) -> None:
    if "red-heat.txt" in command:
        command = command.replace("red-heat.txt", str(request.getfixturevalue("founding_document")))
    if command.startswith(("import_locations", "undo_import")):
        call_command("import_films", "films.jsonl", dataset="tales", stdout=StringIO())
    if command.startswith("undo_import"):
        command = f"undo_import {ImportBatch.objects.latest('pk').pk}"
    name, *arguments = shlex.split(command)
    call_command(name, *arguments, stdout=StringIO())


@pytest.mark.django_db
def test_data_sets_come_in_as_shown(data_sets: Path, red_heat: None) -> None:
    said = StringIO()
    call_command("import_films", "films.jsonl", dataset="tales", stdout=said)
    call_command("import_locations", "places.csv", stdout=said)
    assert said.getvalue().count("2 lines: 2 ") == 2


def test_commands_in_tables_exist() -> None:
    for name in re.findall(r"\| `\.venv/bin/python manage\.py (\w+)`", README):
        assert name in get_commands()


@pytest.mark.django_db
def test_python_runs(red_heat: None, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = (code for code in re.findall(r"```python\n(.*?)```", README, re.DOTALL) if "def test_" not in code)
    exec(code, {})  # noqa: S102
    said = capsys.readouterr().out
    assert said.startswith("Arnold Schwarzenegger as Captain Ivan Danko\n")
    assert "Cast, paragraph 1, sentence 1" in said or "Cast (heading inferred), paragraph 1, sentence 1" in said


@pytest.mark.django_db
def test_searches_in_the_table_find_something(red_heat: None) -> None:
    table = README[README.index("| type |") : README.index("The same search answers")]
    for typed in re.findall(r"^\| `(.+?)` \|", table, re.MULTILINE):
        assert Client().get("/api/search", {"q": typed}).json()["count"] > 0, typed


def test_environment_variables_are_those_that_settings_read() -> None:
    read = set(re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "redheat" / "settings.py").read_text(encoding="utf-8")))
    table = README[README.index("| environment |") :]
    assert set(re.findall(r"^\| `([A-Z_]+)` \|", table, re.MULTILINE)) == read


def test_pictures_are_there() -> None:
    for picture in re.findall(r"!\[[^]]+\]\((.+?)\)", README):
        assert (ROOT / picture).is_file()


@pytest.mark.django_db
def test_the_roles_in_the_table_are_the_groups() -> None:
    table = README[README.index("| group | may |") : README.index("`make run` makes one account")]
    assert re.findall(r"^\| `(\w+)` \|", table, re.MULTILINE) == list(ROLES)
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


@pytest.mark.django_db
def test_the_csv_file_can_be_imported(red_heat: None) -> None:
    content = example("film,person")
    outcomes = try_out(CsvBatch(sheet="credits", content=content, basis="general_knowledge", reason="The README."))
    assert [one.verdict for one in outcomes if one.verdict == "refused"] == [], outcomes
    assert len(outcomes) == content.count("\n") - 1
