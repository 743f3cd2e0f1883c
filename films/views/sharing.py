"""Serve the pictures that stand for the pages of films, people and locations."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from films.kinds.index import Kind
from films.kinds.registry import DECLARATIONS
from films.languages import translated
from films.models import Film, Location, Person
from films.views.facts import film_facts, person_facts, place_facts, published_record
from films.views.metadata import credits_sentence, uses_sentence, work_sentence
from films.views.pictures.fonts import is_drawable
from films.views.redirects import leads_on
from films.views.revalidation import depends_on_facts


@require_safe
@depends_on_facts
@leads_on("film")
def film_image(request: HttpRequest, slug: str) -> HttpResponse:
    found = film_facts(published_record(Film, slug))
    return png(Kind.FILM, str(found.film) if found.film.year else found.film.title, credits_sentence(found))


@require_safe
@depends_on_facts
@leads_on("person")
def person_image(request: HttpRequest, slug: str) -> HttpResponse:
    found = person_facts(published_record(Person, slug))
    return png(Kind.PERSON, str(found.person), work_sentence(found.credits))


@require_safe
@depends_on_facts
@leads_on("location")
def location_image(request: HttpRequest, slug: str) -> HttpResponse:
    found = place_facts(published_record(Location, slug))
    return png(Kind.LOCATION, found.place.name, uses_sentence(found))


def png(kind: Kind, title: str, sentence: str) -> HttpResponse:
    """Return the picture of a record; one whose title the font cannot write has none."""
    from films.views.pictures.drawing import Picture, draw_picture  # loads the imaging library, for pictures alone

    if not is_drawable(title):
        raise Http404
    shown = sentence if is_drawable(sentence) else ""
    picture = Picture(translated(DECLARATIONS[kind].words.singular), title, shown)
    return HttpResponse(draw_picture(picture), content_type="image/png")
