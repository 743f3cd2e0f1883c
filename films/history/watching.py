"""Notice every write to a recorded model, so that no caller has to record it.

Django's signals report records that are saved, deleted or linked, and our own querysets announce what they update
or create in bulk. Deleting a record also writes rows without a signal: its many-to-many links are deleted, and
keys elsewhere become NULL. These rows are looked up before. Only raw SQL and bulk writes through `_base_manager`
or `_raw_delete` escape, and must be kept with `Recording.keep`.
"""

from collections.abc import Iterator
from functools import cache
from typing import Any

from django.db.models import CASCADE, PROTECT, RESTRICT, ManyToOneRel, Model
from django.db.models.deletion import Collector
from django.db.models.signals import m2m_changed, post_save, pre_delete, pre_save

from films.batching import batched
from films.history.recording import current_recording
from films.history.rows import is_link, link_ends, recorded_models
from films.models.announcing import rows_changing, rows_created


def connect_signals() -> None:
    """Connect the signals of all recorded models."""
    for model in recorded_models():
        if is_link(model):
            m2m_changed.connect(before_linking, sender=model)
            continue
        pre_save.connect(before_saving, sender=model)
        post_save.connect(after_saving, sender=model)
        pre_delete.connect(before_deleting, sender=model)
        rows_changing.connect(before_changing_rows, sender=model)
        rows_created.connect(after_creating_rows, sender=model)


def before_saving(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    recording = current_recording.get()
    if recording is not None and instance.pk is not None:
        recording.keep(sender, [instance.pk])


def after_saving(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    recording = current_recording.get()
    if recording is not None:
        recording.keep_created(instance)


def before_deleting(sender: type[Model], instance: Model, origin: Any, **kwargs: Any) -> None:
    """Keep whatever the deletion will write, all at once, when the first of its records is about to be deleted.

    `origin` is the record or the queryset of which `delete` was called.
    """
    recording = current_recording.get()
    if recording is None or (sender, instance.pk) in recording.prepared_deletions:
        return
    deletion = Collector(using=kwargs["using"])
    deletion.collect([origin] if isinstance(origin, Model) else origin.all())
    for model, records in deletion.data.items():
        keys = [record.pk for record in records]
        recording.keep(model, keys)
        for link in links_written_silently(model):
            recording.keep(link.model, keys_of_referring_rows(link, keys))
        recording.prepared_deletions.update((model, key) for key in keys)


@cache
def links_written_silently(model: type[Model]) -> list[Any]:
    """Return the foreign keys to a model that change without a signal when a record of it is deleted."""
    return [
        link
        for link in references_to(model)
        if is_link(link.model) or link.remote_field.on_delete not in (CASCADE, PROTECT, RESTRICT)
    ]


def references_to(model: type[Model]) -> Iterator[Any]:
    """Yield every foreign key that points to a model, including those of many-to-many links."""
    for relation in model._meta.get_fields(include_hidden=True):
        if isinstance(relation, ManyToOneRel):
            yield relation.field


def keys_of_referring_rows(link: Any, keys: list[Any]) -> list[Any]:
    """Return what identifies the rows that refer to some records by a foreign key."""
    columns = [f"{name}_id" for name in link_ends(link.model)] if is_link(link.model) else ["pk"]
    found: list[Any] = []
    for some in batched(keys):
        rows = link.model._base_manager.filter(**{f"{link.attname}__in": some}).order_by("pk")
        found += rows.values_list(*columns)
    return found if is_link(link.model) else [key for (key,) in found]


def before_changing_rows(sender: type[Model], rows: Any, **kwargs: Any) -> None:
    recording = current_recording.get()
    if recording is not None:
        recording.keep(sender, rows.order_by().values_list("pk", flat=True))


def after_creating_rows(sender: type[Model], rows: list[Model], **kwargs: Any) -> None:
    recording = current_recording.get()
    if recording is not None:
        for record in rows:
            recording.keep_created(record)


def before_linking(
    sender: type[Model], instance: Model, action: str, reverse: bool, pk_set: Any, **kwargs: Any
) -> None:
    recording = current_recording.get()
    if recording is None or not action.startswith("pre_"):
        return
    if pk_set is None:
        owner, target = link_ends(sender)
        end = sender._meta.get_field(target if reverse else owner)
        recording.keep(sender, keys_of_referring_rows(end, [instance.pk]))
        return
    pairs = [(key, instance.pk) if reverse else (instance.pk, key) for key in sorted(pk_set)]
    recording.keep(sender, pairs)
