"""List relations between films that were found by titles and years, to be confirmed or declined."""

from typing import Any

from django.contrib import admin, messages
from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, re_path, reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString

from films.admin.base import change_address
from films.admin.buttons import lead_to_button
from films.admin.changes import reason_from
from films.admin.deciding import FlagFilter
from films.admin.looking import FoundAdmin
from films.curating.relations.deciding import confirm_relations, mark_relations, waiting_relations
from films.history.publication import MAY_PUBLISH
from films.models import Change, Film, LikelyRelation
from films.models.finding_runs import Subject

DECISION = r"^(?P<key>[0-9]{1,18})/(?P<decision>confirm|decline)/$"
LIST = "admin:films_likelyrelation_changelist"
MOST_AT_ONCE = 200  # relations, since each is saved with its evidence
TOO_MANY = f"Select at most {MOST_AT_ONCE} relations at a time."
GONE = "Somebody else has already decided on this. Nothing was changed."


class DecisionFilter(FlagFilter):
    decided = ("declined", "Declined")
    flag = "is_declined"


@admin.register(LikelyRelation)
class LikelyRelationAdmin(FoundAdmin):
    subject = Subject.RELATIONS
    list_display = ["later_film", "kind", "earlier_film", "certainty", "reasons", "decide"]
    list_display_links = None
    list_filter = [DecisionFilter, "kind"]
    list_per_page = 50
    list_select_related = ["film", "related_film"]
    search_fields = ["film__title", "related_film__title"]
    actions = ["confirm", "decline", "reconsider"]

    def has_decide_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_PUBLISH)

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        """Let whoever may delete the films delete a proposed relation, which goes when they do."""
        return request.user.has_perm("films.delete_film")

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            re_path(DECISION, wrap(self.decide_view), name="films_likelyrelation_decide"),
            *super().get_urls(),
        ]

    def decide_view(self, request: HttpRequest, key: str, decision: str) -> HttpResponse:
        """Confirm or decline one relation."""
        if request.method != "POST":
            return lead_to_button(request, reverse(LIST))
        if not self.has_decide_permission(request):
            raise PermissionDenied
        found = waiting_relations().filter(pk=key)
        if not found:
            messages.warning(request, GONE)
        elif decision == "confirm":
            self.confirm(request, found)
        else:
            self.decline(request, found)
        return HttpResponseRedirect(f"{reverse(LIST)}?{request.GET.urlencode()}")

    @admin.display(description="Film", ordering="film__title")
    def later_film(self, proposed: LikelyRelation) -> SafeString:
        return film_link(proposed.film)

    @admin.display(description="Earlier film", ordering="related_film__title")
    def earlier_film(self, proposed: LikelyRelation) -> SafeString:
        return film_link(proposed.related_film)

    @admin.display(description="Decide")
    def decide(self, proposed: LikelyRelation) -> SafeString | str:
        """Draw the buttons for one relation, which the form around the list sends."""
        if proposed.is_declined:
            return "—"
        confirm, decline = (
            reverse("admin:films_likelyrelation_decide", args=[proposed.pk, decision])
            for decision in ("confirm", "decline")
        )
        return format_html(
            '<button class="button" formaction="{}">Confirm</button> <button class="button" formaction="{}">'
            "Decline</button>",
            confirm,
            decline,
        )

    @admin.action(description="Confirm selected", permissions=["decide"])
    def confirm(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        if count > MOST_AT_ONCE:
            messages.error(request, TOO_MANY)
            return
        change = confirm_relations(queryset, request.user.get_username(), reason_from(request))
        report_decision(request, change, f"{count} recorded as related films.")

    @admin.action(description="Decline selected", permissions=["decide"])
    def decline(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        change = mark_relations(queryset, request.user.get_username(), reason_from(request), is_declined=True)
        report_decision(request, change, f"{count} declined; they will not be proposed again.")

    @admin.action(description="Decide on selected again", permissions=["decide"])
    def reconsider(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        count = queryset.count()
        change = mark_relations(queryset, request.user.get_username(), reason_from(request), is_declined=False)
        report_decision(request, change, f"{count} listed for a decision again.")


def report_decision(request: HttpRequest, change: Change, done: str) -> None:
    """Say what was done, and link to where it can be undone, if anything changed."""
    if change._state.adding:
        messages.info(request, "Nothing to do: that had been decided already.")
        return
    messages.success(request, format_html('{} <a href="{}">See or undo it</a>.', done, change_address(change)))


def film_link(film: Film) -> SafeString:
    return format_html('<a href="{}">{}</a>', change_address(film), film)
