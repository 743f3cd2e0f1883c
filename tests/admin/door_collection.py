"""A film with what every door by which accounts change facts needs, and accounts of every role."""

from dataclasses import dataclass
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, User
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from films.evidence.documents.incoming import Description, read_text
from films.evidence.importing import import_document
from films.history.recording import recording
from films.models import (
    Action,
    Citation,
    Credit,
    DatasetValue,
    Document,
    Film,
    Genre,
    Job,
    JobCode,
    Language,
    LikelyDuplicate,
    LikelyRelation,
    Organization,
    OtherTitle,
    Passage,
    Proposal,
    Review,
)
from tests import cast

from .forms import shown

TEXT = (
    "The Tanuki is a caper. Žofie Ørsted directed The Tanuki of 1977, uncredited, in 1978. "
    "Žofie Ørsted was paid 48,000 pounds. A badger sleeps. Bruno Tarn edited it."
)
GENERAL: dict[str, Any] = {"basis": "general_knowledge", "reason": "It is on the poster."}
ROLES = ("no role", "Viewer", "Curator", "Editor", "superuser")


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
    double = cast.director(slug="zofie-2", name="Zofie Orsted", state=state)
    later = cast.tanuki_film(title="The Drum", slug="the-drum-1979", year=1979, state=state)
    cast.credit(later, person, job=JobCode.WRITER, state=state)
    LikelyDuplicate.objects.create(kind="person", one_id=person.pk, other_id=double.pk, why="names", likeness=99)
    remake = cast.tanuki_film(title="Tanuki", slug="tanuki", year=1999, state=state)
    LikelyRelation.objects.create(film=remake, related_film=film, kind="remake", certainty=90, reasons="the title")
    DatasetValue.objects.create(film=film, field="runtime", value="104", dataset="tales")
    language = Language.objects.create(tag="ja", name="Japanese")
    film.languages.add(language)
    Citation.objects.create(film=film, field="languages", **GENERAL)
    with recording(cast.EDITOR, Action.EDIT):
        film.runtime = 97
        film.save()
    Citation.objects.create(film=film, field="runtime", **GENERAL)
    accounts = {role: User.objects.create_user(role.replace(" ", "-"), is_staff=True) for role in ROLES}
    for role in ROLES[1:-1]:
        accounts[role].groups.add(Group.objects.get(name=role))
    accounts["superuser"].is_superuser = True
    accounts["superuser"].save()
    clients = {role: Client() for role in ROLES}
    for role, client in clients.items():
        client.force_login(accounts[role])
    job = Job.objects.get(pk=JobCode.EDITOR)
    records: list[Model] = [film, credit, genre, outlet, person, document, language, job]
    forms = {one._meta.model_name or "": shown(clients["Editor"].get(page(one))) for one in records}
    return Collection(film, credit, document, clients, forms)


def page(record: Any, name: str = "change", *more: int) -> str:
    return reverse(f"admin:films_{record._meta.model_name}_{name}", args=[record.pk, *more])


def send(client: Client, found: Collection, record: Any, **changes: Any) -> None:
    client.post(page(record), found.forms[record._meta.model_name] | changes)


def selected(client: Client, record: Any, action: str, **more: Any) -> None:
    address = reverse(f"admin:films_{record._meta.model_name}_changelist")
    client.post(address, {"action": action, ACTION_CHECKBOX_NAME: [record.pk], **more})
