"""The wheel, built and installed where nothing else of this project is, works in a project of somebody else's."""

import os
import re
import shlex
import sqlite3
import sys
import sysconfig
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


def test_public_pages_serve_a_project_with_other_habits(project: Project) -> None:
    """It has no middleware or htmx for them, a user model and a search app of its own, and a router."""
    project.write("test_pages", scratch.TESTS_OF_PAGES)
    assert "5 passed" in project.test("-q", "--ds", "settings_with_pages", "test_pages.py")


def test_tests_for_a_project_of_the_readers_own_pass(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_shown\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 2


def test_its_pytest_plugin_serves_tests(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_borrowed\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 6
