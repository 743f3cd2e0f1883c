"""Import CSV files: choose one, see what each row would do, then import it."""

import csv
from datetime import timedelta
from typing import Any

from django.contrib import admin, messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone

from films.admin.buttons import lead_to_button
from films.admin.readonly import ReadOnlyAdmin
from films.models import CsvBatch
from films.models.evidence import Basis

MAY_IMPORT = "films.import_csv"
ROWS_ON_A_PAGE = 200
KEPT = timedelta(days=1)
"""How long a file that was tried waits to be imported."""


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
        from films.curating.csv_import.sheets import SHEETS

        if sheet not in SHEETS:
            raise Http404
        headers = {"Content-Disposition": f'attachment; filename="{sheet}.csv"'}
        answer = HttpResponse("\ufeff", content_type="text/csv; charset=utf-8", headers=headers)
        csv.writer(answer).writerow(SHEETS[sheet].columns)
        return answer

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        from films.admin.csv_form import FileForm
        from films.curating.csv_import.csv_rows import UnusableFileError
        from films.curating.csv_import.sheets import RECORD_SHEETS

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
        from films.curating.csv_import.saved_rows import REFUSED

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
        from films.admin.csv_form import outcomes_as_json
        from films.curating.csv_import.batches import NotImportedError, import_batch

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
