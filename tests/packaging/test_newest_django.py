"""The wheel, installed beside the newest Django on a newer Python, works in a project that has just been begun."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.docs.pages import python
from tests.packaging import scratch
from tests.packaging.projects import Project

NEWEST = "django>=6"
OLDEST_PYTHON = 12  # the minor version that Django 6 needs
PIP = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check", "--retries", "1", "--timeout", "30")


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
def project(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Project:
    """Give a project with the newest Django and the wheel, or skip where no Python or package index is at hand."""
    interpreter = next(filter(is_new_enough, interpreters()), None)
    if interpreter is None:
        pytest.skip(f"Django 6 needs Python 3.{OLDEST_PYTHON} or newer with venv, and this machine has none")
    folder = tmp_path_factory.mktemp("newest")
    subprocess.run([interpreter, "-m", "venv", "--without-pip", folder / "venv"], check=True, capture_output=True)
    newest = str(folder / "venv" / "bin" / "python")
    # What is never imported need not be compiled.
    install = [*PIP, "--python", newest, "install", "--no-compile"]
    django = subprocess.run([*install, NEWEST], capture_output=True, text=True)
    if django.returncode:
        pytest.skip(f"{NEWEST} could not be had from the package index: {django.stderr.strip().splitlines()[-1]}")
    others = [str(wheel), "pytest-django", "pytest-xdist"]
    installed = subprocess.run([*install, *others, NEWEST], capture_output=True, text=True)
    assert installed.returncode == 0, installed.stderr
    (folder / "project").mkdir()
    return Project(folder / "project", newest)


def test_a_new_project_has_the_facts_and_the_desk(project: Project) -> None:
    assert int(project.run("-m", "django", "--version").split(".")[0]) >= 6
    project.manage("migrate", "--verbosity", "0")
    project.manage("loaddata", "red_heat")
    project.manage("shell", "--no-imports", "-c", scratch.CHECKED)
    project.write("searched", scratch.SEARCHED)
    assert project.manage("shell", "--no-imports", "-c", "import searched").endswith("Arnold Schwarzenegger\n")
    project.write("curated", scratch.CURATED)
    assert "The curator's desk opens." in project.manage("shell", "--no-imports", "-c", "import curated")


def test_public_pages_serve_a_project_with_a_router_and_other_habits(project: Project) -> None:
    project.write("test_pages", scratch.TESTS_OF_PAGES)
    assert "5 passed" in project.test("-q", "--ds", "settings_with_pages", "test_pages.py")


def test_its_pytest_plugin_serves_tests_that_run_side_by_side(project: Project) -> None:
    project.write("test_borrowed", scratch.TESTS)
    project.write("test_shown", python(tests=True))
    options = ("--numprocesses", "2", "--dist", "loadfile", "--ds", "settings_without_admin")
    assert "8 passed" in project.test("-q", *options, "test_borrowed.py", "test_shown.py")
