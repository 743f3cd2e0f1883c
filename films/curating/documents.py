"""Merge two copies of one document: what cites a sentence of one cites the same sentence of the other."""

from django.core.exceptions import ValidationError

from films.curating.sameness import fill_gaps
from films.models import Citation, CsvBatch, Document, Passage

NOT_THERE = "“{}…” is cited, and the document that stays has no such sentence."


def merge_document(survivor: Document, duplicate: Document) -> None:
    """Move what cites a document to another one, fill what that one lacks, and delete the first.

    Its proposals go with it. Raises ValidationError where a cited sentence is missing.
    """
    places = dict(survivor.passages.order_by("-ordinal").values_list("sha256", "pk"))
    cited = Citation.objects.filter(passage__document=duplicate).values("passage")
    imported = CsvBatch.objects.filter(passage__document=duplicate).values("passage")
    for passage in (Passage.objects.filter(pk__in=cited) | Passage.objects.filter(pk__in=imported)).distinct():
        if passage.sha256 not in places:
            raise ValidationError(NOT_THERE.format(passage.first_words))
        move_citations(passage, places[passage.sha256])
    fill_gaps(survivor, duplicate, leave=("slug", "sha256", "text"))
    survivor.save()
    duplicate.delete()


def move_citations(passage: Passage, place: int) -> None:
    """Let what cites a passage cite another, unless the same is cited there for the same already."""
    for citation in passage.citations.all():
        same = {name: getattr(citation, name) for name in (citation.fact_kind, "field", "reading")}
        if Citation.objects.filter(**same, passage=place).exists():
            citation.delete()
        else:
            citation.passage_id = place
            citation.save()
    passage.batches.update(passage=place)
