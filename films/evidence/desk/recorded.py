"""Tell which proposals are of facts that are recorded already, and withdraw those that cite the same sentence."""

from collections.abc import Container, Iterator, Mapping, Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction

from films.evidence.desk.context import SentenceContext
from films.evidence.desk.forms import form_for_proposal
from films.history.recording import unrecorded
from films.identity.keys import name_key
from films.kinds.accept_context import RefusedError
from films.kinds.declaration import Omitted, ShownOn, Statement
from films.kinds.registry import DECLARATIONS, DESK_FORMS
from films.models import Citation, Document, Film, Proposal
from films.models.proposals import Decision


def withdraw_recorded(document: Document) -> int:
    """Delete the undecided proposals that would change nothing; return how many others are undecided.

    Only a sentence that is cited can have such proposals, so a new document costs one query.
    """
    waiting = document.proposals.filter(decision=Decision.WAITING)
    cited = Citation.objects.filter(passage__document=document).values("passage")
    beside_facts = waiting.filter(passage__in=cited).select_related("passage", "document__film")
    with unrecorded():
        recorded = [proposal.pk for proposal in beside_facts if is_recorded(proposal)]
    waiting.filter(pk__in=recorded).delete()
    return waiting.count()


def is_recorded(proposal: Proposal) -> bool:
    """Tell whether accepting a proposal as it stands would change nothing, by doing so and rolling it back."""
    form = form_for_proposal(proposal.kind, proposal.content)
    if not form.is_valid():
        return False
    context = SentenceContext(form, proposal.document, proposal.passage)
    with transaction.atomic():
        try:
            DESK_FORMS[proposal.kind].accept(context)
        except (RefusedError, ValidationError):
            return False
        finally:
            transaction.set_rollback(True)
    return not context.writer.written


def statements_of(film: Film, kinds: Container[str] = DESK_FORMS) -> Iterator[Sequence[Statement]]:
    """Yield what the structured facts of a film state, each under all the names that those in it go by.

    `kinds` are the kinds of proposals that are to be compared with them.
    """
    for declared in DECLARATIONS.values():
        is_wanted = not isinstance(declared.desk, Omitted) and any(one.proposal in kinds for one in declared.desk)
        if isinstance(declared.states, Omitted) or not is_wanted:
            continue
        facts = [film]
        if isinstance(declared.page, ShownOn):
            facts = declared.model.objects.filter(film=film).select_related(*declared.published_with)
        for fact in facts:
            yield from declared.states(fact)


class RecordedFacts:
    """Hold what is recorded of a film, to be compared with proposals of some kinds, however names are spelled."""

    def __init__(self, film: Film, kinds: Container[str]) -> None:
        self.stated = {comparable(said) for names in statements_of(film, kinds) for said in names}

    def have(self, kind: str, content: Mapping[str, Any]) -> bool:
        """Tell whether all that a proposal states is recorded; `existing` in it is the slug of whom it names."""
        states = DESK_FORMS[kind].states
        try:
            proposed = [comparable(said) for said in states(content)] if states else []
        except KeyError:  # an earlier release read it, and did not tell so much
            return False
        return bool(proposed) and self.stated.issuperset(proposed)


def comparable(said: Statement) -> tuple[str, ...]:
    return said.label, *map(name_key, said.values)
