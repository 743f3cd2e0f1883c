"""Try every door by which facts are changed, with every role, on drafts and on what is published.

The other tests of the admin try them with a superuser.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import pytest
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import transaction
from django.db.models import Model
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoDbBlocker

from films.evidence.documents.incoming import Description, read_text
from films.evidence.importing import import_document
from films.history.recording import recording
from films.models import (
    FACT_MODELS,
    Action,
    Alteration,
    Change,
    Citation,
    Credit,
    Document,
    Film,
    Genre,
    JobCode,
    Organization,
    OtherTitle,
    Passage,
    Proposal,
    Review,
    Suggestion,
)
from tests import cast
from tests.history.collection import dump

from .forms import new_row, shown

TEXT = (
    "The Tanuki is a caper. Žofie Ørsted directed The Tanuki of 1977, uncredited, in 1978. "
    "Žofie Ørsted was paid 48,000 pounds. A badger sleeps."
)
GENERAL: dict[str, Any] = {"basis": "general_knowledge", "reason": "It is on the poster."}
ROLES = ("no role", "Viewer", "Curator", "Editor")
PRIVATE = {"films_proposal", "films_suggestion", "films_csvbatch", "films_importbatch"}
"""Tables with nothing that is ever published."""


@dataclass
class Collection:
    """One film with its director, and what each door needs, all in one state."""

    film: Film
    credit: Credit
    document: Document
    clients: dict[str, Client]
    forms: dict[str, dict[str, Any]]

    def sentence(self, number: int) -> Passage:
        return self.document.passages.get(ordinal=number)

    def proposal(self, kind: str, sentence: int, **content: Any) -> Proposal:
        named = {"document": self.document, "passage": self.sentence(sentence), "confidence": 0.9}
        made: Proposal = Proposal.objects.create(kind=kind, content=content, **named)
        return made


def build(state: str) -> Collection:
    person = cast.director(state=state)
    film = cast.tanuki_film(state=state)
    document = import_document(read_text(TEXT.encode(), Description(title="On the Tanuki")))[0].document
    document.film = film
    document.save()
    first, second, *_ = document.passages.order_by("ordinal")
    genre = Genre.objects.create(name="Romp", slug="romp")
    film.genres.add(genre)
    Genre.objects.create(name="Lark", slug="lark")
    outlet = Organization.objects.create(name="The Burrow", slug="burrow", kind="publication", state=state)
    review = Review.objects.create(
        film=film, key="b", kind="critic", outlet=outlet, scale="ten", score=7, state=state
    )
    credit = cast.credit(film, person, state=state)
    for fact in (person, film, outlet, review, credit):
        Citation.objects.create(**{str(fact._meta.model_name): fact}, **GENERAL)
    Citation.objects.create(film=film, field="title", passage=first)
    Citation.objects.create(film=film, field="year", reading="1978", reason="The premiere.", passage=second)
    Citation.objects.create(credit=credit, field="person", passage=second)
    draft = OtherTitle.objects.create(film=film, title="The Tanuki of 1977", kind="alternative")
    Citation.objects.create(other_title=draft, passage=second)
    cast.director(slug="zofie-2", name="Zofie Orsted", state=state)
    with recording(cast.EDITOR, Action.EDIT):
        film.runtime = 97
        film.save()
    Citation.objects.create(film=film, field="runtime", **GENERAL)
    accounts = {role: User.objects.create_user(role.replace(" ", "-"), is_staff=True) for role in ROLES}
    for role in ROLES[1:]:
        accounts[role].groups.add(Group.objects.get(name=role))
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        client.force_login(accounts[role])
    records: list[Model] = [film, credit, genre, outlet, person, document]
    forms = {one._meta.model_name or "": shown(clients["Editor"].get(page(one))) for one in records}
    return Collection(film, credit, document, clients, forms)


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


def page(record: Any, name: str = "change", *more: int) -> str:
    return reverse(f"admin:films_{record._meta.model_name}_{name}", args=[record.pk, *more])


def send(client: Client, found: Collection, record: Any, **changes: Any) -> None:
    client.post(page(record), found.forms[record._meta.model_name] | changes)


def form(client: Client, found: Collection) -> None:
    row = new_row("citations", start=4, field="title", **GENERAL)
    send(client, found, found.film, title="The Badger", **row)


def links(client: Client, found: Collection) -> None:
    other = Genre.objects.get(slug="lark")
    row = new_row("citations", start=4, field="genres", **GENERAL)
    send(client, found, found.film, genres=[str(other.pk)], **row)


def inline(client: Client, found: Collection) -> None:
    send(client, found, found.film, **{"credits-0-billing": "7"})


def selected(client: Client, record: Any, action: str, **more: Any) -> None:
    address = reverse(f"admin:films_{record._meta.model_name}_changelist")
    client.post(address, {"action": action, ACTION_CHECKBOX_NAME: [record.pk], **more})


def bulk_edit(client: Client, found: Collection) -> None:
    outlet = Organization.objects.get(slug="burrow")
    selected(client, outlet, "set_a_field", field="kind", value="guild", apply="yes")


def publish_or_not(client: Client, found: Collection) -> None:
    selected(client, found.credit, "publish" if found.credit.state == "draft" else "return_to_draft")


def delete_selected(client: Client, found: Collection) -> None:
    selected(client, found.credit, "delete_selected", post="yes")


def accept(client: Client, found: Collection, kind: str, sentence: int, **content: Any) -> None:
    proposal = found.proposal(kind, sentence, **content)
    sent = {"do": "accept", "proposal": proposal.pk, **content, "other_words": "It says so further down."}
    client.post(page(found.document, "desk"), sent)


def desk_genres(client: Client, found: Collection) -> None:
    accept(client, found, "film", 1, title="The Tanuki", genres="Caper")


def desk_uncredited(client: Client, found: Collection) -> None:
    accept(client, found, "credit", 2, person="Žofie Ørsted", job=JobCode.DIRECTOR.value, uncredited="on")


def desk_pay(client: Client, found: Collection) -> None:
    accept(client, found, "pay", 3, person="Žofie Ørsted", amount="48000", currency="GBP")


def desk_publish(client: Client, found: Collection) -> None:
    client.post(page(found.document, "desk"), {"do": "publish"})


def merge(client: Client, found: Collection) -> None:
    double = type(found.credit.person).objects.get(slug="zofie-2")
    client.post(f"{page(found.credit.person, 'merge')}?with={double.pk}")


def import_csv(client: Client, found: Collection) -> None:
    file = SimpleUploadedFile("films.csv", b"slug,title,year\nthe-tanuki-1977,The Badger,1977\n")
    sent = {"sheet": "films", "file": file, **GENERAL}
    answer = client.post(reverse("admin:films_csvbatch_add"), sent)
    if answer.status_code == 302:
        client.post(answer["Location"].replace("/change/", "/import/"))


def revert(client: Client, found: Collection) -> None:
    altered = Alteration.objects.filter(kind="film", after__has_key="runtime").latest("pk")
    client.post(page(found.film, "revert", altered.pk), {"seen": altered.change_id})


def undo(client: Client, found: Collection) -> None:
    client.post(reverse("admin:films_change_undo", args=[Change.objects.filter(action="edit").latest("pk").pk]))


def rename(kind: str) -> "Act":
    def renamed(client: Client, found: Collection) -> None:
        records = {
            "genre": Genre.objects.get(slug="romp"),
            "organization": Organization.objects.get(slug="burrow"),
            "person": found.credit.person,
            "document": found.document,
        }
        field = "title" if kind == "document" else "name"
        row = new_row("citations", start=1, field="name", **GENERAL) if kind in ("organization", "person") else {}
        send(client, found, records[kind], **{field: "Another"}, **row)

    return renamed


def former_address(client: Client, found: Collection) -> None:
    sent = {"kind": "film", "slug": "raccoon-dog", "film": found.film.pk}
    client.post(reverse("admin:films_formeraddress_add"), sent)


def revision(client: Client, found: Collection) -> None:
    address = f"{reverse('admin:films_document_add')}?revises={found.document.pk}"
    sent = {"text": TEXT.replace("A badger", "It rained. A badger"), "title": "On the Tanuki"}
    answer = client.post(address, sent)
    if answer.status_code == 302:
        client.post(answer["Location"])


def cite(client: Client, found: Collection) -> None:
    sent = {"credit": found.credit.pk, "field": "", "passage": found.sentence(3).pk, "basis": "document"}
    client.post(reverse("admin:films_citation_add"), sent)


def delete_citation(client: Client, found: Collection) -> None:
    citation = Citation.objects.get(credit=found.credit, field="person")
    client.post(page(citation, "delete"), {"post": "yes"})


def cite_instead(client: Client, found: Collection) -> None:
    citation = Citation.objects.get(credit=found.credit, field="person")
    lost = Passage.objects.filter(citations=citation)
    keys = [passage.pk for passage in lost]
    lost.update(lost_sentence="Žofie Ørsted directed it.")
    sent = {"citation": citation.pk, "passage": found.sentence(3).pk}
    client.post(reverse("admin:films_citation_orphaned"), sent)
    Passage.objects.filter(pk__in=keys).update(lost_sentence="")


def prefer(client: Client, found: Collection) -> None:
    citation = Citation.objects.exclude(reading="").get(film=found.film)
    client.post(f"{page(citation)}prefer/", {"own": "1977", "reason": "Later research."})


def confirm(client: Client, found: Collection) -> None:
    Film.objects.filter(pk=found.film.pk).update(runtime=98)
    citation = Citation.objects.get(film=found.film, field="runtime")
    sent = {"citation": citation.pk, "field": "runtime", "present": "98", "reason": "A cut version is meant."}
    client.post(reverse("admin:films_citation_waiting"), sent)
    Film.objects.filter(pk=found.film.pk).update(runtime=97)


def delete(client: Client, found: Collection) -> None:
    client.post(page(found.credit, "delete"), {"post": "yes"})


Act = Callable[[Client, Collection], None]
SUGGESTED: tuple[Act, ...] = (
    form,
    links,
    inline,
    bulk_edit,
    desk_genres,
    desk_uncredited,
    desk_pay,
    revert,
    rename("organization"),
    rename("person"),
    cite,
    cite_instead,
    prefer,
    confirm,
)
"""Doors by which a curator changes drafts, and only suggests changes to what is published."""
REFUSED: tuple[Act, ...] = (rename("document"), former_address, revision, delete_citation)
"""Doors by which a curator changes drafts, and is refused what is published."""
CLOSED: tuple[Act, ...] = (
    publish_or_not,
    delete_selected,
    delete,
    desk_publish,
    merge,
    import_csv,
    undo,
    rename("genre"),
)
"""Doors that are for editors alone."""


def unlike_before(before: dict[str, Any]) -> set[str]:
    """Return the tables that are no longer as they were, apart from those with nothing public."""
    now = dump()
    return {table for table, rows in now.items() if table not in PRIVATE and rows != before[table]}


def facts_alone(tables: set[str]) -> set[str]:
    public = {model._meta.db_table for model in FACT_MODELS.values()}
    links = {"films_film_genres", "films_citation", "films_genre", "films_document", "films_passage"}
    return tables & (public | links | {"films_formeraddress"})


@pytest.mark.django_db
@pytest.mark.parametrize("act", [*SUGGESTED, *REFUSED, *CLOSED], ids=lambda act: act.__name__)
def test_nobody_changes_what_is_published_but_who_may(act: Act, collection: tuple[str, Collection]) -> None:
    state, found = collection
    changed, suggested = {}, {}
    before = dump()
    for role in ROLES:
        with put_back():
            act(found.clients[role], found)
            changed[role] = bool(facts_alone(unlike_before(before)))
            suggested[role] = Suggestion.objects.count()
    by_curators = state == "draft" and act not in CLOSED
    assert changed == {
        "no role": False,
        "Viewer": False,
        "Curator": by_curators,
        "Editor": True,
    }
    waits = int(state == "published" and act in SUGGESTED)
    assert suggested == {"no role": 0, "Viewer": 0, "Curator": waits, "Editor": 0}
