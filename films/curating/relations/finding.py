"""Look for relations between films that nobody has recorded or declined yet."""

from collections.abc import Iterator

from django.db import transaction

from films.curating.relations.judging import Judgement, judge, read_details
from films.curating.relations.pairs import Pair, pair_films
from films.history.recording import unrecorded
from films.models import FilmRelation, LikelyRelation
from films.models.films import RelationKind

PROPOSED = (RelationKind.SEQUEL, RelationKind.REMAKE, RelationKind.VERSION_OF)
LONGEST_REASONS = LikelyRelation._meta.get_field("reasons").max_length


def find_relations() -> None:
    """Look for likely relations, store them, and delete those that are no longer likely.

    What was declined stays so, and what is recorded is not proposed.
    """
    found = [
        LikelyRelation(
            film_id=pair.film.id,
            related_film_id=pair.earlier.id,
            kind=judgement.kind,
            certainty=judgement.certainty,
            reasons="; ".join(judgement.reasons)[:LONGEST_REASONS],
        )
        for pair, judgement in judged_pairs()
    ]
    with unrecorded(), transaction.atomic():
        LikelyRelation.objects.filter(is_declined=False).delete()
        LikelyRelation.objects.bulk_create(found, ignore_conflicts=True)


def judged_pairs() -> Iterator[tuple[Pair, Judgement]]:
    """Yield pairs of films, each with its most certain relation."""
    pairs = [*pair_films()]
    details = read_details(film.id for pair in pairs for film in (pair.film, pair.earlier))
    known = recorded_pairs()
    best: dict[frozenset[int], tuple[Pair, Judgement]] = {}
    for pair in pairs:
        both = frozenset((pair.film.id, pair.earlier.id))
        judgement = judge(pair, details) if both not in known else None
        if judgement and (both not in best or judgement.certainty > best[both][1].certainty):
            best[both] = pair, judgement
    yield from best.values()


def recorded_pairs() -> set[frozenset[int]]:
    """Return the pairs of films between which a relation like the proposed ones is recorded."""
    relations = FilmRelation.objects.filter(kind__in=PROPOSED)
    return {frozenset(pair) for pair in relations.values_list("film_id", "related_film_id")}
