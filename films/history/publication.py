"""Tell who may change what is published, and which rows that is: the one rule for every way of writing."""

from collections.abc import Iterable, Iterator
from functools import reduce
from operator import or_
from typing import Any

from django.apps import apps
from django.core.exceptions import PermissionDenied
from django.db.models import Model, Q

from films.batching import batched
from films.history.alterations import WrittenRow
from films.history.rows import is_link, kind_of, model_of
from films.models import (
    FACT_MODELS,
    Citation,
    DatasetValue,
    Document,
    Fact,
    FormerAddress,
    Genre,
    GenreName,
    Job,
    Language,
    Passage,
    State,
)
from films.names import quoted

MAY_PUBLISH = "films.publish"
BELONGING = (Citation, DatasetValue, FormerAddress)
"""Kinds of rows that are public if the fact is to which they belong; so are a fact's links."""
REFERRED_TO = (Language, Document, Passage)
"""Kinds of rows that are public if a published fact refers to them."""
NEVER_DRAFTS = (Genre, GenreName, Job)
"""Kinds of rows that every search and every film reads at once, whoever refers to them."""
MAY_NOT_PUBLISH = "Your account may not publish {}. Save it as a draft, and ask an editor to publish it."
MAY_NOT_CHANGE = "{} is published, and your account may not do this to it: ask an editor. Nothing was saved."


class Program(str):
    """Name a program that works on the database itself, such as a command, and may change everything.

    Any other text names an account, so that nobody is taken for a program by mistake.
    """


COMMAND_LINE = Program("")


class MayOnlyDraftError(PermissionDenied):
    """Report that somebody who may only draft would change what is published; nothing was written."""

    def __init__(self, name: str, *, publishes: bool = False) -> None:
        sentence = MAY_NOT_PUBLISH if publishes else MAY_NOT_CHANGE
        super().__init__(sentence.format(quoted(name)))


def may_publish(curator: str) -> bool:
    """Tell whether somebody may change what is published.

    `curator` is the name of an account, or a `Program`. A name without an account may not. Where Django's accounts
    are not installed, only programs write.
    """
    if isinstance(curator, Program) or not apps.is_installed("django.contrib.auth"):
        return True
    from django.contrib.auth import get_user_model

    accounts: Any = get_user_model()
    account = accounts._default_manager.filter(**{accounts.USERNAME_FIELD: curator}).first()
    return account is not None and bool(account.has_perm(MAY_PUBLISH))


def check_may_publish(curator: str, name: str) -> None:
    """Raise MayOnlyDraftError unless somebody may change what is published, `name` among it."""
    if not may_publish(curator):
        raise MayOnlyDraftError(name)


def public_rows(written: Iterable[WrittenRow]) -> list[WrittenRow]:
    """Return those of the written rows that are published, or were before they were written."""
    rows = list(written)
    published = published_owners(rows)
    shown = referred_to_by_published(rows)
    return [row for row in rows if is_public(row, published, shown)]


def is_public(row: WrittenRow, published: set[tuple[str, Any]], shown: set[tuple[type[Model], Any]]) -> bool:
    model = row.identity[0]
    if issubclass(model, Fact):
        return is_published(row)
    if is_link(model) or model in BELONGING:
        return any(one.owner in published for one in (row.before, row.now) if one)
    if model is Genre and row.before is None:
        return bool(row.known.values["is_controlled"])  # the words of documents and imports join no list
    return model in NEVER_DRAFTS or row.identity in shown


def is_published(row: WrittenRow) -> bool:
    return any(one.values.get("state") == State.PUBLISHED for one in (row.before, row.now) if one)


def published_owners(rows: Iterable[WrittenRow]) -> set[tuple[str, Any]]:
    """Return which owners of rows are published, by kind and key, or were before they were written.

    What belongs to a genre is as public as the genre.
    """
    owners: dict[type[Model], set[Any]] = {}
    found: set[tuple[str, Any]] = set()
    for row in rows:
        model, key = row.identity
        if issubclass(model, Fact) and is_published(row):
            found.add((kind_of(model), key))
        for one in filter(None, (row.before, row.now)):
            if one.owner[1] is not None:
                owners.setdefault(model_of(one.owner[0]), set()).add(one.owner[1])
    for model, keys in owners.items():
        stored = model._base_manager.filter(pk__in=keys)
        if issubclass(model, Fact):
            stored = stored.filter(state=State.PUBLISHED)
        if issubclass(model, (Fact, *NEVER_DRAFTS)):
            found.update((kind_of(model), key) for key in stored.values_list("pk", flat=True))
    return found


def referred_to_by_published(rows: Iterable[WrittenRow]) -> set[tuple[type[Model], Any]]:
    """Return which stored rows a published fact refers to, among those written."""
    keys: dict[type[Model], list[Any]] = {}
    for row in rows:
        model, key = row.identity
        if model in REFERRED_TO and row.before is not None:
            keys.setdefault(model, []).append(key)
    return {(model, key) for model, some in keys.items() for key in referred_to(model, some)}


def referred_to(model: type[Model], keys: list[Any]) -> Iterator[Any]:
    """Yield those rows of a model that a published fact names or cites."""
    if model is Language:
        links = [(fact, field.name) for fact in FACT_MODELS.values() for field in links_to(fact, model)]
        published = [(fact._base_manager.filter(state=State.PUBLISHED), name) for fact, name in links]
    else:
        of_published = [Q(**{f"{kind}__state": State.PUBLISHED}) for kind in FACT_MODELS]
        cited = Citation.objects.filter(reduce(or_, of_published))
        published = [(cited, "passage" if model is Passage else "passage__document")]
    for facts, name in published:
        for some in batched(keys):
            yield from facts.filter(**{f"{name}__in": some}).values_list(name, flat=True)


def links_to(fact: type[Model], model: type[Model]) -> Iterator[Any]:
    """Yield the fields by which a kind of fact refers to a model."""
    yield from (
        field for field in fact._meta.get_fields() if field.related_model is model and not field.auto_created
    )
