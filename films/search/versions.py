"""Show versions of a film, such as its re-releases, under the film."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from films.models import FilmRelation, State
from films.models.films import RelationKind
from films.search.series import films_of_ids
from films.search.sets import current
from films.search.types import Candidate, Kind, Result


def originals() -> dict[int, int]:
    """Map each film that is recorded as a version of another to that one, by their ids.

    They are remembered for as long as the state of the index is the same.
    """
    remembered = current().remembered
    if "originals" not in remembered:
        versions = FilmRelation.objects.published().filter(kind=RelationKind.VERSION_OF).order_by("-pk")
        both = versions.filter(film__state=State.PUBLISHED, related_film__state=State.PUBLISHED)
        remembered["originals"] = dict(both.values_list("film_id", "related_film_id"))
    found: dict[int, int] = remembered["originals"]
    return found


def films_of_versions(film_ids: Iterable[int]) -> dict[int, Candidate]:
    """Map those of some films that are versions to the films that they are versions of."""
    known = originals()
    versions = {film_id: known[film_id] for film_id in film_ids if film_id in known}
    films = {film.object_id: film for film in films_of_ids(versions.values())}
    return {film_id: films[original] for film_id, original in versions.items() if original in films}


def under_their_films(results: Sequence[Result]) -> tuple[Result, ...]:
    """Move versions to directly after their film, if it is among the results, and as full or partial a match."""
    known = originals()
    shown = {place(result) for result in results if not (result.kind == Kind.FILM and result.object_id in known)}
    under: dict[tuple[Kind, int, bool], list[Result]] = defaultdict(list)
    others: list[Result] = []
    for result in results:
        original = known.get(result.object_id) if result.kind == Kind.FILM else None
        film = (Kind.FILM, original or 0, result.partial)
        (under[film] if film in shown else others).append(result)
    return tuple(found for other in others for found in (other, *under[place(other)]))


def place(result: Result) -> tuple[Kind, int, bool]:
    """Return what versions of a result are listed by."""
    return result.kind, result.object_id, result.partial
