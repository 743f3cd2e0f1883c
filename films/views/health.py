"""Tell monitors whether the site can do its work, by trying each part of it."""

from django.db import DatabaseError
from django.http import HttpRequest, JsonResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from films.search import is_ready, try_search
from films.search.backends import engine
from films.search.backends.base import TookTooLongError

ANSWERS, READY, POSSIBLE, UNKNOWN = "answers", "ready", "possible", "unknown"
WELL = {"database": ANSWERS, "index": READY, "search": ANSWERS, "writing": POSSIBLE}


@never_cache
@require_safe
def health(request: HttpRequest) -> JsonResponse:
    """Try every part: status 200, or 503 and what fails."""
    found = health_of_parts()
    return JsonResponse(found, status=200 if found == WELL else 503)


def health_of_parts() -> dict[str, str]:
    """Try the database, the index, a search and a write, and return the state of each."""
    found = {"database": ANSWERS} | dict.fromkeys(("index", "search", "writing"), UNKNOWN)
    try:
        found["index"] = READY if is_ready() else "incomplete: run manage.py migrate"
        found["search"] = search_state()
        hindrance = engine().hindrance_to_writing()
        found["writing"] = f"impossible: {hindrance}" if hindrance else POSSIBLE
    except DatabaseError:
        found["database"] = "does not answer"
    return found


def search_state() -> str:
    try:
        try_search()
    except TookTooLongError:
        return "takes too long"
    except DatabaseError:
        return "fails: run manage.py check_search"
    return ANSWERS
