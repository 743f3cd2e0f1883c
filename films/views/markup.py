"""Write links and the marks of evidence as HTML: a page has hundreds, for which templates would take too long."""

from collections.abc import Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup, escape

from films.addresses import page_at
from films.kinds.addresses import fact_address, fact_key, page_address
from films.languages import ENGLISH, page_locale, territory_name, translated
from films.models import Fact, Film, Location, Organization
from films.models.evidence import Basis
from films.models.places import LocationKind
from films.views.facts import PageCitations
from films.views.facts.citations import Cited, organizations_named, waiting_for
from films.views.shelves import ORGANIZATION, shelf_address

TERRITORIES = {LocationKind.CONTINENT, LocationKind.COUNTRY}
CITED_SIGN, DIFFERING_SIGN = "°", "≠"
UNSOURCED_SIGNS: dict[str, str] = {Basis.GENERAL_KNOWLEDGE: "†", Basis.NO_SOURCE: "‡"}


def link(subject: Any, with_year: bool = True) -> Markup:
    """Return a link to the page of a record, or to its place on the page that shows it."""
    address = fact_address(subject) if isinstance(subject, Fact) else page_address(subject)
    year = getattr(subject, "year", None) if with_year else None
    return link_to(address, name_of(subject)) + (f" ({year})" if year else "")


def organization_link(organization: Organization) -> Markup:
    """Return a link to the films that an organization made, sold, rated or reviewed."""
    return link_to(shelf_address(ORGANIZATION, organization.slug), organization.name)


def link_to(address: str, name: str) -> Markup:
    return Markup(f'<a href="{escape(address)}"><bdi>{escape(name)}</bdi></a>')  # noqa: S704 (escaped here)


def name_of(subject: Any) -> str:
    """Return the title of a film or a document, or the name of another record."""
    name = str(getattr(subject, "title", "") or subject.name)
    return territory_name(name) if isinstance(subject, Location) and subject.kind in TERRITORIES else name


def stored_prose(text: str) -> str:
    """Mark a stored text as English where the page is in another language: a voice reads it as what it is."""
    return text if page_locale() == ENGLISH else Markup('<span lang="en">{}</span>').format(text)


@pass_context
def evidence(context: Context, fact: Fact, fields: str = "") -> Markup:
    """Return the mark of a fact, which leads to its evidence, or if it is not cited, to its data set.

    `fields` are names of fields, separated by commas, where the mark is not for the whole fact.
    """
    citations: PageCitations = context["citations"]
    names = fields.split(",") if fields else []
    cited = citations.of(fact, names)
    if not cited and not any(citations.of(organization) for organization in organizations_named(fact)):
        return data_set_mark(context, fact, names)
    address = f"{page_at('evidence', fact_key(fact))}{f'?fields={fields}' if fields else ''}"
    label, shown = label_of(fact, cited, names)
    return Markup(f'<a class="mark" href="{address}" aria-label="{label}">{shown}</a>')  # noqa: S704


def data_set_mark(context: Context, fact: Fact, fields: Sequence[str]) -> Markup:
    """Return the number of the data set that a fact, or the value of its field, came with.

    A page with one data set needs no numbers: its sources say what all without a mark are from.
    """
    numbers: dict[str, int] = context["data_set_numbers"]
    filled: dict[str, str] = context.get("filled_by", {}) if isinstance(fact, Film) else {}
    name = next((filled[field] for field in fields if field in filled), fact.data_set)
    if name not in numbers:
        return Markup()
    label = escape(translated("From the data set %(name)s", name=name))
    return Markup(  # noqa: S704 (escaped here)
        f'<a class="came-with" href="#data-set-{numbers[name]}" aria-label="{label}">{numbers[name]}</a>'
    )


def label_of(fact: Fact, cited: Sequence[Cited], fields: Sequence[str]) -> tuple[str, str]:
    """Return what a mark says: in words, and as it is shown, which is a sign if the evidence is as usual."""
    if waiting_for(fact, cited, fields):
        return translated("Evidence: cited for another value"), translated("cited for another value")
    if any(citation.reading for citation in cited):
        return translated("Evidence: sources differ"), DIFFERING_SIGN
    sources = {citation.passage.document_id for citation in cited if citation.passage}
    if len(sources) > 1:
        counted = translated("%(number)s sources", number=len(sources))
        return translated("Evidence: %(sources)s", sources=counted), counted
    unsourced = [UNSOURCED_SIGNS[citation.basis] for citation in cited if citation.passage is None]
    return translated("Evidence"), unsourced[0] if unsourced and not sources else CITED_SIGN
