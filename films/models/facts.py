"""Give every fact a state, a natural key, and constraints in the database."""

from functools import reduce
from typing import Any, ClassVar, Self

from django.db import models
from django.db.models import F, Func, Q, Value
from django.db.models.lookups import Exact

from films.models.announcing import AnnouncedQuerySet


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    PUBLISHED = "published", "Published"


def one_of(field: str, choices: type[models.TextChoices], *, blank: bool = False) -> models.CheckConstraint:
    """Build a constraint that a field has one of its choices, or is empty if `blank`."""
    values = [*choices.values, ""] if blank else list(choices.values)
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": values}),
        name=f"%(app_label)s_%(class)s_{field}_listed",
        violation_error_message=f"Choose {field.replace('_', ' ')} from the list.",
    )


def not_blank(field: str) -> models.CheckConstraint:
    """Build a constraint that a text field has more than white space."""
    return models.CheckConstraint(
        condition=~Q(Exact(Func(F(field), function="TRIM"), Value(""))),
        name=f"%(app_label)s_%(class)s_{field}_not_blank",
        violation_error_message=f"Give the {field.replace('_', ' ')}.",
    )


class NaturalKeyQuerySet(AnnouncedQuerySet):
    def get_by_natural_key(self, *values: Any) -> Any:
        """Return the record with these values of the model's `natural_key_fields`, given in that order.

        Raises the model's `DoesNotExist` if there is none.
        """
        return self.get(**dict(zip(self.model.natural_key_fields, values, strict=True)))


class NaturallyKeyed(models.Model):
    """Give a record a natural key, so that fixtures do not depend on its row number."""

    natural_key_fields: ClassVar[tuple[str, ...]]
    objects: ClassVar[Any] = NaturalKeyQuerySet.as_manager()

    class Meta:
        abstract = True

    def natural_key(self) -> tuple[Any, ...]:
        """Return the values of `natural_key_fields`, following relations to other records."""
        return tuple(reduce(getattr, path.split("__"), self) for path in self.natural_key_fields)


class FactQuerySet(NaturalKeyQuerySet):
    def published(self) -> Self:
        """Select the published facts, which anybody may see."""
        return self.filter(state=State.PUBLISHED)


class Fact(NaturallyKeyed):
    """Make a statement that citations can support, and that is a draft until a curator publishes it."""

    state = models.CharField(max_length=10, choices=State.choices, default=State.DRAFT)
    data_set = models.CharField(
        max_length=40,
        blank=True,
        default="",
        db_default="",
        editable=False,
        help_text="The data set that it came with; empty if it came with none.",
    )
    objects: ClassVar[Any] = FactQuerySet.as_manager()

    class Meta:
        abstract = True
        constraints = [one_of("state", State)]
