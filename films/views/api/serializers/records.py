"""Serialize films, people, locations and documents with their published facts, `cited` or without citations."""

from django.db.models import prefetch_related_objects

from films.kinds.names import Kind
from films.models import Document, Film, Genre, Location, Person
from films.views.api.serializers.citations import citations, passage
from films.views.api.serializers.facts import FactSerializer
from films.views.api.serializers.links import Linker
from films.views.api.shapes import facts, records
from films.views.facts import dataset_values, document_facts, film_facts, person_facts, place_facts


def serialize_film(found: Film, linker: Linker, *, cited: bool = True) -> records.Film:
    known = film_facts(found)
    prefetch_related_objects([found], "genres__other_names", "genres__broader")
    serializer = FactSerializer(linker, citations(known.facts_on_page, linker, included=cited))
    lists = serializer.lists(Kind.FILM, {**known.facts_by_kind, Kind.CREDIT: known.cast_and_crew})
    return records.Film(
        slug=found.slug,
        url=linker.film(found).url,
        title=found.title,
        original_title=found.original_title,
        year=found.year,
        synopsis=found.synopsis,
        runtime=found.runtime,
        is_adult=found.is_adult,
        genres=[genre(held) for held in found.genres.all()],
        languages=[facts.Language(language.tag, language.name) for language in found.languages.all()],
        countries=[linker.location(country) for country in found.countries.all()],
        dataset_values=[
            records.DatasetValue(other.field, other.value, other.dataset)
            for others in dataset_values(found).values()
            for other in others
        ],
        data_set=linker.data_set(found),
        citations=serializer.citations.for_fact(found),
        related_from=serializer.facts(known.related_from),
        mentions=serializer.facts(known.mentions),
        **lists,
        **facts.deprecated_values(Kind.FILM, lists),
    )


def genre(held: Genre) -> facts.Genre:
    return facts.Genre(
        held.slug,
        held.name,
        [other.name for other in held.other_names.all()],
        [facts.BroaderGenre(broader.slug, broader.name) for broader in held.broader.all()],
    )


def serialize_person(found: Person, linker: Linker, *, cited: bool = True) -> records.Person:
    known = person_facts(found)
    serializer = FactSerializer(linker, citations(known.facts_on_page, linker, included=cited))
    return records.Person(
        slug=found.slug,
        url=linker.person(found).url,
        name=found.name,
        sort_name=found.sort_name,
        disambiguation=found.disambiguation,
        birth_year=found.birth_year,
        death_year=found.death_year,
        data_set=linker.data_set(found),
        citations=serializer.citations.for_fact(found),
        **serializer.lists(Kind.PERSON, known.facts_by_kind),
        statements=serializer.facts(known.statements),
    )


def serialize_location(found: Location, linker: Linker, *, cited: bool = True) -> records.Location:
    known = place_facts(found)
    serializer = FactSerializer(linker, citations(known.facts_on_page, linker, included=cited))
    lists = {
        "ancestors": [linker.location(place) for place in found.ancestors()],
        "stand_ins": serializer.facts(known.doubled_by),
        **serializer.lists(Kind.LOCATION, known.facts_by_kind),
    }
    return records.Location(
        slug=found.slug,
        url=linker.location(found).url,
        name=found.name,
        kind=found.kind,
        parts=[linker.location(place) for place in known.parts],
        latitude=None if found.latitude is None else float(found.latitude),
        longitude=None if found.longitude is None else float(found.longitude),
        note=found.note,
        data_set=linker.data_set(found),
        citations=serializer.citations.for_fact(found),
        **lists,
        **facts.deprecated_values(Kind.LOCATION, lists),
    )


def serialize_document(found: Document, linker: Linker) -> records.Document:
    known = document_facts(found)
    about = found.published_subjects
    return records.Document(
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
        films=[linker.film(subject) for subject in about if isinstance(subject, Film)],
        people=[linker.person(subject) for subject in about if isinstance(subject, Person)],
        locations=[linker.location(subject) for subject in about if isinstance(subject, Location)],
        passages=[
            records.PassageRead(
                passage=passage(read.passage, linker),
                facts=[
                    records.FactTaken(fact.text, linker.absolute(fact.url) if fact.url else "", list(fact.fields))
                    for fact in read.facts
                ],
                set_aside=read.passage.set_aside,
            )
            for read in known.passages
        ],
    )
