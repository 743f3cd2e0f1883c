"""Turn a form that a curator accepts into a cited fact."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from films.evidence.desk.context import SentenceContext
from films.kinds.accept_context import RefusedError
from films.kinds.forms import FactForm
from films.kinds.registry import DESK_FORMS
from films.models import Document, Fact, Passage


@dataclass(frozen=True)
class CitedFact:
    """Hold a fact with the records that the names in its form turned out to mean, by field."""

    fact: Fact
    meant: Mapping[str, Fact]


def accept_form(kind: str, form: FactForm, document: Document, passage: Passage, marked: str = "") -> CitedFact:
    """Find or create the fact that a form of this kind describes, and cite the passage for it.

    `marked` holds the words of the passage that say it, as far as the curator marked them.

    Call it in a transaction, and roll that back on RefusedError: the form is invalid, a name could mean several
    people, or a rule is broken.
    """
    if not form.is_valid():
        raise RefusedError(form)
    context = SentenceContext(form, document, passage, marked)
    try:
        return CitedFact(DESK_FORMS[kind].accept(context), context.meant)
    except ValidationError as broken:
        raise context.refusal(NON_FIELD_ERRORS, " ".join(broken.messages)) from broken
