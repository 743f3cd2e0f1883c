"""What the desk's own pages say of curating."""

from django import template

from films.curating.roles import ROLES

register = template.Library()


@register.simple_tag
def roles() -> list[tuple[str, str]]:
    """Return each role with what it is for."""
    return [(name, purpose) for name, (purpose, _, _) in ROLES.items()]
