"""Give some of a person's credits to a new person of the same name, as one change that can be undone."""

from collections.abc import Iterable, Sequence

from films.history.publication import MayOnlyDraftError
from films.history.recording import recording
from films.models import Action, Change, Credit, Person, saving
from films.names import Slugs, active, quoted, slug_base


class CannotSplitError(ValueError):
    """Report that a person's credits cannot be split; the message says why."""


def split_person(credits_to_move: Sequence[Credit], curator: str, reason: str = "") -> tuple[Person, Change]:
    """Move credits of one person to a new person of that name; return the new person and the change.

    Both get the years of their films as disambiguation; the old person keeps one that is there already.
    Raises CannotSplitError, and then changes nothing.
    """
    people = {credit.person for credit in credits_to_move}
    if len(people) != 1:
        raise CannotSplitError("Select credits of one person.")
    (person,) = people
    moved = {credit.pk for credit in credits_to_move}
    stay = Credit.objects.filter(person=person).exclude(pk__in=moved).select_related("film", "job")
    if not stay:
        raise CannotSplitError(f"These are all credits of {person}: leave those that are another’s.")
    summary = f"Split {len(moved)} credits of {quoted(person)} off"
    try:
        with recording(curator, Action.EDIT, reason, summary=summary) as splitting:
            (slug,) = Slugs(Person).give([slug_base(person.name, "person")])
            namesake = Person(
                name=person.name,
                sort_name=person.sort_name,
                slug=slug,
                disambiguation=years_of(credits_to_move),
                state=person.state,
            )
            saving.save_record(namesake)
            for credit in credits_to_move:
                credit.person = namesake
                saving.save_record(credit)
            if not person.disambiguation and (years := years_of(stay)):
                person.disambiguation = years
                saving.save_record(person)
    except MayOnlyDraftError as refusal:
        raise CannotSplitError(str(refusal)) from refusal
    return namesake, splitting.change


def years_of(some: Iterable[Credit]) -> str:
    years = sorted(credit.film.year for credit in some if credit.film.year and credit.is_of_participant)
    return active(years) if years else ""
