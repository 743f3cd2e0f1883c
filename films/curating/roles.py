"""The three roles, as groups of accounts. Migrating makes them, and makes them true again.

This is also done in other people's projects, so what is not of this app is never touched: neither a group that
bears a role's name and may do nothing to film facts, nor what else a role may do there.
"""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

ROLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Viewer": ("sees everything at the desk and changes nothing", ("view",), ()),
    "Curator": (
        "drafts facts, cites them, proposes and decides on proposals, but publishes nothing",
        ("view", "add", "change"),
        ("delete_citation",),
    ),
    "Editor": (
        "does all that, publishes, deletes, merges, imports and undoes",
        ("view", "add", "change", "delete"),
        ("publish", "merge", "import_csv", "undo"),
    ),
}
"""For each role what it is for, what it may do to every record of the films app, and what besides.

A curator who cites may also take a citation back.
"""

PUBLISHED_AT_ONCE = ("job",)
"""Records that are no drafts first, and change what is published: only who may publish adds or changes them."""


def keep(*, using: str, **kwargs: Any) -> None:
    """Give each role's group exactly its permissions over this app's records; make a group that is not there."""
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
        kept_back = () if "publish" in more else unpublishable(verbs)
        wanted = {
            one
            for one in permissions
            if (one.codename.startswith(starts) and one.codename not in kept_back) or one.codename in more
        }
        group.permissions.remove(*held - wanted)
        group.permissions.add(*wanted - held)


def unpublishable(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Return the permissions that a role without that of publishing is not given, though its verbs say so."""
    return tuple(f"{verb}_{name}" for name in PUBLISHED_AT_ONCE for verb in verbs if verb != "view")
