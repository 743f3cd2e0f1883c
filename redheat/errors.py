"""Respond where a view fails: in the form that was asked for, and without losing what was typed."""

import sqlite3
import sys
from typing import Any

from django.db import Error, InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import Resolver404, resolve
from django.views.defaults import bad_request

from films.languages import translated
from films.views.api.responses import problem

A_MOMENT, LATER = 10, 300  # seconds after which to try again
BUSY = "Others are saving just now, and this had to wait too long. Nothing was saved: send it again."
OUT_OF_ORDER = "until whoever runs this site has seen to it. What is published can still be read in part."
HINDRANCES = {
    sqlite3.SQLITE_BUSY: (BUSY, A_MOMENT),
    sqlite3.SQLITE_LOCKED: (BUSY, A_MOMENT),
    sqlite3.SQLITE_FULL: (f"The disk is full: nothing can be saved {OUT_OF_ORDER}", LATER),
    sqlite3.SQLITE_READONLY: (f"The database cannot be written to: nothing can be saved {OUT_OF_ORDER}", LATER),
    sqlite3.SQLITE_IOERR: (f"The disk does not answer: nothing can be saved {OUT_OF_ORDER}", LATER),
    sqlite3.SQLITE_CANTOPEN: (f"The database cannot be opened {OUT_OF_ORDER}", LATER),
    sqlite3.SQLITE_CORRUPT: (f"The database is damaged: this cannot be answered {OUT_OF_ORDER}", LATER),
    sqlite3.SQLITE_NOTADB: (f"The database is damaged: this cannot be answered {OUT_OF_ORDER}", LATER),
}
"""What to say of the results of SQLite that are no mistake in the code, and when to try again."""

NO_ANSWER = "The database does not answer just now, and nothing was saved: try again in a moment."
HINDRANCES_OF_A_SERVER = {
    "08": (NO_ANSWER, A_MOMENT),  # no connection, for which there may be no code at all
    "57P": (NO_ANSWER, A_MOMENT),  # it stops, starts or was stopped
    "40": (BUSY, A_MOMENT),  # transactions that stood in each other's way
    "55P03": (BUSY, A_MOMENT),  # a lock that was not to be had
    "25006": (f"The database cannot be written to: nothing can be saved {OUT_OF_ORDER}", A_MOMENT),
    "53": (f"The database has no more room or connections: nothing can be saved {OUT_OF_ORDER}", LATER),
}
"""The same of PostgreSQL, by the beginnings of its error codes."""

NEVER_REPEATED = ("password", "code")
"""Parts of the names of inputs that no page may show again."""


def respond_to_error(request: HttpRequest) -> HttpResponse:
    """Respond to an exception: 503 if the database cannot do what was asked of it, and otherwise 500."""
    sentence, retry_after = hindrance(sys.exc_info()[1])
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


def hindrance(error: BaseException | None) -> tuple[str, int]:
    """Return what keeps the database from doing what was asked, and after how many seconds to try again."""
    cause: Any = error.__cause__ if isinstance(error, Error) else None
    if isinstance(cause, sqlite3.Error):
        return HINDRANCES.get(cause.sqlite_errorcode & 0xFF, ("", 0))
    if not hasattr(cause, "sqlstate"):
        return "", 0
    code = cause.sqlstate or ("08" if isinstance(error, (OperationalError, InterfaceError)) else "00")
    known = (HINDRANCES_OF_A_SERVER.get(beginning) for beginning in (code, code[:3], code[:2]))
    return next(filter(None, known), ("", 0))


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
