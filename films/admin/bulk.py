"""Edit in bulk: choose records in a list, then a field, see its present values, and set it on all."""

from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.helpers import ACTION_CHECKBOX_NAME
from django.db import models
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse

from films.admin.changes import WHY, reason_from, report
from films.admin.forms import RENDERER, JobField, RelatedSelect
from films.curating.bulk import MAX_RECORDS, NotEditedError, set_field
from films.history.describing import truth_in_words
from films.history.publication import MAY_PUBLISH
from films.models import Job

FIELD, VALUE, APPLY = "field", "value", "apply"


class BulkEditedAdmin(admin.ModelAdmin):
    @admin.action(description="Set a field of selected", permissions=["change"])
    def set_a_field(self, request: HttpRequest, queryset: QuerySet[Any]) -> HttpResponse | None:
        """Ask for the field, then for its value, show both, and set it on confirmation."""
        chosen = list(queryset[: MAX_RECORDS + 1])
        if len(chosen) > MAX_RECORDS:
            messages.error(request, f"Select at most {MAX_RECORDS} records at a time.")
            return None
        fields = {field.name: field for field in self.fields_to_set(request)}
        field = fields.get(request.POST.get(FIELD, ""))
        form = value_form(field, request.POST if VALUE in request.POST or APPLY in request.POST else None)
        refusals: list[str] = []
        if field is not None and APPLY in request.POST and form is not None and form.is_valid():
            refusals = self.refusals(request, chosen, field, form.cleaned_data[VALUE])
            if not refusals:
                return None
        context = {
            **self.admin_site.each_context(request),
            "title": f"Set a field of {len(chosen)} {self.opts.verbose_name_plural}",
            "opts": self.opts,
            "fields": fields.values(),
            "field": field,
            "form": form,
            "media": self.media,
            "chosen": [(record, present_value(record, field) if field else "") for record in chosen],
            "refusals": refusals,
            "why": request.POST.get(WHY, ""),
            "checkbox": ACTION_CHECKBOX_NAME,
        }
        return TemplateResponse(request, "admin/films/bulk.html", context)

    def fields_to_set(self, request: HttpRequest) -> list[Any]:
        """Return the fields that can have one value for many records: choices, yes or no, lists, and the job."""
        keys = {path.split("__")[0] for path in self.model.natural_key_fields}
        may_publish = request.user.has_perm(MAY_PUBLISH)
        return [
            field
            for field in self.model._meta.fields
            if field.name not in keys
            and (field.choices or isinstance(field, models.BooleanField | models.ForeignKey))
            and (field.name != "state" or may_publish)
        ]

    def refusals(self, request: HttpRequest, chosen: list[Any], field: Any, value: Any) -> list[str]:
        """Set the field of all chosen records, or return the reasons why not."""
        try:
            changed = set_field(chosen, field.name, value, request.user.get_username(), reason_from(request))
        except NotEditedError as error:
            return list(error.reasons)
        report(request, f"{str(field.verbose_name).capitalize()} set on {changed} of {len(chosen)}.")
        return []


def value_form(field: Any, data: Any) -> forms.Form | None:
    """Build the form for a value of a field."""
    if field is None:
        return None
    if field.related_model is Job:
        asked = JobField()
    else:
        asked = field.formfield(required=not field.blank and not isinstance(field, models.BooleanField))
    asked.label = str(field.verbose_name).capitalize()
    if field.is_relation and field.related_model is not Job:
        asked.widget = RelatedSelect(field, admin.site, choices=asked.widget.choices)
    form = forms.Form(data, renderer=RENDERER)
    form.fields[VALUE] = asked
    return form


def present_value(record: Any, field: Any) -> str:
    value = getattr(record, f"get_{field.name}_display")() if field.choices else getattr(record, field.name)
    return truth_in_words(value) if isinstance(field, models.BooleanField) else str(value or "—")
