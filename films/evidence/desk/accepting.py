"""Turn a form that a curator accepts into a cited fact."""

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError

from films.evidence.desk.context import AcceptContext, RefusedError
from films.evidence.desk.forms import FORMS
from films.kinds.forms import FactForm
from films.models import Document, Fact, Passage


def accept(kind: str, form: FactForm, document: Document, passage: Passage) -> Fact:
    """Make or find the fact that a form of this kind says, and cite the passage for it.

    To be called within a transaction, to be rolled back on RefusedError: where the form does not hold together,
    names somebody who could be several people, or breaks a rule.
    """
    if not form.is_valid():
        raise RefusedError(form)
    context = AcceptContext(form, document, passage)
    try:
        return FORMS[kind].accept(context)
    except ValidationError as broken:
        raise context.refused(NON_FIELD_ERRORS, " ".join(broken.messages)) from broken
