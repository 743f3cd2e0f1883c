"""Fixtures: published records that `manage.py loaddata` takes in, each after what it names."""

from collections.abc import Iterator
from functools import partial

from films.exporting.cache import Download
from films.exporting.formats import Format
from films.exporting.kinds import KINDS, MODELS, records
from films.exporting.subset import of_film
from films.models import Film

WHOLE = "whole"


def whole(written: Format) -> Iterator[bytes]:
    """Yield the fixture of everything that is published."""
    return written.written(record for model in MODELS for record in records(model))


def of_kind(name: str, written: Format) -> Iterator[bytes]:
    """Yield the fixture of one kind: it can be loaded where what it names is."""
    return written.written(records(KINDS[name]))


def one_film(film: Film, written: Format) -> Iterator[bytes]:
    """Yield the fixture of one film with all that it needs to be loaded anywhere."""
    chosen = of_film(film)
    return written.written(record for model in MODELS for record in records(model, chosen[model]))


def download(name: str, written: Format) -> Download:
    """Return the fixture of everything, named `WHOLE`, or of one kind, by its name in `KINDS`."""
    made = partial(whole, written) if name == WHOLE else partial(of_kind, name, written)
    return Download("fixtures", f"{name}.{written.name}", written.label, written.content_type, made)


def film_download(film: Film, written: Format) -> Download:
    return Download(
        "films",
        f"{film.slug}.{written.name}",
        written.label,
        written.content_type,
        partial(one_film, film, written),
    )
