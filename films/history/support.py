"""Whether what going back leaves published still has the evidence that it was published on."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model, Q

from films.history.planning import Plan, altered_since
from films.history.rows import kind_of, model_of
from films.models import Citation, Fact, Passage, State

Facts = dict[type[Model], set[int]]


def published_without_support(plan: Plan) -> Iterator[Any]:
    """Yield the facts that a plan, once carried out, leaves published without the evidence they were published on.

    Those that it publishes again may have lost their citations since; those from which it takes a citation may
    have been published on it. What had no evidence then either came with a data set, which vouches for it.
    """
    if plan.change is None:
        return
    since = altered_since(plan.change)
    for fact in unsupported(published_again(plan)):
        if has_lost_citations(fact, since):
            yield fact
    for fact in unsupported(no_longer_cited(plan)):
        if since.filter(kind=kind_of(type(fact)), record_id=fact.pk, after__state=State.PUBLISHED).exists():
            yield fact


def published_again(plan: Plan) -> Facts:
    found: Facts = {}
    for (model, key), (now, then) in plan.changed.items():
        if issubclass(model, Fact) and now.get("state") != then.get("state"):
            found.setdefault(model, set()).add(key)
    return found


def no_longer_cited(plan: Plan) -> Facts:
    found: Facts = {}
    for (model, _), citation in plan.deleted.items():
        kind, key = citation.owner
        if model is Citation and key is not None:
            found.setdefault(model_of(kind), set()).add(key)
    return found


def unsupported(facts: Facts) -> Iterator[Any]:
    """Yield those of some facts that are published and have no citation that stands."""
    for model, keys in facts.items():
        standing = Citation.objects.filter(Q(passage=None) | Q(passage__lost_sentence=""), reading="")
        cited = standing.filter(**{f"{kind_field(model)}__in": keys}).values(kind_field(model))
        yield from model._base_manager.filter(pk__in=keys, state=State.PUBLISHED).exclude(pk__in=cited)


def kind_field(model: type[Model]) -> str:
    """Return the name of a citation's link to facts of a model."""
    return next(field.name for field in Citation._meta.fields if field.related_model is model)


def has_lost_citations(fact: Any, since: Any) -> bool:
    citations = since.filter(kind=kind_of(Citation), owner_kind=kind_of(type(fact)), owner_id=fact.pk)
    passages = since.filter(kind=kind_of(Passage), record_id__in=fact.citations.values("passage"))
    return bool(citations.filter(before__isnull=False).exists() or passages.exists())
