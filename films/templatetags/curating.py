"""Provide template tags for the start page and the help of the admin."""

from typing import Any

from django import template
from django.db.models import QuerySet

from films.curating.roles import ROLES
from films.curating.suggestions import latest_suggestions_by
from films.curating.worklist import WorkItem, worklist
from films.models import Change, Suggestion

LATEST = 10
register = template.Library()


@register.simple_tag
def roles() -> list[tuple[str, str]]:
    """Return each role with a description of what it may do."""
    return [(name, purpose) for name, (purpose, _, _) in ROLES.items()]


@register.simple_tag
def waiting_for(user: Any) -> list[WorkItem]:
    """Return the tasks that wait for a user, by their permissions."""
    return worklist(user)


@register.inclusion_tag("admin/films/_work.html", takes_context=True)
def work_navigation(context: Any) -> dict[str, Any]:
    """Show the kinds of work that wait for the user, with the way from this page's to the next.

    It has a key where the page has no work left of its own to go on to by that key.
    """
    request = context["request"]
    items = [item for item in worklist(request.user) if not item.is_part]
    here = {request.path, request.get_full_path()}
    current = next((number for number, item in enumerate(items) if item.address in here), None)
    following = items[(current + 1) % len(items)] if current is not None else next(iter(items), None)
    goes_on = bool(context.get("following") or context.get("is_narrowed"))
    return {"items": items, "current": current, "following": None if goes_on else following}


@register.simple_tag
def decided_suggestions(user: Any) -> list[Suggestion]:
    """Return what editors decided on a user's latest suggestions."""
    return latest_suggestions_by(user.get_username())


@register.simple_tag
def latest_changes() -> QuerySet[Change]:
    """Return the latest changes by anybody."""
    return Change.objects.all()[:LATEST]
