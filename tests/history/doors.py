"""Every door by which a curator or a command changes records, each as a function of a number that chooses what."""

import json
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from films.history.rows import is_link, model_of
from films.importing import import_films
from films.models import (
    Alteration,
    Change,
    Citation,
    Credit,
    DatasetValue,
    Document,
    DocumentRevision,
    Film,
    Genre,
    Job,
    LikelyDuplicate,
    LikelyRelation,
    Location,
    Note,
    Organization,
    Passage,
    Person,
    Proposal,
    Review,
)
from tests.admin.forms import new_row, shown

REVISED = "It rained. A. Badger plays the fox. The Tanuki is a caper. It cost 50,000 pounds."
OF_A_DATA_SET = ("The Drum", "The Tanuki")
Door = Callable[[Client, int], Any]


def chosen(model: type[Model], number: int) -> Any:
    records = list(model._base_manager.order_by("pk"))
    return records[number % len(records)] if records else None


def page(record: Model, name: str, *more: int) -> str:
    return reverse(f"admin:films_{record._meta.model_name}_{name}", args=[record.pk, *more])


def edit(client: Client, number: int) -> Any:
    film = chosen(Film, number)
    if film is None:
        return
    genres = list(Genre.objects.order_by("pk").values_list("pk", flat=True))[: number % 2]
    sent = shown(client.get(page(film, "change")))
    changes = {
        "title": f"Edited {number}",
        "genres": list(map(str, genres)),
        "state": "draft",
        "why": "I know better.",
    }
    yield client.post(page(film, "change"), sent | changes, follow=True)


def edit_rows(client: Client, number: int) -> Any:
    film, person = chosen(Film, number), chosen(Person, number)
    if film is None or person is None:
        return
    sent = shown(client.get(page(film, "change")))
    rows = int(sent.get("credits-TOTAL_FORMS", 0))
    added = new_row("credits", start=rows, person=person.pk, job="editor", part="1", character="")
    gone = {"credits-0-DELETE": "on"} if rows and number % 2 else {}
    yield client.post(page(film, "change"), sent | added | gone, follow=True)


def add(client: Client, number: int) -> Any:
    address = reverse("admin:films_genre_add")
    yield client.post(address, {"name": f"Genre {number}", "slug": f"genre-{number}"}, follow=True)


DELETED = (
    Genre,
    Location,
    Person,
    Organization,
    Film,
    Note,
    Credit,
    Citation,
    Document,
    DocumentRevision,
    Passage,
    Proposal,
    Review,
)


def delete(client: Client, number: int) -> Any:
    record = chosen(DELETED[number % len(DELETED)], number // len(DELETED))
    if record is not None:
        yield client.post(page(record, "delete"), {"post": "yes"}, follow=True)


def on_selected(client: Client, records: list[Any], action: str, **more: Any) -> Any:
    if records:
        name = records[0]._meta.model_name
        keys = [str(record.pk) for record in records]
        sent = {"action": action, ACTION_CHECKBOX_NAME: keys, **more}
        yield client.post(reverse(f"admin:films_{name}_changelist"), sent, follow=True)


def edit_job(client: Client, number: int) -> Any:
    job = chosen(Job, number)
    sent = shown(client.get(page(job, "change")))
    yield client.post(page(job, "change"), sent | {"name": f"Job {number}"}, follow=True)


def delete_selected(client: Client, number: int) -> Any:
    yield from on_selected(
        client, list(Film.objects.order_by("pk")[: 1 + number % 2]), "delete_selected", post="yes"
    )


def bulk_edit(client: Client, number: int) -> Any:
    more = {"field": "job", "value": ("composer", "editor")[number % 2], "apply": "yes"}
    yield from on_selected(client, list(Credit.objects.all()[:2]), "set_a_field", **more)


def publish_or_not(client: Client, number: int) -> Any:
    action = ("publish", "return_to_draft")[number % 2]
    yield from on_selected(client, list(Credit.objects.all()), action)


def distinguish(client: Client, number: int) -> Any:
    action = ("say_different", "say_alike")[number % 2]
    address = reverse("admin:films_likelyduplicate_changelist")
    pairs = [str(pair.pk) for pair in LikelyDuplicate.objects.all()]
    query = "?decision=different" if number % 2 else ""
    yield client.post(address + query, {"action": action, ACTION_CHECKBOX_NAME: pairs}, follow=True)


def decide_between_values(client: Client, number: int) -> Any:
    values = [str(value.pk) for value in DatasetValue.objects.all()]
    query = "?decision=settled" if number % 3 == 2 else ""
    yield client.post(
        reverse("admin:films_datasetvalue_changelist") + query,
        {"action": ("prefer", "keep", "reconsider")[number % 3], ACTION_CHECKBOX_NAME: values},
        follow=True,
    )


def relate(client: Client, number: int) -> Any:
    decisions = ("confirm", "decline", "reconsider")
    address = reverse("admin:films_likelyrelation_changelist")
    waiting = [str(relation.pk) for relation in LikelyRelation.objects.all()]
    query = "?decision=declined" if number % 3 == 2 else ""
    yield client.post(
        address + query, {"action": decisions[number % 3], ACTION_CHECKBOX_NAME: waiting}, follow=True
    )


TAKEN = {"person": "C. Owl", "job": "actor", "other_words": "Another sentence says so."}


def at_desk(client: Client, number: int) -> Any:
    document = chosen(Document, number)
    if document is None:
        return
    proposals = list(document.proposals.filter(decision="waiting").order_by("pk"))
    passage = document.passages.order_by("pk").first()
    unread = document.passages.filter(citations=None, set_aside="").first()
    waiting: Any = proposals[number % len(proposals)] if proposals else None
    actions: list[dict[str, Any]] = [
        {"do": "undo"},
        {"do": "publish"},
        {"do": "nothing_new", "passage": getattr(unread, "pk", 0)},
        {"do": "take", "take": getattr(passage, "pk", 0), "kind": "credit", **TAKEN},
    ]
    if waiting is not None:
        actions += [
            {"do": "accept", "proposal": waiting.pk, **filled_in(waiting.content)},
            {"do": "reject", "proposal": waiting.pk, "reason": "No."},
            {"do": "accept_all", "proposal": [one.pk for one in proposals]},
        ]
    yield client.post(page(document, "desk"), actions[number % len(actions)], follow=True)


def filled_in(content: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in content.items() if value is not None}


def merge(client: Client, number: int) -> Any:
    model: type[Model] = (Person, Film, Location, Genre)[number % 4]
    records = list(model._base_manager.order_by("pk")[:2])
    if len(records) == 2:
        yield client.post(f"{page(records[0], 'merge')}?with={records[1].pk}", follow=True)


def import_csv(client: Client, number: int) -> Any:
    film = chosen(Film, number)
    rows = f"slug,title,year\n{film.slug if film else 'new'},From CSV {number},1978\n,Another {number},\n"
    file = SimpleUploadedFile("films.csv", rows.encode())
    sent = {"sheet": "films", "file": file, "basis": "general_knowledge", "reason": "The catalogue."}
    tried = client.post(reverse("admin:films_csvbatch_add"), sent, follow=True)
    yield tried
    batch = tried.context.get("batch") if tried.context else None
    if batch is not None:
        yield client.post(reverse("admin:films_csvbatch_import", args=[batch.pk]), follow=True)


def import_data_set(client: Client, number: int) -> Any:
    titles = OF_A_DATA_SET[: 1 + number % 2]
    films = [
        {
            "id": title,
            "title": title,
            "year": 1977 + number % 3,
            "cast": ["A. Badger"],
            "genres": ["Caper", "Tale"],
        }
        for title in titles
    ]
    with TemporaryDirectory() as folder:
        path = Path(folder) / "films.jsonl"
        path.write_text("\n".join(map(json.dumps, films)))
        import_films(path, "tales")
    yield None


def import_text(client: Client, number: int) -> Any:
    document = chosen(Document, number)
    address = reverse("admin:films_document_add")
    revises = f"?revises={document.pk}" if document and number % 2 else ""
    text = (REVISED, f"Another text, of number {number}. A. Badger plays the hound.")[number // 2 % 2]
    yield client.post(address + revises, {"text": text, "title": "On the Tanuki"}, follow=True)
    revision = DocumentRevision.objects.order_by("pk").last()
    if revises and revision is not None and revision.standing == "waiting":
        accepts = reverse("admin:films_documentrevision_preview", args=[revision.pk])
        yield client.post(accepts, {"same_document": "on"}, follow=True)


def prefer(client: Client, number: int) -> Any:
    citation = Citation.objects.exclude(reading="").first()
    if citation is not None:
        address = f"{page(citation, 'change')}prefer/"
        own = client.get(address).context
        if own is not None and "own" in own:
            yield client.post(address, {"own": own["own"], "reason": "It is right."}, follow=True)


def cite_instead(client: Client, number: int) -> Any:
    citation = Citation.objects.exclude(passage=None).exclude(passage__lost_sentence="").first()
    if citation is not None and citation.passage is not None:
        standing = Passage.objects.filter(document=citation.passage.document_id, lost_sentence="").first()
        sent = {"citation": citation.pk, "passage": getattr(standing, "pk", 0)}
        yield client.post(reverse("admin:films_citation_orphaned"), sent, follow=True)


def revert(client: Client, number: int) -> Any:
    altered = Alteration.objects.order_by("pk")
    changed = [one for one in altered if (one.before and one.after) or is_link(model_of(one.kind))]
    if not changed:
        return
    alteration = changed[number % len(changed)]
    kind = alteration.owner_kind if is_link(model_of(alteration.kind)) else alteration.kind
    address = reverse(f"admin:films_{kind}_revert", args=[alteration.record_id, alteration.pk])
    preview = client.get(address, follow=True)
    seen = preview.context.get("seen") if preview.context else None
    yield client.post(address, {"seen": seen or ""}, follow=True)


def undo(client: Client, number: int) -> Any:
    change = chosen(Change, number)
    if change is not None:
        yield client.post(page(change, "undo"), follow=True)


DOORS: tuple[Door, ...] = (
    edit,
    edit_rows,
    add,
    delete,
    edit_job,
    delete_selected,
    bulk_edit,
    publish_or_not,
    distinguish,
    decide_between_values,
    relate,
    at_desk,
    merge,
    import_csv,
    import_data_set,
    import_text,
    prefer,
    cite_instead,
    revert,
    undo,
)


def pass_through(client: Client, door: Door, number: int) -> None:
    """Go through a door, and see that no page breaks."""
    for answer in door(client, number):
        assert answer is None or answer.status_code in (200, 302, 403, 404), (door.__name__, number)
