"""Store the characters of films: their names, who plays them, and what is to be said of them."""

from django.db import models

from films.models.facts import Fact, not_blank
from films.models.films import Film
from films.models.people import Person


class Character(Fact):
    """Name somebody in the story of a film, as opposed to whoever plays them."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="characters")
    slug = models.SlugField(max_length=160, unique=True)
    name = models.CharField(max_length=200)
    played_by = models.ManyToManyField(
        Person, blank=True, related_name="characters", help_text="Several, if at different ages, for example."
    )
    note = models.TextField(blank=True, help_text="Who this is in the story, in our own words.")
    natural_key_fields = ("slug",)

    class Meta(Fact.Meta):
        ordering = ["film", "slug"]
        constraints = [*Fact.Meta.constraints, not_blank("slug"), not_blank("name")]

    def __str__(self) -> str:
        return f"{self.name}, in {self.film}"


class CharacterName(Fact):
    """Give a character another name: a first name, a nickname, a rank with the surname."""

    character = models.ForeignKey(Character, on_delete=models.CASCADE, related_name="other_names")
    name = models.CharField(max_length=200)
    natural_key_fields = ("character__slug", "name")

    class Meta(Fact.Meta):
        ordering = ["character", "name"]
        constraints = [
            *Fact.Meta.constraints,
            not_blank("name"),
            models.UniqueConstraint(fields=["character", "name"], name="films_charactername_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.name}, other name of {self.character.name}"
