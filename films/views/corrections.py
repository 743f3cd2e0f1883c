"""Take corrections from visitors, on pages that are never kept: the public ones hold only a link to them."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from films.curating.corrections import TooManyCorrectionsError, send_correction, takes_corrections
from films.kinds.addresses import page_address
from films.models import Fact
from films.views.clients import client_of
from films.views.correcting import CORRECTABLE, CorrectionForm


def find_public_record(kind: str, slug: str) -> Any:
    """Return the record that a public page is about; raises Http404, also while no corrections are taken."""
    model = CORRECTABLE.get(kind)
    if model is None or not takes_corrections():
        raise Http404
    return get_object_or_404(model.objects.published() if issubclass(model, Fact) else model, slug=slug)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@csrf_protect
def correction(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    record = find_public_record(kind, slug)
    form = CorrectionForm(record, request.POST if request.method == "POST" else None, request.GET.get("fact", ""))
    status = 200
    if form.is_valid():
        sent = {name: form.cleaned_data[name] for name in ("what", "why", "source")}
        try:
            client = client_of(request.META.get("REMOTE_ADDR", ""))
            send_correction(form.chosen_fact, client, field=form.chosen_field, **sent)
        except TooManyCorrectionsError as refusal:
            form.add_error(None, str(refusal))
            status = 429
        else:
            return HttpResponseRedirect(reverse("correction-sent", args=[kind, slug]))
    context = {"form": form, "record": record, "page": page_address(record)}
    return render(request, "films/correction.html", context, status=status)


@require_safe
@never_cache
def sent(request: HttpRequest, kind: str, slug: str) -> HttpResponse:
    """Thank a visitor, at an address of its own, so that reloading the page sends nothing twice."""
    record = find_public_record(kind, slug)
    context = {"record": record, "page": page_address(record)}
    return render(request, "films/correction_sent.html", context)
