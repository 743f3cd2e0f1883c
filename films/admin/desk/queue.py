"""Show the next proposals that wait in all documents, to decide on one after the other by the keys of the desk."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode

from films.admin.desk.cards import cards_of, mark_recorded
from films.admin.desk.page import DeskPage, Sentence, desk_address, page_of
from films.evidence.desk.actions import document_last_changed, passages_of
from films.evidence.desk.queue import (
    CERTAINTIES,
    count_waiting,
    filters_among,
    reserve_next,
    waiting_proposals,
)
from films.evidence.desk.reserving import count_by_readers
from films.models import Document, Passage, ProposalKind

MOST_FILMS = 20


@dataclass(frozen=True)
class Choice:
    """Hold a value by which the queue can be narrowed, with the number of proposals and the query of the page."""

    label: str
    count: int
    query: str
    is_chosen: bool


@dataclass(frozen=True)
class QueuedSentence:
    """Hold a sentence with proposals of the queue, and where it stands."""

    sentence: Sentence
    document: Document
    query: str
    """The query of the queue, to which the desk leads back without JavaScript."""

    @property
    def address(self) -> str:
        """Return the address of the sentence's page at its document's desk."""
        return desk_address(self.document, page_of(self.sentence.passage.ordinal), self.query)


def queue(request: HttpRequest, *, site: Any) -> HttpResponse:
    """Show a curator's next proposals of a queue, each beside its sentence."""
    if not request.user.has_perm("films.change_document"):
        raise PermissionDenied
    filters = filters_among(request.GET)
    curator = request.user.get_username()
    proposals = reserve_next(curator, filters, request.GET.get("after", ""))
    page = last_page(curator)
    context = {
        **site.each_context(request),
        "title": "Proposals that wait",
        "page": page,
        "address": desk_address(page.document, page.number, urlencode(filters)) if page else "",
        "opts": Document._meta,
        "queued": list(queued_sentences(proposals, urlencode(filters))),
        **progress(filters, curator),
        "facets": facets(filters),
        "is_narrowed": bool(filters),
        "following": urlencode({**filters, "after": str(proposals[-1].pk)}) if proposals else "",
        "may_change": True,
    }
    return render(request, "admin/films/queue.html", context)


def progress(filters: Mapping[str, str], curator: str) -> dict[str, Any]:
    """Return how many proposals of a queue wait, and how many of them each other curator is reading."""
    waiting = waiting_proposals(filters)
    return {
        "waiting": waiting.count(),
        "with_others": count_by_readers(curator, waiting),
    }


def last_page(curator: str) -> DeskPage | None:
    """Return the page of a desk that has the curator's last change, which can be undone from the queue too."""
    document = document_last_changed(curator)
    if document is None:
        return None
    page = DeskPage(document, 1, curator)
    if page.last_change:
        changed = Passage.objects.filter(pk__in=passages_of([page.last_change]))
        page.number = page_of(changed.order_by("ordinal").values_list("ordinal", flat=True).first() or 1)
    return page


def queued_sentences(proposals: list[Any], query: str) -> Iterator[QueuedSentence]:
    """Yield the sentences of proposals, each with its cards."""
    cards = cards_of(proposals, {}, {proposal.passage_id: proposal.sentence for proposal in proposals})
    mark_recorded(cards)
    for passage, group in groupby(cards, key=lambda card: card.proposal.passage):
        of_sentence = list(group)
        words = of_sentence[0].sentence or f"{passage.first_words} … {passage.last_words}"
        yield QueuedSentence(Sentence(passage, words, [], of_sentence), of_sentence[0].proposal.document, query)


def facets(filters: Mapping[str, str]) -> list[tuple[str, list[Choice]]]:
    """Return the kinds, certainties and films by which the queue can be narrowed, each with its proposals."""

    def choices(name: str, labels: Mapping[str, str]) -> list[Choice]:
        counted = count_waiting(filters, name)
        values = [value for value in labels or list(counted)[:MOST_FILMS] if value in counted]
        chosen = filters.get(name, "")
        values += [chosen] if chosen in counted and chosen not in values else []
        others = {key: value for key, value in filters.items() if key != name}
        return [
            Choice(labels.get(value, counted[value][0]), counted[value][1], query, value == chosen)
            for value in values
            if (query := urlencode({**others, name: value}))
        ]

    return [
        ("Kind", choices("kind", {value: str(label) for value, label in ProposalKind.choices})),
        ("Certainty", choices("certainty", {value: label for value, (label, _) in CERTAINTIES.items()})),
        ("Film", choices("film", {})),
    ]
