"""Share what waits among curators: what one of them is reading is not given to another."""

from collections.abc import Sequence
from datetime import timedelta
from typing import TypeVar

from django.db import transaction
from django.db.models import Count, Model, QuerySet
from django.utils import timezone

from films.models import Reservation

KEPT_FOR = timedelta(minutes=10)

Waiting = TypeVar("Waiting", bound=Model)


def reservation_link(model: type[Model]) -> str:
    """Return the name of a reservation's link to records of a model."""
    return str(model._meta.model_name)


def reserved_by_others(curator: str) -> QuerySet[Reservation]:
    return Reservation.objects.filter(until__gt=timezone.now()).exclude(curator=curator)


def free_for(curator: str, waiting: QuerySet[Waiting]) -> QuerySet[Waiting]:
    """Return the proposals, suggestions or citations that nobody but the curator is reading."""
    link = reservation_link(waiting.model)
    return waiting.exclude(pk__in=reserved_by_others(curator).exclude(**{link: None}).values(link))


def count_by_readers(curator: str, waiting: QuerySet[Waiting]) -> list[tuple[str, int]]:
    """Return how many of the waiting records each other curator is reading."""
    with_others = waiting.filter(reservation__in=reserved_by_others(curator)).order_by()
    return list(with_others.values_list("reservation__curator").annotate(count=Count("pk")))


@transaction.atomic
def reserve(curator: str, records: Sequence[Waiting], model: type[Waiting]) -> None:
    """Keep records for the curator, who gives back all others of the model."""
    link = reservation_link(model)
    others = reserved_by_others(curator).values("pk")
    Reservation.objects.exclude(**{link: None}).exclude(pk__in=others).delete()
    until = timezone.now() + KEPT_FOR
    kept = [Reservation(**{link: record}, curator=curator, until=until) for record in records]
    Reservation.objects.bulk_create(kept, ignore_conflicts=True)
