"""Write links and the marks of evidence as HTML: a page has hundreds, for which templates would take too long."""

from collections.abc import Sequence
from typing import Any

from jinja2 import pass_context
from jinja2.runtime import Context
from markupsafe import Markup

from films.kinds.addresses import page_address
from films.models import Fact
from films.views.facts.evidence import Evidence, Footnotes, other_values

LINK = Markup('<a href="%s"><bdi>%s</bdi></a>%s')
MARK = Markup('<button popovertarget="%s" aria-label="Evidence %s">%s</button>')
MARKS = Markup('<span class="marks">%s</span>')
SOURCES = Markup(' <span class="sources">%s sources</span>')
SPACE = Markup(" ")


def link(subject: Any, with_year: bool = True) -> Markup:
    """Return a link to the page of a record."""
    year = getattr(subject, "year", None) if with_year else None
    name = getattr(subject, "title", "") or subject.name
    return LINK % (page_address(subject), name, f" ({year})" if year else "")


def mark(note: Evidence) -> Markup:
    """Return the mark of a note, which opens it."""
    return MARK % (note.key, note.mark, note.mark)


@pass_context
def evidence(
    context: Context, fact: Fact, fields: str = "", besides: str = "", also: Fact | None = None
) -> Markup:
    """Return the marks of a fact's notes, how many sources agree, and what others say (see `Footnotes.notes_for`).

    `fields` and `besides` are names of fields, separated by spaces.
    """
    footnotes: Footnotes = context["footnotes"]
    only, without = fields.split(), besides.split()
    notes, readings = footnotes.notes_for(fact, only, without, also)
    marks = MARKS % SPACE.join(map(mark, notes)) if notes else Markup()
    if (sources := footnotes.sources_of(fact, only, without)) > 1:
        marks += SOURCES % sources
    waiting = footnotes.waiting_for(fact, only, without)
    return marks + differences(context, waiting, readings) if waiting or readings else marks


def differences(context: Context, waiting: Sequence[Any], readings: Sequence[Any]) -> Markup:
    """Return what was cited for another value, and the values that sources give otherwise."""
    differing = other_values(readings)
    template: Any = context.environment.get_template("films/_differences.jinja")
    return Markup(template.render(waiting=waiting, readings=readings, differing=differing))  # noqa: S704 (escaped by the environment)
