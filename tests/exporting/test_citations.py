"""How the data and its pages are cited: one release number, everywhere the same."""

import json
import tomllib
from datetime import date
from pathlib import Path

import yaml
from django.conf import settings

import films
from films.exporting import metadata
from films.exporting.citations import cite_page

ROOT = Path(settings.BASE_DIR)


def test_the_citation_file_says_what_exports_say() -> None:
    said = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert said["cff-version"] == "1.2.0"
    assert (said["version"], said["license"]) == (metadata.RELEASE, metadata.LICENCE)
    assert (said["title"], said["abstract"]) == (metadata.TITLE, metadata.DESCRIPTION)
    assert said["authors"] == [{"name": metadata.AUTHORS}]
    assert said["keywords"] == list(metadata.KEYWORDS)


def test_the_release_is_named_in_one_place() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert "version" in project["project"]["dynamic"]
    assert films.__version__ == metadata.RELEASE


def test_the_licence_is_that_of_the_project() -> None:
    assert (ROOT / "LICENSE").read_text(encoding="utf-8").startswith("MIT License")


def test_a_page_is_cited_with_its_address_and_day() -> None:
    cited = cite_page("Search for “drum”", "https://example.org/?q=drum", date(2026, 3, 1))
    assert cited.line == (
        f"The Red Heat contributors. Red Heat: facts about films. Search for “drum”. Release {metadata.RELEASE}. "
        "https://example.org/?q=drum (accessed 1 March 2026)"
    )
    assert "  urldate = {2026-03-01}" in cited.bibtex


def test_a_page_is_cited_for_reference_managers() -> None:
    cited = cite_page("The\nTanuki", "https://example.org/films/the-tanuki-1977/", date(2026, 3, 1))
    assert cited.ris.splitlines() == [
        "TY  - ELEC",
        "AU  - The Red Heat contributors",
        "TI  - Red Heat: facts about films. The Tanuki",
        f"ET  - {metadata.RELEASE}",
        "UR  - https://example.org/films/the-tanuki-1977/",
        "Y2  - 2026/03/01",
        "ER  - ",
    ]
    (item,) = json.loads(cited.csl_json)
    assert (item["type"], item["URL"]) == ("webpage", "https://example.org/films/the-tanuki-1977/")
    assert item["accessed"] == {"date-parts": [[2026, 3, 1]]}


def test_what_was_asked_does_not_break_out_of_bibtex() -> None:
    cited = cite_page("Search for “} , note = {x”", "https://example.org/", date(2026, 3, 1))
    assert cited.bibtex.count("{") == cited.bibtex.count("}")
    assert "} , note" not in cited.bibtex
