"""Store the values of data sets that differ from those of the films that they were imported to."""

from typing import Any, ClassVar

from django.db import models

from films.models.announcing import AnnouncedQuerySet
from films.models.facts import not_blank, one_of
from films.models.films import Film


class ContestedField(models.TextChoices):
    TITLE = "title", "Title"
    ORIGINAL_TITLE = "original_title", "Original title"
    YEAR = "year", "Year"
    RUNTIME = "runtime", "Runtime"
    DIRECTORS = "directors", "Directors"
    GENRES = "genres", "Genres"
    COUNTRIES = "countries", "Countries"
    LANGUAGES = "languages", "Languages"
    SYNOPSIS = "synopsis", "Synopsis"
    IS_ADULT = "is_adult", "For adults only"


SINGLE_VALUES = (ContestedField.TITLE, ContestedField.ORIGINAL_TITLE, ContestedField.YEAR, ContestedField.RUNTIME)
"""The fields that can take a data set's value as it is; lists are changed one by one."""


LONGEST_VALUE = 300  # of longer ones, the beginning is kept


class DatasetValue(models.Model):
    """Keep the value that a data set gives for a field of a film, if it differs from the film's own.

    A value that filled a blank of a film from elsewhere is kept, too, because it stays that data set's: no other
    may overwrite it.
    """

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="dataset_values")
    field = models.CharField(max_length=20, choices=ContestedField.choices)
    value = models.CharField(max_length=LONGEST_VALUE)
    dataset = models.CharField("data set", max_length=40, help_text="The scheme of its identifiers.")
    is_settled = models.BooleanField(
        "settled", default=False, help_text="Somebody has looked at both values and kept the film's own."
    )
    fills_blank = models.BooleanField(
        default=False, help_text="The film had no value of its own, and has this one from the data set."
    )
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        verbose_name = "value of a data set"
        verbose_name_plural = "values of data sets"
        ordering = ["film", "field", "dataset"]
        default_permissions = ("view",)
        constraints = [
            one_of("field", ContestedField),
            not_blank("value"),
            models.UniqueConstraint(fields=["film", "field", "dataset"], name="films_datasetvalue_unique"),
        ]
        indexes = [
            models.Index(
                fields=["is_settled", "id"],
                condition=models.Q(fills_blank=False),
                name="films_datasetvalue_waiting",
            )
        ]

    def __str__(self) -> str:
        return f"{self.film}: {self.get_field_display().lower()} “{self.value}” in {self.dataset}"

    def is_value_of(self, film: Film) -> bool:
        """Tell whether a film has this value itself, which can be only if the field holds a single one."""
        return str(getattr(film, self.field, ""))[:LONGEST_VALUE] == self.value
