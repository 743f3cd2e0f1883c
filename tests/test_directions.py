"""Imports run in one direction, as the contracts in pyproject.toml say."""

import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest
from django.conf import settings

ROOT = Path(settings.BASE_DIR)


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, check=False)


def test_imports_keep_their_contracts() -> None:
    outcome = lint(ROOT)
    assert outcome.returncode == 0, outcome.stdout
    assert "0 broken" in outcome.stdout


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """Give a folder with copies of the packages and of their contracts."""
    for name in ("films", "redheat"):
        shutil.copytree(ROOT / name, tmp_path / name, ignore=shutil.ignore_patterns("*.json", "__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_a_new_module_has_to_be_given_its_place(copy: Path) -> None:
    contracts = tomllib.loads((copy / "pyproject.toml").read_text())["tool"]["importlinter"]["contracts"]
    packages = [package for contract in contracts for package in contract.get("containers", ())]
    for package in packages:
        copy.joinpath(*package.split("."), "stray.py").touch()
    outcome = lint(copy)
    assert {"films", "redheat", "films.admin", "films.evidence", "films.search", "films.views"} <= set(packages)
    assert outcome.returncode == 1
    assert [package for package in packages if f"{package}.stray" not in outcome.stdout] == []


def test_nothing_but_the_choice_of_engines_imports_an_engine(copy: Path) -> None:
    with (copy / "films" / "search" / "facets.py").open("a") as module:
        module.write("\nfrom films.search.backends.sqlite.backend import fetch\n")
    outcome = lint(copy)
    assert outcome.returncode == 1
    assert "films.search.facets -> films.search.backends.sqlite.backend" in outcome.stdout


def test_modules_of_any_package_import_each_other_in_no_circle(copy: Path) -> None:
    with (copy / "films" / "models" / "facts.py").open("a") as module:
        module.write("\nfrom films.models.films import Film\n")
    outcome = lint(copy)
    assert outcome.returncode == 1
    assert "No cycles are allowed in films.models" in outcome.stdout
