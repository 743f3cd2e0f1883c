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
from django.template.defaultfilters import capfirst, pluralize
from django.templatetags.static import static
from django.utils.dateformat import format as format_date
from django.utils.safestring import SafeString, mark_safe
from jinja2 import Environment

from films.addresses import view_address
from films.kinds import addresses
from films.kinds.identifier import page_elsewhere
from films.models import Film, FilmLocation, Note, Passage
from films.models.money import money_text
from films.views.correcting import correction_address
from films.views.facts.score_axis import score_axis
from films.views.maps.windows import Window
from films.views.markup import evidence, link, organization_link
from films.views.naming import link_names

DAY = "j F Y"


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
    made = Environment(**options)  # noqa: S701 (Django has it escape everything)
    made.globals |= {
        "evidence": evidence,
        "link": link,
        "organization": organization_link,
        "static": static,
        "url": view_address,
    }
    made.filters |= {
        "address": addresses.fact_address,
        "anchor": addresses.anchor,
        "by_film": by_film,
        "capfirst": capfirst,
        "correction_address": correction_address,
        "date": lambda date: format_date(date, DAY),
        "map_query": map_query,
        "money": money_text,
        "page_address": addresses.page_address,
        "page_elsewhere": page_elsewhere,
        "pluralize": pluralize,
        "score_axis": score_axis,
        "sentence_page": sentence_page,
        "linked": link_names,
        "text": addresses.fact_text,
        "widest": widest,
    }
    return made


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


def sentence_page(passage: Passage) -> str:
    return addresses.sentence_address(passage.document.slug, passage.ordinal)
