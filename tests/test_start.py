"""A command or a process that does nothing yet has not loaded what takes long to import."""

import json
import subprocess
import sys

from django.conf import settings

LOADED = "import json, sys, django; django.setup(); print(json.dumps([*sys.modules]))"
CHECKED = LOADED.replace("django.setup()", "django.setup(); from django.core import checks; checks.run_checks()")
LATER = (
    "babel",
    "jinja2",
    "markdown_it",
    "numpy",
    "rapidfuzz",
    "regex",
    "selectolax",
    "sqlite_utils",
    "films.evidence.extraction",
    "films.exporting.exports",
    "films.identity.letters",
    "films.linked_data",
    "films.search.backends",
    "films.views",
)
"""Modules for parsing, extraction, exports, searching and pages, which are loaded by whatever first needs them."""


def test_nothing_is_loaded_that_only_pages_searches_and_extraction_need() -> None:
    """Run in a process of its own, since tests have loaded everything."""
    loaded = modules_loaded_by(LOADED)
    assert "films.admin.films" in loaded
    assert [module for module in LATER if module in loaded] == []


def test_checks_load_no_engine_of_search() -> None:
    assert "films.search.backends.sqlite" not in modules_loaded_by(CHECKED)


def modules_loaded_by(code: str) -> set[str]:
    command = [sys.executable, "-c", code]
    return {*json.loads(subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True).stdout)}
