"""A command or a process that does nothing yet has not loaded what takes long to import."""

import json
import subprocess
import sys

import pytest
from django.conf import settings

from films.urls import import_views

STARTS = """
import json, sys, django
django.setup()
ready = [*sys.modules]
from django.core import checks
checks.run_checks()
print(json.dumps({"ready": ready, "checked": [*sys.modules]}))
"""
LATER = (
    "babel",
    "jinja2",
    "markdown_it",
    "numpy",
    "rapidfuzz",
    "regex",
    "selectolax",
    "sqlite_utils",
    "films.curating.csv_import",
    "films.curating.relations.finding",
    "films.evidence.converting",
    "films.evidence.desk.actions",
    "films.evidence.documents.store",
    "films.evidence.extraction",
    "films.exporting.exports",
    "films.identity.letters",
    "films.importing",
    "films.linked_data",
    "films.search.backends",
    "films.search.types",
    "films.views",
)
"""Modules for parsing, extraction, imports, exports, searching and pages, loaded by whatever first needs them."""


@pytest.fixture(scope="module")
def loaded() -> dict[str, list[str]]:
    """Return the modules that a process of its own has loaded when ready, and once it has checked the project."""
    command = [sys.executable, "-c", STARTS]
    modules: dict[str, list[str]] = json.loads(
        subprocess.run(command, cwd=settings.BASE_DIR, capture_output=True, check=True).stdout
    )
    return modules


def test_nothing_is_loaded_that_only_pages_searches_and_extraction_need(loaded: dict[str, list[str]]) -> None:
    assert "films.admin.films" in loaded["ready"]
    assert [module for module in LATER if module in loaded["ready"]] == []


def test_checks_load_no_pages(loaded: dict[str, list[str]]) -> None:
    """Every command checks the routes, and what answers to failures."""
    assert {"films.urls", "films.views.missing"} <= {*loaded["checked"]}
    pages = ["films.views.facts", "films.views.maps", "films.views.search"]
    later = [module for module in LATER if not module.startswith(("films.search", "films.views"))]
    assert [module for module in [*later, *pages] if module in loaded["checked"]] == []


def test_every_route_leads_to_a_view() -> None:
    import_views()


def test_checks_load_no_engine_of_search(loaded: dict[str, list[str]]) -> None:
    assert "films.checks" in loaded["checked"]
    assert "films.search.backends.sqlite" not in loaded["checked"]
