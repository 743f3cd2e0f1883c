"""Import CSV files: choose one, see what each row would do, then import all of it or nothing."""

import csv
from datetime import timedelta
from typing import Any

from django import forms
from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from films.admin.buttons import lead_to_button
from films.admin.forms import RENDERER, RelatedSelect
from films.admin.readonly import ReadOnlyAdmin
from films.curating.csv_import.batches import NotImportedError, import_batch, try_out
from films.curating.csv_import.csv_rows import MAX_BYTES, MAX_ROWS, UnusableFileError, decode_csv, size_message
from films.curating.csv_import.saved_rows import REFUSED
from films.curating.csv_import.sheets import RECORD_SHEETS, SHEETS
from films.models import Citation, CsvBatch, Passage
from films.models.evidence import Basis

MAY_IMPORT = "films.import_csv"
ROWS_ON_A_PAGE = 200
KEPT = timedelta(days=1)
"""How long a file that was tried waits to be imported."""


class FileForm(forms.Form):
    sheet = forms.ChoiceField(
        label="Kind of record", choices=[(name, sheet.title) for name, sheet in SHEETS.items()]
    )
    file = forms.FileField(
        label="CSV file", help_text=f"At most {MAX_ROWS:,} rows and {MAX_BYTES // 1_000_000} MB."
    )
    basis = forms.ChoiceField(label="Basis", choices=Basis.choices, initial=Basis.GENERAL_KNOWLEDGE)
    passage = forms.ModelChoiceField(
        Passage.objects.all(), required=False, help_text="The sentence that states this, if there is one."
    )
    reason = forms.CharField(
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "cols": 60}),
        help_text="Why you trust this without a document. The history keeps it either way.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **{**kwargs, "renderer": RENDERER})
        self.fields["passage"].widget = RelatedSelect(
            Citation._meta.get_field("passage"), admin.site, choices=self.fields["passage"].widget.choices
        )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        try:
            if file.size > MAX_BYTES:
                raise UnusableFileError(size_message(file.size))
            self.content = decode_csv(file.read())
        except UnusableFileError as error:
            raise ValidationError(str(error)) from error
        return file

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("basis") == Basis.DOCUMENT and not cleaned.get("passage") and "passage" not in self.errors:
            self.add_error("passage", "Choose the passage that states this, or general knowledge.")
        if cleaned.get("basis") == Basis.GENERAL_KNOWLEDGE:
            cleaned["passage"] = None
            if not cleaned.get("reason"):
                self.add_error("reason", "Say why you trust this without a document.")
        return cleaned

    def build_batch(self, curator: str) -> CsvBatch:
        """Build the batch, unsaved, and try it out.

        Raises UnusableFileError.
        """
        given = {name: self.cleaned_data[name] for name in ("sheet", "basis", "passage", "reason")}
        name = self.cleaned_data["file"].name[:200]
        batch = CsvBatch(curator=curator, file_name=name, content=self.content, **given)
        batch.outcomes = outcomes_as_json(try_out(batch))
        return batch


def outcomes_as_json(outcomes: list[Any]) -> list[dict[str, Any]]:
    return [vars(outcome) for outcome in outcomes]


@admin.register(CsvBatch)
class CsvBatchAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "curator", "made_at", "change"]
    list_filter = ["sheet", "made_at"]
    list_select_related = ["change"]
    search_fields = ["file_name", "reason"]

    def changelist_view(self, request: HttpRequest, extra_context: Any = None) -> HttpResponse:
        return super().changelist_view(request, {"title": "CSV imports"})

    def has_module_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_IMPORT)

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return request.user.has_perm(MAY_IMPORT)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return request.user.has_perm(MAY_IMPORT)

    def get_urls(self) -> list[URLPattern]:
        wrap = self.admin_site.admin_view
        return [
            path("template/<str:sheet>.csv", wrap(self.template_view), name="films_csvbatch_template"),
            path("<int:key>/import/", wrap(self.import_view), name="films_csvbatch_import"),
            *super().get_urls(),
        ]

    def template_view(self, request: HttpRequest, sheet: str) -> HttpResponse:
        """Send an empty file with the columns of a kind."""
        if sheet not in SHEETS:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{sheet}.csv"'}
        answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
        csv.writer(answer).writerow(SHEETS[sheet].columns)
        return answer

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        if not self.has_add_permission(request):
            raise PermissionDenied
        initial = {"passage": request.GET.get("passage"), "sheet": request.GET.get("sheet")}
        if initial["passage"]:
            initial["basis"] = Basis.DOCUMENT
        form = FileForm(request.POST or None, request.FILES or None, initial=initial)
        if request.method == "POST" and form.is_valid():
            try:
                batch = form.build_batch(request.user.get_username())
            except UnusableFileError as error:
                form.add_error("file", str(error))
            else:
                CsvBatch.objects.filter(change=None, made_at__lt=timezone.now() - KEPT).delete()
                batch.save()
                return HttpResponseRedirect(reverse("admin:films_csvbatch_change", args=[batch.pk]))
        context = {
            **self.admin_site.each_context(request),
            "title": "Import a CSV file",
            "opts": self.opts,
            "form": form,
            "media": self.media + form.media,
            "sheets": [(name, sheet.title, sheet.explained()) for name, sheet in RECORD_SHEETS.items()],
        }
        return TemplateResponse(request, "admin/films/batch_add.html", context)

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Show the outcome of each row, refused ones first."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        batch = self.get_object(request, unquote(object_id))
        if batch is None:
            return self._get_obj_does_not_exist_redirect(request, self.opts, object_id)  # type: ignore[attr-defined]
        outcomes = sorted(batch.outcomes, key=lambda outcome: outcome["verdict"] != REFUSED)
        counts = dict.fromkeys(("created", "changed", "unchanged", REFUSED), 0)
        for outcome in outcomes:
            counts[outcome["verdict"]] += 1
        context = {
            **self.admin_site.each_context(request),
            "title": f"Import of {batch}",
            "opts": self.opts,
            "batch": batch,
            "counts": counts,
            "page": Paginator(outcomes, ROWS_ON_A_PAGE).get_page(request.GET.get("p", 1)),
            "is_interrupted": batch.is_interrupted,
            "is_ready": not counts[REFUSED]
            and (batch.is_interrupted or (batch.change is None and counts["created"] + counts["changed"])),
        }
        return TemplateResponse(request, "admin/films/batch.html", context)

    def import_view(self, request: HttpRequest, key: int) -> HttpResponse:
        page = reverse("admin:films_csvbatch_change", args=[key])
        if request.method != "POST":
            return lead_to_button(request, page)
        if not request.user.has_perm(MAY_IMPORT):
            raise PermissionDenied
        batch = get_object_or_404(CsvBatch, pk=key)
        if batch.change is not None and not batch.is_interrupted:
            messages.warning(request, "This file has already been imported.")
            return HttpResponseRedirect(page)
        try:
            change = import_batch(batch, request.user.get_username())
        except NotImportedError as error:
            CsvBatch.objects.filter(pk=key).update(outcomes=outcomes_as_json(error.outcomes))
            so_far = f"{batch.imported:,} rows are imported so far." if batch.imported else "Nothing was imported."
            messages.error(request, f"{so_far} {error}")
            return HttpResponseRedirect(page)
        messages.success(request, "All rows were imported as drafts with their citation. You can undo that here.")
        return HttpResponseRedirect(reverse("admin:films_change_change", args=[change.pk]))
