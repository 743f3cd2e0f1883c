"""Store the genre list, which begins with the standard genres and is kept by editors."""

from collections.abc import Collection
from typing import Any

from django.apps import apps as installed
from django.core.exceptions import ValidationError
from django.db import models

from films.models.facts import NaturallyKeyed, not_blank
from films.models.genre_labels import GenreLabels, label_key
from films.models.standard_genres import STANDARD_GENRES, listed_names
from films.names import slug_base

MAX_LEVELS = 8
"""From a genre to the broadest above it: more than any list of genres uses, few enough for every entry to hold."""


class Genre(NaturallyKeyed):
    """Classify films. `broader` are the genres that this one is a kind of."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=60, unique=True)
    is_controlled = models.BooleanField(
        "controlled",
        default=True,
        help_text="In the genre list. Not so for a word of an import or document that could not be mapped to it.",
    )
    is_combination = models.BooleanField(
        "combination",
        default=False,
        help_text="Of its broader genres: a film of all of these is found as one of it too. Films of Romance and "
        "Comedy are romantic comedies.",
    )
    broader = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="narrower",
        verbose_name="broader genres",
        help_text="The genres that it is a kind of: searches for those find this one too.",
    )
    natural_key_fields = ("slug",)

    class Meta:
        ordering = ["name"]
        constraints = [not_blank("name")]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        super().clean()
        others = genre_labels(Genre.objects.exclude(pk=self.pk), GenreName.objects.exclude(genre=self.pk))
        for field in ("name", "slug"):
            refuse_known_name(field, getattr(self, field), others)

    def check_broader(self, broader: "Collection[Genre]") -> None:
        """Raise ValidationError if these genres cannot be the broader genres of this one."""
        if self.is_combination and len(broader) < 2:
            raise ValidationError({"broader": "Choose the two genres or more that it is together."})
        levels = 0
        above = {genre.pk for genre in broader}
        while above:
            levels += 1
            if self.pk in above:
                refusal = f"“{self}” cannot be a kind of itself: choose no broader genre that is a kind of it."
                raise ValidationError({"broader": refusal})
            if levels > MAX_LEVELS:
                raise ValidationError({"broader": f"Genres lie at most {MAX_LEVELS} levels above each other."})
            above = set(Genre.objects.filter(narrower__in=above).values_list("pk", flat=True))


class GenreName(NaturallyKeyed):
    """Give a genre another name, by which searches and imports find it."""

    genre = models.ForeignKey(Genre, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=60)
    natural_key_fields = ("genre__slug", "name")

    class Meta:
        ordering = ["genre", "name"]
        constraints = [
            not_blank("name"),
            models.UniqueConstraint(fields=["genre", "name"], name="films_genrename_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, other name of {self.genre}"

    def clean(self) -> None:
        super().clean()
        refuse_known_name("name", self.name, genre_labels(names=GenreName.objects.exclude(pk=self.pk)))


def genre_slug(name: str) -> str:
    return slug_base(name, "genre", longest=Genre._meta.get_field("slug").max_length or 0)


def refuse_known_name(field: str, name: str, labels: GenreLabels) -> None:
    """Raise ValidationError if a name already belongs to one of these genres."""
    known = labels.by_key.get(label_key(name))
    if known:
        raise ValidationError({field: f"“{name}” is already a name of “{Genre.objects.get(pk=known)}”."})


def genre_labels(genres: Any = None, names: Any = None) -> GenreLabels:
    """Build the look-up of all genres by name, or of only these genres with these other names."""
    genres = Genre.objects.all() if genres is None else genres
    names = GenreName.objects.all() if names is None else names
    return GenreLabels(
        genres.order_by("pk").values_list("pk", "slug", "name"),
        names.order_by("pk").values_list("genre_id", "name"),
    )


def install_standard_genres(*, using: str, apps: Any = installed, **kwargs: Any) -> None:
    """Fill an empty genre list with the standard genres; a list with genres is left to its editors."""
    try:
        names = apps.get_model("films", "GenreName")._base_manager.using(using)
    except LookupError:  # the database is migrated back to before there was such a table
        return
    genres = apps.get_model("films", "Genre")._base_manager.using(using)
    if not genres.filter(is_controlled=True).exists():
        add_standard_genres(genres, names)


def add_standard_genres(genres: Any, names: Any) -> None:
    """Add the standard genres that are missing under every name, with their other names and broader genres.

    An other name that already belongs to another genre stays with that one.
    """
    known = genre_labels(genres, names)
    genres.bulk_create(
        genres.model(slug=standard.slug, name=standard.name, is_combination=standard.is_combination)
        for standard in STANDARD_GENRES.values()
        if not {label_key(standard.slug), label_key(standard.name)} & known.by_key.keys()
    )
    stored = {genre.slug: genre for genre in genres.filter(slug__in=STANDARD_GENRES)}
    known = genre_labels(genres, names)
    broader = genres.model.broader.through
    new_names, links = [], []
    for slug, genre in stored.items():
        standard = STANDARD_GENRES[slug]
        for name in listed_names(standard.other_names):
            if label_key(name) not in known.by_key:
                known.add(genre.pk, name)
                new_names.append(names.model(genre=genre, name=name))
        links += [
            broader(from_genre=genre, to_genre=stored[slug]) for slug in standard.broader_slugs if slug in stored
        ]
    names.bulk_create(new_names)
    broader._base_manager.using(genres.db).bulk_create(links, ignore_conflicts=True)
