"""The admin site under this project's name, its kinds of entries in the order of a curator's work."""

from typing import Any

from django.contrib.admin import AdminSite
from django.contrib.admin.apps import AdminConfig
from django.http import HttpRequest

GROUPS = {
    "Evidence": ("Document Proposal", "Citation"),
    "Films": ("", "Job Genre Language"),
    "People and organizations": ("", ""),
    "Places": ("", ""),
    "Order": ("Change LikelyDuplicate CsvBatch ImportBatch", "FormerAddress"),
}
"""The groups, with what stands in them before the kinds that declare themselves of them, and after."""


class RedHeatAdminSite(AdminSite):
    site_title = site_header = "Red Heat"
    index_title = "The curator's desk"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[Any]:
        """Return the apps, and in place of all film facts together, which are too many, groups of them."""
        apps = super().get_app_list(request, app_label)
        if app_label is not None:
            return apps
        groups = [group for app in apps if app["app_label"] == "films" for group in grouped(app)]
        return [*groups, *(app for app in apps if app["app_label"] != "films")]


def grouped(app: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the app's models in groups, each as an app of its own."""
    from films.kinds.registry import DECLARATIONS  # once the models are loaded

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
