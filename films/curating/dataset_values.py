"""Decide between a film's own value and what a data set gives instead; each decision is one change."""

from collections.abc import Sequence
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import QuerySet

from films.history.recording import recording
from films.models import Action, Change, Citation, DatasetValue
from films.models.dataset_values import SINGLE_VALUES
from films.models.evidence import Basis

NAMED = 3  # values named in the summary of a decision
WHY_PREFERRED = "As in the data set {}. It was {} before."
A_LIST = "The {} of {} are a list: change it on the film’s page, then keep the film’s own value."


def unsettled_values() -> QuerySet[DatasetValue]:
    """Select the values that wait for a decision."""
    found: QuerySet[DatasetValue] = DatasetValue.objects.filter(is_settled=False, fills_blank=False)
    return found


def prefer_dataset_values(values: QuerySet[DatasetValue], curator: str, reason: str = "") -> Change:
    """Give films the values of data sets instead of their own, each cited to its data set, so that it stays.

    Raises ValidationError if one cannot be a film's, and MayOnlyDraftError; then nothing is changed.
    """
    chosen = list(values.select_related("film"))
    with recording(curator, Action.PREFER, reason, summary=summarize("Preferred", chosen)) as preferring:
        for value in chosen:
            prefer_dataset_value(value)
    return preferring.change


def prefer_dataset_value(preferred: DatasetValue) -> None:
    if preferred.field not in SINGLE_VALUES:
        raise ValidationError(A_LIST.format(preferred.field, preferred.film))
    film: Any = preferred.film
    field = film._meta.get_field(preferred.field)
    before = getattr(film, field.name)
    setattr(film, field.name, field.to_python(preferred.value))
    film.full_clean()
    film.save(update_fields=[field.name])
    reason = WHY_PREFERRED.format(preferred.dataset, before)
    film.citations.filter(field=field.name, passage=None).delete()  # the reasons for the former value
    Citation.objects.create(film=film, field=field.name, basis=Basis.GENERAL_KNOWLEDGE, reason=reason)
    preferred.delete()
    # What filled the blank is no longer the film's own, and has just been decided against.
    replaced = DatasetValue.objects.filter(film=film, field=field.name, fills_blank=True)
    replaced.update(fills_blank=False, is_settled=True)


def settle_values(
    values: QuerySet[DatasetValue], curator: str, reason: str = "", *, is_settled: bool = True
) -> Change:
    """Keep films' own values, so that they do not wait for a decision, or let them wait again."""
    done = "Kept the film’s own value instead of" if is_settled else "To be decided again"
    chosen = list(values.select_related("film"))
    with recording(curator, Action.PREFER, reason, summary=summarize(done, chosen)) as settling:
        values.update(is_settled=is_settled)
    return settling.change


def summarize(done: str, values: Sequence[DatasetValue]) -> str:
    """Name the first few values, and count the rest."""
    more = f" and {len(values) - NAMED} more" if len(values) > NAMED else ""
    return f"{done}: {'; '.join(map(str, values[:NAMED]))}{more}"
