"""Where each fact stands on the public pages, and what it is called there."""

from typing import Any

from films.addresses import page_at
from films.kinds.declaration import Omitted, OwnPage, ShownOn
from films.kinds.registry import declaration_of
from films.models import Fact

SENTENCES_SHOWN = 300
"""On one page of a document."""


def anchor(fact: Fact) -> str:
    """Return the fact's `id` on its film's page, or nothing for what a page is about as a whole."""
    shown = declaration_of(fact).page
    return shown.anchor(fact) if isinstance(shown, ShownOn) and shown.anchor else ""


def fact_address(fact: Fact) -> str:
    """Return the page and place where the fact is shown, or nothing where no page shows it by itself."""
    match declaration_of(fact).page:
        case OwnPage():
            return page_address(fact)
        case ShownOn(links):
            page = page_address(next(filter(None, (getattr(fact, link) for link in links))))
            place = anchor(fact)
            return f"{page}#{place}" if place else page
    return ""


def page_address(subject: Any) -> str:
    """Return the page of a film, a person, a location or a document."""
    return page_at(subject._meta.model_name or "", subject.slug)


def sentence_address(document_slug: str, ordinal: int) -> str:
    """Return where a document's sentence is shown; past the first page, the address says which to open."""
    page = page_at("document", document_slug)
    query = f"?sentence={ordinal}" if ordinal > SENTENCES_SHOWN else ""
    return f"{page}{query}#s-{ordinal}"


def fact_text(fact: Fact) -> str:
    """Return what the fact says in one line, without the name of its film."""
    line = declaration_of(fact).line
    return str(fact) if isinstance(line, Omitted) else line(fact)
