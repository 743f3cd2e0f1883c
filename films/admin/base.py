"""Share what every page of the admin needs: links chosen by search, rows on parents, safe saving."""

import sys
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any, ClassVar

from django.conf import settings
from django.contrib import admin, messages
from django.contrib.admin.options import BaseModelAdmin, InlineModelAdmin
from django.contrib.admin.widgets import RelatedFieldWidgetWrapper
from django.db import IntegrityError
from django.db.models import Model, QuerySet
from django.http import HttpRequest, HttpResponse
from django.urls import NoReverseMatch, reverse
from django.utils.html import format_html, format_html_join
from django.utils.http import urlencode
from django.utils.safestring import SafeString

from films.admin.changes import RecordedAdmin, report
from films.admin.forms import REFUSED, CuratedForm, JobField, RelatedSelect, RelatedSelectMultiple
from films.admin.rendering import CHOICE_IN_A_ROW
from films.admin.searching import SearchedByIndex
from films.curating.suggestions import suggestions_about
from films.evidence.claims import rename_in_claims
from films.history.publication import MAY_PUBLISH, MayOnlyDraftError
from films.history.recording import current_recording
from films.models import Job, State
from films.models.addresses import keep_former_address

MAX_ROWS = 100  # rows of one kind on a page; thousands of inputs would be no use
INPUTS_OF_ITS_OWN = 3
"""Of a row beyond its columns, one of which is read-only: its key, parent and fingerprint, whether to delete."""
OTHER_INPUTS = 200  # reserved for the record's own inputs and for new rows
NOTHING = "—"


def foreign_keys(model: type[Model]) -> list[str]:
    return [field.name for field in model._meta.fields if field.is_relation]


def change_address(thing: Model) -> str:
    return reverse(f"admin:{thing._meta.app_label}_{thing._meta.model_name}_change", args=[thing.pk])


def list_address(model: type[Model], **filters: Any) -> str:
    address = reverse(f"admin:{model._meta.app_label}_{model._meta.model_name}_changelist")
    return f"{address}?{urlencode(filters)}"


class LinksBySearch(BaseModelAdmin):
    """Choose every linked record but jobs by searching, since any other table may grow large."""

    def get_autocomplete_fields(self, request: HttpRequest) -> list[str]:
        opts = self.model._meta
        links = [*(field for field in opts.fields if field.is_relation), *opts.many_to_many]
        return [field.name for field in links if field.related_model is not Job]

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.related_model is Job:
            return JobField(required=not db_field.blank, help_text=db_field.help_text)
        kwargs.setdefault("widget", RelatedSelect(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def formfield_for_manytomany(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        kwargs.setdefault("widget", RelatedSelectMultiple(db_field, self.admin_site, using=kwargs.get("using")))
        return super().formfield_for_manytomany(db_field, request, **kwargs)

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        """Remove the button that deletes a linked record and, in rows, all buttons but the one for adding."""
        field = super().formfield_for_dbfield(db_field, request, **kwargs)
        if field is not None and isinstance(field.widget, RelatedFieldWidgetWrapper):
            field.widget.can_delete_related = False
            if isinstance(self, InlineModelAdmin):
                field.widget.can_change_related = field.widget.can_view_related = False
                field.widget.template_name = CHOICE_IN_A_ROW
        return field


class CuratedAdmin(SearchedByIndex, LinksBySearch, RecordedAdmin):
    form = CuratedForm
    list_per_page = 50
    list_select_related: ClassVar[Any] = ()
    """Links of linked records that a list names records by; the record’s own links are always joined."""
    save_on_top = True
    show_full_result_count = False
    public_page = ""
    """The name of the public address of such a record, if it has a page of its own."""
    listed_elsewhere: Sequence[tuple[type[Model], str, str]] = ()
    """Lists that the record appears in: model, its link to this one, and a heading where the plural won't do."""

    def view_on_site(self, thing: Any) -> str | None:
        """Return the record's public page; drafts have none, nor do records of a site without pages."""
        if not self.public_page or getattr(thing, "state", State.PUBLISHED) != State.PUBLISHED:
            return None
        with suppress(NoReverseMatch):
            return reverse(self.public_page, args=[thing.slug])
        return None

    def get_queryset(self, request: HttpRequest) -> QuerySet[Any]:
        joined = [*foreign_keys(self.model), *self.list_select_related]
        return super().get_queryset(request).select_related(*joined)

    def save_model(self, request: HttpRequest, obj: Any, form: Any, change: bool) -> None:
        """Let citations that name a record by its slug follow the slug, and a published address lead on."""
        super().save_model(request, obj, form, change)
        if change and "slug" in form.changed_data:
            rename_in_claims(obj, form.initial["slug"])
            if form.initial.get("state") == State.PUBLISHED and request.user.has_perm(MAY_PUBLISH):
                keep_former_address(obj, form.initial["slug"])

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        """Find out what may only be suggested while the form can still be shown again."""
        super().save_related(request, form, formsets, change)
        if recorded := current_recording.get():
            recorded.withhold()

    def message_user(self, request: HttpRequest, message: Any, level: Any = messages.INFO, *args: Any) -> None:
        """Report success only for changes that were not turned into suggestions."""
        if level == messages.SUCCESS:
            report(request, message)
        else:
            super().message_user(request, message, level, *args)

    def get_inlines(self, request: HttpRequest, obj: Any) -> Any:
        """Leave out kinds with too many rows to edit here, and link to their lists instead.

        Kinds that were on the submitted page are saved, however many rows there are by now.
        """
        inlines = super().get_inlines(request, obj)
        if request.method == "POST":
            return [row for row in inlines if f"{row_link(self.model, row).prefix}-TOTAL_FORMS" in request.POST]
        if obj is None:
            return inlines
        shown, left_out = rows_that_fit(inlines, obj)
        if left_out:
            messages.warning(request, format_html("Too many to edit on this page: {}.", left_out))
        return shown

    def get_formset_kwargs(self, request: HttpRequest, obj: Any, inline: InlineModelAdmin, prefix: str) -> Any:
        """Let all kinds of rows read one submission; Django copies its hundreds of inputs for each of them."""
        shown = {"instance": obj, "prefix": prefix, "queryset": inline.get_queryset(request)}
        return shown | {"data": request.POST, "files": request.FILES} if request.method == "POST" else shown

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> Any:
        form: Any = super().get_form(request, obj, change=change, **kwargs)
        form.refusal = getattr(request, "refusal", "")
        return form

    def render_change_form(
        self, request: HttpRequest, context: Any, add: bool = False, *args: Any, **kwargs: Any
    ) -> Any:
        """Show the upper row of buttons only for existing records: on a new one it would take the focus."""
        if not add and (record := context.get("original")):
            context["suggestion_count"] = suggestions_about(record).count()
        page: Any = super().render_change_form(request, context, add, *args, **kwargs)
        page.context_data["save_on_top"] = not add
        return page

    def changeform_view(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the form again, as typed, if what passed its checks is refused when it is saved."""
        try:
            return super().changeform_view(request, *args, **kwargs)
        except (IntegrityError, MayOnlyDraftError) as refusal:
            said = str(refusal)
            request.refusal = said if isinstance(refusal, MayOnlyDraftError) else REFUSED.format(said)  # type: ignore[attr-defined]
            return super().changeform_view(request, *args, **kwargs)

    @admin.display(description="Lists")
    def lists(self, thing: Model) -> SafeString | str:
        """Link to every list with the record, and state the number of records there."""
        if thing._state.adding:
            return NOTHING
        links = []
        for model, link, heading in self.listed_elsewhere:
            count = model._default_manager.filter(**{link: thing}).count()
            if count:
                address = list_address(model, **{f"{link}__id__exact": thing.pk})
                links.append((address, heading or model._meta.verbose_name_plural, count))
        return format_html_join(" · ", '<a href="{}">{}</a> ({})', links) or NOTHING


@dataclass(frozen=True)
class RowLink:
    """Describe how rows point to the record whose page they are on: the link's name, and their inputs' prefix."""

    field: str
    prefix: str


def row_link(parent: type[Model], rows: type[InlineModelAdmin]) -> RowLink:
    """Return the rows' link to their parent: that in `fk_name`, or the only one there is."""
    links = [field for field in rows.model._meta.fields if field.related_model is parent]
    link: Any = next(field for field in links if rows.fk_name in (None, field.name))
    return RowLink(link.name, link.remote_field.get_accessor_name())


def rows_that_fit(inlines: Iterable[type[InlineModelAdmin]], parent: Model) -> tuple[list[Any], SafeString]:
    """Return the rows that fit on a page and in one submission, and link to the lists of the others."""
    room = (settings.DATA_UPLOAD_MAX_NUMBER_FIELDS or sys.maxsize) - OTHER_INPUTS
    shown: list[Any] = []
    left_out = []
    for rows in inlines:
        link = row_link(type(parent), rows).field
        count = rows.model._default_manager.filter(**{link: parent}).count()
        inputs = count * (len(rows.fields or ()) + INPUTS_OF_ITS_OWN)
        if count > MAX_ROWS or inputs > room:
            address = list_address(rows.model, **{f"{link}__id__exact": parent.pk})
            left_out.append((address, count, rows.model._meta.verbose_name_plural))
        else:
            shown.append(rows)
            room -= inputs
    return shown, format_html_join(", ", '<a href="{}">{} {}</a>', left_out)
