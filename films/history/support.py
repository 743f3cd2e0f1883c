"""Check that undoing or reverting leaves no published fact without its evidence, value by value."""

from collections.abc import Iterator
from typing import Any

from django.db.models import CharField, Model, Q, QuerySet
from django.db.models.functions import Cast

from films.history.plan import Plan
from films.history.planning import altered_since
from films.history.rows import is_link, kind_of, link_field, model_of
from films.kinds.claims import claimable_values
from films.kinds.registry import claims_of
from films.models import Citation, Fact, Passage, State

Facts = dict[type[Model], set[int]]


def published_without_support(plan: Plan) -> Iterator[Any]:
    """Yield the facts that a plan would leave published without the evidence that they were published on.

    Facts that it publishes again may have lost citations since; facts that lose a citation may have been published
    because of it. Facts that had no evidence before either came with a data set, which vouches for them. But no
    fact may be published with a value for which its citations have another one, or which it got as a draft, unless
    it was published with that value and these citations before the change that is undone.
    """
    yield from published_with_unconfirmed_values(plan)
    if plan.change is None:
        return
    since = altered_since(plan.change)
    for fact in without_evidence(facts_published_again(plan)):
        if has_lost_citations(fact, since):
            yield fact
    for fact in without_evidence(facts_losing_citations(plan)):
        if since.filter(kind=kind_of(type(fact)), record_id=fact.pk, after__state=State.PUBLISHED).exists():
            yield fact


def published_with_unconfirmed_values(plan: Plan) -> Iterator[Any]:
    """Yield the published facts that a plan gives, or publishes with, a value that nobody confirmed."""
    again = facts_published_again(plan)
    for model, written in values_written(plan).items():
        for fact in model._base_manager.filter(pk__in=written, state=State.PUBLISHED):
            confirmed = [one.claims for one in standing_citations().filter(**{citation_link(model): fact})]
            is_published_again = fact.pk in again.get(model, ())
            for name, value in claimable_values(fact, claims_of(model)).items():
                claimed = [claims[name]["value"] for claims in confirmed if name in claims]
                if value in claimed:
                    continue
                is_given = bool(claimed) and (is_published_again or name in written[fact.pk])
                if (is_given and not was_so_before(plan, fact)) or (
                    is_published_again and was_altered_since(plan, fact, name)
                ):
                    yield fact
                    break


def was_so_before(plan: Plan, fact: Any) -> bool:
    """Tell whether a fact was published with these same citations before the change that a plan undoes."""
    if plan.change is None:
        return False
    altered = altered_since(plan.change)
    citations = altered.filter(kind=kind_of(Citation), owner_kind=kind_of(type(fact)), owner_id=fact.pk)
    return not citations.exists() and not was_altered_since(plan, fact, "state")


def was_altered_since(plan: Plan, fact: Any, name: str) -> bool:
    """Tell whether a field has got another value after the change that a plan undoes."""
    if plan.change is None:
        return False
    altered = altered_since(plan.change).filter(kind=kind_of(type(fact)), record_id=fact.pk)
    return any(name in (alteration.after or {}) for alteration in altered)


def values_written(plan: Plan) -> dict[type[Model], dict[int, set[str]]]:
    """Map the facts to which a plan gives values or links to the names of these fields."""
    found: dict[type[Model], dict[int, set[str]]] = {}
    for model, key in plan.identities():
        if is_link(model):
            owner = model_of(plan.owners[model, key][0])
            if issubclass(owner, Fact):
                found.setdefault(owner, {}).setdefault(key[0], set()).add(link_field(model).name)
        elif issubclass(model, Fact):
            names = plan.changed[model, key][1] if (model, key) in plan.changed else ()
            found.setdefault(model, {}).setdefault(key, set()).update(names)
    return found


def standing_citations() -> QuerySet[Citation]:
    """Select the citations that can support a value."""
    return Citation.objects.filter(Q(passage=None) | Q(passage__lost_sentence=""), reading="")


def facts_published_again(plan: Plan) -> Facts:
    found: Facts = {}
    for (model, key), (now, then) in plan.changed.items():
        if issubclass(model, Fact) and now.get("state") != then.get("state"):
            found.setdefault(model, set()).add(key)
    return found


def facts_losing_citations(plan: Plan) -> Facts:
    found: Facts = {}
    for (model, _), citation in plan.deleted.items():
        kind, key = citation.owner
        if model is Citation and key is not None:
            found.setdefault(model_of(kind), set()).add(key)
    return found


def without_evidence(facts: Facts) -> Iterator[Any]:
    """Yield those of the facts that are published without a citation that can support them."""
    for model, keys in facts.items():
        cited = standing_citations().filter(**{f"{citation_link(model)}__in": keys}).values(citation_link(model))
        yield from model._base_manager.filter(pk__in=keys, state=State.PUBLISHED).exclude(pk__in=cited)


def citation_link(model: type[Model]) -> str:
    """Return the name of a citation's link to facts of a model."""
    return next(field.name for field in Citation._meta.fields if field.related_model is model)


def has_lost_citations(fact: Any, since: Any) -> bool:
    citations = since.filter(kind=kind_of(Citation), owner_kind=kind_of(type(fact)), owner_id=fact.pk)
    cited = fact.citations.values_list(Cast("passage", CharField()))
    passages = since.filter(kind=kind_of(Passage), record_id__in=cited)
    return bool(citations.filter(before__isnull=False).exists() or passages.exists())
