"""Show a page of a document at the desk: its sentences, each with its proposals and the facts accepted from it."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, F, Max, OuterRef, Q, QuerySet, Window
from django.db.models.functions import Lag, Substr
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator

from films.admin.base import change_address
from films.admin.desk.cards import Card, cards_of, mark_recorded, names_in_form
from films.evidence.desk.actions import last_change_at_desk
from films.evidence.desk.forms import SHORTCUTS
from films.evidence.desk.reserving import free_for
from films.history.rows import named_citations
from films.kinds.forms import FactForm
from films.kinds.registry import DESK_FORMS
from films.models import Change, Citation, Document, Passage, Proposal, ProposalKind
from films.models.proposals import Decision
from films.names import quoted

SENTENCES = 60  # on one page: as many as people read at a stretch
LONGEST_LABEL = 48  # characters of a button's label
MOST_PROPOSALS = 120  # shown at once; more appear as these are decided


@dataclass
class NewFact:
    """Hold the form for a fact that was not proposed, and the sentence that it will cite."""

    passage: Passage
    kind: str
    form: FactForm
    quote: str = ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, label) for kind, label in ProposalKind.choices if kind in DESK_FORMS]


@dataclass
class Sentence:
    """Hold a passage with its words, what was proposed from it and waits, and what was accepted."""

    passage: Passage
    words: str
    facts: list[Any]
    cards: list[Card]
    taking: NewFact | None = None

    @property
    def state(self) -> str:
        if self.passage.lost_sentence:
            return "lost"
        return "cited" if self.facts else "aside" if self.passage.set_aside else "open"

    @property
    def facts_with_addresses(self) -> list[tuple[str, Any]]:
        """Return the facts that cite the sentence, with the addresses where they are edited."""
        return [(change_address(fact), fact) for fact in self.facts]


@dataclass
class DeskPage:
    """Hold one page of a document's desk, or the part of it that an action changed."""

    document: Document
    number: int
    curator: str
    said: str = ""
    trouble: str = ""
    refused: Mapping[int, FactForm | None] = field(default_factory=dict)
    """The forms of refused proposals by key; None where nothing is wrong with the form."""
    taking: NewFact | None = None
    changed: set[int] = field(default_factory=set)
    """The keys of the passages that an action changed."""
    decided: list[int] = field(default_factory=list)
    """The keys of the proposals that no longer wait."""
    renamed: set[str] = field(default_factory=set)
    """The names that may mean other records than before."""
    is_part: bool = False
    """Whether only what was changed is shown."""
    is_undone: bool = False
    returned: list[int] = field(default_factory=list)
    """The keys of the proposals that wait again."""
    latest_change: int = 0
    """The last change at this desk that the page shows; 0 while it is not known."""

    @cached_property
    def progress(self) -> dict[str, int]:
        """Count the sentences, those that were read, and the proposals by decision; name the last place."""
        cited = Exists(Citation.objects.filter(passage=OuterRef("pk")))
        standing = Q(lost_sentence="")
        counts: dict[str, int] = self.document.passages.aggregate(
            last=Max("ordinal"),
            sentences=Count("pk", filter=standing, distinct=True),
            read=Count("pk", filter=standing & (cited | ~Q(set_aside="")), distinct=True),
            **{
                decision: Count("proposals", filter=Q(proposals__decision=decision), distinct=True)
                for decision in Decision.values
            },
        )
        return counts

    @cached_property
    def sections(self) -> list[tuple[str, int]]:
        """Return each section with the page on which it begins."""
        standing = self.document.passages.filter(lost_sentence="").order_by("ordinal")
        above = Window(Lag("section"), order_by="ordinal")
        first = standing.annotate(above=above).exclude(above=F("section")).values_list("section", "ordinal")
        return [(section, page_of(ordinal)) for section, ordinal in first]

    @cached_property
    def pages(self) -> int:
        return page_of(self.progress["last"] or 1)

    @property
    def passages_here(self) -> QuerySet[Passage]:
        """Return all passages of the page, in order."""
        first = (self.number - 1) * SENTENCES
        here = self.document.passages.filter(ordinal__gt=first, ordinal__lte=first + SENTENCES)
        return here.order_by("ordinal")

    @cached_property
    def passages(self) -> list[Passage]:
        """Return the passages that are shown."""
        shown = self.passages_here
        return list(shown.filter(pk__in=self.changed) if self.is_part else shown)

    @cached_property
    def words(self) -> dict[int, str]:
        """Return the words of each sentence that is shown by key, if the text is held."""
        standing = [passage for passage in self.passages if not passage.lost_sentence]
        if not standing:
            return {}
        start, end = min(passage.start for passage in standing), max(passage.end for passage in standing)
        part = Document.objects.filter(pk=self.document.pk).values_list(
            Substr("text", start + 1, end - start), flat=True
        )
        text = part[0]
        return {passage.pk: text[passage.start - start : passage.end - start] for passage in standing}

    @cached_property
    def facts(self) -> dict[int, list[Any]]:
        """Return the facts that cite each sentence that is shown."""
        found: dict[int, dict[Any, None]] = defaultdict(dict)
        citations = Citation.objects.filter(passage__in=self.passages)
        for citation in sorted(named_citations(citations), key=lambda citation: citation.pk):
            found[citation.passage_id or 0][citation.fact] = None
        return {passage: list(facts) for passage, facts in found.items()}

    @cached_property
    def sentences(self) -> list[Sentence]:
        """Return the sentences that are shown, each with its proposals and facts."""
        cards: dict[int, list[Card]] = defaultdict(list)
        for card in self.cards:
            cards[card.proposal.passage_id].append(card)
        return [
            Sentence(
                passage,
                "" if self.is_part else self.words_of(passage),
                self.facts.get(passage.pk, []),
                cards[passage.pk],
                self.taking if self.taking and self.taking.passage == passage else None,
            )
            for passage in self.passages
        ]

    def words_of(self, passage: Passage) -> str:
        """Return the words of a sentence, or the words that are known of it if it is no longer in the text."""
        first_and_last = f"{passage.first_words} … {passage.last_words}"
        return passage.lost_sentence or self.words.get(passage.pk) or first_and_last

    @cached_property
    def sections_shown(self) -> list[tuple[str, bool, list[Sentence]]]:
        """Return the sentences by heading, with whether the heading was inferred."""
        grouped = groupby(
            self.sentences, key=lambda sentence: (sentence.passage.section, sentence.passage.section_inferred)
        )
        return [(*heading, list(group)) for heading, group in grouped]

    @cached_property
    def waiting(self) -> list[Proposal]:
        """Return the undecided proposals of the page, and those that were refused, in the order of the text."""
        of_page = Q(passage__in=self.passages_here.values("pk")) | Q(pk__in=list(self.refused))
        found = self.document.proposals.filter(of_page, decision=Decision.WAITING).select_related(
            "passage", "reservation"
        )
        return list(found.order_by("passage__ordinal", "pk"))

    @cached_property
    def cards(self) -> list[Card]:
        """Return the undecided proposals of the sentences that are shown, each with its form."""
        shown = {passage.pk for passage in self.passages}
        return self.cards_of([proposal for proposal in self.waiting if proposal.passage_id in shown])

    @cached_property
    def cards_again(self) -> list[Card]:
        """Return the cards to show anew in sentences that stay: the refused, and those with changed names."""
        return self.cards_of(
            [
                proposal
                for proposal in self.waiting
                if proposal.pk in self.refused or self.renamed & names_in_form(proposal.kind, proposal.content)
            ]
        )

    @cached_property
    def cards_returned(self) -> list[tuple[Card, str]]:
        """Return the cards of the proposals that wait again, each with its place in terms of `hx-swap-oob`."""
        places: list[tuple[Card, str]] = []
        following: dict[int, str] = {}
        for card in reversed(self.cards):
            passage = card.proposal.passage_id
            if card.proposal.pk in self.returned:
                places.append((card, following.get(passage, f"beforeend:#proposals-{passage}")))
            else:
                following[passage] = f"beforebegin:#p{card.proposal.pk}"
        return places[::-1]

    @property
    def undone(self) -> str:
        """Return the id of what an undone change was about: a proposal that waits again, or a sentence."""
        if self.cards_returned:
            return f"p{self.cards_returned[0][0].proposal.pk}"
        return f"s{self.passages[0].pk}" if self.is_undone and self.passages else ""

    def cards_of(self, proposals: Sequence[Proposal]) -> list[Card]:
        cards = cards_of(proposals[:MOST_PROPOSALS], self.refused, {} if self.is_part else self.words)
        if not self.is_part:
            mark_recorded(cards)
        return cards

    @cached_property
    def focus(self) -> str:
        """Return the id of what to look at first: a refused or waiting proposal, or else a sentence to read."""
        if self.refused:
            return f"p{next(iter(self.refused))}"
        if self.cards:
            return f"p{self.cards[0].proposal.pk}"
        unread = [sentence for sentence in self.sentences if sentence.state == "open"] or self.sentences
        return f"s{unread[0].passage.pk}" if unread else ""

    @cached_property
    def together(self) -> list[tuple[str, str, list[Card]]]:
        """Return the kinds with several undecided proposals here, which can be accepted at once."""
        by_kind: dict[str, list[Card]] = defaultdict(list)
        for card in self.cards:
            by_kind[card.proposal.kind].append(card)
        return [
            (kind, cards[0].proposal.get_kind_display().lower(), cards)
            for kind, cards in by_kind.items()
            if len(cards) > 1
        ]

    @property
    def shortcuts(self) -> list[tuple[str, str, str]]:
        return SHORTCUTS

    @cached_property
    def last_change(self) -> Change | None:
        return last_change_at_desk(self.document, self.curator)

    @property
    def last_change_named(self) -> str:
        """Return a short name for the change that can be undone, in quotation marks."""
        return quoted(Truncator(self.last_change.summary).chars(LONGEST_LABEL)) if self.last_change else ""

    @cached_property
    def more_proposals(self) -> tuple[int, int] | None:
        """Return the document and page of proposals that wait elsewhere: in this document, or else in another."""
        waiting = Proposal.objects.filter(decision=Decision.WAITING).order_by("document", "passage__ordinal")
        here = waiting.filter(document=self.document).exclude(pk__in=[card.proposal.pk for card in self.cards])
        later = here.filter(passage__ordinal__gt=self.number * SENTENCES)
        elsewhere = free_for(self.curator, waiting.exclude(document=self.document))
        places = (found.values_list("document", "passage__ordinal").first() for found in (later, here, elsewhere))
        place = next(filter(None, places), None)
        return (place[0], page_of(place[1])) if place else None


def page_of(ordinal: int) -> int:
    return (ordinal - 1) // SENTENCES + 1


def desk_address(document: Document, number: int, queue: str | None = None) -> str:
    """Return the address of a page of a desk, with the query of the queue from which somebody acts there."""
    desk_of = reverse("admin:films_document_desk", args=[document.pk])
    query: dict[str, Any] = {"page": number} | ({} if queue is None else {"queue": queue})
    return f"{desk_of}?{urlencode(query)}"
