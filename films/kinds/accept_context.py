"""Define what the desk gives a kind to accept a fact: the form, the sentence, look-ups and citations."""

from abc import ABC, abstractmethod
from typing import Any, TypeVar

from films.kinds.fact_writer import FactWriter
from films.kinds.forms import FactForm
from films.models import Document, Fact, Film, Genre, Language, Location, Organization, Passage, Person

Thing = TypeVar("Thing", bound=Fact)


class RefusedError(ValueError):
    """Report that a fact cannot be accepted as entered; the errors of `form` say what to do."""

    def __init__(self, form: FactForm) -> None:
        self.form = form
        super().__init__(" ".join(str(error) for errors in form.errors.values() for error in errors))


class AcceptContext(ABC):
    """Hold a form that is being accepted, with the sentence to cite; `writer` stores what the form says."""

    form: FactForm
    document: Document
    passage: Passage
    writer: FactWriter

    @property
    def cleaned_data(self) -> dict[str, Any]:
        """Return the form's values by field."""
        return self.form.cleaned_data

    @property
    @abstractmethod
    def film(self) -> Film:
        """Return the film that the form names, or else the document's. Raises RefusedError if there is neither."""

    @property
    @abstractmethod
    def named_film(self) -> Film | None:
        """Return the film that the form names, if it names one. Raises RefusedError if there is no such film."""

    @abstractmethod
    def refusal(self, name: str, complaint: str) -> RefusedError:
        """Add an error to a field of the form, and return the exception to raise."""

    @abstractmethod
    def refuse_copied(self, name: str) -> None:
        """Raise RefusedError if the text in a field repeats the document's words."""

    @abstractmethod
    def cite(self, fact: Fact, name: str = "", reading: str = "") -> None:
        """Cite the sentence for a fact or one of its fields, or let its citation confirm more of it.

        It confirms what was just written, and whatever else its words say. Raises RefusedError if they do not say
        what was written, and the form has no reason why the sentence says it all the same.
        """

    @abstractmethod
    def is_same_name(self, fact: Fact, name: str, value: str) -> bool:
        """Tell whether a value gives the name in a field, in that form or another one."""

    @abstractmethod
    def reconcile(self, fact: Fact, name: str, form_field: str, value: Any) -> None:
        """Fill an empty field; if it has another value, keep both, provided that a reason is given.

        Another form of the same name is no other value. `form_field` is the form's field for the value. Raises
        RefusedError if a reason is missing.
        """

    @abstractmethod
    def chosen_record(self, name: str, model: type[Thing], year: int | None = None) -> Thing | None:
        """Return the record that a name means: the one chosen, or the only one with that name.

        Raises RefusedError if several have the name and none was chosen.
        """

    @abstractmethod
    def get_or_create_person(self, name: str) -> Person:
        """Return the person that a field names, creating one if necessary."""

    @abstractmethod
    def get_or_create_person_named(self, name: str, text: str) -> Person:
        """Return the person with one of the names that a field lists, creating one if necessary."""

    @abstractmethod
    def get_or_create_organization(self, name: str, kind: str) -> Organization:
        """Return the organization that a field names, creating one of this kind if necessary."""

    @abstractmethod
    def get_or_create_place(self, name: str, kind: str) -> Location:
        """Return the location that a field names, creating one of this kind if necessary."""

    @abstractmethod
    def get_or_create_film(self) -> Film:
        """Return the film with the form's title and year, creating one if necessary."""

    @abstractmethod
    def new_record(self, model: type[Thing], name: str, **fields: Any) -> Thing:
        """Create a record with this name, and cite the sentence for it."""

    @abstractmethod
    def get_or_create_genre(self, called: str) -> Genre:
        """Return the genre that a document calls so; one that is not in the genre list is created if necessary."""

    @abstractmethod
    def find_language(self, called: str) -> Language:
        """Return the language with a name or tag.

        Raises RefusedError if there is none, since a new one needs a tag.
        """

    @abstractmethod
    def get_or_create_country(self, called: str) -> Location:
        """Return the country with a name, creating one if necessary."""

    @abstractmethod
    def free_key(self, model: Any, base: str) -> str:
        """Return a key that no record of the film has yet."""
