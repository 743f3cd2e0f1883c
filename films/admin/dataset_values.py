"""List values of data sets that differ from the films' own, to be preferred or set aside."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest
from django.utils.safestring import SafeString

from films.admin.changes import RecordedAdmin, reason_from
from films.admin.deciding import FlagFilter
from films.admin.readonly import ReadOnlyAdmin
from films.admin.relations import film_link, report_decision
from films.curating.dataset_values import prefer_dataset_values, settle_values
from films.history.publication import MAY_PUBLISH
from films.models import DatasetValue
from films.models.dataset_values import SINGLE_VALUES

MOST_AT_ONCE = 200  # values, since each is saved with its evidence
TOO_MANY = f"Select at most {MOST_AT_ONCE} values at a time."


class DecisionFilter(FlagFilter):
    decided = ("settled", "Kept the film’s own")
    flag = "is_settled"


@admin.register(DatasetValue)
class DatasetValueAdmin(ReadOnlyAdmin, RecordedAdmin):
    list_display = ["linked_film", "field", "own_value", "value", "dataset"]
    list_display_links = None
    list_filter = [DecisionFilter, "field", "dataset"]
    list_per_page = 50
    list_select_related = ["film"]
    search_fields = ["film__title"]
    actions = ["prefer", "keep", "reconsider"]

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        """Leave out values that are the films' own because they filled a blank."""
        return super().get_queryset(request).filter(fills_blank=False)

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_PUBLISH)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let whoever may delete a film delete such a value, which goes when the film does."""
        return request.user.has_perm("films.delete_film")

    @admin.display(description="Film", ordering="film__title")
    def linked_film(self, value: DatasetValue) -> SafeString:
        return film_link(value.film)

    @admin.display(description="The film’s own")
    def own_value(self, value: DatasetValue) -> str:
        if value.field not in SINGLE_VALUES:
            return "see the film"
        return str(getattr(value.film, value.field) or "—")

    @admin.action(description="Prefer the data set’s value", permissions=["decide"])
    def prefer(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        if count > MOST_AT_ONCE:
            messages.error(request, TOO_MANY)
            return
        try:
            change = prefer_dataset_values(queryset, request.user.get_username(), reason_from(request))
        except ValidationError as refusal:
            messages.error(request, f"Nothing was changed. {' '.join(refusal.messages)}")
            return
        report_decision(request, change, f"{count} preferred to the films’ own.")

    @admin.action(description="Keep the film’s own value", permissions=["decide"])
    def keep(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        change = settle_values(queryset, request.user.get_username(), reason_from(request))
        report_decision(request, change, f"{count} set aside; the films keep their own values.")

    @admin.action(description="Decide on selected again", permissions=["decide"])
    def reconsider(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        change = settle_values(queryset, request.user.get_username(), reason_from(request), is_settled=False)
        report_decision(request, change, f"{count} listed for a decision again.")
