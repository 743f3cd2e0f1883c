"""Every kind declares all its parts, and nothing else keeps a list of kinds."""

import ast
import dataclasses
import re
from collections import Counter
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib import admin

from films.kinds.declaration import (
    AdminPage,
    ApiShape,
    CustomAdminPage,
    Declaration,
    Naming,
    Omitted,
    OwnPage,
    Sheet,
    ShownOn,
)
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.kinds.registry import BY_MODEL, DECLARATIONS, ENTRIES, FACTS
from films.models import FACT_MODELS, ProposalKind
from films.views.api.shapes.facts import lists_with
from films.views.facts import FilmFacts, PersonFacts, PlaceFacts, film_facts, person_facts, place_facts
from redheat.desk import GROUPS
from tests.cast import director, place, tanuki_film

SOURCES = Path(settings.BASE_DIR) / "films"
LISTED_OPENLY = 5
"""Kinds that one statement may name before it is a list of them."""

kinds = pytest.mark.parametrize("declared", DECLARATIONS.values(), ids=lambda declared: declared.kind.value)
facts = pytest.mark.parametrize("declared", FACTS.values(), ids=lambda declared: declared.kind.value)


@kinds
def test_each_part_is_given_or_omitted_for_a_reason(declared: Declaration) -> None:
    for part in dataclasses.fields(declared):
        value = getattr(declared, part.name)
        assert value is not None, part.name
        if isinstance(value, Omitted):
            assert value.reason
    assert all(field.default is dataclasses.MISSING for field in dataclasses.fields(Declaration))


def test_a_citation_can_point_to_every_kind_of_fact() -> None:
    assert {kind.value: declared.model for kind, declared in FACTS.items()} == FACT_MODELS


def test_every_module_of_a_kind_is_listed() -> None:
    declaring = {path.stem for path in (SOURCES / "kinds").glob("*.py") if "DECLARATION = " in path.read_text()}
    assert declaring == {kind.value for kind in Kind}


@kinds
def test_links_that_are_named_lead_to_records(declared: Declaration) -> None:
    links = {*declared.published_with}
    links |= set(declared.page.links) if isinstance(declared.page, ShownOn) else set()
    links |= set() if isinstance(declared.pages, Omitted) else {*declared.pages}
    links |= set() if isinstance(declared.rows, Omitted) else {rows.link for rows in declared.rows}
    links |= set() if isinstance(declared.listings, Omitted) else {one.link for one in declared.listings}
    for link in links:
        assert declared.model._meta.get_field(link).related_model, link


@facts
def test_what_a_fact_names_has_to_be_published_with_it(declared: Declaration) -> None:
    named = {
        field.name
        for field in declared.model._meta.fields
        if field.related_model in FACT_MODELS.values() and field.related_model is not declared.model
    }
    own = {"related_film"} if declared.kind == Kind.FILM_RELATION else set()
    assert named | own == set(declared.published_with)


@facts
def test_the_natural_key_is_unique_and_never_empty(declared: Declaration) -> None:
    keys = [path.split("__")[0] for path in declared.model.natural_key_fields]
    unique = [set(rule.fields) for rule in declared.model._meta.constraints if hasattr(rule, "fields")]
    fields = [declared.model._meta.get_field(name) for name in keys]
    assert {field.name for field in fields} in unique or (len(fields) == 1 and fields[0].unique)
    assert not any(field.null for field in fields)


def test_numbers_in_the_index_are_told_apart() -> None:
    numbers = Counter(entry.number for entry in ENTRIES)
    assert numbers.keys() <= set(range(1, 2**5))
    assert [number for number, entries in numbers.items() if entries > 1] == []


@kinds
def test_an_entry_is_of_its_kind(declared: Declaration) -> None:
    assert not isinstance(declared.entry, Entry) or declared.entry.kind == declared.kind


def test_every_kind_that_is_proposed_has_a_form() -> None:
    forms = [desk for declared in FACTS.values() if isinstance(declared.desk, tuple) for desk in declared.desk]
    assert {desk.proposal for desk in forms} == set(ProposalKind)
    assert len(forms) == len(ProposalKind)


def test_no_key_of_the_desk_is_used_twice() -> None:
    templates = SOURCES / "templates" / "admin" / "films"
    taken = [
        key for path in templates.glob("_desk*.html") for key in re.findall(r'data-key="(\w)"', path.read_text())
    ]
    forms = [desk for declared in FACTS.values() if isinstance(declared.desk, tuple) for desk in declared.desk]
    keys = Counter([*{*taken, "j", "k", "g", "x"}, *(desk.shortcut for desk in forms if desk.shortcut)])
    assert [key for key, uses in keys.items() if uses > 1] == []


@kinds
def test_forms_and_sheets_name_fields_that_exist(declared: Declaration) -> None:
    for desk in declared.desk if isinstance(declared.desk, tuple) else ():
        assert not desk.main_field or desk.main_field in desk.form.base_fields
        assert {*(desk.initial or {}), *desk.form.names} <= {*desk.form.base_fields}
    if isinstance(declared.sheet, Sheet):
        names = {*declared.sheet.columns, *declared.sheet.key, *declared.sheet.completed}
        assert names == {*declared.sheet.columns}
        assert all(declared.model._meta.get_field(name) for name in names)


@kinds
def test_each_kind_has_a_page_in_the_admin_in_a_group_of_the_desk(declared: Declaration) -> None:
    page = admin.site._registry[declared.model]
    if isinstance(declared.admin, CustomAdminPage):
        assert f"{type(page).__module__}.{type(page).__name__}" == declared.admin.path
    else:
        assert isinstance(declared.admin, AdminPage)
    assert declared.admin.group in GROUPS


@kinds
def test_names_are_fields_of_the_kind_and_of_what_gives_others(declared: Declaration) -> None:
    if isinstance(declared.naming, Naming):
        assert all(declared.model._meta.get_field(name) for name in declared.naming.fields)
        if declared.naming.others:
            others = DECLARATIONS[declared.naming.others].model
            assert others._meta.get_field(declared.naming.other_field)
            assert others._meta.get_field(declared.kind.value).related_model is declared.model


@facts
def test_a_fact_within_another_s_page_is_in_the_api_there(declared: Declaration) -> None:
    if isinstance(declared.page, ShownOn):
        assert isinstance(declared.api, ApiShape)
        for link in declared.page.links:
            owner = BY_MODEL[declared.model._meta.get_field(link).related_model]
            assert owner.kind in declared.api.on
            assert isinstance(owner.page, OwnPage)


@pytest.mark.django_db
def test_what_the_api_lists_is_on_the_page() -> None:
    shown: list[tuple[Kind, FilmFacts | PersonFacts | PlaceFacts]] = [
        (Kind.FILM, film_facts(tanuki_film())),
        (Kind.PERSON, person_facts(director())),
        (Kind.LOCATION, place_facts(place("Bath"))),
    ]
    for kind, known in shown:
        assert set(lists_with(kind).values()) == set(known.facts_by_kind)


def test_no_other_module_lists_the_kinds() -> None:
    """A statement that names many kinds or their models forgets the next one in silence."""
    kind_of = {declared.model.__name__: kind.value for kind, declared in DECLARATIONS.items()}
    kind_of |= {f"Kind.{kind.name}": kind.value for kind in Kind} | {kind.value: kind.value for kind in Kind}
    models = "|".join(model.__name__ for model in BY_MODEL)
    named = re.compile(rf"\b(?:{models})\b|\bKind\.[A-Z_]+\b|(?<=[\"'])(?:{'|'.join(Kind)})(?=[\"'_])")
    lists = {}
    for path in SOURCES.rglob("*.py"):
        inside = path.relative_to(SOURCES).parts[0]
        if inside in ("models", "migrations", "kinds"):
            continue
        for block in statements(path):
            found = {kind_of[name] for name in named.findall(block) if name in kind_of}
            if len(found) > LISTED_OPENLY:
                lists[str(path.relative_to(SOURCES))] = found
    assert not lists


def statements(path: Path) -> list[str]:
    """Return the source of each statement of a module that is no import, function or class, and those within."""
    source = path.read_text()
    lines = source.splitlines()
    found: list[str] = []

    def visit(node: ast.AST) -> None:
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.FunctionDef | ast.ClassDef | ast.If | ast.For | ast.With | ast.Try):
                visit(child)
            elif isinstance(child, ast.stmt) and not isinstance(child, ast.Import | ast.ImportFrom):
                found.append("\n".join(lines[child.lineno - 1 : child.end_lineno]))

    visit(ast.parse(source))
    return found
