"""Store source documents with their revisions and sentences, and their text if its licence allows that."""

from functools import cache
from typing import Any, ClassVar

from django.db import models
from django.db.models import F, Func, Q
from django.db.models.lookups import Exact
from django.utils import timezone
from django.utils.functional import cached_property

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.languages import translated
from films.models.announcing import AnnouncedQuerySet
from films.models.facts import NaturallyKeyed, State, not_blank
from films.models.films import Film
from films.models.people import Person
from films.models.places import Location, load_ancestors

SHA256_HEX_LENGTH = 64
WHOLE_SHA256 = "A SHA-256 has 64 hexadecimal digits."


def is_sha256(field: str) -> Q:
    return Q(Exact(Func(F(field), function="LENGTH"), SHA256_HEX_LENGTH))


class Document(NaturallyKeyed):
    title = models.CharField(max_length=300)
    slug = models.SlugField(max_length=160, unique=True)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True, verbose_name="URL")
    revision = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    retrieved = models.DateField(null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64, unique=True, help_text="Of the document's bytes, in hex.")
    text = models.TextField(blank=True, help_text="Empty where the text is not held.")
    film = models.ForeignKey(
        Film,
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="documents",
        help_text="The film that its facts are about, where they name no other.",
    )
    about_films = models.ManyToManyField(
        Film, blank=True, related_name="documents_about", verbose_name="other films that it is about"
    )
    about_people = models.ManyToManyField(
        Person, blank=True, related_name="documents_about", verbose_name="people that it is about"
    )
    about_locations = models.ManyToManyField(
        Location, blank=True, related_name="documents_about", verbose_name="locations that it is about"
    )
    natural_key_fields = ("slug",)

    class Meta:
        ordering = ["title", "pk"]
        constraints = [
            not_blank("title"),
            not_blank("slug"),
            models.CheckConstraint(
                condition=is_sha256("sha256"),
                name="films_document_sha256_whole",
                violation_error_message=WHOLE_SHA256,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.publisher})" if self.publisher else self.title

    @cached_property
    def published_subjects(self) -> list[Film | Person | Location]:
        """Return the published films, people and locations that it is about, the main film first.

        The published places around the locations are loaded with them.
        """
        main = [self.film] if self.film and self.film.state == State.PUBLISHED else []
        links = ("about_films", "about_people", "about_locations")
        films, people, locations = (_published_by_document(link).run([self.pk]) for link in links)
        load_ancestors(locations)
        return [*main, *(film for film in films if film.pk != self.film_id), *people, *locations]


@cache
def _published_by_document(link: str) -> CompiledQuery:
    """Return the query of the published records that a document is about by a link."""
    field: Any = Document._meta.get_field(link)
    shown = field.related_model.objects.published()
    return CompiledQuery(shown.filter(**{f"{field.remote_field.name}__in": [ANY_KEY]}))


class DocumentRevision(models.Model):
    """Keep one text of a document: as it was described, who brought it in, when and from where.

    It waits until a curator has looked at what it would change, and is the document's text from `taken_at` until
    another one is. Its fields hold what the document will be called; an empty one leaves that as it is.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="revisions")
    title = models.CharField(max_length=300, blank=True)
    publisher = models.CharField(max_length=200, blank=True)
    url = models.URLField(max_length=500, blank=True, verbose_name="URL")
    revision = models.CharField(max_length=100, blank=True)
    licence = models.CharField(max_length=100, blank=True)
    retrieved = models.DateField(null=True, blank=True)
    sha256 = models.CharField("SHA-256", max_length=64)
    text = models.TextField()
    file_name = models.CharField(max_length=255, blank=True)
    added_by = models.CharField(max_length=150, blank=True, help_text="Empty for the command line.")
    added_at = models.DateTimeField(default=timezone.now)
    taken_at = models.DateTimeField(null=True, blank=True, help_text="When it became the document's text.")
    objects: ClassVar[Any] = AnnouncedQuerySet.as_manager()

    class Meta:
        ordering = ["-added_at", "-pk"]
        verbose_name = "document revision"
        constraints = [
            models.UniqueConstraint(
                fields=["document", "sha256"],
                name="films_documentrevision_unique",
                violation_error_message="This text is a revision of the document already.",
            ),
            models.CheckConstraint(
                condition=is_sha256("sha256"),
                name="films_documentrevision_sha256_whole",
                violation_error_message=WHOLE_SHA256,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document}, {self.revision or f'text of {self.added_at:%-d %B %Y}'}"

    @property
    def standing(self) -> str:
        """Say whether it waits, is the document's text now, or was."""
        if self.taken_at is None:
            return "waiting"
        return "current" if self.sha256 == self.document.sha256 else "former"


class Passage(NaturallyKeyed):
    """Identify one sentence of a document by its position and hash, without its text.

    `sha256` is the hash of the sentence in UTF-8, after NFC normalisation, with each run of white space replaced
    by one space and none at the ends. `start` and `end` are character offsets in the document's text.
    """

    document = models.ForeignKey(Document, on_delete=models.CASCADE, related_name="passages")
    ordinal = models.PositiveIntegerField(help_text="Place in reading order, from 1.")
    section = models.CharField(max_length=200)
    section_inferred = models.BooleanField(
        default=False, help_text="The text does not have this heading; it was inferred."
    )
    paragraph = models.PositiveIntegerField()
    sentence = models.PositiveIntegerField()
    start = models.PositiveIntegerField()
    end = models.PositiveIntegerField()
    sha256 = models.CharField("SHA-256", max_length=64)
    first_words = models.CharField(max_length=120)
    last_words = models.CharField(max_length=120)
    set_aside = models.TextField(blank=True, help_text="Why no fact was taken from this sentence, if none was.")
    lost_sentence = models.TextField(
        blank=True,
        editable=False,
        help_text="The sentence as last seen, or its first and last words, if the text has lost it.",
    )
    natural_key_fields = ("document__slug", "section", "paragraph", "sentence")

    class Meta:
        ordering = ["document", "ordinal"]
        indexes = [
            models.Index(fields=["lost_sentence"], condition=~Q(lost_sentence=""), name="films_passage_lost")
        ]
        constraints = [
            not_blank("section"),
            models.UniqueConstraint(fields=["document", "ordinal"], name="films_passage_ordinal_unique"),
            models.UniqueConstraint(
                fields=["document", "section", "paragraph", "sentence"], name="films_passage_unique"
            ),
            models.CheckConstraint(
                condition=Q(start__lt=F("end")),
                name="films_passage_span_forward",
                violation_error_message="A passage must end after it starts.",
            ),
            models.CheckConstraint(
                condition=Q(ordinal__gt=0, paragraph__gt=0, sentence__gt=0),
                name="films_passage_counts_from_one",
                violation_error_message="Ordinal, paragraph and sentence must be 1 or more.",
            ),
            models.CheckConstraint(
                condition=is_sha256("sha256"),
                name="films_passage_sha256_whole",
                violation_error_message=WHOLE_SHA256,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.document.title}, {self.locator}: {self.first_words} … {self.last_words}"

    @property
    def locator(self) -> str:
        """Return the position of the sentence in words, and mention if its heading was inferred."""
        inferred = translated("%(section)s (heading inferred)", section=self.section)
        return locator_text(inferred if self.section_inferred else self.section, self.paragraph, self.sentence)


def locator_text(section: str, paragraph: int, sentence: int) -> str:
    """Return the position of a sentence in words."""
    return translated(
        "%(section)s, paragraph %(paragraph)s, sentence %(sentence)s",
        section=section,
        paragraph=paragraph,
        sentence=sentence,
    )
