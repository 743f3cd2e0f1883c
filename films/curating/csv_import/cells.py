"""Read cells: records by slug, lists, choices by value or label, dates, yes and no."""

import re
from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import models

from films.batching import batched
from films.models import Film, Genre, Identifier, Job, Language, Person
from films.models.genres import genre_labels
from films.models.jobs import job_choices

DAY = "%Y-%m-%d"
YES_AND_NO = dict.fromkeys("yes true 1 wahr vrai verdadero vero verdadeiro waar prawda sant".split(), True)
YES_AND_NO |= dict.fromkeys("no false 0 falsch faux falso onwaar fałsz falskt".split(), False)
"""What cells have for yes and no, also in spreadsheets that are in another language."""

THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.\d+)?")
DECIMAL_COMMA = re.compile(r"[+-]?(?:\d+|[1-9]\d{0,2}(?:\.\d{3})+),\d+")
BY_NAME: dict[Any, tuple[str, ...]] = {
    Genre: ("slug", "name"),
    Language: ("tag", "name"),
}
"""Short lists, whose entries can also be found by name."""


class RecordField(forms.Field):
    """Read a record by its slug; a film or person also by an identifier, such as “imdb:tt0095963”.

    Forms of one class share what they found, so build a class for each transaction.
    """

    def __init__(self, model: Any, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.model = model
        self.found: dict[str, Any] = {}

    def to_python(self, value: Any) -> Any:
        return self.find(value.strip()) if value else None

    def look_up(self, texts: Iterable[str]) -> None:
        """Find all records that have one of the texts as their slug, in a few queries for any number of texts."""
        if self.model not in BY_NAME and self.model._meta.get_field("slug").unique:
            for some in batched({text.strip() for text in texts} - self.found.keys()):
                self.found |= {record.slug: record for record in self.model._base_manager.filter(slug__in=some)}

    def find(self, text: str) -> Any:
        """Return the record that a text names. Raises ValidationError."""
        if text not in self.found:
            self.found[text] = find_linked_record(self.model, text)
        return self.found[text]


class ListField(RecordField):
    """Read several records, separated by semicolons."""

    def to_python(self, value: Any) -> Any:
        return [self.find(part.strip()) for part in (value or "").split(";") if part.strip()]


def find_linked_record(model: Any, text: str) -> Any:
    if model is Genre and (known := genre_labels().genre_of(text)):
        return Genre.objects.get(pk=known)
    for name in BY_NAME.get(model, ("slug",)):
        found = model._base_manager.filter(**{f"{name}__iexact" if name != "slug" else name: text}).first()
        if found is not None:
            return found
    scheme, _, value = text.partition(":")
    if value and model in (Film, Person):
        link = model._meta.model_name
        named = Identifier.objects.filter(scheme=scheme, value=value, **{f"{link}__isnull": False}).first()
        if named is not None:
            return getattr(named, link)
    by = " or ".join(BY_NAME.get(model, ("slug",)))
    raise ValidationError(f"There is no {model._meta.verbose_name} with the {by} “{text[:100]}”.")


class YesNoField(forms.Field):
    def to_python(self, value: Any) -> bool:
        if value in self.empty_values:
            return False
        if value.casefold() not in YES_AND_NO:
            raise ValidationError(f"“{value[:50]}” is neither yes nor no.")
        return YES_AND_NO[value.casefold()]


class NumberField(forms.DecimalField):
    """Read a number with a decimal point or comma, and commas between thousands.

    A comma before three digits is a decimal one only in a field with so many places.
    """

    def to_python(self, value: Any) -> Any:
        text = (value or "").replace("\u00a0", "").replace("\u202f", "")
        if THOUSANDS.fullmatch(text) and not (text.count(",") == 1 and self.places > 2 and "." not in text):
            text = text.replace(",", "")
        elif DECIMAL_COMMA.fullmatch(text):
            text = text.replace(".", "").replace(",", ".")
        return super().to_python(text)

    @property
    def places(self) -> int:
        return self.decimal_places or 0


class LabelledField(forms.ChoiceField):
    """Read a choice by its value or its label, ignoring case."""

    def __init__(self, flat: dict[str, str], **kwargs: Any) -> None:
        super().__init__(choices=list(flat.items()), **kwargs)
        self.by_text = {text.casefold(): value for value, label in flat.items() for text in (value, label)}

    def to_python(self, value: Any) -> str:
        if value in self.empty_values:
            return ""
        if value.casefold() not in self.by_text:
            listed = ", ".join(dict.fromkeys(self.by_text.values()))
            raise ValidationError(f"“{value[:50]}” is not in the list: {listed}.")
        return self.by_text[value.casefold()]


class JobCell(LabelledField):
    """Read a job by its code or its name."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__({code: name for _, jobs in job_choices() for code, name in jobs}, **kwargs)

    def clean(self, value: Any) -> Job | None:
        code = super().clean(value)
        return Job.objects.get(pk=code) if code else None


def cell_field(field: Any, **kwargs: Any) -> forms.Field | None:
    """Build the form field that reads a cell for a model's field."""
    required = not field.blank
    match field:
        case models.ManyToManyField():
            return ListField(field.related_model, required=required)
        case models.ForeignKey(related_model=related) if related is Job:
            return JobCell(required=required)
        case models.ForeignKey():
            return RecordField(field.related_model, required=required)
        case models.BooleanField():
            return YesNoField(required=False)
        case models.DateField():
            message = (
                "Give a day that exists, written as 1988-06-17: another order of day and month may not be clear."
            )
            return forms.DateField(input_formats=[DAY], required=required, error_messages={"invalid": message})
        case models.DecimalField():
            return NumberField(required=required, max_digits=field.max_digits, decimal_places=field.decimal_places)
        case _ if field.choices:
            return LabelledField(dict(field.flatchoices), required=required)
    made: forms.Field | None = field.formfield()
    return made
