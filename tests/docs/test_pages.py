"""What the pages for readers name exists: links, pictures, commands, settings, roles, layers, packages, terms."""

import re
import tomllib
from itertools import chain
from typing import Any
from urllib.parse import urldefrag

import pytest
from django.contrib.auth.models import Group
from django.core.management import get_commands
from django.test import Client
from msgspec.structs import fields

from films.curating.roles import ROLES
from films.models import FACT_MODELS, Change, Citation, Document, Passage, Proposal
from films.views.api.shapes import evidence, searching
from tests.docs.pages import PAGES, ROOT, TEXT, table

README_LINES = 120
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
LINKED = [
    (name, target)
    for name, text in PAGES.items()
    for target in re.findall(r"!?\[[^]]+\]\(([^)\s]+)\)", text)
    if "://" not in target
]


def test_the_readme_is_short() -> None:
    assert len(PAGES["README.md"].splitlines()) <= README_LINES


@pytest.mark.parametrize(("page", "target"), LINKED)
def test_links_and_pictures_lead_somewhere(page: str, target: str) -> None:
    assert ((ROOT / page).parent / urldefrag(target)[0]).is_file()


def test_every_page_can_be_reached_from_the_readme() -> None:
    assert {name for name in PAGES if name.startswith("docs/")} <= {target for _, target in LINKED}


def test_modules_and_constants_that_are_named_exist() -> None:
    text = "\n".join(page for name, page in PAGES.items() if name.startswith("docs/"))
    sources = [path for folder in ("films", "redheat") for path in (ROOT / folder).rglob("*.py")]
    code = {word for path in sources for word in re.findall(r"\b[A-Z_]+\b", path.read_text(encoding="utf-8"))}
    assert set(re.findall(r"`([A-Z]+_[A-Z_]+)`", text)) <= code
    modules = re.findall(r"`((?:films|tests)/[\w/]+(?:\.\w+)?)/?`", text)
    assert not [name for name in modules if not (ROOT / name).exists()]


def test_commands_in_tables_exist() -> None:
    named = re.findall(r"\| `\.venv/bin/python manage\.py (\w+)", TEXT)
    assert named
    assert set(named) <= set(get_commands())


@pytest.mark.django_db
@pytest.mark.parametrize("typed", [re.sub(r"^`|`$", "", row[0]) for row in table("docs/searching.md", "type")])
def test_searches_in_the_table_find_something(typed: str, red_heat: None) -> None:
    assert Client().get("/api/search", {"q": typed}).json()["count"] > 0


@pytest.mark.django_db
def test_a_search_is_answered_with_the_keys_that_are_listed(red_heat: None) -> None:
    answer = Client().get("/api/search", {"q": "danko", "kind": "credit"}).json()
    text = PAGES["docs/searching.md"]
    listed = re.findall(r"`(\w+)`", text[text.index("has the keys `query`") : text.index("parameters narrow it")])
    assert set(listed) == set(answer) | set(answer["results"][0])


def test_environment_variables_are_those_that_settings_read() -> None:
    read = re.findall(r'env\.\w+\(\s*"(\w+)"', (ROOT / "redheat" / "settings.py").read_text(encoding="utf-8"))
    named = {name for row in table("docs/operating.md", "environment") for name in re.findall(r"`(\w+)`", row[0])}
    assert named == set(read)


@pytest.mark.django_db
def test_the_roles_in_the_table_are_the_groups() -> None:
    assert [row[0].strip("`") for row in table("docs/curating.md", "group")] == list(ROLES)
    assert set(Group.objects.values_list("name", flat=True)) == set(ROLES)


def contract(name: str) -> list[str]:
    (layers,) = (
        contract["layers"] for contract in PROJECT["tool"]["importlinter"]["contracts"] if contract["name"] == name
    )
    return [str(layer) for layer in layers]


def test_the_picture_of_the_layers_is_the_contracts() -> None:
    drawn = re.findall(r'\["(.+?)"\]', PAGES["docs/architecture.md"])
    site, _ = contract("The site stands on the app")
    assert drawn == [site, *(layer.replace(" | ", " · ") for layer in contract("The app is built in layers"))]


def test_every_package_of_the_app_is_explained() -> None:
    packages = {path.parent.name for path in (ROOT / "films").glob("*/__init__.py")}
    named = set(re.findall(r"`(\w+)`", " ".join(row[0] for row in table("docs/architecture.md", "package"))))
    assert packages - named <= {"migrations", "templatetags"}
    assert named <= packages


def test_every_dependency_has_its_reason() -> None:
    required = [
        *PROJECT["project"]["dependencies"],
        *chain.from_iterable(PROJECT["project"]["optional-dependencies"].values()),
    ]
    text = PAGES["docs/architecture.md"]
    named = re.findall(
        r"`([\w-]+)`", " ".join(re.findall(r"^\|([^|]+)\|", text[text.index("## Dep") :], re.MULTILINE))
    )
    assert sorted(named) == sorted(re.split(r"[\[>]", name)[0] for name in required)


def terms() -> set[str]:
    """Return the terms of the glossary, and the kinds of facts, which have a page of their own."""
    rows = re.findall(r"^\|([^|]+)\|", PAGES["docs/glossary.md"], re.MULTILINE)
    kinds = {row[1] for row in table("docs/choosing-a-kind.md", "The source says")}
    return kinds | {term.strip(" `") for row in rows for term in row.split(",")}


@pytest.mark.parametrize("model", [*FACT_MODELS.values(), Document, Passage, Citation, Proposal, Change])
def test_every_kind_of_record_is_explained(model: Any) -> None:
    assert str(model._meta.verbose_name) in terms()


@pytest.mark.parametrize("shape", [searching.SearchAnswer, evidence.Passage, evidence.Citation])
def test_what_search_and_evidence_are_called_in_the_api_is_in_the_glossary(shape: Any) -> None:
    obvious = {"id", "field", "count", "count_is_exact", "page", "pages", "results", "took_ms"}
    words = PAGES["docs/glossary.md"]
    names = {field.name for field in fields(shape)} - obvious
    assert {name for name in names if name.split("_")[0] not in words} == set()
