"""Recognise a query that is only an identifier of another catalogue, or the address of a page there."""

import re
from urllib.parse import unquote

from films.search.folding import INVISIBLE
from films.search.query.tree import IdentifierIs

SITE = r"(?:https?://)?(?:[a-z-]+\.)?(?:m\.)?"
REST_OF_ADDRESS = r"/?(?:[/?#]\S*)?"
IDENTIFIERS = {
    "imdb": (
        rf"(?:imdb:|{SITE}imdb\.com/(?:[a-z-]+/)?(?:title|name)/)?"
        rf"(?P<value>(?:tt|nm)\d{{7,10}}){REST_OF_ADDRESS}"
    ),
    "wikidata": rf"(?:wikidata:|{SITE}wikidata\.org/(?:wiki|entity)/)?(?P<value>q[1-9]\d+){REST_OF_ADDRESS}",
    "wikipedia": (
        r"(?:wikipedia:|(?:https?://)?(?:(?:www|en)\.)?(?:m\.)?wikipedia\.org/wiki/)"
        r"(?P<value>[^?#]+)(?:[?#]\S*)?"
    ),
}
"""How an identifier is typed: bare where it can be told from words, after its scheme, or within an address.

Articles are those of the English Wikipedia, which are what the scheme `wikipedia` holds.
"""
PATTERNS = {scheme: re.compile(pattern, re.IGNORECASE | re.ASCII) for scheme, pattern in IDENTIFIERS.items()}


def identifier_in(text: str) -> IdentifierIs | None:
    """Return what a text identifies, or None if it is not an identifier as a whole."""
    typed = text.strip(f" {INVISIBLE}")
    for scheme, pattern in PATTERNS.items():
        if found := pattern.fullmatch(typed):
            return IdentifierIs(scheme, spellings(scheme, found["value"]), (0, len(text)))
    return None


def spellings(scheme: str, value: str) -> tuple[str, ...]:
    """Return the spellings of an identifier that catalogues and data sets use."""
    if scheme == "imdb":
        return (value.lower(),)
    if scheme == "wikidata":
        return (value.upper(),)
    title = unquote(value).strip().replace("_", " ")
    title = title[:1].upper() + title[1:]
    return title, title.replace(" ", "_")
