"""Resolve conflicts between sources: swap the record's value with the cited one."""

from typing import Any

from django.core.exceptions import ValidationError

from films.evidence.claims import confirm, shown_value
from films.history.recording import recording
from films.models import Action, Citation, Fact

CHANGED = "Somebody else has changed this record: look at both values again."
NOT_READ_BY_WORDS = (
    "The words of the sentence do not say “{}”: change the record on its own page, and say there how the sentence "
    "says it in other words."
)


def own_value(fact: Fact, field: str) -> str:
    """Return the record's own value of a field, as text."""
    value = getattr(fact, field)
    return "" if value is None else ", ".join(map(str, value.all())) if hasattr(value, "all") else str(value)


def prefer_citation(citation: Citation, own: str, reason: str, curator: str) -> None:
    """Swap a record's value with the cited one, so that neither is lost.

    `own` is the record's value as the curator saw it, and `reason` says why the other one is preferred. Raises
    ValidationError if the value has changed since, if no reason is given, or if the field links to another record:
    such a link is changed on the record's own page.
    """
    fact: Any = citation.fact
    summary = f"Preferred another {citation.field.replace('_', ' ')} of {fact}"
    with recording(curator, Action.PREFER, reason, summary=summary):
        citation = Citation.objects.get(pk=citation.pk)
        fact = citation.fact
        field: Any = fact._meta.get_field(citation.field)
        present = own_value(fact, citation.field)
        if present != own or not citation.reading:
            raise ValidationError(CHANGED)
        if not reason.strip():
            raise ValidationError("Say why this value is preferred.")
        if field.is_relation:
            raise ValidationError("This links to another record: choose that on the record’s own page.")
        swap_values(citation, fact, field, present, reason.strip())


def swap_values(citation: Citation, fact: Any, field: Any, present: str, reason: str) -> None:
    setattr(fact, field.name, field.to_python(citation.reading))
    fact.clean_fields(exclude={other.name for other in fact._meta.fields} - {field.name})
    fact.validate_constraints()
    fact.save(update_fields=[field.name])
    others = fact.citations.filter(field=field.name, reading="").exclude(passage=None) if present else []
    for other in others:
        other.reading, other.reason, other.claims = present, reason, {}
        other.save(update_fields=["reading", "reason", "claims"])
    citation.reading, citation.reason = "", reason
    if confirm(citation, fact, [field.name]):
        raise ValidationError(NOT_READ_BY_WORDS.format(shown_value(fact, field.name)))
    citation.save(update_fields=["reading", "reason", "claims", "confirmed_by", "confirmed_at"])
