"""Let curators have likely facts looked for, and say when that was last done."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from django.utils.formats import date_format

from films.admin.buttons import lead_to_button
from films.admin.changes import RecordedAdmin
from films.admin.readonly import ReadOnlyAdmin
from films.curating.finding import last_run, request_finding
from films.models.finding_runs import Subject

STARTED = "They are being looked for. Load this page again in a while: it says when that is done."
ALREADY = "They are being looked for already. Load this page again in a while: it says when that is done."


class FoundAdmin(ReadOnlyAdmin, RecordedAdmin):
    """List what was found by looking through all records, with a button to have that done again."""

    change_list_template = "admin/films/found.html"
    subject: Subject

    def has_decide_permission(self, request: HttpRequest) -> bool:
        """Tell whether somebody may decide on what was found, and have it looked for."""
        raise NotImplementedError

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        again = {"address": self.page("find"), "label": "Look for them now", "last": when_last_found(self.subject)}
        return super().changelist_view(request, {"title": self.subject.label, "look_again": again})

    def get_urls(self) -> list[URLPattern]:
        name = f"films_{self.opts.model_name}_find"
        return [path("find/", self.admin_site.admin_view(self.find_view), name=name), *super().get_urls()]

    def find_view(self, request: HttpRequest) -> HttpResponse:
        """Have all records looked through."""
        if request.method != "POST":
            return lead_to_button(request, self.page("changelist"))
        if not self.has_decide_permission(request):
            raise PermissionDenied
        messages.info(request, STARTED if request_finding(self.subject) else ALREADY)
        return HttpResponseRedirect(self.page("changelist"))

    def page(self, name: str) -> str:
        return reverse(f"admin:films_{self.opts.model_name}_{name}")


def when_last_found(subject: Subject) -> str:
    """Say when something was last looked for."""
    run = last_run(subject)
    if run is None:
        return "They have not been looked for yet."
    if run.finished_at is not None:
        return f"Last looked for: {at_time(run.finished_at)}."
    if run.is_underway:
        return f"Being looked for since {at_time(run.requested_at)}. Load this page again to see what was found."
    return f"Looking was interrupted after {at_time(run.requested_at)}: look again."


def at_time(moment: Any) -> str:
    return date_format(timezone.localtime(moment) if timezone.is_aware(moment) else moment, "j F Y, H:i")
