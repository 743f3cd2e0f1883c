"""Four logs become one: what the desk's steps, imports and earlier changes recorded goes on in the history."""

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db import migrations

BATCH = 500
LONGEST_REQUEST = timedelta(minutes=2)
ACTIONS = {
    "Accepted": "accept",
    "Rejected": "reject",
    "Taken": "enter",
    "Nothing new": "set_aside",
    "Cited another sentence": "cite",
    "Published": "publish",
}
"""What a step did, by how its summary begins."""
DESK_RECORDS = ("document", "passage", "proposal")
"""The kinds of record that steps changed and changes did not record."""


def take_over(apps: Any, schema_editor: Any) -> None:
    split_links(apps)
    take_over_steps(apps)
    take_over_imports(apps)


def split_links(apps: Any) -> None:
    """Make an alteration of each link that came or went, where records listed all their links."""
    alteration = apps.get_model("films", "Alteration")
    for kind in ("film", "note"):
        fields = {field.name: field for field in apps.get_model("films", kind)._meta.many_to_many}
        for one in alteration.objects.filter(kind=kind).iterator(chunk_size=BATCH):
            alteration.objects.bulk_create(list(links_of(alteration, one, fields)))
            before, after = (without(side, fields) for side in (one.before, one.after))
            if before == after:
                one.delete()
            elif (before, after) != (one.before, one.after):
                one.before, one.after = before, after
                one.save()


def without(values: dict[str, Any] | None, names: Iterable[str]) -> dict[str, Any] | None:
    return None if values is None else {name: value for name, value in values.items() if name not in names}


def links_of(alteration: Any, record: Any, fields: dict[str, Any]) -> Iterable[Any]:
    for name, field in fields.items():
        before, after = (set((side or {}).get(name) or ()) for side in (record.before, record.after))
        for other in sorted(before ^ after):
            values = {field.m2m_field_name(): record.record_id, field.m2m_reverse_field_name(): other}
            yield alteration(
                change_id=record.change_id,
                kind=field.remote_field.through._meta.model_name,
                record_id=record.record_id,
                owner_kind=record.kind,
                owner_id=record.record_id,
                name=record.name,
                before=values if other in before else None,
                after=values if other in after else None,
            )


def take_over_steps(apps: Any) -> None:
    """Add what each step changed at the desk to the change that recorded the rest of it, or make one of it."""
    change, step = apps.get_model("films", "Change"), apps.get_model("films", "Step")
    used: set[int] = set()
    for one in step.objects.select_related("document").defer("document__text").order_by("pk").iterator(BATCH):
        twin = twin_of(change, one, used)
        if twin is None:
            twin = change(curator=one.curator, made_at=one.at)
        twin.summary, twin.document_id = one.summary, one.document_id
        twin.action = next((name for start, name in ACTIONS.items() if one.summary.startswith(start)), "edit")
        is_whole = twin.pk is not None or all(of_desk(part) for part in one.changes)
        twin.save()
        used.add(twin.pk)
        if is_whole:
            apps.get_model("films", "Alteration").objects.bulk_create(list(alterations_of(apps, one, twin)))


def twin_of(change: Any, step: Any, used: set[int]) -> Any:
    """Return the change that recorded the same request as a step did, if there is one."""
    document = step.document
    name = f"{document.title} ({document.publisher})" if document.publisher else document.title
    found = change.objects.filter(
        curator=step.curator,
        reason=f"At the desk of {name}",
        made_at__range=(step.at - LONGEST_REQUEST, step.at),
    )
    return found.exclude(pk__in=used).order_by("-made_at").first()


def of_desk(part: dict[str, Any]) -> bool:
    return part["model"].partition(".")[2] in DESK_RECORDS and "field" in part


def alterations_of(apps: Any, step: Any, change: Any) -> Iterable[Any]:
    values: dict[tuple[str, int], tuple[dict[str, Any], dict[str, Any]]] = {}
    for part in filter(of_desk, step.changes):
        kind = part["model"].partition(".")[2]
        record = record_of(apps, kind, step.document_id, part["key"])
        if record is None:
            continue
        before, after = values.setdefault((kind, record), ({}, {}))
        before.setdefault(part["field"], value_of(apps, part["field"], part["before"]))
        after[part["field"]] = value_of(apps, part["field"], part["after"])
    for (kind, record), (before, after) in values.items():
        is_document = kind == "document"
        yield apps.get_model("films", "Alteration")(
            change=change,
            kind=kind,
            record_id=record,
            owner_kind="" if is_document else "document",
            owner_id=None if is_document else step.document_id,
            name=step.document.title if is_document else step.summary,
            before=before,
            after=after,
        )


def record_of(apps: Any, kind: str, document: int, key: list[str]) -> int | None:
    """Return the key of the record that a step names by its natural key, if it is there."""
    model = apps.get_model("films", kind)
    if kind == "document":
        return document
    if kind == "proposal":
        found = model.objects.filter(key=key[0])
    else:
        found = model.objects.filter(
            document=document, section=key[1], paragraph=int(key[2]), sentence=int(key[3])
        )
    return found.values_list("pk", flat=True).first()


def value_of(apps: Any, field: str, value: Any) -> Any:
    """Return a value as the history holds it: a film by its key, a time with its offset."""
    if field == "film" and value:
        return apps.get_model("films", "Film").objects.filter(slug=value[0]).values_list("pk", flat=True).first()
    if field == "decided_at" and value:
        return value.replace("Z", "+00:00")
    return value


def take_over_imports(apps: Any) -> None:
    change, bulk = apps.get_model("films", "Change"), apps.get_model("films", "BulkAlteration")
    for batch in apps.get_model("films", "ImportBatch").objects.order_by("pk"):
        summary = f"Imported {batch.source} from {batch.file}"[:300]
        batch.change = change.objects.create(action="import", made_at=batch.imported, summary=summary)
        batch.save()
        for rows in batch.changes.order_by("pk").iterator(chunk_size=1):
            bulk.objects.create(change=batch.change, model=rows.model, rows=rows.rows)
        for label, (first, last) in batch.created.items():
            bulk.objects.create(change=batch.change, model=label, first_key=first, last_key=last)
        if batch.undone:
            change.objects.create(
                action="undo", made_at=batch.undone, summary=f"Undid: {summary}"[:300], undoes=batch.change
            )


class Migration(migrations.Migration):

    dependencies = [
        ("films", "0011_history"),
    ]

    operations = [
        migrations.RunPython(take_over, migrations.RunPython.noop),
    ]
