"""Search boxes and lists of every kind: they open, they find, and they cost the same however long."""

import json
from collections.abc import Callable
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.contrib import admin
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.db.models import Model
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from films import search
from films.admin.autocomplete import OTHERWISE_FOUND
from films.models import (
    Change,
    Citation,
    Credit,
    DatasetValue,
    Document,
    DocumentRevision,
    Film,
    FilmRelation,
    Genre,
    ImportBatch,
    LikelyDuplicate,
    LikelyRelation,
    Passage,
    Person,
    Proposal,
    Suggestion,
)
from redheat.models import AuditEntry
from tests.cast import film

from .many import MAKERS, make

pytestmark = pytest.mark.exhaustive

REGISTERED = sorted(admin.site._registry, key=lambda model: model.__name__)
CURATED = [model for model in REGISTERED if model._meta.app_label == "films"]
READ_ONLY = [
    AuditEntry,
    Change,
    DatasetValue,
    DocumentRevision,
    ImportBatch,
    LikelyDuplicate,
    LikelyRelation,
    Passage,
    Proposal,
    Suggestion,
]
"""Kinds of which nobody adds one by hand."""
ADDED = [model for model in CURATED if model not in READ_ONLY]

HOSTILE = [
    '"',
    "'; DROP TABLE films_film; --",
    "%_\\",
    "(",
    "NEAR(a",
    "\x00",
    "word " * 2000,
    "*",
    "a OR",
    "🎬\u202e",
    "-",
]


def address(model: type[Model], page: str) -> str:
    return reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_{page}")


@pytest.fixture
def without_index(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "matching_ids", lambda kind, text: [], raising=False)


def test_all_of_the_domain_is_curated() -> None:
    assert {model.__name__ for model in CURATED} >= {"Film", "Credit", "Citation", "Passage", "Proposal", "Genre"}


def test_nobody_adds_what_is_only_read_and_accounts_are_added(desk: Client) -> None:
    """Open the pages for adding but those of `test_forged`, which sends them something."""
    answers = {model: desk.get(address(model, "add")).status_code for model in REGISTERED if model not in ADDED}
    assert answers == {model: 403 if model in READ_ONLY else 200 for model in answers}


@pytest.mark.parametrize(
    ("model", "text"),
    [
        *((model, " ".join(HOSTILE)) for model in REGISTERED),
        *((model, text) for model in (Film, Genre) for text in HOSTILE),  # one that the index holds, and one not
    ],
)
def test_no_text_breaks_a_search_box(desk: Client, cast: SimpleNamespace, model: type[Model], text: str) -> None:
    assert desk.get(address(model, "changelist"), {"q": text}).status_code == 200


@pytest.mark.parametrize("text", HOSTILE)
def test_no_text_breaks_the_choice_of_a_person(desk: Client, cast: SimpleNamespace, text: str) -> None:
    asked = {"app_label": "films", "model_name": "credit", "field_name": "person", "term": text}
    assert desk.get(reverse("admin:autocomplete"), asked).status_code == 200


def choices(desk: Client, model: type[Model], field: str, term: str) -> list[str]:
    asked = {"app_label": "films", "model_name": str(model._meta.model_name), "field_name": field, "term": term}
    return [
        choice["text"] for choice in json.loads(desk.get(reverse("admin:autocomplete"), asked).content)["results"]
    ]


def test_a_person_is_chosen_by_nickname(desk: Client, cast: SimpleNamespace) -> None:
    assert choices(desk, Credit, "person", "Jim Belushi") == ["James Belushi · also “Jim Belushi” · 1988"]


def test_a_film_with_the_title_as_it_was_typed_is_offered_before_those_that_only_sound_like_it(
    desk: Client, cast: SimpleNamespace
) -> None:
    titles = ("The Pusher", "Pusher", "Pu-sher")
    for title in titles:
        film(title, 1988)
    for title in titles:
        assert choices(desk, Credit, "film", title)[0].startswith(title)


def test_a_film_with_the_whole_title_is_offered_first(desk: Client, cast: SimpleNamespace) -> None:
    for title in ("Rain Man", "Rain of Rain", "The Long Rain", "Rain"):
        film(title, 1988)
    Film.objects.exclude(title="Rain").update(synopsis="Rain, and rain again.")
    assert choices(desk, FilmRelation, "related_film", "rain")[0] == "Rain (1988)"


def test_the_records_of_a_page_are_read_after_all_keys_were_sorted(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admin.site.get_model_admin(Film), "list_per_page", 2)
    for title in ("Aura", "Bath", "Cape", "Dune"):
        film(title, 1988)
    with CaptureQueriesContext(connection) as queries:
        page = desk.get(address(Film, "changelist"), {"p": 2}).content.decode()
    assert [title for title in ("Aura", "Bath", "Cape", "Dune") if f">{title}</a>" in page] == ["Bath", "Cape"]
    (sorting,) = (query["sql"] for query in queries.captured_queries if "OFFSET 2" in query["sql"])
    assert "synopsis" not in sorting.partition(" FROM ")[0]


def test_a_draft_is_found_though_the_index_does_not_hold_it(desk: Client, cast: SimpleNamespace) -> None:
    assert cast.film.state == "draft"
    assert choices(desk, FilmRelation, "related_film", "red heat") == ["Red Heat (1988)"]


def test_the_index_finds_what_the_columns_do_not_contain(
    desk: Client, cast: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []

    def found(kind: Any, text: str) -> list[int]:
        asked.append((str(kind), text))
        return [cast.hill.pk, cast.belushi.pk]

    monkeypatch.setattr(search, "matching_ids", found, raising=False)
    assert choices(desk, Credit, "person", "cop film") == [
        f"Walter Hill · {OTHERWISE_FOUND}",
        f"James Belushi · {OTHERWISE_FOUND} · 1988",
    ]
    assert asked == [("person", "cop film")]


def test_the_index_itself_finds_published_people_by_nickname(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    type(cast.nickname).objects.update(state="published")
    Person.objects.update(state="published")
    assert choices(desk, Credit, "person", "belushi jim") == ["James Belushi · also “Jim Belushi” · 1988"]


def queries_of(desk: Client, model: type[Model]) -> int:
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert desk.get(address(model, "changelist")).status_code == 200
    return len(captured)


@pytest.mark.parametrize("model", CURATED)
def test_a_long_list_takes_as_many_queries_as_a_short_one(desk: Client, model: type[Model]) -> None:
    assert set(MAKERS) == set(CURATED)
    make(model, range(2))
    ContentType.objects.get_for_models(*apps.get_models())  # which are asked for once
    short = queries_of(desk, model)
    make(model, range(2, 6))
    assert model._default_manager.count() >= 6
    assert queries_of(desk, model) == short


def test_a_film_with_many_credits_takes_as_many_queries_as_one_with_few(
    desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]
) -> None:
    page = reverse("admin:films_film_change", args=[cast.film.pk])

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert desk.get(page).status_code == 200
        return len(captured)

    cite(cast.passage, credit=cast.credit)
    queries()
    few = queries()
    for number in range(20):
        person = Person.objects.create(name=f"P{number}", sort_name=f"P{number}", slug=f"p{number}")
        cite(cast.passage, credit=Credit.objects.create(film=cast.film, person=person, job_id="actor"))
    assert queries() == few


def test_filters_by_evidence(desk: Client, cast: SimpleNamespace, cite: Callable[..., Citation]) -> None:
    cite(cast.passage, film=cast.film)
    cite(film=cast.film)
    cite(film=cast.other_film)
    third = Film.objects.create(title="Gorky Park", year=1983, slug="gorky-park-1983")

    def listed(evidence: str) -> list[Film]:
        return list(desk.get(address(Film, "changelist"), {"evidence": evidence}).context["cl"].result_list)

    assert listed("document") == [cast.film]
    assert listed("general") == [cast.other_film]
    assert listed("none") == [third]


@pytest.mark.parametrize(
    "query", ["evidence=x", "decade=x", "decade=99999999999999999999", "reading=x", "p=zz", "o=9.9"]
)
def test_a_filter_with_nonsense_is_no_error(desk: Client, cast: SimpleNamespace, query: str) -> None:
    for model in (Film, Document):
        assert desk.get(f"{address(model, 'changelist')}?{query}", follow=True).status_code == 200
