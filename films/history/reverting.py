"""Plan how to revert a record to its state before a change, and list the later changes that this would lose."""

from typing import Any

from films.history.plan import Obstacle, Plan
from films.history.planning import (
    add_dependent_obstacles,
    add_missing_obstacles,
    present_rows,
    unknown_kind_obstacle,
)
from films.history.rows import (
    Identity,
    Values,
    find_identity,
    is_link,
    kind_of,
    model_of,
    recorded_models,
    stored_rows,
)
from films.models import Alteration, Change
from films.names import quoted


def plan_revert(alteration: Alteration) -> Plan:
    """Return a plan that gives a record and its links the state before a change.

    The alteration is one of the record or of one of its links. Everything that later changes did to the record is
    lost; `later_changes` lists them.
    """
    plan = Plan(change=alteration.change)
    identity = model, key = record_of(alteration)
    since = alterations_since(alteration)  # latest first, so that the earliest value wins
    own = [altered for altered in since if not is_link(model_of(altered.kind))]
    now = stored_rows(model, [key]).get(key)
    name = now.name if now else alteration.name
    plan.names[identity] = name
    plan.owners[identity] = now.owner if now else (alteration.owner_kind, alteration.owner_id)
    if any(altered.before is None and altered.change_id == alteration.change_id for altered in own):
        plan.obstacles.append(
            Obstacle(f"Before that change, there was no {quoted(alteration.name)}. Delete it instead.")
        )
    elif now is None:
        plan.obstacles.append(
            Obstacle(f"{quoted(alteration.name)} has been deleted. Undo the change that deleted it first.")
        )
    if plan.obstacles or now is None:
        return plan
    goal: Values = {}
    for altered in own:
        goal |= altered.before or {}
    names = [name for name, value in goal.items() if name in now.values and now.values[name] != value]
    if names:
        plan.changed[identity] = {name: now.values[name] for name in names}, {name: goal[name] for name in names}
    add_links(plan, [altered for altered in since if is_link(model_of(altered.kind))])
    if plan.is_empty and not plan.obstacles:
        plan.obstacles.append(Obstacle(f"{quoted(alteration.name)} is already as it was then."))
    add_dependent_obstacles(plan)
    add_missing_obstacles(plan)
    return plan


def record_of(alteration: Alteration) -> Identity:
    """Return what identifies the record that an alteration is about; of a link, that is its owner."""
    model: Any = model_of(alteration.kind)
    return (model._meta.auto_created or model), alteration.record_id


def add_links(plan: Plan, alterations: list[Alteration]) -> None:
    """Plan to restore the links that a record had before the last of these alterations, which is the earliest."""
    links: dict[Identity, Alteration] = {}
    for alteration in alterations:
        identity = find_identity(alteration)
        if identity is None:
            plan.obstacles.append(unknown_kind_obstacle(alteration))
        else:
            links[identity] = alteration
    present = present_rows(links.values())
    for link, alteration in links.items():
        plan.names[link] = alteration.name
        plan.owners[link] = alteration.owner_kind, alteration.owner_id
        if alteration.before is None and link in present:
            plan.deleted[link] = present[link]
        elif alteration.before is not None and link not in present:
            plan.restored[link] = alteration.before


def alterations_since(alteration: Alteration) -> list[Alteration]:
    """Return what a change and all later ones did to a record and its links, latest first."""
    model, key = record_of(alteration)
    links = [kind_of(link_model) for link_model in recorded_models() if link_model._meta.auto_created is model]
    change = alteration.change
    altered = Alteration.objects.filter(kind__in=[kind_of(model), *links], record_id=key)
    found = altered.filter(change__made_at__gte=change.made_at).select_related("change")
    latest_first = found.order_by("-change__made_at", "-change_id", "-pk")
    return [
        later for later in latest_first if (later.change.made_at, later.change_id) >= (change.made_at, change.pk)
    ]


def later_changes(alteration: Alteration) -> list[Change]:
    """Return the changes of a record after the one that is to be reverted, latest first."""
    since = alterations_since(alteration)
    return list(dict.fromkeys(after.change for after in since if after.change_id != alteration.change_id))
