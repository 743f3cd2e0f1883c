"""Respond where a view fails: in the form that was asked for, and without losing what was typed."""

import sys

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.defaults import bad_request

from films.languages import translated
from films.views.api.responses import problem
from redheat.hindrances import Hindrance, hindrance

A_MOMENT, LATER = 10, 300  # seconds after which to try again
BUSY = "Others are saving just now, and this had to wait too long. Nothing was saved: send it again."
OUT_OF_ORDER = "until whoever runs this site has seen to it. What is published can still be read in part."
NO_ANSWER = "The database does not answer just now, and nothing was saved: try again in a moment."
READ_ONLY = f"The database cannot be written to: nothing can be saved {OUT_OF_ORDER}"
SENTENCES = {
    Hindrance.BUSY: (BUSY, A_MOMENT),
    Hindrance.FULL: (f"The disk is full: nothing can be saved {OUT_OF_ORDER}", LATER),
    Hindrance.READ_ONLY: (READ_ONLY, LATER),
    Hindrance.NO_DISK: (f"The disk does not answer: nothing can be saved {OUT_OF_ORDER}", LATER),
    Hindrance.CLOSED: (f"The database cannot be opened {OUT_OF_ORDER}", LATER),
    Hindrance.DAMAGED: (f"The database is damaged: this cannot be answered {OUT_OF_ORDER}", LATER),
    Hindrance.SERVER_GONE: (NO_ANSWER, A_MOMENT),
    Hindrance.SERVER_READ_ONLY: (READ_ONLY, A_MOMENT),
    Hindrance.SERVER_FULL: (
        f"The database has no more room or connections: nothing can be saved {OUT_OF_ORDER}",
        LATER,
    ),
}
"""What to say to visitors and curators of what keeps the database from answering, and when to try again."""

NEVER_REPEATED = ("password", "code")
"""Parts of the names of inputs that no page may show again."""


def respond_to_error(request: HttpRequest) -> HttpResponse:
    """Respond to an exception: 503 if the database cannot do what was asked of it, and otherwise 500."""
    found = hindrance(sys.exc_info()[1])
    sentence, retry_after = SENTENCES.get(found, ("", 0)) if found else ("", 0)
    status = 503 if sentence else 500
    if is_for_programs(request):
        response = problem(status, sentence or "Something went wrong here, and was logged: try again later.")
    elif sentence:
        context = {"sentence": translated(sentence), **what_was_sent(request)}
        response = HttpResponse(render_to_string("503.html", context), status=status)
    else:
        asked = {"query": request.GET.get("q", "")}
        response = HttpResponse(render_to_string("500.html", asked), status=status)
    if retry_after:
        response["Retry-After"] = str(retry_after)
    response["Cache-Control"] = "no-store"
    return response


def respond_to_bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Respond with 400; programs learn why."""
    if is_for_programs(request):
        return problem(400, f"The request cannot be read: {exception}")
    return bad_request(request, exception)


def is_for_programs(request: HttpRequest) -> bool:
    try:
        view = resolve(request.path_info)
    except Resolver404:
        return False
    return view.route.startswith(("api/", "^api/"))


def what_was_sent(request: HttpRequest) -> dict[str, object]:
    """Return what a page needs to send a form again."""
    fields = [(name, value) for name, values in request.POST.lists() for value in values]
    is_secret = any(part in name for name, _ in fields for part in NEVER_REPEATED)
    return {
        "address": request.get_full_path(),
        "is_form": request.method == "POST" and not is_secret,
        "fields": fields,
        "files": list(request.FILES),
    }
