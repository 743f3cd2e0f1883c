"""Name the request that is being answered, for what is called too far down to be given it."""

from contextvars import ContextVar

from django.http import HttpRequest

current_request: ContextVar[HttpRequest | None] = ContextVar("current_request", default=None)


def request_id() -> str:
    """Return the id of the request, or a dash outside of one."""
    return getattr(current_request.get(), "id", "-")
