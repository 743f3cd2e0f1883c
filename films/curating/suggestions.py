"""Decide on suggestions: accept them as they are or amended, or decline them. Each decision is one change."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.utils import timezone

from films.evidence.claims import NOT_SAID, confirm, confirm_cited, shown_value
from films.evidence.gaps import evidence_gaps, list_gaps
from films.history.planning import plan_suggestion
from films.history.publication import check_may_publish
from films.history.recording import recording
from films.history.rows import column_values, find_model, kind_of
from films.history.undoing import carry_out_plan
from films.models import Action, Citation, State, Suggestion, SuggestionState, Support, saving
from films.models.addresses import keep_former_address
from films.models.evidence import says_something

LATEST = 5
WITHOUT_EVIDENCE = "This would leave a published fact without evidence: {}."
SAY_WHY = "Say why the suggestion is declined."
SAY_WHAT_INSTEAD = "Say what was done instead of what the visitor wrote."


class DecidedAlreadyError(Exception):
    """Report that somebody else has decided on a suggestion."""

    def __init__(self, suggestion: Suggestion) -> None:
        decided = suggestion.get_state_display().lower()
        super().__init__(
            f"{suggestion.decided_by or 'Somebody'} has decided already: {decided}. Nothing was changed."
        )


def waiting_suggestions() -> QuerySet[Suggestion]:
    """Select the suggestions that wait for an editor, oldest first."""
    found: QuerySet[Suggestion] = Suggestion.objects.filter(state=SuggestionState.WAITING)
    return found


def suggestions_about(record: Any) -> QuerySet[Suggestion]:
    """Select the suggestions about a record that wait for an editor; a job or another record by code has none."""
    if not isinstance(record.pk, int):
        return Suggestion.objects.none()
    return waiting_suggestions().filter(kind=kind_of(type(record)), record_id=record.pk)


def latest_suggestions_by(curator: str) -> list[Suggestion]:
    """Return what became of somebody's latest suggestions, those decided last first."""
    own = Suggestion.objects.filter(made_by=curator)
    return list(own.exclude(decided_at=None).order_by("-decided_at")[:LATEST])


def find_record(suggestion: Suggestion) -> Any:
    """Return the record that a suggestion is about, or None if there is none any more."""
    model = find_model(suggestion.kind)
    return model._base_manager.filter(pk=suggestion.record_id).first() if model else None


def amendable_values(suggestion: Suggestion) -> dict[str, Any]:
    """Return the suggested values that an editor can amend, by field: those that are not links."""
    model = find_model(suggestion.kind)
    own = [one for one in suggestion.suggested_alterations() if one.kind == suggestion.kind]
    if model is None or not own:
        return {}
    columns = column_values(model, own[0].after)
    return {name: columns[name] for name in own[0].after if not model._meta.get_field(name).is_relation}


def suggested_citations(suggestion: Suggestion) -> list[Citation]:
    """Return the citations that a suggestion brings, unsaved."""
    added = [one for one in suggestion.suggested_alterations() if one.kind == kind_of(Citation) and not one.before]
    return [Citation(**column_values(Citation, one.after), pk=one.record_id) for one in added]


def accept(suggestion: Suggestion, amended: Mapping[str, Any], remark: str, editor: str) -> None:
    """Write what was suggested, with the values of `amended` in place of the suggested ones.

    Raises CannotUndoError if the fact has changed since, ValidationError if a rule is broken or a value would be
    left without evidence, DecidedAlreadyError and MayOnlyDraftError; then nothing is changed.
    """
    with recording(editor, Action.DECIDE, remark, summary=f"Accepted a suggestion: {suggestion.name}"):
        present = undecided_suggestion(suggestion, editor)
        record = find_record(present)
        former = getattr(record, "slug", "")
        lacking = evidence_gaps(record) if record is not None and present.alterations else []
        if present.alterations:
            plan = plan_suggestion(present)
            carry_out_plan(plan, editor, Action.DECIDE, remark, f"Accepted a suggestion: {present.name}")
        suggested = amendable_values(present)
        others = {name: value for name, value in amended.items() if value != suggested.get(name)}
        if others:
            amend(present, others, remark)
        if present.alterations:
            check_evidence(present, lacking)
            keep_address(present, former)
        record_decision(present, SuggestionState.AMENDED if others else SuggestionState.ACCEPTED, remark, editor)


def decline(suggestion: Suggestion, remark: str, editor: str) -> None:
    """Decline a suggestion for a reason.

    Raises ValidationError without one, DecidedAlreadyError and MayOnlyDraftError; then nothing is changed.
    """
    if not remark.strip():
        raise ValidationError(SAY_WHY)
    with recording(editor, Action.DECIDE, remark, summary=f"Declined a suggestion: {suggestion.name}"):
        record_decision(undecided_suggestion(suggestion, editor), SuggestionState.DECLINED, remark, editor)


def amend_correction(correction: Suggestion, remark: str, editor: str) -> None:
    """Note that an editor has dealt with a visitor's correction in another way, which the remark says.

    Raises ValidationError without a remark, DecidedAlreadyError and MayOnlyDraftError; then nothing is changed.
    """
    if not remark.strip():
        raise ValidationError(SAY_WHAT_INSTEAD)
    with recording(editor, Action.DECIDE, remark, summary=f"Amended a correction: {correction.name}"):
        record_decision(undecided_suggestion(correction, editor), SuggestionState.AMENDED, remark, editor)


def undecided_suggestion(suggestion: Suggestion, editor: str) -> Suggestion:
    """Return the suggestion as it is stored now, for somebody who may decide on it."""
    check_may_publish(editor, suggestion.name)
    present: Suggestion = Suggestion.objects.get(pk=suggestion.pk)
    if present.state != SuggestionState.WAITING:
        raise DecidedAlreadyError(present)
    return present


def amend(suggestion: Suggestion, values: Mapping[str, Any], remark: str) -> None:
    """Give the fact other values than the suggested ones, and let the suggested citations confirm these.

    What their words do not say needs a remark that says something, in place of the reason for what was suggested.
    """
    record = find_record(suggestion)
    for name, value in values.items():
        setattr(record, name, value)
    saving.save_record(record)
    for citation in Citation.objects.filter(pk__in=[one.pk for one in suggested_citations(suggestion)]):
        confirm_amended(citation, record, remark)
        citation.save()


def confirm_amended(citation: Citation, record: Any, remark: str) -> None:
    """Let a citation confirm a record as amended; its reason for a suggested value explains no other value."""
    suggested = citation.claims
    missing = [name for name in confirm_cited(citation, record) if name == citation.field]
    others = {
        name for name, claim in citation.claims.items() if claim["value"] != suggested.get(name, {}).get("value")
    }
    missing += confirm(citation, record, others, in_other_words=says_something(remark))
    if missing:
        raise ValidationError(NOT_SAID.format(shown_value(record, missing[0])))
    if any(citation.claims[name].get("support") == Support.OTHER_WORDS for name in others):
        citation.reason = f"{citation.reason} {remark.strip()}".strip()


def check_evidence(suggestion: Suggestion, lacking: list[Any]) -> None:
    """Raise ValidationError if the fact lacks more evidence than it did before."""
    record = find_record(suggestion)
    gaps = [gap for gap in evidence_gaps(record) if gap not in lacking]
    if record.state == State.PUBLISHED and gaps:
        raise ValidationError(WITHOUT_EVIDENCE.format(list_gaps(gaps)))


def keep_address(suggestion: Suggestion, former: str) -> None:
    """Redirect the former address of the fact, if it has another one now."""
    record = find_record(suggestion)
    if former not in ("", getattr(record, "slug", "")):
        keep_former_address(record, former)


def record_decision(suggestion: Suggestion, state: SuggestionState, remark: str, editor: str) -> None:
    suggestion.state, suggestion.remark, suggestion.decided_by = state, remark.strip(), editor
    suggestion.decided_at = timezone.now().replace(microsecond=0)
    suggestion.save(update_fields=["state", "remark", "decided_by", "decided_at"])
