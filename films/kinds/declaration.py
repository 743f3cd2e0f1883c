"""Define what a kind declares. Every part is required; `Omitted` says why one does not apply."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from django.db.models import Q
from django.utils.text import slugify

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField
from films.kinds.forms import FactForm
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.models import ProposalKind

LONGEST_KEY = 80  # characters of a fact's key, which is unique within its film


@dataclass(frozen=True)
class Omitted:
    """Leave out a part that a kind does not have, and say why."""

    reason: str


@dataclass(frozen=True)
class FilmQuestion:
    """Declare a question about a film that the kind answers, such as its budget, by the words that ask it.

    Each text in `asked_by` is a set of words. The facts that answer may need a `word` in their headings; or the
    film itself has the answer, where it meets the condition `recorded`.
    """

    name: str
    asked_by: tuple[str, ...]
    word: str = ""
    recorded: Q | None = None


@dataclass(frozen=True)
class Words:
    """Name the kind in the singular and plural, and list other words that people type for it in a search.

    `questions` are the questions about a film that its facts, or for films the film itself, answer.
    """

    singular: str
    plural: str
    nouns: tuple[str, ...] = ()
    questions: tuple[FilmQuestion, ...] = ()


@dataclass(frozen=True)
class OwnPage:
    """Give each record of the kind a public page."""


@dataclass(frozen=True)
class ShownOn:
    """Show the kind's facts on the page of the first record that they refer to by `links`.

    `anchor` returns the `id` of a fact on that page. Without it, the kind holds other names or identifiers of the
    record: these are shown in the head of the page, and accompany the record wherever it is exported.
    """

    links: tuple[str, ...]
    anchor: Callable[[Any], str] | None = None


@dataclass(frozen=True)
class Naming:
    """Name the fields with a record's names, its own name first, and the kind of fact that adds other names.

    `other_name` builds such a fact, unsaved, from a record and a name; `other_field` is its field for the name.
    """

    fields: tuple[str, ...]
    others: Kind | None = None
    other_field: str = "name"
    other_name: Callable[[Any, str], Any] | None = None


@dataclass(frozen=True)
class Statement:
    """Hold one thing that a fact or a proposal states, in a form that can be compared: a label and values."""

    label: str
    values: tuple[str, ...]


def build_statement(label: str, *values: Any) -> Statement:
    """Build a statement from values; None becomes an empty text, and numbers lose superfluous zeros."""
    return Statement(
        label,
        tuple(f"{value.normalize():f}" if isinstance(value, Decimal) else str(value or "") for value in values),
    )


@dataclass(frozen=True)
class DeskForm:
    """Declare how a fact is entered at the desk, and which proposals of `extract_facts` the form is for.

    `accept` finds or creates the fact with its citation. Words that a curator marks go to `main_field`, unless
    `reads` finds more in them; `initial` holds initial values. `shortcut` is the key that opens the form with the
    marked words, and must not be taken by the desk. `states` returns what a proposal states, to be compared with
    the facts.
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
    """Declare a CSV file that can be imported; `key` holds the columns that identify a record.

    `completed` maps columns that a row may leave empty to functions that fill them from the other cells.
    """

    columns: tuple[str, ...]
    key: tuple[str, ...]
    completed: Mapping[str, Callable[[Mapping[str, Any]], str]]


def key_rule(*columns: str) -> Callable[[Mapping[str, Any]], str]:
    """Build a function that makes a key from cells of a row."""

    def key(cells: Mapping[str, Any]) -> str:
        words = slugify(" ".join(cells[name] for name in columns if cells.get(name)))
        return words[:LONGEST_KEY].strip("-")

    return key


@dataclass(frozen=True)
class AdminPage:
    """Declare the kind's list and form in the admin, in Django's terms; state and evidence are always included.

    `group` is the heading under which the admin lists the kind.
    """

    group: str
    list_display: Sequence[str]
    search_fields: Sequence[str]
    list_filter: Sequence[str] = ()
    fieldsets: Sequence[tuple[str | None, Sequence[str | tuple[str, ...]]]] = ()
    list_display_links: Sequence[str] = ()
    list_select_related: Sequence[str] = ()
    prepopulated_fields: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class CustomAdminPage:
    """Name the class, by its import path, of an admin page that does more than list and edit."""

    group: str
    path: str


@dataclass(frozen=True)
class AdminRows:
    """Show the kind's facts as rows on the admin page of a record that they refer to by `link`.

    A row begins with the `leading` fields, which distinguish facts, followed by evidence and state. `place` is the
    position of the rows on that page, from 1.
    """

    place: int
    link: str
    leading: Sequence[str]
    more: Sequence[str] = ()
    heading: str = ""
    prepopulated_fields: Mapping[str, Sequence[str]] | None = None


@dataclass(frozen=True)
class AdminListing:
    """Link from the admin page of a record to the list of the kind's facts that refer to it by `link`."""

    link: str
    heading: str = ""


@dataclass(frozen=True)
class ApiField:
    """Declare a field of the kind's JSON, with the type of the model's field, or `type` if `value` computes it.

    A link to a record without a page, such as a language, is always computed.
    """

    name: str
    meaning: str = ""
    type: Any = None
    value: Callable[[Any], Any] | None = None
    examples: tuple[Any, ...] = ()


@dataclass(frozen=True)
class ApiShape:
    """Declare the kind's facts in the API; each has its citations, and its address if it has a page.

    `on` maps the kinds of records that list these facts to the keys of the lists.
    """

    name: str
    meaning: str
    fields: tuple[ApiField, ...]
    on: Mapping[Kind, str]


@dataclass(frozen=True)
class PageList:
    """List the kind's facts on the public page of a record, sorted by `order`.

    `joined` holds relations to load besides those in `published_with`; `lists` maps many-to-many relations to the
    attributes that hold the published records. With a `template`, the list is a part of its own under `heading`,
    in the page's `section`: “cast”, “music”, “release” or “reception” on a film's page, and a new section on any
    other page. Without it, the page's template places the list.
    """

    order: tuple[Any, ...]
    joined: tuple[str, ...] = ()
    lists: Mapping[str, str] = field(default_factory=dict)
    section: str = ""
    heading: str = ""
    template: str = ""


@dataclass(frozen=True)
class Declaration:
    """Declare everything about one kind; nothing has a default, so nothing can be forgotten.

    `claims` lists the fields that citations confirm; the others say how facts are kept in order here, which no
    document does. `line` returns a fact in one line, without its film. `same` holds the fields that make two facts
    the same: they agree in all, or one leaves some empty that the other fills. `published_with` holds the
    relations that must be published for a fact to be shown. `pages` maps links to the lists on the linked records'
    pages. `linked_data` returns the properties of schema.org that a fact adds to its subject. `states` yields what
    extraction should find of a fact, each statement under all names of its records.
    """

    kind: Kind
    model: type[Any]
    words: Words
    claims: tuple[ClaimableField, ...] | Omitted
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
