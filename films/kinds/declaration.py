"""What is declared of a kind. Every part has to be given; where one does not apply, `Omitted` says why."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.utils.text import slugify

from films.kinds.index import Entry
from films.kinds.names import Kind
from films.models import ProposalKind

if TYPE_CHECKING:
    from films.evidence.desk.context import AcceptContext
    from films.kinds.forms import FactForm

LONGEST_KEY = 80  # characters of the key of a fact within its film


@dataclass(frozen=True)
class Omitted:
    """A part that a kind does not have, and the reason."""

    reason: str


@dataclass(frozen=True)
class Words:
    """What one entry of the kind is called and several, and what else people type for it in a search."""

    one: str
    several: str
    nouns: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnPage:
    """The kind's records each have a public page."""


@dataclass(frozen=True)
class ShownOn:
    """Where the kind's facts are shown: on the page of the first record that they name by `links`.

    `anchor` gives the `id` of a fact on that page. Without one the kind tells under which other name or number the
    record is known: that is shown in the page's head, and goes wherever the record goes.
    """

    links: tuple[str, ...]
    anchor: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Naming:
    """The fields that name a record, its own name first, and the kind of fact that gives it others.

    `other_name` builds such a fact, unsaved, from a record and a name; `other_field` is its field for the name.
    """

    fields: tuple[str, ...]
    others: Kind | None = None
    other_field: str = "name"
    other_name: Callable[[Any, str], Any] | None = None


@dataclass(frozen=True)
class Statement:
    """One thing that a fact says or a proposal does, in words that can be compared: a label, and its values."""

    label: str
    values: tuple[str, ...]


def statement(label: str, *values: Any) -> Statement:
    """Build a statement of values, of which None is written as nothing and a number without needless zeros."""
    return Statement(
        label, tuple(f"{one.normalize():f}" if isinstance(one, Decimal) else str(one or "") for one in values)
    )


@dataclass(frozen=True)
class DeskForm:
    """How a fact is taken from a sentence at the desk, and from what `extract_facts` reads under the same name.

    `accept` makes or finds the fact, with its citation. Words that a curator marks go to `main_field`, unless
    `reads`, where given, makes more of them; `initial` is what an empty form starts with. `shortcut` is the key
    that opens the form with the marked words; it is none that the desk uses already. `states` gives what a
    proposal says, to be compared with what the facts do.
    """

    proposal: ProposalKind
    form: type[FactForm]
    accept: Callable[[AcceptContext], Any]
    main_field: str = ""
    reads: Callable[[str], Mapping[str, Any]] | None = None
    initial: Mapping[str, Any] | None = None
    shortcut: str = ""
    states: Callable[[Mapping[str, Any]], Iterable[Statement]] | None = None


@dataclass(frozen=True)
class Sheet:
    """A CSV file that can be imported. `key` are the columns that name a record.

    `completed` gives the columns that a row may leave empty, each with what it then holds, given the other cells.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    completed: Mapping[str, Callable[[Mapping[str, Any]], str]]


def key_from(*columns: str) -> Callable[[Mapping[str, Any]], str]:
    """Build the rule that makes a key of what some cells say."""

    def key(cells: Mapping[str, Any]) -> str:
        words = slugify(" ".join(cells[name] for name in columns if cells.get(name)))
        return words[:LONGEST_KEY].strip("-")

    return key


@dataclass(frozen=True)
class AdminPage:
    """The kind's list and form in the admin, in Django's own terms. State and evidence are always among them.

    `group` is the heading that the kind stands under at the desk.
    """

    group: str
    list_display: Sequence[str]
    search_fields: Sequence[str]
    list_filter: Sequence[str] = ()
    fieldsets: Sequence[tuple[str | None, Sequence[str | tuple[str, ...]]]] = ()
    list_display_links: Sequence[str] = ()
    prepopulated_fields: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class CustomAdminPage:
    """A kind's page in the admin that does more than list and edit: the class, by its import path."""

    group: str
    path: str


@dataclass(frozen=True)
class AdminRows:
    """The kind's facts as rows on the admin page of a record that they name by `link`.

    A row leads with what tells facts apart; evidence and state come after `leading` fields. `place` is where the
    rows stand on that page, from 1.
    """

    place: int
    link: str
    leading: Sequence[str]
    more: Sequence[str] = ()
    heading: str = ""
    prepopulated_fields: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class AdminListing:
    """A list of the kind's facts that the admin page of a record links to: those that name it by `link`."""

    link: str
    heading: str = ""


@dataclass(frozen=True)
class ApiField:
    """A field of the kind's JSON. Its type is that of the model's field, or `type` where `value` computes it."""

    name: str
    meaning: str = ""
    type: Any = None
    value: Callable[[Any], Any] | None = None
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ApiShape:
    """The kind's facts as the API has them, each with its citations, and its address if it has one of its own.

    `on` gives the keys of their lists by the kind of what they are listed with.
    """

    name: str
    meaning: str
    fields: tuple[ApiField, ...]
    on: Mapping[Kind, str]


@dataclass(frozen=True)
class PageList:
    """The kind's facts on the public page of one record, in the order of `order`.

    `joined` are relations that are loaded besides those in `published_with`; `prefetched` gives further look-ups.
    Where `template` draws its facts, the list stands by itself under `heading`, in the page's `section`: on a
    film's page “cast”, “music”, “release” or “reception”, on another page a section of its own. The other lists
    the page's own template puts where they belong.
    """

    order: tuple[Any, ...]
    joined: tuple[str, ...] = ()
    prefetched: Callable[[], Iterable[Any]] | None = None
    section: str = ""
    heading: str = ""
    template: str = ""


@dataclass(frozen=True)
class Declaration:
    """All that is declared of one kind; nothing has a default, so that nothing is forgotten.

    `line` is what a fact says in one line, without the name of its film. `same` are the fields of what it says:
    two facts say the same if they agree in all, or if one is silent where the other says more. `published_with`
    are the relations whose records must be published for it to be shown. `pages` are its lists on the pages of
    other records, by the link to them. `linked_data` gives the properties of schema.org that a fact adds to the
    node of what it is about. `states` gives what reading a document should find of a fact, each statement under
    all the names that its records go by.
    """

    kind: Kind
    model: type[Any]
    words: Words
    line: Callable[[Any], str] | Omitted
    same: tuple[str, ...] | Omitted
    page: OwnPage | ShownOn | Omitted
    published_with: tuple[str, ...]
    pages: Mapping[str, PageList] | Omitted
    naming: Naming | Omitted
    entry: Entry | Omitted
    desk: tuple[DeskForm, ...] | Omitted
    sheet: Sheet | Omitted
    admin: AdminPage | CustomAdminPage
    rows: tuple[AdminRows, ...] | Omitted
    listings: tuple[AdminListing, ...] | Omitted
    api: ApiShape | Omitted
    states: Callable[[Any], Iterable[Sequence[Statement]]] | Omitted
    linked_data: Callable[[Any], Mapping[str, Any]] | Omitted
