"""What the desk's own pages say of curating."""

from typing import Any

from django import template
from django.db.models import QuerySet

from films.curating.roles import ROLES
from films.curating.worklist import WorkItem, worklist
from films.models import Change

LATEST = 10
register = template.Library()


@register.simple_tag
def roles() -> list[tuple[str, str]]:
    """Return each role with what it is for."""
    return [(name, purpose) for name, (purpose, _, _) in ROLES.items()]


@register.simple_tag
def waiting_for(user: Any) -> list[WorkItem]:
    """Return the work that waits for somebody at the desk."""
    return worklist(user)


@register.simple_tag
def latest_changes() -> QuerySet[Change]:
    """Return what was changed last, by anybody."""
    return Change.objects.all()[:LATEST]
