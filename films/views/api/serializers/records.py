"""Films, people, locations and documents, each whole."""

from films.models import Document, Film, Location, Person
from films.views.api.citing import citations, passage
from films.views.api.serializers.facts import Shaper
from films.views.api.serializers.links import Linker
from films.views.api.shapes import facts, things
from films.views.facts import document_facts, film_facts, person_facts, place_facts


def film(found: Film, linker: Linker) -> things.Film:
    known = film_facts(found)
    shaped = Shaper(linker, citations(known.shown, linker))
    return things.Film(
        slug=found.slug,
        url=linker.film(found).url,
        title=found.title,
        original_title=found.original_title,
        year=found.year,
        synopsis=found.synopsis,
        runtime=found.runtime,
        genres=[facts.Genre(genre.slug, genre.name) for genre in found.genres.all()],
        languages=[facts.Language(language.tag, language.name) for language in found.languages.all()],
        countries=[linker.location(country) for country in found.countries.all()],
        citations=shaped.citations.of(found),
        other_titles=[shaped.other_title(fact) for fact in known.other_titles],
        identifiers=[shaped.identifier(fact) for fact in known.identifiers],
        credits=[shaped.credit(fact) for fact in known.cast_and_crew],
        locations=[shaped.film_location(fact) for fact in known.places],
        reviews=[shaped.review(fact) for fact in known.reviews],
        releases=[shaped.release(fact) for fact in known.releases],
        box_office=[shaped.box_office(fact) for fact in known.box_office],
        relations=[shaped.film_relation(fact) for fact in known.relations],
        related_from=[shaped.film_relation(fact) for fact in known.related_from],
        notes=[shaped.note(fact) for fact in known.notes],
        mentions=[shaped.note(fact) for fact in known.mentions],
    )


def person(found: Person, linker: Linker) -> things.Person:
    known = person_facts(found)
    shaped = Shaper(linker, citations(known.shown, linker))
    return things.Person(
        slug=found.slug,
        url=linker.person(found).url,
        name=found.name,
        sort_name=found.sort_name,
        disambiguation=found.disambiguation,
        citations=shaped.citations.of(found),
        other_names=[shaped.other_name(fact) for fact in known.other_names],
        identifiers=[shaped.identifier(fact) for fact in known.identifiers],
        credits=[shaped.credit(fact) for fact in known.credits],
        notes=[shaped.note(fact) for fact in known.notes],
        statements=[shaped.note(fact) for fact in known.statements],
        reviews=[shaped.review(fact) for fact in known.reviews],
    )


def location(found: Location, linker: Linker) -> things.Location:
    known = place_facts(found)
    shaped = Shaper(linker, citations(known.shown, linker))
    return things.Location(
        slug=found.slug,
        url=linker.location(found).url,
        name=found.name,
        kind=found.kind,
        lies_in=[linker.location(place) for place in found.ancestors()],
        parts=[linker.location(place) for place in known.parts],
        latitude=None if found.latitude is None else float(found.latitude),
        longitude=None if found.longitude is None else float(found.longitude),
        note=found.note,
        citations=shaped.citations.of(found),
        other_names=[shaped.location_name(fact) for fact in known.other_names],
        films=[shaped.film_location(fact) for fact in known.uses],
        played_by=[shaped.film_location(fact) for fact in known.doubled_by],
        notes=[shaped.note(fact) for fact in known.notes],
    )


def document(found: Document, linker: Linker) -> things.Document:
    known = document_facts(found)
    return things.Document(
        slug=found.slug,
        url=linker.document(found).url,
        title=found.title,
        publisher=found.publisher,
        source_url=found.url,
        revision=found.revision,
        licence=found.licence,
        retrieved=found.retrieved,
        sha256=found.sha256,
        text_held=bool(found.text),
        passages=[
            things.PassageRead(
                passage=passage(read.passage, linker),
                facts=[
                    things.FactTaken(fact.text, linker.absolute(fact.url) if fact.url else "", list(fact.fields))
                    for fact in read.facts
                ],
                set_aside=read.passage.set_aside,
            )
            for read in known.passages
        ],
    )
