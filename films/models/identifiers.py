"""Store the identifiers of films and people in other catalogues."""

from django.db import models
from django.db.models import Q

from films.models.facts import Fact, not_blank
from films.models.films import Film
from films.models.people import Person

CATALOGUES = {"imdb": "IMDb", "wikidata": "Wikidata", "wikipedia": "Wikipedia"}
"""The names of catalogues by the schemes of their identifiers. Other schemes are names of data sets themselves."""


class Identifier(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, null=True, blank=True, related_name="identifiers")
    scheme = models.SlugField(max_length=40, help_text="imdb, wikidata, wikipedia, or a data set's name.")
    value = models.CharField(max_length=200)
    natural_key_fields = ("scheme", "value")

    class Meta(Fact.Meta):
        ordering = ["scheme", "value"]
        constraints = [
            *Fact.Meta.constraints,
            not_blank("scheme"),
            not_blank("value"),
            models.UniqueConstraint(fields=["scheme", "value"], name="films_identifier_unique"),
            models.CheckConstraint(
                condition=Q(film__isnull=True, person__isnull=False) | Q(film__isnull=False, person__isnull=True),
                name="films_identifier_of_one_thing",
                violation_error_message="An identifier belongs to either a film or a person.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}:{self.value} of {self.film or self.person}"

    @property
    def catalogue(self) -> str:
        return CATALOGUES.get(self.scheme, self.scheme)
