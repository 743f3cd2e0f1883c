"""The README is true: its commands and its Python run, its tables name what exists."""

import re
import shlex
import subprocess
from io import StringIO
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.management import call_command, get_commands
from django.test import Client

from films.curating.batches import try_out
from films.curating.models import Batch
from films.curating.roles import ROLES

ROOT = Path(settings.BASE_DIR)
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = [
    line for block in re.findall(r"```console\n(.*?)```", README, re.DOTALL) for line in block.splitlines()
]
MANAGE = ".venv/bin/python manage.py "


def of_kind(start: str) -> list[str]:
    return [command.removeprefix(start) for command in COMMANDS if command.startswith(start)]


def test_every_command_is_of_a_kind_that_is_tested() -> None:
    assert [command for command in COMMANDS if not command.startswith(("make ", "curl ", MANAGE))] == []


@pytest.mark.parametrize("target", of_kind("make "))
def test_make_targets_exist(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.django_db
@pytest.mark.parametrize("command", of_kind("curl "))
def test_requests_are_answered(command: str, red_heat: None) -> None:
    (address,) = shlex.split(command)
    parts = urlsplit(address)
    answer = Client().get(f"{parts.path}?{parts.query}")
    assert answer.json()["count"] > 0
    for key in re.findall(r"`(\w+)`", README[README.index("with `query`") : README.index("Filters can")]):
        assert key in answer.json() or key in answer.json()["results"][0]


@pytest.mark.django_db
@pytest.mark.parametrize("command", of_kind(MANAGE))
def test_management_commands_run(command: str, request: pytest.FixtureRequest, red_heat: None) -> None:
    if "red-heat.txt" in command:
        command = command.replace("red-heat.txt", str(request.getfixturevalue("founding_document")))
    name, *arguments = shlex.split(command)
    call_command(name, *arguments, stdout=StringIO())


def test_commands_in_tables_exist() -> None:
    for name in re.findall(r"\| `\.venv/bin/python manage\.py (\w+)`", README):
        assert name in get_commands()


@pytest.mark.django_db
def test_python_runs(red_heat: None, capsys: pytest.CaptureFixture[str]) -> None:
    (code,) = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
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
    (content,) = re.findall(r"```csv\n(.*?)```", README, re.DOTALL)
    outcomes = try_out(Batch(sheet="credits", content=content, basis="general_knowledge", reason="The README."))
    assert [one.verdict for one in outcomes if one.verdict == "refused"] == [], outcomes
    assert len(outcomes) == content.count("\n") - 1
