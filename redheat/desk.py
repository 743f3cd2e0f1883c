"""Provide the admin under this project's name, with its models in the order of a curator's work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

GROUPS = {
    "Evidence": ("Document DocumentRevision Proposal", "Citation"),
    "Films": ("", "Job Genre GenreName Language"),
    "People and organizations": ("", ""),
    "Places": ("", ""),
    "Maintenance": ("Change LikelyDuplicate CsvBatch ImportBatch", "FormerAddress"),
}
"""The groups, with the models listed before and after the kinds that declare them as theirs."""


class RedHeatAdminSite(AdminSite):
    site_title = site_header = "Red Heat"
    index_title = "Curator’s desk"

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


class RedHeatAdminConfig(AdminConfig):
    default_site = "redheat.desk.RedHeatAdminSite"
