"""Build the addresses of facts on public pages, and texts of facts and their fields in one line."""

from typing import Any

from django.db.models import Manager

from films.addresses import page_at
from films.kinds.declaration import Omitted, OwnPage, ShownOn
from films.kinds.registry import declaration_of
from films.models import Fact, Location, Organization

SENTENCES_SHOWN = 300
"""On one page of a document."""


def anchor(fact: Fact) -> str:
    """Return the `id` of a fact on its page, or an empty string for a record with a page of its own."""
    shown = declaration_of(fact).page
    return shown.anchor(fact) if isinstance(shown, ShownOn) and shown.anchor else ""


def fact_address(fact: Fact) -> str:
    """Return the address of a fact, with its position on the page, or an empty string if no page shows it."""
    match declaration_of(fact).page:
        case OwnPage():
            return page_address(fact)
        case ShownOn(links):
            page = page_address(next(filter(None, (getattr(fact, link) for link in links))))
            place = anchor(fact)
            return f"{page}#{place}" if place else page
    return ""


def fact_key(fact: Fact) -> str:
    """Return what tells a fact from all others in this database: its kind and number."""
    return f"{declaration_of(fact).kind}-{fact.pk}"


def page_address(subject: Any) -> str:
    """Return the address of the page of a film, a person, a location or a document."""
    return page_at(subject._meta.model_name or "", subject.slug)


def sentence_address(document_slug: str, ordinal: int) -> str:
    """Return the address of a sentence; if it is not on the document's first page, a redirect finds its page."""
    page = page_at("document", document_slug)
    query = f"?sentence={ordinal}" if ordinal > SENTENCES_SHOWN else ""
    return f"{page}{query}#s-{ordinal}"


def fact_text(fact: Fact) -> str:
    """Return the fact in one line, without its film."""
    line = declaration_of(fact).line
    return str(fact) if isinstance(line, Omitted) else line(fact)


def field_text(fact: Fact, name: str) -> str:
    """Return the value of a field of a fact, which may be a list of records."""
    display = getattr(fact, f"get_{name}_display", None)
    value = display() if display else getattr(fact, name, None)
    if isinstance(value, Manager):
        return ", ".join(str(item) for item in value.all())
    if isinstance(value, Location | Organization):
        return value.name
    return "" if value is None else str(value)
