"""Fixtures: published records that `manage.py loaddata` takes in, each after what it names."""

from collections.abc import Collection, Iterator
from functools import partial
from typing import Any

from django.db.models import Model

from films.exporting.cache import Download
from films.exporting.formats import Format
from films.exporting.kinds import KINDS, MODELS, records
from films.exporting.subset import of_film
from films.models import Film, Job
from films.models.standard_jobs import STANDARD_DEPARTMENTS

WHOLE = "whole"


def everything(data_format: Format) -> Iterator[bytes]:
    """Yield the fixture of everything that is published."""
    return data_format.serialize(record for model in MODELS for record in records_to_load(model))


def records_to_load(model: type[Model], chosen: Collection[int] | None = None) -> Iterator[Any]:
    """Yield what another database may lack: the standard jobs are there already, as its editors keep them."""
    for record in records(model, chosen):
        if model is not Job or record.code not in STANDARD_DEPARTMENTS:
            yield record


def one_kind(name: str, data_format: Format) -> Iterator[bytes]:
    """Yield the fixture of one kind: it can be loaded where what it names is."""
    return data_format.serialize(records(KINDS[name]))


def one_film(film: Film, data_format: Format) -> Iterator[bytes]:
    """Yield the fixture of one film with all that it needs to be loaded anywhere."""
    chosen = of_film(film)
    return data_format.serialize(record for model in MODELS for record in records_to_load(model, chosen[model]))


def download(name: str, data_format: Format) -> Download:
    """Return the fixture of everything, named `WHOLE`, or of one kind, by its name in `KINDS`."""
    made = partial(everything, data_format) if name == WHOLE else partial(one_kind, name, data_format)
    return Download("fixtures", f"{name}.{data_format.name}", data_format.label, data_format.content_type, made)


def film_download(film: Film, data_format: Format) -> Download:
    return Download(
        "films",
        f"{film.slug}.{data_format.name}",
        data_format.label,
        data_format.content_type,
        partial(one_film, film, data_format),
    )
