"""List records that are written elsewhere and only read here."""

from typing import Any

from django.http import HttpRequest

from films.admin.searching import SearchedByIndex


class ReadOnlyAdmin(SearchedByIndex):
    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        """Leave out deleting several: permission to delete one is only for what goes when another record does."""
        actions: dict[str, Any] = super().get_actions(request)
        actions.pop("delete_selected", None)
        return actions
