"""The three roles, as groups of accounts. Migrating makes them, and makes them true again."""

from typing import Any

from django.apps import apps
from django.contrib.auth.management import create_permissions

CURATED = "films"
ROLES: dict[str, tuple[str, tuple[str, ...], tuple[str, ...]]] = {
    "Viewer": ("sees everything at the desk and changes nothing", ("view",), ()),
    "Curator": (
        "drafts facts, cites them, proposes and decides on proposals, but publishes nothing",
        ("view", "add", "change"),
        (),
    ),
    "Editor": (
        "does all that, publishes, deletes, merges, imports and undoes",
        ("view", "add", "change", "delete"),
        ("publish", "merge", "import_csv", "undo"),
    ),
}
"""For each role what it is for, what it may do to every record of the films app, and what besides."""

SEEN = ("view_change", "view_likelyduplicate")
CITATIONS_TOO = ("delete_citation",)
"""A curator who cites may also take a citation back."""


def keep(*, using: str, **kwargs: Any) -> None:
    """Give each role's group exactly the permissions of its role."""
    from django.contrib.auth.models import Group, Permission

    for label in (CURATED, "curating"):
        create_permissions(apps.get_app_config(label), verbosity=0, using=using)
    permissions = Permission.objects.using(using)
    for name, (_, verbs, more) in ROLES.items():
        starts = tuple(f"{verb}_" for verb in verbs)
        of_facts = permissions.filter(content_type__app_label=CURATED)
        wanted = [one for one in of_facts if one.codename.startswith(starts)]
        if name == "Curator":
            wanted += [one for one in of_facts if one.codename in CITATIONS_TOO]
        wanted += permissions.filter(content_type__app_label="curating", codename__in=[*SEEN, *more])
        group, _ = Group.objects.using(using).get_or_create(name=name)
        group.permissions.set(wanted)
