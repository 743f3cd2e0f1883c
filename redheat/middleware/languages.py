"""Show pages in the language that visitors have chosen or that their browsers ask for."""

from django.conf import settings
from django.http import HttpRequest, HttpResponseBase
from django.middleware.locale import LocaleMiddleware
from django.utils import translation
from django.utils.cache import patch_vary_headers


class PageLanguageMiddleware(LocaleMiddleware):
    """Choose the language of a page by the cookie, if there is one, and else by what the browser accepts.

    What programs read is in English whoever asks, and so is the admin, whose own words have no translation yet.
    """

    def process_request(self, request: HttpRequest) -> None:
        if is_page(request.path):
            super().process_request(request)

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        """Say by what the language was chosen, and leave none active for what the thread does next."""
        if is_page(request.path):
            if settings.LANGUAGE_COOKIE_NAME in request.COOKIES:
                patch_vary_headers(response, ["Cookie"])
            super().process_response(request, response)
            translation.deactivate()
        return response


def is_page(path: str) -> bool:
    """Tell whether visitors read what is at an address: no part of the admin or the API, and no file."""
    return not path.startswith(("/admin/", "/api/")) and "." not in path.rpartition("/")[2]
