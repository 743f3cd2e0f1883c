"""Render the parts of pages that hold hundreds of facts or links: by Jinja2, which compiles templates to Python.

The templates are in `jinja2` folders of apps, as Django finds them. What surrounds the parts, from
`films/base.html` down, is written in Django's own language.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cache
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.backends.jinja2 import Jinja2
from django.template.defaultfilters import capfirst
from django.templatetags.static import static
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment
from markupsafe import Markup

from films.addresses import site_name, view_address
from films.kinds import addresses
from films.kinds.identifier import page_elsewhere
from films.languages import (
    language_name,
    localized_day,
    localized_list,
    localized_number,
    localized_score,
    message_for,
    territory_name,
    translated,
    translated_within,
)
from films.models import Film, FilmLocation, Note, Passage, Person
from films.models.money import money_text
from films.search.labels import value_label
from films.views.correcting import correction_address
from films.views.facts.score_axis import score_axis
from films.views.maps.windows import Window
from films.views.markup import evidence, link, name_of, organization_link, stored_prose
from films.views.naming import link_names


def render_page(request: HttpRequest, name: str, context: Mapping[str, Any]) -> HttpResponse:
    """Respond with a page: its frame from `name`.html, and in it as `content` what `name`.jinja makes."""
    return render(request, f"{name}.html", {**context, "content": render_part(request, f"{name}.jinja", context)})


def render_part(request: HttpRequest, template: str, context: Mapping[str, Any]) -> SafeString:
    """Return the HTML of a part of a page; whatever a template inserts is escaped."""
    html = compiled_templates().get_template(template).render(dict(context), request)
    return mark_safe(html)  # noqa: S308 (its values are escaped by the environment)


@cache
def compiled_templates() -> Jinja2:
    options = {"environment": f"{__name__}.environment", "keep_trailing_newline": True}
    return Jinja2({"NAME": "films", "DIRS": [], "APP_DIRS": True, "OPTIONS": options})


def environment(**options: Any) -> Environment:
    """Return the environment of the templates, with what they may call."""
    made = Environment(extensions=["jinja2.ext.i18n"], **options)  # noqa: S701 (Django has it escape everything)
    made.newstyle_gettext = True  # type: ignore[attr-defined]
    made.globals |= {
        "_": message,
        "gettext": message,
        "ngettext": counted_message,
        "evidence": evidence,
        "link": link,
        "organization": organization_link,
        "site_name": site_name,
        "static": static,
        "url": view_address,
    }
    made.filters |= {
        "address": addresses.fact_address,
        "anchor": addresses.anchor,
        "by_film": by_film,
        "capfirst": capfirst,
        "correction_address": correction_address,
        "day": localized_day,
        "facet_label": value_label,
        "language": language_name,
        "map_query": map_query,
        "money": money_text,
        "name_of": name_of,
        "names_listed": names_listed,
        "number": localized_number,
        "page_address": addresses.page_address,
        "page_elsewhere": page_elsewhere,
        "score": localized_score,
        "score_axis": score_axis,
        "sentence_page": sentence_page,
        "stored_prose": stored_prose,
        "linked": link_names,
        "territory": territory_name,
        "text": addresses.fact_text,
        "translated": translated,
        "translated_within": translated_within,
        "widest": widest,
    }
    return made


def message(text: str, /, **values: object) -> Markup:
    """Return a message of a template in the language of the page, with its values escaped."""
    shown = Markup(translated(text))  # noqa: S704 (templates and their translations are no input)
    return shown % values if values else shown


def counted_message(singular: str, plural: str, num: int, /, **values: object) -> Markup:
    """Return the message of a template for a number."""
    shown = Markup(message_for(singular, plural, num))  # noqa: S704 (as above)
    return shown % {"num": localized_number(num), **values}


def by_film(notes: Iterable[Note]) -> Iterator[tuple[Film, list[Note]]]:
    """Group notes, which come in the order of their films."""
    return ((film, list(group)) for film, group in groupby(notes, lambda note: note.film))


def widest(uses: Sequence[FilmLocation]) -> list[FilmLocation]:
    """Return the uses of places that lie within no other of them."""
    places = {used.location_id for used in uses}
    return [used for used in uses if places.isdisjoint(above.pk for above in used.location.ancestors())]


def map_query(window: Window, request: HttpRequest) -> str:
    """Return the query that shows this part of the map, with the other parameters of the page."""
    query = request.GET.copy()
    query["map"] = window.key
    return f"?{query.urlencode()}"


def names_listed(people: Iterable[Person]) -> Markup:
    """Return the names of people, as a sentence lists them."""
    return Markup(localized_list(Markup("<bdi>{}</bdi>").format(person.name) for person in people))  # noqa: S704


def sentence_page(passage: Passage) -> str:
    return addresses.sentence_address(passage.document.slug, passage.ordinal)
