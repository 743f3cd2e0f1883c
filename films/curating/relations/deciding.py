"""Confirm or decline relations that were proposed; each decision, on one or on many, is one change."""

from django.db.models import QuerySet

from films.history.recording import recording
from films.models import Action, Change, Citation, FilmRelation, LikelyRelation, State, saving
from films.models.evidence import Basis

NAMED = 3  # relations named in the summary of a decision
BY_TITLES = "Found by titles and years: {}."


def waiting_relations() -> QuerySet[LikelyRelation]:
    """Select the relations that wait for a decision, the most certain ones first."""
    found: QuerySet[LikelyRelation] = LikelyRelation.objects.filter(is_declined=False)
    return found


def confirm_relations(proposed: QuerySet[LikelyRelation], curator: str, reason: str = "") -> Change:
    """Record the relations, each with the reasons by which it was found as its evidence.

    They are published if both films are. Raises MayOnlyDraftError, and then records nothing.
    """
    relations = list(proposed.select_related("film", "related_film"))
    with recording(curator, Action.RELATE, reason, summary=summarize("Confirmed", relations)) as confirming:
        for relation in relations:
            confirm_relation(relation)
    return confirming.change


def confirm_relation(proposed: LikelyRelation) -> None:
    ends = {"film": proposed.film, "related_film": proposed.related_film}
    fact = FilmRelation.objects.filter(**ends, kind=proposed.kind).first()
    if fact is None:
        are_public = all(film.state == State.PUBLISHED for film in ends.values())
        fact = FilmRelation(**ends, kind=proposed.kind, state=State.PUBLISHED if are_public else State.DRAFT)
        saving.save_record(fact)
    if not fact.citations.exists():
        reason = BY_TITLES.format(proposed.reasons)
        saving.save_record(Citation(film_relation=fact, basis=Basis.GENERAL_KNOWLEDGE, reason=reason))
    proposed.delete()


def mark_relations(
    proposed: QuerySet[LikelyRelation], curator: str, reason: str = "", *, is_declined: bool
) -> Change:
    """Decline the relations, so that they are not proposed again, or let declined ones wait for a decision."""
    done = "Declined" if is_declined else "To be decided again"
    relations = list(proposed.select_related("film", "related_film"))
    with recording(curator, Action.RELATE, reason, summary=summarize(done, relations)) as marking:
        proposed.update(is_declined=is_declined)
    return marking.change


def summarize(done: str, relations: list[LikelyRelation]) -> str:
    """Name the first few relations, and count the rest."""
    more = f" and {len(relations) - NAMED} more" if len(relations) > NAMED else ""
    return f"{done}: {'; '.join(map(str, relations[:NAMED]))}{more}"
