"""The wheel, built and installed where nothing else of this project is, works in a project of somebody else's."""

import os
import re
import shlex
import sqlite3
import subprocess
import sys
import sysconfig
from pathlib import Path
from zipfile import ZipFile

import pytest
from django.conf import settings

from films import __version__
from tests.docs.pages import commands, python
from tests.packaging import scratch

pytestmark = pytest.mark.django_db  # a project begins with a copy of the database of the tests

ROOT = Path(settings.BASE_DIR)
SITE_TEMPLATES = {
    "base.html",
    "_failure.html",
    *(f"{name}.html" for name in (400, 403, "403_csrf", 404, 429, 500, 503)),
}
SITE_ADMIN_TEMPLATES = ("base_site", "index", "locked_out", "login", "second_factor", "status")
"""The templates of the site as a whole, and those of its admin: its branding and its log-in."""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    (built,) = folder.glob("*.whl")
    return built


class Project:
    """A scratch project: its commands see the wheel and what it requires, and nothing of this repository."""

    def __init__(self, folder: Path, installed: Path) -> None:
        self.folder = folder
        paths = [str(installed), sysconfig.get_path("purelib"), sysconfig.get_path("platlib")]
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
        self.environment = kept | {"PYTHONPATH": os.pathsep.join(paths), "DJANGO_SETTINGS_MODULE": "settings"}
        self.environment.pop("DATABASE_URL", None)
        for name, content in {
            "settings": scratch.SETTINGS,
            "settings_without_admin": scratch.SETTINGS_WITHOUT_ADMIN,
            "urls": scratch.URLS,
            "manage": scratch.MANAGE,
        }.items():
            (folder / f"{name}.py").write_text(content)

    def run(self, *arguments: str, status: int = 0) -> str:
        done = subprocess.run(
            [sys.executable, *arguments], cwd=self.folder, env=self.environment, capture_output=True, text=True
        )
        assert done.returncode == status, done.stdout + done.stderr
        return done.stdout

    def manage(self, *arguments: str, status: int = 0) -> str:
        return self.run("manage.py", *arguments, status=status)


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
    return Project(folder, installed)


@pytest.fixture(scope="module")
def exported_film(project: Project) -> Path:
    path = project.folder / "red-heat-1988.json"
    project.manage("export_fixture", "--film", "red-heat-1988", "--output", str(path))
    return path


def test_it_bears_the_release(wheel: Path) -> None:
    assert wheel.name == f"red_heat-{__version__}-py3-none-any.whl"


def test_every_template_of_the_app_goes_along_and_no_other(wheel: Path) -> None:
    names = {str(path.relative_to(ROOT)) for path in (ROOT / "templates").rglob("*.html")}
    wanted = {f"films/{name}" for name in names - {f"templates/{name}" for name in SITE_TEMPLATES}}
    wanted -= {f"films/templates/admin/{name}.html" for name in SITE_ADMIN_TEMPLATES}
    wanted |= {str(path.relative_to(ROOT)) for path in (ROOT / "films").rglob("*.jinja")}
    assert {name for name in ZipFile(wheel).namelist() if name.endswith((".html", ".jinja"))} == wanted


def test_nothing_of_the_site_goes_along(wheel: Path) -> None:
    tops = {name.split("/")[0] for name in ZipFile(wheel).namelist()}
    assert tops == {"films", f"red_heat-{__version__}.dist-info"}


def test_it_is_searched(project: Project) -> None:
    (project.folder / "searched.py").write_text(scratch.SEARCHED)
    where, title = project.manage("shell", "--no-imports", "-c", "import searched").splitlines()[-2:]
    assert where.startswith(str(project.folder))
    assert title == "Arnold Schwarzenegger"


def test_its_facts_are_exported(exported_film: Path) -> None:
    assert b"Captain Ivan Danko" in exported_film.read_bytes()


def test_the_curators_desk_opens(project: Project) -> None:
    (project.folder / "curated.py").write_text(scratch.CURATED)
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
    (project.folder / "test_borrowed.py").write_text(scratch.TESTS)
    (project.folder / "test_shown.py").write_text(python(tests=True))
    settings_without_admin = ("--ds", "settings_without_admin")
    return project.run(
        "-m",
        "pytest",
        "-v",
        "-p",
        "no:cacheprovider",
        *settings_without_admin,
        "test_borrowed.py",
        "test_shown.py",
    )


def test_tests_for_a_project_of_the_readers_own_pass(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_shown\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 2


def test_its_pytest_plugin_serves_tests(run_of_tests: str) -> None:
    assert len(re.findall(r"^test_borrowed\.py::\w+ PASSED", run_of_tests, re.MULTILINE)) == 6
