"""List citations whose sentence is no longer in its document, with the sentences most similar to it."""

from dataclasses import dataclass
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.db import transaction
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse

from films.admin.base import change_address
from films.admin.changes import report
from films.admin.evidence import FACTS_WITH_THEIR_LINKS
from films.admin.forms import is_key
from films.evidence.desk.reserving import count_by_readers, free_for, reserve
from films.models import Citation, Document, Passage

ON_A_PAGE = 20
NEAREST = 3
LEAST_LIKENESS = 50  # of 100; less similar sentences only share a few words


@dataclass(frozen=True)
class Orphan:
    """Hold a citation that lost its sentence, with the most similar sentences of the document."""

    citation: Citation
    address: str
    candidates: list[tuple[Passage, str]]


def orphaned_citations(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show the orphaned citations, or cite another sentence for one of them."""
    if not request.user.has_perm("films.change_citation"):
        raise PermissionDenied
    if request.method == "POST":
        cite_chosen_sentence(request)
        return HttpResponseRedirect(f"{reverse('admin:films_citation_orphaned')}?{request.GET.urlencode()}")
    curator = request.user.get_username()
    lost = orphans_that_wait()
    free = free_for(curator, lost).select_related("passage").prefetch_related(*FACTS_WITH_THEIR_LINKS)
    in_order = free.order_by("passage__document", "passage__ordinal")
    page = Paginator(in_order, ON_A_PAGE).get_page(request.GET.get("p"))
    reserve(curator, list(page), Citation)
    context = {
        **site.each_context(request),
        "title": "Orphaned citations",
        "page": page,
        "with_others": count_by_readers(curator, lost),
        "orphans": find_candidates(list(page)),
        "opts": Citation._meta,
    }
    return render(request, "admin/films/orphaned.html", context)


def orphans_that_wait() -> QuerySet[Citation]:
    """Select the citations of sentences that are no longer in their documents."""
    found: QuerySet[Citation] = Citation.objects.exclude(passage=None).exclude(passage__lost_sentence="")
    return found


def find_candidates(citations: list[Citation]) -> list[Orphan]:
    """Find the most similar sentences for each citation, reading each document once."""
    from rapidfuzz import fuzz, process  # only this page of the admin needs it, and every command loads the admin

    documents = Document.objects.in_bulk({orphan.passage.document_id for orphan in citations if orphan.passage})
    sentences = {
        pk: {
            passage: document.text[passage.start : passage.end]
            for passage in document.passages.filter(lost_sentence="")
        }
        for pk, document in documents.items()
    }
    orphans = []
    for citation in citations:
        passage: Any = citation.passage
        passage.document = documents[passage.document_id]
        near = process.extract(
            passage.lost_sentence,
            sentences[passage.document_id],
            scorer=fuzz.token_sort_ratio,
            limit=NEAREST,
            score_cutoff=LEAST_LIKENESS,
        )
        fact: Any = citation.fact
        orphans.append(Orphan(citation, change_address(fact), [(found, words) for words, _, found in near]))
    return orphans


@transaction.atomic
def cite_chosen_sentence(request: HttpRequest) -> None:
    """Cite the chosen sentence, unless somebody else has already dealt with the citation."""
    from films.evidence.desk.actions import cite_instead

    sent = [request.POST.get(name, "") for name in ("citation", "passage")]
    lost = orphans_that_wait().select_related("passage")
    citation: Any = lost.filter(pk=sent[0]).first() if all(map(is_key, sent)) else None
    passage: Any = None
    if citation is not None:
        standing = Passage.objects.filter(document=citation.passage.document_id, lost_sentence="")
        passage = standing.select_related("document").filter(pk=sent[1]).first()
    if passage is None:
        messages.warning(request, "Somebody else has already dealt with this. Nothing was changed.")
        return
    try:
        cite_instead(citation, passage, request.user.get_username())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
        return
    report(request, f"{citation.fact} now cites {passage.locator}.")
