"""Every door by which accounts change facts, each as a function that goes through it."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.contrib import admin
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from films.admin.desk.page_actions import ACTIONS
from films.evidence.documents.incoming import Description, read_text
from films.evidence.importing import import_document
from films.history.recording import recording
from films.models import (
    Action,
    Alteration,
    Change,
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
    Suggestion,
)
from tests import cast

from .forms import new_row, shown

TEXT = (
    "The Tanuki is a caper. Žofie Ørsted directed The Tanuki of 1977, uncredited, in 1978. "
    "Žofie Ørsted was paid 48,000 pounds. A badger sleeps. Bruno Tarn edited it."
)
GENERAL: dict[str, Any] = {"basis": "general_knowledge", "reason": "It is on the poster."}
ROLES = ("no role", "Viewer", "Curator", "Editor")


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
    cast.credit(film, person, job=JobCode.WRITER, state=state)
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
    for role in ROLES[1:]:
        accounts[role].groups.add(Group.objects.get(name=role))
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


def form(client: Client, found: Collection) -> None:
    row = new_row("citations", start=5, field="title", **GENERAL)
    send(client, found, found.film, title="The Badger", **row)


def links(client: Client, found: Collection) -> None:
    other = Genre.objects.get(slug="lark")
    row = new_row("citations", start=5, field="genres", **GENERAL)
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
            "language": Language.objects.get(tag="ja"),
            "job": Job.objects.get(pk=JobCode.EDITOR),
        }
        field = "title" if kind == "document" else "name"
        row = new_row("citations", start=1, field="name", **GENERAL) if kind in ("organization", "person") else {}
        send(client, found, records[kind], **{field: "Another"}, **row)

    renamed.__name__ = f"rename_{kind}"
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


def add(client: Client, found: Collection) -> None:
    empty = shown(found.clients["Editor"].get(reverse("admin:films_othertitle_add")))
    changes = {"film": found.film.pk, "title": "Raccoon Dog", "kind": "alternative", "state": "draft"}
    client.post(reverse("admin:films_othertitle_add"), empty | changes)


def desk_take(client: Client, found: Collection) -> None:
    content = {"kind": "credit", "person": "Bruno Tarn", "job": JobCode.EDITOR.value}
    client.post(page(found.document, "desk"), {"do": "take", "take": found.sentence(5).pk, **content})


def desk_accept_all(client: Client, found: Collection) -> None:
    proposal = found.proposal("credit", 5, person="Bruno Tarn", job=JobCode.EDITOR.value)
    client.post(page(found.document, "desk"), {"do": "accept_all", "proposal": [proposal.pk]})


def set_aside(action: str) -> "Act":
    def set_sentence_aside(client: Client, found: Collection) -> None:
        client.post(page(found.document, "desk"), {"do": action, "passage": found.sentence(4).pk})

    set_sentence_aside.__name__ = f"desk_{action}"
    return set_sentence_aside


def split(client: Client, found: Collection) -> None:
    selected(client, found.credit, "split_off")


def found_pair(action: str, **more: Any) -> "Act":
    def decide_on_pair(client: Client, found: Collection) -> None:
        selected(client, LikelyDuplicate.objects.get(), action, **more)

    decide_on_pair.__name__ = f"pair_{action}"
    return decide_on_pair


def relate(client: Client, found: Collection) -> None:
    selected(client, LikelyRelation.objects.get(), "confirm")


def relate_one(client: Client, found: Collection) -> None:
    client.post(reverse("admin:films_likelyrelation_decide", args=[LikelyRelation.objects.get().pk, "confirm"]))


def dataset_value(action: str) -> "Act":
    def decide_on_value(client: Client, found: Collection) -> None:
        selected(client, DatasetValue.objects.get(), action)

    decide_on_value.__name__ = f"dataset_value_{action}"
    return decide_on_value


def decide_suggestion(client: Client, found: Collection) -> None:
    """Accept what a curator has suggested; to a draft, nobody suggests anything."""
    if found.film.state == "published":
        inline(found.clients["Curator"], found)
        waiting = Suggestion.objects.get()
        sent = {
            "suggestion": waiting.pk,
            "decision": "accept",
            f"{waiting.pk}-remark": "",
            f"{waiting.pk}-billing": "7",
        }
        client.post(reverse("admin:films_suggestion_review"), sent)


Act = Callable[[Client, Collection], None]
SUGGESTED: dict[str, tuple[Act, ...]] = {
    "change": (form, links, inline, rename("organization"), rename("person")),
    "action set_a_field": (bulk_edit,),
    "desk accept": (desk_genres, desk_uncredited, desk_pay),
    "revert": (revert,),
    "add": (cite,),
    "orphaned": (cite_instead,),
    "prefer": (prefer,),
    "waiting": (confirm,),
}
"""Doors by which a curator changes drafts, and only suggests changes to what is published."""
DRAFTING: dict[str, tuple[Act, ...]] = {
    "add": (add,),
    "desk take": (desk_take,),
    "desk accept_all": (desk_accept_all,),
    "desk nothing_new": (set_aside("nothing_new"),),
    "desk section_read": (set_aside("section_read"),),
}
"""Doors by which a curator adds drafts, also to what is published."""
REFUSED: dict[str, tuple[Act, ...]] = {
    "change": (rename("document"), rename("language")),
    "add": (former_address,),
    "preview": (revision,),
    "delete": (delete_citation,),
}
"""Doors by which a curator changes drafts, and is refused what is published."""
CLOSED: dict[str, tuple[Act, ...]] = {
    "action publish": (publish_or_not,),
    "action return_to_draft": (publish_or_not,),
    "action delete_selected": (delete_selected,),
    "action split_off": (split,),
    "action merge_selected": (found_pair("merge_selected", apply="yes"),),
    "action say_different": (found_pair("say_different"),),
    "action confirm": (relate,),
    "action prefer": (dataset_value("prefer"),),
    "action keep": (dataset_value("keep"),),
    "decide": (relate_one,),
    "delete": (delete,),
    "desk publish": (desk_publish,),
    "merge": (merge,),
    "import": (import_csv,),
    "undo": (undo,),
    "change": (rename("genre"), rename("job")),
}
"""Doors that are for editors alone."""
DECIDING: dict[str, tuple[Act, ...]] = {"review": (decide_suggestion,)}
"""Doors by which editors decide on what curators suggest to change in what is published."""
WITHOUT_FACTS = {
    "changelist": "its actions are listed by themselves",
    "history": "it only reads",
    "template": "it only reads",
    "queue": "it shows proposals, on which the actions of the desk decide",
    "find": "it lists what may be duplicates or related films, and decides nothing",
    "action say_alike": "it takes “say_different” back",
    "action decline": "it is permitted as “confirm” is",
    "action reconsider": "it takes “decline” and “keep” back",
    "desk reject": "proposals are never public",
    "desk undo": "it takes back what the same curator did at the desk",
}
"""Doors that change no fact, or only take one of the others back, and why they are not tried."""


def doors() -> set[str]:
    """Return the names of all doors: pages of the admin, actions of its lists, and actions at the desk."""
    found = {f"desk {action}" for action in ACTIONS}
    for model_admin in admin.site._registry.values():
        if model_admin.opts.app_label == "films":
            found |= {name for pattern in model_admin.get_urls() if (name := page_name(pattern))}
            found |= {
                f"action {action if isinstance(action, str) else action.__name__}"
                for action in model_admin.actions or ()
            }
            found |= {f"action {name}" for name, _ in admin.site.actions}
    return found - {"desk"}


def page_name(pattern: Any) -> str:
    """Return what a page of the admin is for; without a name of its own, the end of its address says so."""
    if pattern.name:
        return str(pattern.name.rpartition("_")[2])
    return (
        "" if str(pattern.pattern) == "<path:object_id>/" else str(pattern.pattern).rstrip("/").rpartition("/")[2]
    )
