"""Write fixtures for `loaddata`: published records, each after those that it refers to."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from films.exporting.cache import Download
from films.exporting.formats import FORMATS, FixtureFormat
from films.exporting.kinds import KINDS, MODELS, exported_records
from films.exporting.subset import keys_for_film
from films.models import Film, Genre, GenreName, Job, State
from films.models.standard_genres import STANDARD_GENRES, listed_names
from films.models.standard_jobs import STANDARD_DEPARTMENTS

WHOLE = "whole"


def serialize_everything(data_format: FixtureFormat) -> Iterator[bytes]:
    """Return the fixture of everything that is published, in pieces."""
    return data_format.serialize(record for model in MODELS for record in records_to_load(model))


def records_to_load(model: type[Model], chosen: Collection[int] | None = None) -> Iterator[Any]:
    """Yield records that another database may lack; its editors keep standard jobs and genres of their own.

    Genres of films, and those above them, are included all the same, since editors may delete them.
    """
    if model is Genre and chosen is None:
        needed = genres_of_films()
    for record in exported_records(model, chosen):
        match record:
            case Job():
                is_standard = record.code in STANDARD_DEPARTMENTS
            case Genre():
                is_standard = record.slug in STANDARD_GENRES and chosen is None and record.pk not in needed
            case GenreName():
                genre = STANDARD_GENRES.get(record.genre.slug)
                is_standard = genre is not None and record.name in listed_names(genre.other_names)
            case _:
                is_standard = False
        if not is_standard:
            yield record


def genres_of_films() -> set[int]:
    """Return the keys of the genres of published films, and of all genres above them."""
    found: set[int] = set()
    level = set(Genre.objects.filter(films__state=State.PUBLISHED).values_list("pk", flat=True))
    while level:
        found |= level
        level = set(Genre.objects.filter(narrower__in=level).values_list("pk", flat=True)) - found
    return found


def serialize_kind(name: str, data_format: FixtureFormat) -> Iterator[bytes]:
    """Yield the fixture of one kind, which can be loaded where the records that it refers to exist."""
    return data_format.serialize(exported_records(KINDS[name]))


def serialize_film(film: Film, data_format: FixtureFormat) -> Iterator[bytes]:
    """Yield the fixture of one film with everything that it needs to be loaded anywhere."""
    chosen = keys_for_film(film)
    return data_format.serialize(record for model in MODELS for record in records_to_load(model, chosen[model]))


def fixture_download(name: str, data_format: FixtureFormat) -> Download:
    """Return the fixture of everything, named `WHOLE`, or of one kind, by its name in `KINDS`."""
    made = (
        partial(serialize_everything, data_format) if name == WHOLE else partial(serialize_kind, name, data_format)
    )
    return Download("fixtures", f"{name}.{data_format.name}", data_format.label, data_format.content_type, made)


def find_fixture(file: str) -> Download | None:
    """Return the fixture of everything or of one kind with this file name, or None."""
    name, _, ending = file.rpartition(".")
    return fixture_download(name, FORMATS[ending]) if ending in FORMATS and name in {WHOLE, *KINDS} else None


def film_download(film: Film, data_format: FixtureFormat) -> Download:
    return Download(
        "films",
        f"{film.slug}.{data_format.name}",
        data_format.label,
        data_format.content_type,
        partial(serialize_film, film, data_format),
    )
