"""Build addresses of views like `reverse`, but fast enough for pages with hundreds of links."""

from functools import cache

from django.conf import settings
from django.urls import get_script_prefix, reverse

ANY_SLUG = "any-slug"


def view_address(view: str) -> str:
    """Return the address of a view that takes no arguments."""
    return _address(view, get_script_prefix(), settings.ROOT_URLCONF)


def page_at(view: str, slug: str) -> str:
    """Return the address of a view that takes a slug."""
    before, after = _around_slug(view, get_script_prefix(), settings.ROOT_URLCONF)
    return f"{before}{slug}{after}"


@cache
def _address(view: str, prefix: str, urlconf: str) -> str:
    """Return a view's address under the prefix that the site is served at, which `reverse` would add by itself."""
    return reverse(view, urlconf=urlconf)


@cache
def _around_slug(view: str, prefix: str, urlconf: str) -> tuple[str, str]:
    before, _, after = reverse(view, args=[ANY_SLUG], urlconf=urlconf).rpartition(ANY_SLUG)
    return before, after
