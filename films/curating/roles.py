"""Maintain the three roles, as groups of accounts; every `migrate` creates and restores them.

This also happens in other people's projects. So nothing outside this app is touched: neither a group that has a
role's name but no permissions on film facts, nor what else a role may do there.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

ROLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Viewer": ("sees everything in the admin and changes nothing", ("view",), ()),
    "Curator": (
        "drafts facts, cites them, proposes and decides on proposals, but publishes nothing",
        ("view", "add", "change"),
        ("delete_citation",),
    ),
    "Editor": (
        "does all of this, and publishes, deletes, merges, imports and undoes",
        ("view", "add", "change", "delete"),
        ("publish", "merge", "import_csv", "undo"),
    ),
}
"""For each role its purpose, what it may do to all records of the films app, and its other permissions.

Curators may delete citations, since they also create them.
"""

PUBLISHED_AT_ONCE = ("genre", "genrename", "job")
"""Records that are never drafts and change what is published, so only those who may publish may edit them."""


def restore_roles(*, using: str, **kwargs: Any) -> None:
    """Give each role's group exactly its permissions on this app's records, creating missing groups."""
    from django.contrib.auth.models import Group, Permission

    films = apps.get_app_config("films")
    create_permissions(films, verbosity=0, using=using)
    permissions = Permission.objects.using(using).filter(content_type__app_label=films.label)
    for name, (_, verbs, more) in ROLES.items():
        group, is_new = Group.objects.using(using).get_or_create(name=name)
        held = set(group.permissions.filter(content_type__app_label=films.label))
        if not is_new and not held:
            continue
        starts = tuple(f"{verb}_" for verb in verbs)
        kept_back = () if "publish" in more else withheld_permissions(verbs)
        wanted = {
            permission
            for permission in permissions
            if (permission.codename.startswith(starts) and permission.codename not in kept_back)
            or permission.codename in more
        }
        group.permissions.remove(*held - wanted)
        group.permissions.add(*wanted - held)


def withheld_permissions(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the permissions that a role must not get unless it may publish."""
    return tuple(f"{verb}_{name}" for name in PUBLISHED_AT_ONCE for verb in verbs if verb != "view")
