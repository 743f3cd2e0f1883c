"""What accepting a fact from a sentence needs: whom its names mean, what it agrees with, what it makes."""

import re
from dataclasses import dataclass, field
from typing import Any, TypeVar

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, Q
from django.utils.text import slugify

from films.evidence.desk.fact_writer import FactWriter
from films.evidence.lookup import records_named
from films.kinds.forms import NEW, FactForm
from films.kinds.registry import BY_MODEL
from films.models import (
    Citation,
    Document,
    Fact,
    Film,
    Genre,
    Language,
    Location,
    LocationName,
    Organization,
    Passage,
    Person,
)
from films.models.places import LocationKind
from films.names import Slugs, slug_base, sort_name

LONGEST_KEY = 60
COPIED_WORDS = 7  # consecutive words; what is shorter says the same thing in the only words there are
LONGEST_NUMBER = 18  # digits; what is longer may not fit the database's integers
WORD = re.compile(r"\w+")

Thing = TypeVar("Thing", bound=Fact)


class RefusedError(ValueError):
    """A fact cannot be accepted as it is; the errors of `form` say what to do."""

    def __init__(self, form: FactForm) -> None:
        self.form = form
        super().__init__(" ".join(str(error) for errors in form.errors.values() for error in errors))


@dataclass
class AcceptContext:
    """A form being accepted, the sentence that it cites, and what accepting it has made so far."""

    form: FactForm
    document: Document
    passage: Passage
    record: FactWriter = field(default_factory=FactWriter)

    @property
    def values(self) -> dict[str, Any]:
        """Return what the form says, by its fields."""
        return self.form.cleaned_data

    @property
    def film(self) -> Film:
        """Return the film that the document is about. Raises RefusedError where none is known yet."""
        if self.document.film is None:
            raise self.refused(NON_FIELD_ERRORS, "Which film is this about? Accept or take the film first.")
        return self.document.film

    def refused(self, name: str, complaint: str) -> RefusedError:
        """Return the error to raise for a field of the form."""
        self.form.add_error(None if name == NON_FIELD_ERRORS else name, complaint)
        return RefusedError(self.form)

    def refuse_copied(self, name: str) -> None:
        """Raise RefusedError where the text of a field repeats the document's words."""
        if copies(self.values[name], self.document.text):
            raise self.refused(
                name, f"{COPIED_WORDS} words in a row are copied from the document: say it in our own words."
            )

    def cite(self, fact: Fact, name: str = "", reading: str = "") -> None:
        """Cite the sentence for a fact or one field of it, unless that stands already."""
        said = {BY_MODEL[type(fact)].kind: fact, "field": name, "reading": reading, "passage": self.passage}
        if not Citation.objects.filter(**said).exists():
            self.record.make(Citation(**said, reason=self.values.get("reason", "") if reading else ""))

    def agree(self, fact: Fact, name: str, asked: str, value: Any) -> None:
        """Fill an empty field; where it says something else, keep both values, if the reason is given.

        `asked` is the field of the form that says so. Raises RefusedError where the reason is not given.
        """
        own = getattr(fact, name)
        if value in (None, "") or own == value:
            return
        if own in (None, ""):
            self.record.change(fact, **{name: value})
            return
        if not self.values["reason"]:
            self.form.ask_why()
            raise self.refused(
                asked, f"The entry says “{own}”. Correct this one, or say why the entry’s own is preferred."
            )
        self.cite(fact, name, str(value))

    def chosen(self, name: str, model: type[Thing], year: int | None = None) -> Thing | None:
        """Return the record that a name means: the one chosen, or the only one of that name.

        Raises RefusedError where several have the name and none is chosen.
        """
        text, choice = self.values[name], self.values[f"{name}_is"]
        if not text or choice == NEW:
            return None
        if choice:
            return self.with_key(name, model, choice)
        records = records_named(model, [text]).get(text, [])
        if year is not None:
            records = [record for record in records if record.year in (None, year)]
        if len(records) > 1:
            raise self.refused(name, f"{len(records)} are called “{text}”: choose one of them, or somebody new.")
        return records[0] if records else None

    def with_key(self, name: str, model: type[Thing], number: str) -> Thing:
        """Return the record with a key that was sent. Raises RefusedError where there is none."""
        is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
        found: Thing | None = model._default_manager.filter(pk=number).first() if is_number else None
        if found is None:
            raise self.refused(name, "That choice no longer exists: choose again.")
        return found

    def person(self, name: str) -> Person:
        """Return the person that a field names, a new one if need be."""
        text = self.values[name]
        return self.chosen(name, Person) or self.new_record(Person, text, sort_name=sort_name(text))

    def person_named(self, name: str, text: str) -> Person:
        """Return the person with one of the names that a field lists, a new one if need be."""
        people = records_named(Person, [text]).get(text, [])
        if len(people) > 1:
            raise self.refused(name, f"{len(people)} are called “{text}”: choose them on the entry’s own page.")
        person: Person = people[0] if people else self.new_record(Person, text, sort_name=sort_name(text))
        return person

    def organization(self, name: str, kind: str) -> Organization:
        """Return the organization that a field names, a new one of this kind if need be."""
        return self.chosen(name, Organization) or self.new_record(Organization, self.values[name], kind=kind)

    def place(self, name: str, kind: str) -> Location:
        """Return the place that a field names, a new one of this kind if need be."""
        return self.chosen(name, Location) or self.new_record(Location, self.values[name], kind=kind)

    def other_film(self) -> Film:
        """Return the film that the form's title and year mean, a new one if need be."""
        title, year = self.values["title"], self.values["year"]
        found = self.chosen("title", Film, year)
        if found is not None:
            return found
        slug = free_slug(Film, f"{slug_base(title, 'film', longest=140)}{f'-{year}' if year else ''}")
        made: Film = self.record.make(Film(title=title, year=year, slug=slug))
        return made

    def new_record(self, model: type[Thing], name: str, **fields: Any) -> Thing:
        """Make a record of this name, cited to the sentence that names it."""
        slug = free_slug(model, slug_base(name, BY_MODEL[model].kind))
        made: Thing = self.record.make(model(name=name, slug=slug, **fields))
        self.cite(made)
        return made

    def genre(self, called: str) -> Genre:
        """Return the genre of a name, a new one if need be."""
        slug = slugify(called)[:50]
        found: Genre | None = (
            Genre.objects.filter(slug=slug).first() or Genre.objects.filter(name__iexact=called).first()
        )
        return found or self.record.make(Genre(slug=slug or "genre", name=called))

    def language(self, called: str) -> Language:
        """Return the language of a name or tag. Raises RefusedError where there is none: a new one needs a tag."""
        found: Language | None = Language.objects.filter(Q(name__iexact=called) | Q(tag__iexact=called)).first()
        if found is None:
            raise self.refused("languages", f"There is no language “{called}” yet: add it in the admin first.")
        return found

    def country(self, called: str) -> Location:
        """Return the country of a name, a new one if need be."""
        countries = Location.objects.filter(kind=LocationKind.COUNTRY)
        others = LocationName.objects.filter(name__iexact=called, location__kind=LocationKind.COUNTRY)
        other = others.select_related("location").first()
        found = countries.filter(name__iexact=called).first() or (other.location if other else None)
        return found or self.new_record(Location, called, kind=LocationKind.COUNTRY)

    def key(self, model: Any, base: str) -> str:
        """Return a free key for an entry of the film."""
        start = slugify(base)[:LONGEST_KEY].strip("-") or BY_MODEL[model].kind.replace("_", "-")
        taken = set(
            model._default_manager.filter(film=self.film, key__startswith=start).values_list("key", flat=True)
        )
        number = 1
        while (key := f"{start}-{number}" if number > 1 else start) in taken:
            number += 1
        return key


def free_slug(model: type[Model], base: str) -> str:
    (slug,) = Slugs(model).give([base])
    return slug


def copies(text: str, source: str) -> bool:
    """Tell whether a text has so many words in a row from its source that it repeats it."""
    return not runs_of_words(text).isdisjoint(runs_of_words(source))


def runs_of_words(text: str) -> set[tuple[str, ...]]:
    """Return all runs of `COPIED_WORDS` words in a text."""
    words = WORD.findall(text.casefold())
    return {tuple(words[start : start + COPIED_WORDS]) for start in range(len(words) - COPIED_WORDS + 1)}
