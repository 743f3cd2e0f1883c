"""Try every door by which facts are changed, with every role, on drafts and on what is published."""

from collections.abc import Iterator
from contextlib import contextmanager
from itertools import chain
from typing import Any

import pytest
from django.contrib import admin
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker

from films.models import Suggestion
from tests.history.collection import dump

from .door_collection import ROLES, Collection, build
from .door_permissions import CLOSED, DECIDING, DRAFTING, REFUSED, SUGGESTED, WITHOUT_FACTS, doors
from .writing_doors import Act

PRIVATE = {"films_proposal", "films_suggestion", "films_csvbatch", "films_documentrevision"}
"""Tables with nothing that is public; a revision is public once it is accepted and changes its document."""
SORTS = (SUGGESTED, DRAFTING, REFUSED, CLOSED, DECIDING)
ACTS = list(dict.fromkeys(act for sort in SORTS for acts in sort.values() for act in acts))


@pytest.fixture(scope="module", params=["draft", "published"])
def collection(
    request: pytest.FixtureRequest, django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[tuple[str, Collection]]:
    """Build the collection once for each state."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield request.param, build(request.param)
        transaction.set_rollback(True)


@contextmanager
def put_back() -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def unlike_before(before: dict[str, Any]) -> set[str]:
    """Return the tables that are no longer as they were, apart from those with nothing public."""
    now = dump()
    return {table for table, rows in now.items() if table not in PRIVATE and rows != before[table]}


def is_one_of(act: Act, sort: dict[str, tuple[Act, ...]]) -> bool:
    return act in chain.from_iterable(sort.values())


@pytest.mark.django_db
@pytest.mark.parametrize("act", ACTS, ids=lambda act: act.__name__)
def test_nobody_changes_what_is_published_but_who_may(act: Act, collection: tuple[str, Collection]) -> None:
    state, found = collection
    changed, waiting = {}, {}
    before = dump()
    for role in ROLES:
        with put_back():
            act(found.clients[role], found)
            changed[role] = bool(unlike_before(before))
            waiting[role] = Suggestion.objects.filter(state="waiting").count()
    is_public = state == "published"
    by_editors = is_public or not is_one_of(act, DECIDING)
    assert changed == {
        "no role": False,
        "Viewer": False,
        "Curator": is_one_of(act, DRAFTING)
        or not (is_public or is_one_of(act, CLOSED) or is_one_of(act, DECIDING)),
        "Editor": by_editors,
        "superuser": by_editors,
    }
    undecided = int(is_public and is_one_of(act, DECIDING))
    suggested = int(is_public and is_one_of(act, SUGGESTED))
    assert waiting == {
        "no role": undecided,
        "Viewer": undecided,
        "Curator": undecided + suggested,
        "Editor": 0,
        "superuser": 0,
    }


@pytest.mark.django_db
def test_nobody_changes_anything_without_an_account(collection: tuple[str, Collection]) -> None:
    _, found = collection
    before = dump()
    with put_back():
        for act in ACTS:
            if not is_one_of(act, DECIDING):
                act(Client(), found)
                assert not Suggestion.objects.exists()
        assert unlike_before(before) == set()


def test_no_door_is_left_out() -> None:
    tried = {door for sort in SORTS for door in sort}
    assert doors() == tried | WITHOUT_FACTS.keys()
    assert not any(model_admin.list_editable for model_admin in admin.site._registry.values())
