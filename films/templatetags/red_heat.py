"""Provide template tags that link records, open the evidence for facts, and draw scores."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from django import template
from django.template.loader import render_to_string
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from films.evidence.claims import WaitingClaim
from films.kinds import addresses
from films.models import LETTER_GRADES, SCALE_TOPS, Fact, Film, Location, Passage, Person, Review, Scale
from films.models.money import money_text
from films.views.facts.evidence import Evidence, Footnotes

register = template.Library()
register.filter("anchor", addresses.anchor)
register.filter("address", addresses.fact_address)
register.filter("money", money_text)

AXIS_START, AXIS_LENGTH = 6, 228
"""Of the drawn scale, in a view box 240 units wide: this leaves room for the dot at either end."""


@register.simple_tag(takes_context=True)
def evidence(
    context: template.Context, fact: Fact, fields: str = "", besides: str = "", also: Fact | None = None
) -> SafeString:
    """Show the footnote marks of a fact, and of another that it mentions, `also`; each mark opens its note.

    `fields` names the only fields to cite, and `besides` the fields to leave out, each separated by spaces.
    """
    footnotes: Footnotes = context["footnotes"]
    notes, readings = footnotes.notes_for(fact, fields.split(), besides.split())
    if also:
        notes += [note for note in footnotes.notes_for(also)[0] if note not in notes]
    waiting = waits(footnotes.waiting_for(fact, fields.split(), besides.split()))
    if not readings:
        return format_html("{}{}", marks(notes), waiting)
    differing = sum(bool(reading.read) for reading in readings)
    closely = render_to_string("films/_readings.html", {"readings": readings, "differing": differing})
    return format_html("{}{}{}", marks(notes), waiting, closely)


def waits(claims: Sequence[WaitingClaim]) -> SafeString:
    """Say of each field that has another value than the one it is cited for."""
    line = '<span class="waits">Cited for another value: {} was “{}”.</span>'
    return format_html_join(" ", line, ((claim.label, claim.confirmed) for claim in claims))


def marks(notes: Sequence[Evidence]) -> SafeString:
    """Make a button of each note's mark. It opens the note as a popover, without JavaScript."""
    button = '<button popovertarget="{0}" aria-label="Evidence {1}">{1}</button>'
    buttons = format_html_join(" ", button, ((note.key, note.mark) for note in notes))
    return format_html('<span class="marks">{}</span>', buttons) if notes else buttons


@register.simple_tag
def link(subject: Film | Person | Location, *, with_year: bool = True) -> SafeString:
    """Link a film, a person or a location by name; leave out a film's year if the page shows it anyway."""
    name = subject.title if isinstance(subject, Film) else subject.name
    year = f" ({subject.year})" if with_year and isinstance(subject, Film) and subject.year else ""
    return format_html('<a href="{}"><bdi>{}</bdi></a>{}', addresses.page_address(subject), name, year)


@register.filter
def sentence_page(passage: Passage) -> str:
    return addresses.sentence_address(passage.document.slug, passage.ordinal)


@register.simple_tag
def subjects(note: Any) -> list[Film | Person | Location]:
    """Return the records that a note is about, except its speaker, whom the page names anyway."""
    people = [person for person in note.about_people if person.pk != note.speaker_id]
    return [*people, *note.about_films, *note.about_locations]


@register.simple_tag
def place(location: Location) -> SafeString:
    """Link a location and the places around it, from the smallest to the largest."""
    return format_html_join(", ", "{}", ((link(each),) for each in (location, *location.ancestors())))


@register.inclusion_tag("films/_scale.html")
def scale(review: Review) -> dict[str, Any]:
    """Draw a score as a dot on its own scale; all scales have the same length, so that dots can be compared."""
    if review.normalised is None:
        return {}
    if review.scale == Scale.LETTER:
        steps, low, high = len(LETTER_GRADES) - 1, LETTER_GRADES[-1], LETTER_GRADES[0]
    else:
        top = SCALE_TOPS[review.scale]
        steps, low, high = min(top, 10), "0", str(top)
    return {
        "label": f"{review.score_text} on a scale from {low} to {high}",
        "low": low,
        "high": high,
        "dot": _on_axis(review.normalised / 100),
        "ticks": [_on_axis(Decimal(step) / steps) for step in range(steps + 1)],
    }


def _on_axis(share: Decimal) -> str:
    return f"{AXIS_START + AXIS_LENGTH * share:.1f}"
