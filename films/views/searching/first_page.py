"""Build the first page: what the collection holds, a film a day, and what was added or changed last."""

from collections.abc import Sequence
from dataclasses import asdict
from datetime import date
from typing import Any

from django.utils import timezone

from films.compiled_queries import records_by_key
from films.exporting import data_sets
from films.kinds.names import NAMED_KINDS
from films.kinds.registry import DECLARATIONS
from films.models import Alteration, Citation, DataSet, Document, Film, State
from films.search import SearchRequest, examples, prominent_films, totals
from films.search.parameters import search_address
from films.views.shelves import shelves

VALUES_INVITED = 12  # of each shelf
FILMS_LISTED = 5  # among those added, and among those changed last
ALTERATIONS_READ = 200  # the last, among which films are looked for
FILMS_OF_DAYS = 1000  # the most prominent films, of which each day has one
STEP = 617  # between the films of two days, so that neighbours in prominence do not follow each other
TRIED = 10  # films that a day may have, if the first have no synopsis


def first_page() -> dict[str, Any]:
    """Return the context of the first page.

    It counts what has pages of its own: of other kinds, such as the credits of data sets, not all have an entry.
    """
    counts = totals()
    film = film_of_the_day(timezone.now().date())
    return {
        "holds_texts": Document.objects.exclude(text="").exists(),
        "film_of_the_day": film,
        "quoted_from": quoted_from(film) if film else [],
        "added": films_added_last(),
        "changed": films_changed_last(),
        "shelves": shelves(VALUES_INVITED),
        "totals": [(DECLARATIONS[kind].words.plural, counts[kind]) for kind in NAMED_KINDS if kind in counts],
    }


def example_links() -> list[dict[str, str]]:
    """Return example searches with their addresses."""
    return [{**asdict(example), "url": search_address(SearchRequest(text=example.text))} for example in examples()]


def film_of_the_day(day: date) -> Film | None:
    """Return a well-known film, another each day, with a synopsis if there is one among the next in turn."""
    known = prominent_films(FILMS_OF_DAYS)
    keys = [known[(day.toordinal() * STEP + place) % len(known)] for place in range(min(TRIED, len(known)))]
    films = published_films(keys)
    return next((film for film in films if film.synopsis), films[0]) if films else None


def quoted_from(film: Film) -> list[DataSet]:
    """Return the data set that a film's synopsis is quoted from, unless the synopsis is cited."""
    is_cited = Citation.objects.filter(film=film, field="synopsis").exists()
    return [] if is_cited else data_sets.quoted_from(film)


def films_added_last() -> list[Film]:
    return list(Film.objects.published().order_by("-pk")[:FILMS_LISTED])


def films_changed_last() -> list[Film]:
    """Return the films that curators changed last, or whose facts they did."""
    recent = Alteration.objects.order_by("-pk").values_list("kind", "record_id", "owner_kind", "owner_id")
    altered = recent[:ALTERATIONS_READ]
    named = [
        named for kind, record, owner_kind, owner in altered for named in ((kind, record), (owner_kind, owner))
    ]
    keys = dict.fromkeys(int(key) for kind, key in named if key and kind == Film._meta.model_name)
    return published_films(list(keys))[:FILMS_LISTED]


def published_films(keys: Sequence[int]) -> list[Film]:
    """Return the published films with these keys, in their order."""
    films = records_by_key(Film, keys)
    return [films[key] for key in keys if key in films and films[key].state == State.PUBLISHED]
