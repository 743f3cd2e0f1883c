"""Every command and every piece of Python in the pages for readers runs as it stands there."""

import json
import shlex
import subprocess
from io import StringIO
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.core.management import call_command
from django.test import Client

from films.curating.csv_import.batches import try_out
from films.evaluation import benchmark_queries
from films.models import CsvBatch, ImportBatch
from tests.docs.pages import COMMANDS, ELSEWHERE, MANAGE, PYTEST, ROOT, commands, example, python
from tests.importing.tables import TABLES, folder_of

pytestmark = pytest.mark.data_set

JUDGED = {"qid": "1", "query": "the tanuki", "relevant": ["t1"], "kind": "title"}
NEED_FILMS = ("evaluate_search", "import_locations", "undo_import")


@pytest.fixture
def files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Work in a folder with the pages' example files, judged queries, some of IMDb's tables, and `var/`."""
    for name, start in (("films.jsonl", '{"id"'), ("places.csv", "title,year"), ("list.csv", "Name;")):
        (tmp_path / name).write_text(example(start), encoding="utf-8")
    (tmp_path / "titles.jsonl").write_text(json.dumps(JUDGED), encoding="utf-8")
    folder_of(tmp_path / "imdb", TABLES, compressed=True)
    (tmp_path / "var").mkdir()
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_every_command_is_of_a_kind_that_is_tested() -> None:
    tested = ("make ", "curl ", MANAGE, PYTEST, *ELSEWHERE)
    assert [command for command in COMMANDS if not command.startswith(tested)] == []


@pytest.mark.parametrize("target", commands("make "))
def test_make_targets_exist(target: str) -> None:
    subprocess.run(["make", "--dry-run", target], cwd=ROOT, check=True, capture_output=True)


@pytest.mark.parametrize("path", commands(PYTEST))
def test_tests_to_run_exist(path: str) -> None:
    assert (ROOT / path).exists()


def answered(command: str) -> Any:
    (address,) = shlex.split(command)
    parts = urlsplit(address)
    answer = Client().get(f"{parts.path}?{parts.query}")
    assert answer.status_code == 200
    return answer


@pytest.mark.django_db
@pytest.mark.parametrize("command", [command for command in commands("curl ") if not command.startswith("-O ")])
def test_requests_are_answered(command: str, red_heat: None) -> None:
    assert "Red Heat" in answered(command).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize("command", commands(MANAGE))
def test_management_commands_run(
    command: str,
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    red_heat: None,
    files: Path,
) -> None:
    monkeypatch.setattr(benchmark_queries, "QUERIES_OF_A_KIND", 1)
    if "red-heat.txt" in command:
        command = command.replace("red-heat.txt", str(request.getfixturevalue("founding_document")))
    if command.startswith(NEED_FILMS):
        call_command("import_films", "films.jsonl", dataset="tales", stdout=StringIO())
    if command.startswith("undo_import"):
        command = f"undo_import {ImportBatch.objects.latest('pk').pk}"
    name, *arguments = shlex.split(command)
    call_command(name, *arguments, stdout=StringIO())


@pytest.mark.django_db
def test_data_sets_come_in_as_shown(files: Path, red_heat: None) -> None:
    said = StringIO()
    call_command("import_films", "films.jsonl", dataset="tales", stdout=said)
    call_command("import_locations", "places.csv", stdout=said)
    assert said.getvalue().count("2 lines: 2 ") == 2


@pytest.mark.django_db
def test_the_csv_file_can_be_imported(red_heat: None) -> None:
    content = example("film,person")
    outcomes = try_out(CsvBatch(sheet="credits", content=content, basis="general_knowledge", reason="The page."))
    assert [outcome.verdict for outcome in outcomes if outcome.verdict == "refused"] == [], outcomes
    assert len(outcomes) == content.count("\n") - 1


@pytest.mark.django_db
def test_python_runs(red_heat: None, capsys: pytest.CaptureFixture[str]) -> None:
    exec(python(tests=False), {})  # noqa: S102
    said = capsys.readouterr().out
    assert said.startswith("Arnold Schwarzenegger\n")
    assert "Cast, paragraph 1, sentence 1" in said or "Cast (heading inferred), paragraph 1, sentence 1" in said
