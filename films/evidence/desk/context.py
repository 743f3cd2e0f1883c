"""Accept a fact from a sentence: look up what is meant, create what is new, and cite the words."""

from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS
from django.db.models import Model, Q
from django.utils.text import slugify

from films.evidence.claims import confirm, field_label, shown_value
from films.evidence.desk.copying import COPIED_WORDS, copies_source
from films.evidence.lookup import records_named
from films.evidence.readings import is_read
from films.kinds.accept_context import AcceptContext, RefusedError, Thing
from films.kinds.fact_writer import FactWriter
from films.kinds.forms import NEW, FactForm
from films.kinds.registry import BY_MODEL, claims_of
from films.locale_names import english_name_of_language, language_tag
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
    Support,
)
from films.models.evidence import says_something
from films.models.genres import genre_labels, genre_slug
from films.models.places import LocationKind
from films.names import Slugs, slug_base, sort_name

LONGEST_KEY = 60
NOT_IN_WORDS = (
    "The words of the sentence do not say this: {}. Correct it, or say how the sentence says it in other words."
)
LONGEST_NUMBER = 18  # digits; more may not fit an integer of the database


@dataclass
class SentenceContext(AcceptContext):
    """Accept a form by a sentence of a document."""

    form: FactForm
    document: Document
    passage: Passage
    marked: str = ""
    """The words of the sentence that the curator marked, if any."""
    writer: FactWriter = field(default_factory=FactWriter)
    cited: set[Fact] = field(default_factory=set)
    """The facts that were given a citation."""
    meant: dict[str, Fact] = field(default_factory=dict)
    """The records that names in the form turned out to mean, by field."""

    @property
    def film(self) -> Film:
        film = self.named_film or self.document.film
        if film is None:
            self.form.ask("of_film")
            raise self.refusal("of_film", "Which film is this about? Name it here, or accept the film first.")
        return film

    @property
    def named_film(self) -> Film | None:
        title = self.cleaned_data.get("of_film")
        if not title:
            return None
        self.form.ask("of_film")
        film = self.chosen_record("of_film", Film)
        if film is None:
            raise self.refusal(
                "of_film", f"There is no film called “{title}”: add it first, or correct the title."
            )
        return film

    def refusal(self, name: str, complaint: str) -> RefusedError:
        self.form.add_error(None if name == NON_FIELD_ERRORS else name, complaint)
        return RefusedError(self.form)

    def refuse_copied(self, name: str) -> None:
        if copies_source(self.cleaned_data[name], self.document.text):
            raise self.refusal(
                name, f"{COPIED_WORDS} words in a row are copied from the document: say it in our own words."
            )

    def cite(self, fact: Fact, name: str = "", reading: str = "") -> None:
        key = {BY_MODEL[type(fact)].kind: fact, "field": name, "reading": reading, "passage": self.passage}
        is_first = fact in self.writer.created and fact not in self.cited
        citation = (None if is_first else Citation.objects.filter(**key).first()) or Citation(**key)
        self.cited.add(fact)
        if reading:
            self.explain_reading(citation, fact)
        else:
            self.confirm_values(citation, fact, name)
        if citation.pk is None:
            self.writer.create(citation)
        else:
            citation.save()

    def explain_reading(self, citation: Citation, fact: Fact) -> None:
        reasons = [self.cleaned_data.get("reason", "")]
        if not is_read(citation, fact):
            reasons.append(self.cleaned_data.get("other_words", ""))
            if not says_something(reasons[-1]):
                self.form.ask("other_words")
                label = field_label(citation.field)
                raise self.refusal(NON_FIELD_ERRORS, NOT_IN_WORDS.format(f"{label} “{citation.reading}”"))
        citation.reason = citation.reason or " ".join(reasons)

    def confirm_values(self, citation: Citation, fact: Fact, name: str) -> None:
        written = self.writer.written.get(fact, set()) | ({name} if name else set())
        unlinked = {field.name for field in fact._meta.many_to_many} if fact in self.writer.created else set()
        others = {claimable.name for claimable in claims_of(type(fact))} - written - unlinked
        confirm(citation, fact, others - citation.claims.keys(), marked=self.marked)
        why = self.cleaned_data.get("other_words", "")
        in_other_words = says_something(why)
        missing = confirm(citation, fact, written, marked=self.marked, in_other_words=in_other_words)
        if missing:
            self.form.ask("other_words")
            values = ", ".join(f"{field_label(field)} “{shown_value(fact, field)}”" for field in missing)
            raise self.refusal(NON_FIELD_ERRORS, NOT_IN_WORDS.format(values))
        if in_other_words and any(claim["support"] == Support.OTHER_WORDS for claim in citation.claims.values()):
            citation.reason = why

    def is_same_name(self, fact: Fact, name: str, value: str) -> bool:
        from films.evidence.support.comparing import is_form_of_name  # needs all of extraction

        cited = [claimable for claimable in claims_of(type(fact)) if claimable.name == name]
        return any(is_form_of_name(fact, claimable, value) for claimable in cited)

    def reconcile(self, fact: Fact, name: str, form_field: str, value: Any) -> None:
        own = getattr(fact, name)
        if value in (None, "") or own == value:
            return
        if own in (None, ""):
            self.writer.update(fact, **{name: value})
            return
        if self.is_same_name(fact, name, str(value)):
            return
        if not self.cleaned_data["reason"]:
            self.form.ask("reason")
            raise self.refusal(
                form_field, f"The record says “{own}”. Correct this one, or say why the record’s own is preferred."
            )
        self.cite(fact, name, str(value))

    def chosen_record(self, name: str, model: type[Thing], year: int | None = None) -> Thing | None:
        found = self.find_record(name, model, year)
        if found is not None:
            self.meant[name] = found
        return found

    def find_record(self, name: str, model: type[Thing], year: int | None) -> Thing | None:
        text, choice = self.cleaned_data[name], self.cleaned_data[f"{name}_is"]
        if not text or choice == NEW:
            return None
        if choice:
            return self.record_with_key(name, model, choice)
        records = records_named(model, [text]).get(text, [])
        if year is not None:
            records = [record for record in records if record.year in (None, year)]
        if len(records) > 1:
            raise self.refusal(name, f"{len(records)} are called “{text}”: choose one of them, or somebody new.")
        return records[0] if records else None

    def record_with_key(self, name: str, model: type[Thing], number: str) -> Thing:
        """Return the record with a submitted key. Raises RefusedError if there is none."""
        is_number = number.isascii() and number.isdecimal() and len(number) <= LONGEST_NUMBER
        found: Thing | None = model._default_manager.filter(pk=number).first() if is_number else None
        if found is None:
            raise self.refusal(name, "That choice no longer exists: choose again.")
        return found

    def get_or_create_person(self, name: str) -> Person:
        chosen = self.chosen_record(name, Person)
        return chosen or self.new_record_named(name, Person, sort_name=sort_name(self.cleaned_data[name]))

    def get_or_create_person_named(self, name: str, text: str) -> Person:
        people = records_named(Person, [text]).get(text, [])
        if len(people) > 1:
            raise self.refusal(name, f"{len(people)} are called “{text}”: choose them on the record’s own page.")
        person: Person = people[0] if people else self.new_record(Person, text, sort_name=sort_name(text))
        return person

    def get_or_create_organization(self, name: str, kind: str) -> Organization:
        return self.chosen_record(name, Organization) or self.new_record_named(name, Organization, kind=kind)

    def get_or_create_place(self, name: str, kind: str) -> Location:
        return self.chosen_record(name, Location) or self.new_record_named(name, Location, kind=kind)

    def get_or_create_film(self) -> Film:
        title, year = self.cleaned_data["title"], self.cleaned_data["year"]
        found = self.chosen_record("title", Film, year)
        if found is not None:
            return found
        slug = free_slug(Film, f"{slug_base(title, 'film', longest=140)}{f'-{year}' if year else ''}")
        made: Film = self.writer.create(Film(title=title, year=year, slug=slug))
        return made

    def new_record_named(self, name: str, model: type[Thing], **fields: Any) -> Thing:
        """Create a record with the name in a field of the form, and cite the sentence for it."""
        made = self.new_record(model, self.cleaned_data[name], **fields)
        self.meant[name] = made
        return made

    def new_record(self, model: type[Thing], name: str, **fields: Any) -> Thing:
        slug = free_slug(model, slug_base(name, BY_MODEL[model].kind))
        made: Thing = self.writer.create(model(name=name, slug=slug, **fields))
        self.cite(made)
        return made

    def get_or_create_genre(self, called: str) -> Genre:
        labels, slug = genre_labels(), genre_slug(called)
        known = labels.genre_of(called) or labels.genre_of(slug)
        found: Genre = (
            Genre.objects.get(pk=known)
            if known
            else self.writer.create(Genre(slug=slug, name=called, is_controlled=False))
        )
        return found

    def find_language(self, called: str) -> Language:
        found: Language | None = Language.objects.filter(Q(name__iexact=called) | Q(tag__iexact=called)).first()
        if found is None:
            tag = language_tag(called)
            if tag is None:
                raise self.refusal("languages", f"There is no language “{called}” yet: add it in the admin first.")
            found = Language.objects.filter(tag=tag).first()
            found = found or self.writer.create(Language(tag=tag, name=english_name_of_language(tag)))
        return found

    def get_or_create_country(self, called: str) -> Location:
        countries = Location.objects.filter(kind=LocationKind.COUNTRY)
        others = LocationName.objects.filter(name__iexact=called, location__kind=LocationKind.COUNTRY)
        other = others.select_related("location").first()
        found = countries.filter(name__iexact=called).first() or (other.location if other else None)
        return found or self.new_record(Location, called, kind=LocationKind.COUNTRY)

    def free_key(self, model: Any, base: str) -> str:
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
