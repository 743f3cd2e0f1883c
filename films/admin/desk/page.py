"""Show a page of a document at the desk: its sentences, the proposals there, and the facts accepted."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from itertools import groupby
from typing import Any

from django.db.models import Count, Exists, Min, OuterRef, Q
from django.db.models.functions import Substr

from films.admin.base import change_address
from films.admin.desk.cards import Card, add_known_records, unbound
from films.admin.evidence import FACTS_WITH_THEIR_LINKS
from films.evidence.desk.actions import last_change_at_desk
from films.evidence.desk.forms import FORMS, SHORTCUTS
from films.kinds.forms import FactForm
from films.models import Change, Citation, Document, Passage, ProposalKind, State
from films.models.proposals import Decision

SENTENCES = 60  # on one page: as many as people read at a stretch
MOST_PROPOSALS = 120  # shown at once; more appear as these are decided


@dataclass
class Sentence:
    """Hold a passage with its words, and what was done with it."""

    passage: Passage
    words: str
    facts: list[Any]
    waiting: int

    @property
    def state(self) -> str:
        if self.passage.lost_sentence:
            return "lost"
        return "cited" if self.facts else "aside" if self.passage.set_aside else "open"


@dataclass
class NewFact:
    """Hold the form for a fact that was not proposed, and the sentence that it will cite."""

    passage: Passage
    kind: str
    form: FactForm
    quote: str = ""

    @property
    def kinds(self) -> list[tuple[str, str]]:
        return [(kind, label) for kind, label in ProposalKind.choices if kind in FORMS]


@dataclass
class DeskPage:
    """One page of a document's desk."""

    document: Document
    number: int
    curator: str
    said: str = ""
    trouble: str = ""
    refused: Mapping[int, FactForm] = field(default_factory=dict)
    taking: NewFact | None = None
    after: int = 0
    """The ordinal and key after which the next proposal gets the focus."""

    @cached_property
    def progress(self) -> dict[str, int]:
        cited = Exists(Citation.objects.filter(passage=OuterRef("pk")))
        counts = self.document.passages.filter(lost_sentence="").aggregate(
            sentences=Count("pk"), read=Count("pk", filter=cited | ~Q(set_aside=""))
        )
        decided = dict(
            self.document.proposals.order_by()
            .values_list("decision")
            .annotate(n=Count("pk"))
            .values_list("decision", "n")
        )
        return {**counts, **{decision: decided.get(decision, 0) for decision in Decision.values}}

    @cached_property
    def sections(self) -> list[tuple[str, int]]:
        """Return each section with the page on which it begins."""
        found = (
            self.document.passages.order_by().values("section").annotate(first=Min("ordinal")).order_by("first")
        )
        return [(section["section"], page_of(section["first"])) for section in found]

    @cached_property
    def pages(self) -> int:
        last = self.document.passages.order_by("-ordinal").values_list("ordinal", flat=True).first()
        return page_of(last or 1)

    @cached_property
    def passages(self) -> list[Passage]:
        first = (self.number - 1) * SENTENCES
        return list(
            self.document.passages.filter(ordinal__gt=first, ordinal__lte=first + SENTENCES).order_by("ordinal")
        )

    @cached_property
    def words(self) -> dict[int, str]:
        """Return the words of each sentence on the page by key, if the text is held."""
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
        """Return the facts that cite each sentence of the page."""
        found: dict[int, dict[Any, None]] = defaultdict(dict)
        citations = Citation.objects.filter(passage__in=self.passages).select_related(*FACTS_WITH_THEIR_LINKS)
        for citation in citations:
            found[citation.passage_id or 0][citation.fact] = None
        return {passage: list(facts) for passage, facts in found.items()}

    @cached_property
    def sentences(self) -> list[tuple[str, bool, list[Sentence]]]:
        """Return the sentences of the page by heading, with whether the heading was inferred."""
        waiting: dict[int, int] = defaultdict(int)
        for card in self.cards:
            waiting[card.proposal.passage_id] += 1
        read = [
            Sentence(
                passage,
                passage.lost_sentence
                or self.words.get(passage.pk)
                or f"{passage.first_words} … {passage.last_words}",
                self.facts.get(passage.pk, []),
                waiting[passage.pk],
            )
            for passage in self.passages
        ]
        grouped = groupby(read, key=lambda sentence: (sentence.passage.section, sentence.passage.section_inferred))
        return [(*heading, list(group)) for heading, group in grouped]

    @cached_property
    def facts_by_kind(self) -> list[tuple[str, list[tuple[str, Any]]]]:
        """Return the facts from this page by kind, each once, with the addresses where they are edited."""
        by_kind: dict[str, dict[Any, None]] = defaultdict(dict)
        for facts in self.facts.values():
            for fact in facts:
                by_kind[str(fact._meta.verbose_name_plural)][fact] = None
        return [(kind, [(change_address(fact), fact) for fact in by_kind[kind]]) for kind in sorted(by_kind)]

    @cached_property
    def has_drafts(self) -> bool:
        return any(fact.state == State.DRAFT for _, facts in self.facts_by_kind for _, fact in facts)

    @cached_property
    def cards(self) -> list[Card]:
        """Return the undecided proposals on this page, each with its form."""
        waiting = self.document.proposals.filter(decision=Decision.WAITING, passage__in=self.passages)
        proposals = list(waiting.select_related("passage").order_by("passage__ordinal", "pk")[:MOST_PROPOSALS])
        cards = [
            Card(
                proposal,
                self.refused.get(proposal.pk) or unbound(proposal),
                self.words.get(proposal.passage_id, ""),
            )
            for proposal in proposals
        ]
        add_known_records(cards)
        return cards

    @cached_property
    def focus(self) -> int:
        """Return the key of the proposal to focus: the refused one, or the next to decide."""
        if self.refused:
            return next(iter(self.refused))
        later = [card.proposal for card in self.cards if card.proposal.passage.ordinal >= self.after]
        first = later or [card.proposal for card in self.cards]
        return first[0].pk if first else 0

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

    @cached_property
    def waiting_elsewhere(self) -> int:
        """Return the page of the next undecided proposal after this page, or before it; 0 if there is none."""
        waiting = self.document.proposals.filter(decision=Decision.WAITING).order_by("passage__ordinal")
        places = waiting.exclude(passage__in=self.passages)
        later = places.filter(passage__ordinal__gt=self.number * SENTENCES)
        place = later.values_list("passage__ordinal", flat=True).first()
        place = place or places.values_list("passage__ordinal", flat=True).first()
        return page_of(place) if place else 0


def edge_text(passage: Passage) -> str:
    return f"{passage.first_words} … {passage.last_words}"


def page_of(ordinal: int) -> int:
    return (ordinal - 1) // SENTENCES + 1
