"""The wheel, installed where nothing else of this project is, serves projects of others and the newest Django."""

import os
import re
import shlex
import shutil
import sqlite3
import subprocess
import sys
import sysconfig
from collections.abc import Iterator
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from films import __version__
from tests.docs.pages import commands, python
from tests.packaging import scratch
from tests.packaging.projects import Project

pytestmark = pytest.mark.django_db  # a project begins with a copy of the database of the tests

ROOT = Path(settings.BASE_DIR)
NEWEST = "django>=6"
OLDEST_PYTHON = 12  # the minor version that Django 6 needs
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "30")
UNREACHABLE = re.compile(r"No matching distribution found for (?:django|pytest)")


@pytest.fixture(scope="module")
def project(
    wheel: Path, database_with_red_heat: sqlite3.Connection, tmp_path_factory: pytest.TempPathFactory
) -> Project:
    """Give a project with the wheel unpacked as an installer would, and a database with the facts of Red Heat.

    The database is a copy: `run_of_tests` is what migrates and loads with the wheel alone.
    """
    folder = tmp_path_factory.mktemp("scratch")
    installed = folder / "installed"
    with ZipFile(wheel) as archive:
        archive.extractall(installed)
    (folder / "scratch.sqlite3").write_bytes(database_with_red_heat.serialize())
    paths = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
    return Project(folder, sys.executable, os.pathsep.join(paths))


@pytest.fixture(scope="module")
def exported_film(project: Project) -> Path:
    path = project.folder / "var" / "red-heat-1988.json"
    project.manage("export_fixture", "--film", "red-heat-1988", "--output", str(path))
    return path


def test_it_bears_the_release(wheel: Path) -> None:
    assert wheel.name == f"red_heat-{__version__}-py3-none-any.whl"


def test_every_template_and_static_file_of_the_app_goes_along(wheel: Path) -> None:
    folders = [ROOT / "films" / name for name in ("jinja2", "static", "templates")]
    wanted = {str(path.relative_to(ROOT)) for folder in folders for path in folder.rglob("*.*") if path.is_file()}
    assert wanted <= set(ZipFile(wheel).namelist())


def test_nothing_of_the_site_goes_along(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {"films", f"red_heat-{__version__}.dist-info"}


def test_it_is_searched(project: Project) -> None:
    project.write("searched", scratch.SEARCHED)
    where, title = project.manage("shell", "--no-imports", "-c", "import searched").splitlines()[-2:]
    assert where.startswith(str(project.folder))
    assert title == "Arnold Schwarzenegger"


def test_its_facts_are_exported(exported_film: Path) -> None:
    assert b"Captain Ivan Danko" in exported_film.read_bytes()


def test_the_curators_desk_opens(project: Project) -> None:
    project.write("curated", scratch.CURATED)
    assert "The curator's desk opens." in project.manage("shell", "--no-imports", "-c", "import curated")


def test_there_is_nothing_to_migrate_or_to_warn_of(project: Project) -> None:
    project.manage("shell", "--no-imports", "-c", scratch.CHECKED)


def test_its_citations_are_verified(project: Project, founding_document: Path) -> None:
    fixture = str(project.folder / "installed" / "films" / "fixtures" / "red_heat.json")
    assert "do not hold" not in project.manage("verify_fixture", fixture, "--document", str(founding_document))
    assert "could not be checked" in project.manage("verify_fixture", fixture, status=2)


def test_commands_for_a_project_of_the_readers_own_run(
    project: Project, wheel: Path, exported_film: Path, founding_document: Path
) -> None:
    assert commands("pip install ") == [f"dist/{wheel.name}"]
    for command in commands("python manage.py "):
        named = {"red-heat-1988.json": str(exported_film), "red-heat.txt": str(founding_document)}
        project.manage(*(named.get(argument, argument) for argument in shlex.split(command)))


@pytest.fixture(scope="module")
def run_of_tests(project: Project) -> str:
    """Run the project's tests without the admin and accounts, which not all have, and return their results.

    They run at once, so that the wheel migrates and loads a database of theirs once.
    """
    project.write("test_borrowed", scratch.TESTS)
    project.write("test_shown", python(tests=True))
    return project.test("-v", "--ds", "settings_without_admin", "test_borrowed.py", "test_shown.py")


def test_tests_for_a_project_of_the_readers_own_pass(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_shown\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 2


def test_its_pytest_plugin_serves_tests(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_borrowed\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 6


def interpreters() -> Iterator[Path]:
    """Yield this machine's interpreters, those of pyenv as well, which its own commands run only if chosen."""
    yield Path(sys.executable)
    for minor in range(OLDEST_PYTHON + 3, OLDEST_PYTHON - 1, -1):
        if found := shutil.which(f"python3.{minor}"):
            yield Path(found)
    pyenv = Path(os.environ.get("PYENV_ROOT", Path.home() / ".pyenv"))
    yield from sorted(pyenv.glob("versions/3.*/bin/python"), reverse=True)


def is_new_enough(interpreter: Path) -> bool:
    question = f"import sys, venv; sys.exit(sys.version_info < (3, {OLDEST_PYTHON}))"
    return subprocess.run([interpreter, "-c", question], capture_output=True).returncode == 0


@pytest.fixture(scope="module")
def newest_project(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project with the newest Django and the wheel, or skip where no Python or package index is at hand."""
    interpreter = next(filter(is_new_enough, interpreters()), None)
    if interpreter is None:
        pytest.skip(f"Django 6 needs Python 3.{OLDEST_PYTHON} or newer with venv, and this machine has none")
    folder = tmp_path_factory.mktemp("newest")
    subprocess.run([interpreter, "-m", "venv", "--without-pip", folder / "venv"], check=True, capture_output=True)
    newest = str(folder / "venv" / "bin" / "python")
    # What is never imported need not be compiled.
    install = [*PIP, "--python", newest, "install", "--no-compile"]
    installed = subprocess.run(
        [*install, str(wheel), NEWEST, "pytest-django", "pytest-xdist"], capture_output=True, text=True
    )
    if unreachable := UNREACHABLE.search(installed.stderr):
        pytest.skip(f"{NEWEST} could not be had from the package index: {unreachable[0]}")
    assert installed.returncode == 0, installed.stderr
    (folder / "project").mkdir()
    return Project(folder / "project", newest)


def test_a_project_with_the_newest_django_has_the_facts_and_the_desk(
    newest_project: Project, database_with_red_heat: sqlite3.Connection
) -> None:
    """The next test is the one that migrates and loads them there."""
    assert int(newest_project.run("-m", "django", "--version").split(".")[0]) >= 6
    (newest_project.folder / "scratch.sqlite3").write_bytes(database_with_red_heat.serialize())
    newest_project.write("tried", f"{scratch.CHECKED}{scratch.SEARCHED}{scratch.CURATED}")
    said = newest_project.manage("shell", "--no-imports", "-c", "import tried").splitlines()
    assert said[-2:] == ["Arnold Schwarzenegger", "The curator's desk opens."]


@pytest.fixture(scope="module")
def project_with_pages(request: pytest.FixtureRequest) -> Project:
    """Give the project with the newest Django or, where that cannot be had, the other."""
    try:
        found: Project = request.getfixturevalue("newest_project")
    except pytest.skip.Exception:
        found = request.getfixturevalue("project")
    return found


def test_pages_and_pytest_plugin_serve_a_project_with_other_habits(project_with_pages: Project) -> None:
    """It has no middleware or htmx for them, a user model and a search app of its own, and a router.

    Its tests run side by side, and begin without a database.
    """
    project_with_pages.write("test_pages", scratch.TESTS_OF_PAGES)
    project_with_pages.write("test_borrowed", scratch.TESTS)
    project_with_pages.write("test_shown", python(tests=True))
    options = ("--numprocesses", "2", "--dist", "loadfile", "--ds", "settings_with_pages")
    files = ("test_pages.py", "test_borrowed.py", "test_shown.py")
    assert "13 passed" in project_with_pages.test("-q", *options, *files)
