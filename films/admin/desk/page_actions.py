"""Carry out what a curator sends from the desk, and say on the page what became of it."""

from collections.abc import Callable, Iterable
from dataclasses import asdict, dataclass
from typing import Any

from django.core.exceptions import ValidationError
from django.http import HttpRequest

from films.admin.desk.cards import names_in_form
from films.admin.desk.page import DeskPage, NewFact
from films.admin.forms import RENDERER, is_key
from films.evidence.desk.actions import (
    AlreadyDecidedError,
    accept_all,
    accept_proposal,
    changes_of_others,
    enter_fact,
    passages_of,
    proposals_of,
    publish_cited,
    reject_proposal,
    sentences_of_section,
    set_aside,
    undo_last,
)
from films.evidence.desk.copying import copies_source
from films.evidence.desk.forms import guess_kind, initial_values
from films.evidence.documents.anchors import normalised_sentence, quoted_sentence
from films.history.plan import CannotUndoError
from films.kinds.accept_context import RefusedError
from films.kinds.forms import FactForm
from films.kinds.registry import DESK_FORMS
from films.models import Document, Passage, Proposal, ProposalKind
from films.models.proposals import Decision

GONE = "That no longer exists: the document has been read again since. Nothing was changed."
ALREADY_READ = "This was already read: nothing was changed."
MOST_NAMED = 10  # entries named in a message
MOST_AT_ONCE = 200  # proposals accepted by one request
PAST_QUOTE = 2000  # characters after a sentence in which marked words may end


@dataclass
class Desk:
    """Hold a request at a document's desk."""

    request: HttpRequest
    document: Document
    page: DeskPage

    @property
    def curator(self) -> str:
        return self.request.user.get_username()

    def proposal(self) -> Proposal:
        """Return the submitted proposal by its key alone: what is stored is read when it is decided."""
        number = self.request.POST.get("proposal", "")
        return Proposal(pk=int(number) if is_key(number) else 0, document=self.document)

    def read_film(self) -> None:
        """Read which film the document is about, in case that has just been accepted or undone."""
        self.document.refresh_from_db(from_queryset=Document.objects.select_related("film").only("film"))

    def passages_on_page(self, keys: Iterable[int]) -> set[int]:
        return set(self.page.passages_here.filter(pk__in=keys).values_list("pk", flat=True))

    def passage(self, number: str) -> Passage | None:
        found: Passage | None = None
        if is_key(number):
            found = self.document.passages.select_related("document__film").filter(pk=number).first()
        if found is None:
            self.page.trouble = GONE
        return found


def accept_one(here: Desk) -> None:
    proposal = here.proposal()
    try:
        taken = accept_proposal(proposal, here.request.POST, here.curator)
    except RefusedError as refusal:
        here.page.refused = {proposal.pk: refused_form(refusal, f"p{proposal.pk}_%s")}
    except (AlreadyDecidedError, Proposal.DoesNotExist) as meanwhile:
        show_decided_meanwhile(here, meanwhile)
    else:
        here.page.said = taken.summary
        here.page.decided, here.page.changed = [proposal.pk], {taken.passage.pk}
        here.page.renamed = names_in_form(taken.kind, here.request.POST)
        if here.document.film is None:
            here.read_film()


def show_decided_meanwhile(here: Desk, meanwhile: AlreadyDecidedError | Proposal.DoesNotExist) -> None:
    """Say that somebody else decided about a proposal, or that it is gone, and take its card away."""
    if isinstance(meanwhile, AlreadyDecidedError):
        here.page.trouble = str(meanwhile)
        here.page.decided, here.page.changed = [meanwhile.proposal.pk], {meanwhile.proposal.passage_id}
    else:
        here.page.trouble = GONE


def refused_form(refusal: RefusedError, auto_id: str) -> FactForm:
    """Return the refused form as the page shows it, with what was typed and the errors."""
    form = refusal.form
    form.auto_id, form.renderer = auto_id, RENDERER
    return form


def reject_one(here: Desk) -> None:
    proposal = here.proposal()
    try:
        rejected = reject_proposal(proposal, here.request.POST.get("reason", ""), here.curator)
    except ValidationError as refusal:
        here.page.trouble = " ".join(refusal.messages)
        here.page.refused = {proposal.pk: None}
    except (AlreadyDecidedError, Proposal.DoesNotExist) as meanwhile:
        show_decided_meanwhile(here, meanwhile)
    else:
        here.page.said = f"Rejected: {rejected.get_kind_display().lower()}"
        here.page.decided, here.page.changed = [rejected.pk], {rejected.passage_id}


def accept_many(here: Desk) -> None:
    chosen = [number for number in here.request.POST.getlist("proposal")[:MOST_AT_ONCE] if is_key(number)]
    proposals = here.document.proposals.filter(pk__in=chosen).order_by("passage__ordinal", "pk")
    taken, left = accept_all(here.document, proposals, here.curator)
    decided = here.document.proposals.exclude(decision=Decision.WAITING).filter(pk__in=chosen)
    here.page.decided = list(decided.values_list("pk", flat=True))
    here.page.changed = set(decided.values_list("passage", flat=True))
    here.page.renamed = {name for proposal in decided for name in names_in_form(proposal.kind, proposal.content)}
    here.page.said = f"Accepted {len(taken)} at once." if taken else "None was accepted."
    here.page.trouble = " ".join(dict.fromkeys(left))
    here.read_film()


def enter_one(here: Desk) -> None:
    """Enter a fact that was not proposed; its citation is kept for the next one."""
    sent = here.request.POST
    here.page.taking = open_form(here, sent)
    if here.page.taking is None:
        return
    try:
        taking = here.page.taking
        taken = enter_fact(taking.kind, sent, taking.passage, here.curator, taking.quote)
    except RefusedError as refusal:
        here.page.taking.form = refused_form(refusal, form_ids(taking.passage))
    else:
        here.page.said = f"{taken.summary}. The next fact cites the same sentence."
        here.page.taking.form = blank_form(taking.kind, "", taking.passage)
        here.page.changed.add(taking.passage.pk)
        here.page.renamed = names_in_form(taking.kind, sent)
        here.read_film()


def open_form(here: Desk, sent: Any) -> NewFact | None:
    """Return the form for a fact from the chosen sentence, if the marked words are still in it."""
    passage = here.passage(sent.get("take", ""))
    if passage is None:
        return None
    quote, kind = sent.get("quote", ""), sent.get("kind", "")
    kind = kind if kind in DESK_FORMS else guess_kind(quote)
    if quote and normalised_sentence(quote) not in normalised_sentence(marked_text(passage)):
        here.page.trouble = "These words are not in the document any more: mark them again."
        quote = ""
    draft = drafted_note(passage) if kind == ProposalKind.NOTE else {}
    return NewFact(passage, kind, blank_form(kind, quote, passage, **draft), quote)


def marked_text(passage: Passage) -> str:
    return passage.document.text[passage.start : passage.end + PAST_QUOTE]


def blank_form(kind: str, quote: str, passage: Passage, **draft: str) -> FactForm:
    initial = initial_values(kind, quote) | draft
    form = DESK_FORMS[kind].form(initial=initial, auto_id=form_ids(passage), renderer=RENDERER)
    form.ask("of_film")
    return form


def drafted_note(passage: Passage) -> dict[str, str]:
    """Return the draft of a note on a sentence, unless its words would be copied."""
    from films.evidence.drafting import draft_note  # needs all of extraction

    document = passage.document
    previous = document.passages.filter(ordinal__lt=passage.ordinal, lost_sentence="").order_by("ordinal").last()
    before = ""
    if previous is not None and previous.section == passage.section:
        before = document.text[previous.start : previous.end]
    draft = draft_note(quoted_sentence(passage), passage.section, before)
    return {} if draft is None or copies_source(draft.text, document.text) else asdict(draft)


def form_ids(passage: Passage) -> str:
    """Return the pattern of the ids in the form for a new fact: each sentence may have a form open."""
    return f"take{passage.pk}_%s"


def set_sentence_aside(here: Desk) -> None:
    passage = here.passage(here.request.POST.get("passage", ""))
    if passage is not None:
        here.page.changed.add(passage.pk)
        here.page.said = set_aside([passage], here.curator) or ALREADY_READ


def set_section_aside(here: Desk) -> None:
    """Mark the sentences of a section as read, except for those with facts or with proposals that wait."""
    first = here.passage(here.request.POST.get("passage", ""))
    if first is None:
        return
    waiting = here.document.proposals.filter(decision=Decision.WAITING)
    unread = list(sentences_of_section(first).exclude(pk__in=waiting.values("passage")))
    here.page.changed = {passage.pk for passage in unread}
    here.page.said = set_aside(unread, here.curator) or ALREADY_READ


def undo_one(here: Desk) -> None:
    try:
        undone = undo_last(here.document, here.curator)
    except CannotUndoError as refusal:
        here.page.trouble = f"Nothing was undone. {refusal}"
        return
    if undone is None:
        here.page.trouble = "There is no action of yours to undo here."
        return
    here.page.said = f"Undone: {undone}"
    here.page.changed = here.passages_on_page(passages_of([undone]))
    here.page.is_undone, here.page.returned = True, proposals_of([undone])
    here.read_film()


def publish_taken(here: Desk) -> None:
    published, left = publish_cited(here.document, here.curator)
    here.page.changed = set(here.page.passages_here.exclude(citations=None).values_list("pk", flat=True))
    here.page.said = f"{len(published)} records published." if published else "There is nothing to publish."
    here.page.trouble = f"Not published, for want of evidence: {' '.join(left[:MOST_NAMED])}" if left else ""


def show_others(here: Desk) -> None:
    """Show what others did at this desk since the browser last heard of it."""
    since = here.request.POST.get("since", "") or here.request.GET.get("since", "")
    if not is_key(since):
        return
    others, here.page.latest_change = changes_of_others(here.document, here.curator, int(since))
    if not others:
        return
    here.page.changed |= here.passages_on_page(passages_of(others))
    decided = dict(here.document.proposals.filter(pk__in=proposals_of(others)).values_list("pk", "decision"))
    here.page.decided += [pk for pk, decision in decided.items() if decision != Decision.WAITING]
    here.page.returned += [pk for pk, decision in decided.items() if decision == Decision.WAITING]
    here.page.said = " ".join(filter(None, [here.page.said, f"{others[-1].curator}: {others[-1]}."]))
    here.read_film()


def refuse_unknown_action(here: Desk) -> None:
    here.page.trouble = "The desk does not know that action. Nothing was changed."


ACTIONS: dict[str, Callable[[Desk], None]] = {
    "accept": accept_one,
    "accept_all": accept_many,
    "reject": reject_one,
    "take": enter_one,
    "nothing_new": set_sentence_aside,
    "section_read": set_section_aside,
    "undo": undo_one,
    "publish": publish_taken,
}
