"""Lead those who open the address of a button to the page that the button is on."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect

NOT_PRESSED = "Nothing was done: that address takes only what a button sends, and the button is on this page."


def lead_to_button(request: HttpRequest, page: str) -> HttpResponse:
    """Redirect to a page with a button; a log-in or a bookmark leads to the address behind it, too."""
    messages.info(request, NOT_PRESSED)
    return HttpResponseRedirect(page)
