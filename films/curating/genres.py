"""Merge two genres: the films of both have the one that stays, and it is known by all names of the other."""

from django.core.exceptions import ValidationError

from films.models import Genre, GenreName


def merge_genre(survivor: Genre, duplicate: Genre) -> None:
    """Move what names a genre to another one, which keeps its place in the list, and delete it.

    Raises ValidationError where a genre below it cannot lie below the other.
    """
    narrower = list(duplicate.narrower.exclude(pk=survivor.pk))
    names = [duplicate.name, *duplicate.other_names.values_list("name", flat=True)]
    survivor.films.add(*duplicate.films.values_list("pk", flat=True))
    duplicate.delete()
    for genre in narrower:
        genre.check_broader([survivor])
        genre.broader.add(survivor)
    for name in names:
        keep_name(survivor, name)


def keep_name(genre: Genre, name: str) -> None:
    """Make a name another name of a genre, unless it means a genre already."""
    other = GenreName(genre=genre, name=name)
    try:
        other.full_clean()
    except ValidationError:
        return
    other.save()
