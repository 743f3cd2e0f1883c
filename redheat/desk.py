"""Provide the admin under this project's name, with its models in the order of a curator's work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import URLPattern, URLResolver, path, reverse
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache

from redheat.login import LoginForm
from redheat.second_factor import is_lacking, second_factor

GROUPS = {
    "Evidence": ("Document DocumentRevision Proposal", "Citation"),
    "Films": ("", "Job Genre GenreName Language"),
    "People and organizations": ("", ""),
    "Places": ("", ""),
    "Maintenance": (
        "Suggestion Change LikelyDuplicate LikelyRelation DatasetValue CsvBatch ImportBatch",
        "FormerAddress",
    ),
}
"""The groups, with the models listed before and after the kinds that declare them as theirs."""


class RedHeatAdminSite(AdminSite):
    site_title = site_header = "Red Heat"
    index_title = "Curator’s desk"
    login_form = LoginForm

    def has_permission(self, request: HttpRequest) -> bool:
        """Let in whoever may use the admin and has entered the second factor, if the account needs or has one."""
        return super().has_permission(request) and not is_lacking(request.user)

    def login(self, request: HttpRequest, extra_context: dict[str, Any] | None = None) -> HttpResponse:
        """Show the form for logging in, or the one for the second factor to those who lack nothing else."""
        if request.method == "GET" and super().has_permission(request) and is_lacking(request.user):
            wanted = urlencode({"next": request.GET.get("next", "")})
            return HttpResponseRedirect(f"{reverse('admin:second_factor')}?{wanted}")
        return super().login(request, extra_context)

    def get_urls(self) -> list[URLPattern | URLResolver]:
        own = [
            path("second-factor/", never_cache(self.second_factor), name="second_factor"),
            path("status/", self.admin_view(self.status), name="status"),
        ]
        return [*own, *super().get_urls()]

    def second_factor(self, request: HttpRequest) -> HttpResponse:
        return second_factor(request, site=self)

    def status(self, request: HttpRequest) -> HttpResponse:
        from redheat.status import status  # needs the search and the exports, as few commands do

        return status(request, site=self)

    def autocomplete_view(self, request: HttpRequest) -> HttpResponse:
        """Suggest records, each with what tells it apart from others of its name."""
        from films.admin.autocomplete import RecordAutocomplete  # needs the models loaded

        return RecordAutocomplete.as_view(admin_site=self)(request)  # type: ignore[return-value]

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the apps, with the models of `films` split into groups, since there are too many for one list."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        groups = [group for app in apps if app["app_label"] == "films" for group in group_models(app)]
        return [*groups, *(app for app in apps if app["app_label"] != "films")]


def group_models(app: dict[str, Any]) -> list[dict[str, Any]]:
    """Split the app's models into groups, each presented as an app."""
    from films.kinds.registry import DECLARATIONS  # needs the models loaded

    listed = {model["object_name"]: model for model in app["models"]}
    kinds: dict[str, list[str]] = {}
    for declared in DECLARATIONS.values():
        kinds.setdefault(declared.admin.group, []).append(declared.model.__name__)
    groups = {
        name: [listed[one] for one in (*first.split(), *kinds.get(name, ()), *last.split()) if one in listed]
        for name, (first, last) in GROUPS.items()
    }
    return [{**app, "name": name, "models": models} for name, models in groups.items() if models]
