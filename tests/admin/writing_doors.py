"""Every door by which accounts change facts, each as a function that goes through it."""

from collections.abc import Callable
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from films.models import (
    Alteration,
    Change,
    Citation,
    DatasetValue,
    Film,
    Genre,
    Job,
    JobCode,
    Language,
    LikelyDuplicate,
    LikelyRelation,
    Organization,
    Passage,
    Suggestion,
)

from .door_collection import GENERAL, TEXT, Collection, page, selected, send
from .forms import new_row, shown

Act = Callable[[Client, Collection], None]


def form(client: Client, found: Collection) -> None:
    row = new_row("citations", start=5, field="title", **GENERAL)
    send(client, found, found.film, title="The Badger", **row)


def links(client: Client, found: Collection) -> None:
    other = Genre.objects.get(slug="lark")
    row = new_row("citations", start=5, field="genres", **GENERAL)
    send(client, found, found.film, genres=[str(other.pk)], **row)


def inline(client: Client, found: Collection) -> None:
    send(client, found, found.film, **{"credits-0-billing": "7"})


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


def merge_pair(client: Client, found: Collection) -> None:
    pair = LikelyDuplicate.objects.get()
    client.post(reverse("admin:films_likelyduplicate_merge"), {"pair": pair.pk})


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


def rename(kind: str) -> Act:
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


def set_aside(action: str) -> Act:
    def set_sentence_aside(client: Client, found: Collection) -> None:
        client.post(page(found.document, "desk"), {"do": action, "passage": found.sentence(4).pk})

    set_sentence_aside.__name__ = f"desk_{action}"
    return set_sentence_aside


def split(client: Client, found: Collection) -> None:
    selected(client, found.credit, "split_off")


def split_by_year(client: Client, found: Collection) -> None:
    client.post(page(found.credit.person, "split"), {"from": "1979"})


def found_pair(action: str) -> Act:
    def decide_on_pair(client: Client, found: Collection) -> None:
        selected(client, LikelyDuplicate.objects.get(), action)

    decide_on_pair.__name__ = f"pair_{action}"
    return decide_on_pair


def relate(client: Client, found: Collection) -> None:
    selected(client, LikelyRelation.objects.get(), "confirm")


def relate_one(client: Client, found: Collection) -> None:
    client.post(reverse("admin:films_likelyrelation_decide", args=[LikelyRelation.objects.get().pk, "confirm"]))


def dataset_value(action: str) -> Act:
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
