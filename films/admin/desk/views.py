"""Serve the desk: the sentences of a document, and beside each what was proposed and accepted from it.

Every action is one request: a form that works by itself. If htmx sends it, the answer is only what has changed.
"""

from collections.abc import Callable
from http import HTTPStatus
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.db.models import Q
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.vary import vary_on_headers
from django_htmx.middleware import HtmxDetails

from films.admin.changes import suggested_message
from films.admin.desk.page import DeskPage, desk_address, page_of
from films.admin.desk.page_actions import (
    ACTIONS,
    Desk,
    open_form,
    refuse_unknown_action,
    show_others,
)
from films.admin.desk.queue import progress
from films.admin.forms import is_key
from films.evidence.desk.queue import filters_among
from films.history.publication import MayOnlyDraftError
from films.history.recording import current_recording
from films.models import Change, Document
from films.models.proposals import Decision


@vary_on_headers("HX-Request")
def desk(request: HttpRequest, number: int, *, site: Any) -> HttpResponse:
    """Show a page of the desk, after carrying out the requested action."""
    may_change = request.user.has_perm("films.change_document")
    if not (may_change or request.user.has_perm("films.view_document")):
        raise PermissionDenied
    documents = Document.objects.select_related("film").defer("text")
    document = get_object_or_404(documents, pk=number)
    is_htmx = bool(HtmxDetails(request))
    page = DeskPage(document, requested_page(request, document), request.user.get_username(), is_part=is_htmx)
    here = Desk(request, document, page)
    if request.method == "POST":
        if not may_change:
            raise PermissionDenied
        act(here, ACTIONS.get(request.POST.get("do", ""), refuse_unknown_action))
        if not is_htmx and not page.refused and not page.taking:
            for level, said in ((messages.SUCCESS, page.said), (messages.WARNING, page.trouble)):
                if said:
                    messages.add_message(request, level, said)
            return HttpResponseRedirect(address_after(here))
    elif "take" in request.GET:
        page.taking = open_form(here, request.GET)
    if is_htmx:
        show_others(here)
        if "others" in request.GET and not page.changed:
            return HttpResponse(status=HTTPStatus.NO_CONTENT)
    else:
        page.latest_change = Change.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    context = {
        **site.each_context(request),
        "title": f"Desk: {document}",
        "page": page,
        "opts": Document._meta,
        "address": desk_address(document, page.number, request.GET.get("queue")),
        "may_change": may_change,
    }
    if is_htmx and "queue" in request.GET:
        context |= progress(filters_among(QueryDict(request.GET["queue"])), page.curator)
    template = "admin/films/_desk_changes.html" if is_htmx else "admin/films/desk.html"
    return render(request, template, context)


def act(here: Desk, action: Callable[[Desk], None]) -> None:
    """Carry out an action, and say what became of it if the account may only suggest it, or not even that."""
    try:
        action(here)
    except MayOnlyDraftError as refusal:
        here.page.trouble = str(refusal)
    recorded = current_recording.get()
    if recorded is not None and recorded.suggestions:
        here.page.said = suggested_message(recorded.suggestions)


def address_after(here: Desk) -> str:
    """Return where somebody without JavaScript goes on after an action: in the queue, or at the sentence."""
    if "queue" in here.request.GET:
        return f"{reverse('admin:films_proposal_queue')}?{here.request.GET['queue']}"
    return desk_address(here.document, here.page.number) + at_sentence(here.page.changed)


def at_sentence(changed: set[int]) -> str:
    """Return the end of an address that leads to the sentence that an action was about."""
    return f"#s{next(iter(changed))}" if len(changed) == 1 else ""


def requested_page(request: HttpRequest, document: Document) -> int:
    """Return the requested page, or else the first with something to do."""
    asked = request.GET.get("page", "")
    if is_key(asked):
        return max(1, int(asked))
    if is_key(request.GET.get("take", "")):
        passage = document.passages.filter(pk=request.GET["take"]).first()
        return page_of(passage.ordinal) if passage else 1
    waiting = document.proposals.filter(decision=Decision.WAITING).order_by("passage__ordinal")
    place = waiting.values_list("passage__ordinal", flat=True).first()
    if place is None:
        unread = document.passages.filter(Q(citations=None), set_aside="").order_by("ordinal")
        place = unread.values_list("ordinal", flat=True).first()
    return page_of(place or 1)
