"""Plan how to revert a record to its state before a change, and list the later changes that this would lose."""

from films.history.planning import Obstacle, Plan, add_dependent_obstacles, add_missing_obstacles, present_rows
from films.history.rows import (
    Identity,
    Values,
    identity_of,
    is_link,
    kind_of,
    model_of,
    recorded_models,
    stored_rows,
)
from films.models import Alteration, Change, State


def plan_revert(alteration: Alteration, *, may_publish: bool = True) -> Plan:
    """Return a plan that gives a record and its links the state before a change.

    Everything that later changes did to the record is lost; `later_changes` lists them.
    """
    plan = Plan(change=alteration.change)
    identity = identity_of(alteration)
    model, key = identity
    now = stored_rows(model, [key]).get(key)
    name = now.name if now else alteration.name
    plan.names[identity] = name
    plan.owners[identity] = alteration.owner_kind, alteration.owner_id
    if alteration.before is None:
        plan.obstacles.append(
            Obstacle(f"Before that change, there was no “{alteration.name}”. Delete it instead.")
        )
    elif now is None:
        plan.obstacles.append(
            Obstacle(f"“{alteration.name}” has been deleted. Undo the change that deleted it first.")
        )
    if plan.obstacles or now is None:
        return plan
    goal: Values = {}
    links: dict[Identity, Alteration] = {}
    for one in alterations_since(alteration):  # latest first, so that the earliest value wins
        if is_link(model_of(one.kind)):
            links[identity_of(one)] = one
        elif one.before is not None:
            goal |= one.before
    names = [name for name, value in goal.items() if name in now.values and now.values[name] != value]
    if names:
        plan.changed[identity] = {one: now.values[one] for one in names}, {one: goal[one] for one in names}
    there = present_rows(links.values())
    for link, one in links.items():
        plan.names[link] = one.name
        plan.owners[link] = one.owner_kind, one.owner_id
        if one.before is None and link in there:
            plan.deleted[link] = there[link]
        elif one.before is not None and link not in there:
            plan.restored[link] = one.before
    if plan.is_empty:
        plan.obstacles.append(Obstacle(f"“{alteration.name}” is already as it was then."))
    elif not may_publish and State.PUBLISHED in (now.values.get("state"), goal.get("state")):
        plan.obstacles.append(Obstacle("That would change what is published: ask an editor."))
    add_dependent_obstacles(plan)
    add_missing_obstacles(plan)
    return plan


def alterations_since(alteration: Alteration) -> list[Alteration]:
    """Return what a change and all later ones did to a record and its links, latest first."""
    of_record = Alteration.objects.filter(kind=alteration.kind, record_id=alteration.record_id)
    links = [
        kind_of(model) for model in recorded_models() if model._meta.auto_created is model_of(alteration.kind)
    ]
    of_links = Alteration.objects.filter(kind__in=links, record_id=alteration.record_id)
    change = alteration.change
    found = (of_record | of_links).filter(change__made_at__gte=change.made_at).select_related("change")
    latest_first = found.order_by("-change__made_at", "-change_id", "-pk")
    return [one for one in latest_first if (one.change.made_at, one.change_id) >= (change.made_at, change.pk)]


def later_changes(alteration: Alteration) -> list[Change]:
    """Return the changes of a record after the one that is to be reverted, latest first."""
    later = (one.change for one in alterations_since(alteration) if one.change_id != alteration.change_id)
    return list(dict.fromkeys(later))
