"""Turn a form that a curator accepts into a cited fact."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from films.evidence.desk.context import AcceptContext, RefusedError
from films.evidence.desk.forms import FORMS
from films.kinds.forms import FactForm
from films.models import Document, Fact, Passage


def accept_form(kind: str, form: FactForm, document: Document, passage: Passage, marked: str = "") -> Fact:
    """Find or create the fact that a form of this kind describes, and cite the passage for it.

    `marked` holds the words of the passage that say it, as far as the curator marked them.

    Call it in a transaction, and roll that back on RefusedError: the form is invalid, a name could mean several
    people, or a rule is broken.
    """
    if not form.is_valid():
        raise RefusedError(form)
    context = AcceptContext(form, document, passage, marked)
    try:
        return FORMS[kind].accept(context)
    except ValidationError as broken:
        raise context.refusal(NON_FIELD_ERRORS, " ".join(broken.messages)) from broken
