"""Recognise a query that is only an identifier of another catalogue, or the address of a page there."""

import re
from urllib.parse import unquote

from films.identity.letters import INVISIBLE
from films.search.query.tree import IdentifierIs

SITE = r"(?:https?://)?(?:[a-z-]+\.)?(?:m\.)?"
REST_OF_ADDRESS = r"(?:[/?#.&]\S*)?"
ARTICLE = r"wikipedia\.org/(?:wiki/|w/index\.php\?(?:\S*&)?title=)(?P<value>[^?#&]+?)/?(?:[?#&]\S*)?"
IDENTIFIERS = {
    "imdb": (
        rf"(?:imdb:|{SITE}imdb\.com/(?:[a-z-]+/)?(?:title|name)/|(?=[a-z]+\d{{7}}))"
        rf"(?P<value>(?:tt|nm)\d{{1,10}}){REST_OF_ADDRESS}"
    ),
    "wikidata": (
        rf"(?:wikidata:|wd:|{SITE}wikidata\.org/(?:wiki|entity)/(?:Special:[a-z]+/)?|(?=q\d\d))"
        rf"(?P<value>q[1-9]\d*){REST_OF_ADDRESS}"
    ),
    "wikipedia": rf"(?:https?://)?(?:(?:www|en)\.)?(?:m\.)?{ARTICLE}",
}
"""How an identifier is typed: alone where it is too long for a word, after its scheme, or within an address.

Articles are those of the English Wikipedia, which are what the scheme `wikipedia` holds.
"""
PATTERNS = [
    (scheme, re.compile(pattern, re.IGNORECASE | re.ASCII))
    for scheme, pattern in (*IDENTIFIERS.items(), ("wikipedia", r"wikipedia:(?P<value>.+)"))
]
IN_OTHER_LANGUAGE = re.compile(
    rf"(?:https?://)?(?!(?:en|www|m)\.)[a-z-]+\.(?:m\.)?{ARTICLE}", re.IGNORECASE | re.ASCII
)
AROUND = f" <>{INVISIBLE}"
"""What may stand around an identifier that is pasted."""


def identifier_in(text: str) -> IdentifierIs | None:
    """Return what a text identifies, or None if it is not an identifier as a whole."""
    typed = text.strip(AROUND)
    for scheme, pattern in PATTERNS:
        if found := pattern.fullmatch(typed):
            return IdentifierIs(scheme, spellings(scheme, found["value"]), (0, len(text)))
    return None


def title_in_address(text: str) -> str:
    """Return the title of the article whose address in a Wikipedia of another language a text is, or ''."""
    found = IN_OTHER_LANGUAGE.fullmatch(text.strip(AROUND))
    return article_title(found["value"]) if found else ""


def spellings(scheme: str, value: str) -> tuple[str, ...]:
    """Return the spellings of an identifier that catalogues and data sets use."""
    if scheme == "imdb":
        return (value.lower(),)
    if scheme == "wikidata":
        return (value.upper(),)
    title = article_title(value)
    return title, title.replace(" ", "_")


def article_title(written: str) -> str:
    """Return the title of an article as it is written in an address."""
    title = unquote(written).strip().replace("_", " ")
    return title[:1].upper() + title[1:]
