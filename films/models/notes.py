"""Store facts that no other model can hold, in our own words."""

from django.db import models

from films.models.characters import Character
from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.people import Organization, Person
from films.models.places import Location


class Topic(models.TextChoices):
    PLOT = "plot", "Plot"
    CHARACTER = "character", "Character"
    CASTING = "casting", "Casting"
    PERFORMANCE = "performance", "Performance"
    SCRIPT = "script", "Script"
    PRODUCTION = "production", "Production"
    FILMING = "filming", "Filming"
    MUSIC = "music", "Music"
    RELEASE = "release", "Release"
    RECEPTION = "reception", "Reception"
    THEME = "theme", "Theme"


class Note(Fact):
    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="notes")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    topic = models.CharField(max_length=20, choices=Topic.choices)
    heading = models.CharField(max_length=120, help_text="A few words that name the fact.")
    text = models.TextField(help_text="In our own words, never a source's sentence.")
    position = models.PositiveSmallIntegerField(default=0, help_text="Position among the notes on its topic.")
    speaker = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, blank=True, related_name="statements")
    unnamed_speaker = models.CharField(
        max_length=120, blank=True, help_text="Who said it, if the source gives no name."
    )
    people = models.ManyToManyField(Person, blank=True, related_name="notes")
    characters = models.ManyToManyField(Character, blank=True, related_name="notes")
    films = models.ManyToManyField(Film, blank=True, related_name="mentions")
    locations = models.ManyToManyField(Location, blank=True, related_name="notes")
    organizations = models.ManyToManyField(Organization, blank=True, related_name="notes")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "topic", "position", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("topic", Topic),
            not_blank("key"),
            not_blank("heading"),
            not_blank("text"),
            models.UniqueConstraint(fields=["film", "key"], name="films_note_unique"),
            models.CheckConstraint(
                condition=models.Q(speaker__isnull=True) | models.Q(unnamed_speaker=""),
                name="films_note_one_speaker",
                violation_error_message="Give a known speaker or describe an unnamed one, not both.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.heading} ({self.get_topic_display().lower()}, {self.film})"
