"""Say why a page of the admin is refused, who may use it, and what to do instead."""

import re
from collections.abc import Collection
from copy import copy
from dataclasses import dataclass
from typing import Any

from django.apps import apps
from django.contrib import admin
from django.contrib.auth.models import Group, Permission
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from films.names import quoted

NAME = re.compile(r"([a-z_]+?)_([a-z]+)_([a-z]+)")
"""The names of views of the admin: an app, a model, and what the view does."""
READING = ("changelist", "change", "history")
WRITING = {"add": "add", "delete": "delete", "revert": "change", "merge": "merge"}
"""The permissions that views of a model need, by the ends of their names."""
OTHERS = {
    "films_change_undo": ("films.undo", "undo changes"),
    "films_csvbatch_import": ("films.import_csv", "import CSV files"),
    "films_proposal_queue": ("films.change_document", "decide on proposals"),
    "films_document_desk": ("films.change_document", "decide at the desk"),
    "films_documentrevision_preview": ("films.add_document", "decide on revisions"),
    "films_citation_waiting": ("films.change_citation", "confirm citations"),
    "films_citation_orphaned": ("films.change_citation", "cite other sentences"),
    "films_likelyduplicate_find": ("films.merge", "look for duplicates"),
    "films_likelyrelation_find": ("films.publish", "look for related films"),
    "films_likelyrelation_decide": ("films.publish", "decide on related films"),
}
"""The permission of any other view, and what it does, by its name."""

NEVER = (
    "This is not done by hand, whatever the account: the site itself adds, changes and deletes such records where "
    "it is needed."
)
ROLES = "These roles may: {0}. Ask the administrator of this site for one."
NO_ROLE = "No role may do that, only superusers: ask the administrator of this site."


@dataclass
class Somebody:
    """Stand in for an account that has some permissions, or all of them."""

    permissions: Collection[str] | None = None
    is_active = is_staff = is_authenticated = True

    @property
    def is_superuser(self) -> bool:
        return self.permissions is None

    def has_perm(self, permission: str, record: object = None) -> bool:
        return self.permissions is None or permission in self.permissions


@dataclass(frozen=True)
class Asked:
    """Hold what a request asks for: records of a model in the admin, or a view with a permission of its own."""

    request: HttpRequest
    what: str
    permission: str
    model_admin: Any = None

    def reasons(self) -> list[str]:
        """Return the sentences that say why this is refused and whose it is."""
        user: Any = self.request.user
        if not self.is_allowed(Somebody()):
            return [NEVER]
        own = ", ".join(user.groups.order_by("name").values_list("name", flat=True)) or "without a role"
        able = [role.name for role in Group.objects.order_by("name") if self.is_allowed(holder(role))]
        return [
            f"Your account {quoted(user.get_username())} ({own}) may not {self.what}.",
            ROLES.format(", ".join(able)) if able else NO_ROLE,
        ]

    def is_allowed(self, somebody: Any) -> bool:
        if self.model_admin is None:
            return bool(somebody.has_perm(self.permission))
        asked = copy(self.request)
        asked.user = somebody
        given = asked.resolver_match.kwargs if asked.resolver_match else {}
        record = self.model_admin.get_object(asked, given["object_id"]) if "object_id" in given else None
        about = (asked,) if self.permission in ("add", "merge") else (asked, record)
        return bool(getattr(self.model_admin, f"has_{self.permission}_permission")(*about))

    def list_page(self) -> str:
        """Return the address of the list of these records, or '' if the account may not see it."""
        if self.model_admin is None or not self.model_admin.has_view_or_change_permission(self.request):
            return ""
        opts = self.model_admin.opts
        return reverse(f"admin:{opts.app_label}_{opts.model_name}_changelist")


def respond_to_refusal(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Respond with 403, and say what the account lacks as far as the address tells."""
    asked = what_is_asked(request) if request.user.is_authenticated else None
    reasons = [str(exception)] if str(exception or "") else asked.reasons() if asked else []
    context = {"reasons": reasons, "instead": asked.list_page() if asked else ""}
    return render(request, "403.html", context, status=403)


def what_is_asked(request: HttpRequest) -> Asked | None:
    """Return what a request asks for, or None where its address does not tell."""
    match = request.resolver_match
    name = (match.url_name or "") if match and match.namespace == "admin" else ""
    if name in OTHERS:
        permission, what = OTHERS[name]
        return Asked(request, what, permission)
    label, model_name, view = found.groups() if (found := NAME.fullmatch(name)) else ("", "", "")
    known = apps.all_models.get(label, {})
    model_admin: Any = admin.site._registry.get(known[model_name]) if model_name in known else None
    if model_admin is None or view not in (*READING, *WRITING):
        return None
    is_read = view in READING and request.method in ("GET", "HEAD")
    permission = WRITING.get(view) or ("view" if is_read else "change")
    verb = "see" if is_read else permission
    return Asked(request, f"{verb} {model_admin.opts.verbose_name_plural}", permission, model_admin)


def holder(role: Group) -> Somebody:
    """Return somebody with a role's permissions."""
    held = Permission.objects.filter(group=role).values_list("content_type__app_label", "codename")
    return Somebody({f"{label}.{codename}" for label, codename in held})
