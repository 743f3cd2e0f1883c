"""Filter lists of what was found: they show what waits for a decision unless asked for something else."""

from typing import Any, ClassVar

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest


class WaitingFilter(admin.SimpleListFilter):
    title = "decision"
    parameter_name = "decision"
    decided: ClassVar[tuple[str, str]]
    """The value in the address and the label for those that were decided upon."""

    def lookups(self, request: HttpRequest, model_admin: Any) -> list[tuple[str, str]]:
        return [self.decided]

    def choices(self, changelist: Any) -> Any:
        everything, *others = super().choices(changelist)
        return [{**everything, "display": "Waiting"}, *others]

    def queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> QuerySet[Any]:
        return self.decided_upon(queryset) if self.value() == self.decided[0] else self.waiting(queryset)

    def waiting(self, found: QuerySet[Any]) -> QuerySet[Any]:
        """Select those that wait."""
        raise NotImplementedError

    def decided_upon(self, found: QuerySet[Any]) -> QuerySet[Any]:
        """Select those that were decided upon and are still listed."""
        raise NotImplementedError


class FlagFilter(WaitingFilter):
    """Filter a list by a field of its records that says whether they were decided upon."""

    flag: ClassVar[str]

    def waiting(self, found: QuerySet[Any]) -> QuerySet[Any]:
        return found.filter(**{self.flag: False})

    def decided_upon(self, found: QuerySet[Any]) -> QuerySet[Any]:
        return found.filter(**{self.flag: True})
