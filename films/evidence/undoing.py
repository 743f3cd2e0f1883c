"""What a curator's step made and changed, so that it can be taken back: that much, and nothing done since."""

import json
from collections.abc import Iterable
from typing import Any

from django.apps import apps
from django.core import serializers
from django.core.serializers.json import DjangoJSONEncoder
from django.db import transaction
from django.db.models import Model, ProtectedError

from films.models import Citation, Document, Step

STEPS_KEPT = 200  # of one curator at one document; nobody takes back more
Change = dict[str, Any]


class Record:
    """Writes down what is made and changed, in order."""

    def __init__(self) -> None:
        self.made: list[Model] = []
        self.changed: list[Change] = []

    def make(self, thing: Any) -> Any:
        """Save a new thing. Raises ValidationError where it breaks a rule."""
        thing.full_clean()
        thing.save()
        self.made.append(thing)
        self.changed.append({**named(thing), "made": state_of(thing)})
        return thing

    def change(self, thing: Any, **values: Any) -> None:
        """Give a thing other values. Raises ValidationError where they break a rule."""
        before = state_of(thing)
        for name, value in values.items():
            setattr(thing, name, value)
        thing.clean_fields(exclude={field.name for field in thing._meta.fields} - values.keys())
        thing.clean()
        thing.validate_constraints()
        thing.save(update_fields=list(values))
        after = state_of(thing)
        for name in values:
            if before[name] != after[name]:
                self.changed.append({**named(thing), "field": name, "before": before[name], "after": after[name]})

    def link(self, thing: Any, field: str, others: Iterable[Model]) -> None:
        """Add links to others that are not there yet."""
        there = set(getattr(thing, field).values_list("pk", flat=True))
        for other in others:
            if other.pk not in there:
                getattr(thing, field).add(other)
                self.changed.append({**named(thing), "link": field, "to": list(other.natural_key())})  # type: ignore[attr-defined]

    def store(self, document: Document, curator: str, summary: str) -> Step:
        """Store all of it as one step."""
        longest = Step._meta.get_field("summary").max_length or 0
        step: Step = Step.objects.create(
            document=document, curator=curator, summary=summary[:longest], changes=self.changed
        )
        outdated = Step.objects.filter(document=document, curator=curator).order_by("-pk")[STEPS_KEPT:]
        Step.objects.filter(pk__in=list(outdated.values_list("pk", flat=True))).delete()
        return step


def named(thing: Any) -> Change:
    return {"model": thing._meta.label_lower, "key": [str(part) for part in thing.natural_key()]}


def state_of(thing: Model) -> dict[str, Any]:
    """Return all that a thing says, links by their natural keys, as JSON can hold it."""
    (written,) = serializers.serialize("python", [thing], use_natural_foreign_keys=True)
    fields: dict[str, Any] = json.loads(json.dumps(written["fields"], cls=DjangoJSONEncoder))
    return fields


@transaction.atomic
def take_back(step: Step) -> list[str]:
    """Undo a step, last change first, and forget it; return what was left as it is, and why.

    What somebody changed since, or built upon, stays.
    """
    left: list[str] = []
    for change in reversed(step.changes):
        model = apps.get_model(change["model"])
        try:
            thing = model._default_manager.get_by_natural_key(*change["key"])
        except model.DoesNotExist:
            continue
        reason = undo(thing, change)
        if reason:
            left.append(f"{thing} stays: {reason}.")
    step.delete()
    return left


def undo(thing: Any, change: Change) -> str:
    """Undo one change of a thing; return why not, where it has to stay."""
    if "made" in change:
        return unmake(thing, change["made"])
    if "link" in change:
        links = getattr(thing, change["link"])
        links.remove(links.model._default_manager.get_by_natural_key(*change["to"]))
        return ""
    name = change["field"]
    if state_of(thing)[name] != change["after"]:
        return f"its {name.replace('_', ' ')} has been changed since"
    field = thing._meta.get_field(name)
    before = change["before"]
    if field.is_relation:
        before = field.related_model._default_manager.get_by_natural_key(*before) if before else None
    else:
        before = field.to_python(before)
    setattr(thing, name, before)
    thing.save(update_fields=[name])
    return ""


def unmake(thing: Any, made: dict[str, Any]) -> str:
    if state_of(thing) != made:
        return "somebody has changed it since"
    if not isinstance(thing, Citation) and is_built_upon(thing):
        return "other entries rest on it by now"
    try:
        thing.delete()
    except ProtectedError:
        return "other entries rest on it by now"
    return ""


def is_built_upon(thing: Model) -> bool:
    """Tell whether anything points to a thing: what the step itself made of that kind is gone already."""
    return any(
        relation.related_model._default_manager.filter(**{relation.field.name: thing}).exists()
        for relation in thing._meta.related_objects
    )
