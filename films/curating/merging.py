"""Merge two records of the same film, person, organization, place, genre or document into one of them.

Rows that would then state the same fact twice are folded into one, with the citations of both. Where the two
records differ, the survivor's value is kept, and a citation of the other value becomes a reading. The former
address redirects. The merge is one change, which can be undone. `films.curating.genres` and
`films.curating.documents` merge genres and documents.
"""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from films.curating.documents import merge_document
from films.curating.genres import merge_genre
from films.curating.sameness import BLANK, fill_gaps, same_fact
from films.evidence.claims import rename_in_claims
from films.history.describing import DescribedRecord, describe
from films.history.publication import MayOnlyDraftError
from films.history.recording import LONGEST_SUMMARY, recording
from films.kinds.declaration import OwnPage
from films.kinds.registry import BY_MODEL, DECLARATIONS, declaration_of, naming_of
from films.models import (
    Action,
    Change,
    Citation,
    DatasetValue,
    Document,
    FilmLocation,
    FilmRelation,
    Genre,
    LikelyRelation,
    Location,
    Organization,
    saving,
)
from films.models.addresses import keep_former_address
from films.models.evidence import Basis
from films.names import quoted

MERGED = (
    Genre,
    Document,
    Organization,
    *(declared.model for declared in DECLARATIONS.values() if isinstance(declared.page, OwnPage)),
)
MAX_MOVED = 2000  # rows, since each is checked and recorded
LONGEST_READING = 300
KEPT_INSTEAD = "“{}”, which was merged into this record, had this value; the value here was kept."


class CannotMergeError(ValueError):
    """Report that the two records cannot be merged; the message says why."""


def merge(survivor: Any, duplicate: Any, curator: str, reason: str = "") -> Change:
    """Merge a duplicate into the survivor, and return the change.

    Raises CannotMergeError, and then changes nothing.
    """
    check_mergeable(survivor, duplicate)
    summary = f"Merged {quoted(duplicate)} into {quoted(survivor)}"[:LONGEST_SUMMARY]
    former = duplicate.slug
    try:
        with recording(curator, Action.MERGE, reason, summary=summary) as merging:
            match survivor:
                case Genre():
                    merge_genre(survivor, duplicate)
                case Document():
                    merge_document(survivor, duplicate)
                case _:
                    move_everything(survivor, duplicate)
            rename_in_claims(survivor, former)
    except MayOnlyDraftError as refusal:
        raise CannotMergeError(str(refusal)) from refusal
    except ValidationError as error:
        raise CannotMergeError(f"They cannot be merged: {' '.join(error.messages)}") from error
    return merging.change


def preview(survivor: Any, duplicate: Any, curator: str) -> Sequence[DescribedRecord]:
    """Return what merging in the name of the curator would do, without doing it.

    Raises CannotMergeError if it is not possible, or the curator may not do it.
    """
    with transaction.atomic():
        stays, goes = reload(survivor, duplicate)
        change = merge(stays, goes, curator)
        described = describe(change.alterations.all())
        transaction.set_rollback(True)
    return described


def reload(*records: Any) -> list[Any]:
    """Load records again, so that a trial leaves no trace on the originals."""
    return [type(record)._base_manager.get(pk=record.pk) for record in records]


def check_mergeable(survivor: Any, duplicate: Any) -> None:
    """Raise CannotMergeError if the two differ in kind, are the same record, or have too much to move."""
    if type(survivor) is not type(duplicate) or type(survivor) not in MERGED:
        raise CannotMergeError(
            "Only two films, people, organizations, locations, genres or documents can be merged."
        )
    if survivor.pk == duplicate.pk:
        raise CannotMergeError("That is the same record twice: choose another.")
    moved = sum(relation.related_model._base_manager.filter(**{relation.field.name: duplicate}).count()
                for relation in duplicate._meta.related_objects)  # fmt: skip
    if moved > MAX_MOVED:
        raise CannotMergeError(
            f"{moved:,} records refer to {quoted(duplicate)}; at most {MAX_MOVED:,} can be moved. "
            "Keep this one, and merge the other one into it."
        )


def move_everything(survivor: Any, duplicate: Any) -> None:
    """Move everything that belongs or refers to the duplicate to the survivor, then delete it."""
    disagreements = fill_gaps(survivor, duplicate, leave=("slug", "part_of"))
    keep_whole(survivor, duplicate)
    saving.save_record(survivor)
    keep_names(survivor, duplicate)
    move_citations(duplicate, survivor, disagreements)
    for relation in duplicate._meta.related_objects:
        if relation.related_model is not Citation:
            move_relation(relation, survivor, duplicate)
    drop_own_name(survivor)
    slug = duplicate.slug
    duplicate.delete()
    keep_former_address(survivor, slug)
    survivor.full_clean()


def keep_whole(survivor: Any, duplicate: Any) -> None:
    """Give the survivor the place around either location, unless that is one of the two."""
    if isinstance(survivor, Location) and survivor.part_of_id in (None, duplicate.pk):
        survivor.part_of = None if duplicate.part_of_id == survivor.pk else duplicate.part_of


def move_relation(relation: Any, survivor: Any, duplicate: Any) -> None:
    """Make all rows of one relation refer to the survivor instead of the duplicate."""
    link = relation.field.name
    rows = relation.related_model._base_manager.filter(**{link: duplicate})
    for row in rows.order_by("pk"):
        if relation.many_to_many:
            links = getattr(row, link)
            links.add(survivor)
            links.remove(duplicate)
        else:
            setattr(row, link, survivor)
            save_or_fold(row, link)


def save_or_fold(row: Any, link: str) -> None:
    """Save a row with its new link, fold it into an equal one, or delete it if it has become meaningless."""
    if isinstance(row, FilmRelation | LikelyRelation) and row.film_id == row.related_film_id:
        row.delete()  # a film is not related to itself
        return
    if isinstance(row, LikelyRelation) and fold_proposed(row):
        return
    if isinstance(row, DatasetValue):
        if survivor_has_value(row):
            row.delete()
            return
        row.fills_blank = row.fills_blank and row.is_value_of(row.film)
    if isinstance(row, FilmLocation) and row.stands_in_for_id == row.location_id:
        row.stands_in_for = None
    other = same_fact(row, link)
    if other is None:
        give_free_key(row)
        saving.save_record(row)
        return
    disagreements = fill_gaps(other, row, leave=("key", "part", "position"))
    move_citations(row, other, disagreements)
    row.delete()
    saving.save_record(other)


def fold_proposed(row: LikelyRelation) -> bool:
    """Delete a proposed relation if the same two films have another; tell whether they had."""
    others = LikelyRelation.objects.filter(film=row.film, related_film=row.related_film).exclude(pk=row.pk)
    if not others:
        return False
    if row.is_declined:
        others.update(is_declined=True)
    row.delete()
    return True


def survivor_has_value(row: DatasetValue) -> bool:
    """Tell whether the same data set gives a value for this field of the film that is kept, too."""
    others = DatasetValue.objects.filter(film=row.film, field=row.field, dataset=row.dataset)
    return bool(others.exclude(pk=row.pk).exists())


def give_free_key(row: Any) -> None:
    """Give a row the next free key or part number if another row has its own."""
    others = type(row)._base_manager.exclude(pk=row.pk)
    if hasattr(row, "part"):
        same = {"film": row.film, "person": row.person, "job": row.job_id}
        while others.filter(**same, part=row.part).exists():
            row.part += 1
    elif hasattr(row, "key"):
        start, count = row.key[:70], 1
        while others.filter(film=row.film, key=row.key).exists():
            count += 1
            row.key = f"{start}-{count}"


def move_citations(source: Any, target: Any, disagreements: Sequence[str]) -> None:
    """Move all citations of a record to another one.

    If the two differ in the cited field, the citation keeps the other value as its reading, with the reason.
    """
    for citation in source.citations.all():
        reading = display_value(source, citation.field) if citation.field in disagreements else ""
        if reading and citation.basis == Basis.DOCUMENT and not citation.reading:
            citation.reading = reading[:LONGEST_READING]
            citation.reason = " ".join(filter(None, [citation.reason, KEPT_INSTEAD.format(source)]))
            citation.claims = {}
        reassign(citation, target)


def reassign(citation: Citation, target: Any) -> None:
    """Move a citation to another record, or delete it if that record has the same one already."""
    kind = declaration_of(target).kind
    setattr(citation, citation.fact_kind, None)
    setattr(citation, kind, target)
    same = {name: getattr(citation, name) for name in (kind, "field", "reading", "passage")}
    if Citation.objects.filter(**same).exclude(pk=citation.pk).exists():
        citation.delete()
    else:
        citation.save()


def display_value(record: Any, name: str) -> str:
    """Return a field's value as the page shows it, or an empty string for a list."""
    field = record._meta.get_field(name)
    if field.many_to_many:
        return ""
    shown = getattr(record, f"get_{name}_display", None)
    return str(shown() if shown else getattr(record, name))


def keep_names(survivor: Any, duplicate: Any) -> None:
    """Keep the duplicate's names as other names of the survivor, with their citations."""
    naming = naming_of(type(survivor))
    for label, name in own_names(duplicate).items():
        if naming.other_name is None or name in own_names(survivor).values():
            continue
        row = naming.other_name(survivor, name)
        row.state = duplicate.state
        row = same_fact(row, declaration_of(survivor).kind) or row
        if row.pk is None:
            saving.save_record(row)
        for citation in duplicate.citations.filter(field=label, reading=""):
            citation.field = naming.other_field
            citation.claims = {naming.other_field: citation.claims[label]} if label in citation.claims else {}
            reassign(citation, row)


def drop_own_name(survivor: Any) -> None:
    """Delete other names that equal the survivor's own name; their citations move to the survivor."""
    naming, kind = naming_of(type(survivor)), BY_MODEL[type(survivor)].kind
    if naming.others is None:
        return
    own = {kind.value: survivor, naming.other_field: getattr(survivor, naming.fields[0])}
    for row in DECLARATIONS[naming.others].model.objects.filter(**own):
        move_citations(row, survivor, ())
        row.delete()


def own_names(record: Any) -> dict[str, str]:
    """Map the fields of a record's own names to the names."""
    fields = naming_of(type(record)).fields
    return {field: getattr(record, field) for field in fields if getattr(record, field) not in BLANK}
