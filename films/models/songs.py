"""Store the songs and other music heard in films."""

from django.db import models

from films.languages import translated
from films.models.facts import Fact, not_blank, one_of
from films.models.films import Film
from films.models.people import Person


class MusicOrigin(models.TextChoices):
    ORIGINAL = "original", "Written for the film"
    EXISTING = "existing", "Existing music"


class Song(Fact):
    """Record a song, or another piece of music, that is heard in a film."""

    film = models.ForeignKey(Film, on_delete=models.CASCADE, related_name="songs")
    key = models.SlugField(max_length=80, help_text="Identifies this record within its film; never changes.")
    title = models.CharField(max_length=300)
    work = models.CharField(max_length=300, blank=True, help_text="The larger work that this belongs to, if any.")
    origin = models.CharField(
        max_length=10, choices=MusicOrigin.choices, blank=True, help_text="Empty if unknown."
    )
    performers = models.ManyToManyField(Person, blank=True, related_name="songs_performed")
    composers = models.ManyToManyField(Person, blank=True, related_name="songs_composed")
    use = models.CharField(
        max_length=200, blank=True, help_text="Where or how it is used, in our own words: “end credits”."
    )
    note = models.TextField(blank=True, help_text="In our own words.")
    natural_key_fields = ("film__slug", "key")

    class Meta(Fact.Meta):
        ordering = ["film", "title", "pk"]
        constraints = [
            *Fact.Meta.constraints,
            one_of("origin", MusicOrigin, blank=True),
            not_blank("key"),
            not_blank("title"),
            models.UniqueConstraint(fields=["film", "key"], name="films_song_unique"),
        ]

    def __str__(self) -> str:
        return f"{self.title_text}, in {self.film} [{self.key}]"

    @property
    def title_text(self) -> str:
        """Return the title, with the larger work if there is one: “Philosophers”, from a cantata."""
        if self.work:
            return translated("“%(title)s” from %(work)s", title=self.title, work=self.work)
        return translated("“%(title)s”", title=self.title)
