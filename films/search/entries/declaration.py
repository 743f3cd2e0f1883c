"""What an entry's declaration is made of, and the SQL expressions that several kinds share."""

from dataclasses import dataclass

from films.models.money import CURRENCY_SIGNS
from films.search.entries.expressions import plain_sql
from films.search.folding import sql_text
from films.search.tokens import LIMIT, NAME
from films.search.types import FacetName, Kind

NOTHING = "(SELECT 1)"
"""The source of values that the row of `select`, called `found`, holds itself."""

SEPARATOR = " · "
"""Stands between the names in one column, so that each can be told from the next."""


@dataclass(frozen=True)
class Dependency:
    """A table an entry is made from: a change of one of its rows touches the entries whose ids `touched` selects.

    `touched` is an SQL expression or SELECT with `{row}` where the changed row stands. A change of other columns
    than `columns`, where given, touches nothing.
    """

    table: str
    touched: str
    columns: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """Values of one facet: the SQL of the object's id, and of the value, over the rows of `source`.

    A value that names a record is its id. Where `name` is a text and no facet, its values limit searches and are
    not counted; it then stands before each value in the token (see `films.search.tokens`).
    """

    name: FacetName | str
    object_id: str
    value: str
    source: str
    condition: str = "1"


@dataclass(frozen=True)
class Entry:
    """How one kind of thing is found.

    `select` gives a row for each published thing: object_id, slug, anchor, year, weight (a count that
    tells its prominence), and the texts title, names, related, body, keywords and context.
    """

    kind: Kind
    select: str
    facets: tuple[Facet, ...]
    dependencies: tuple[Dependency, ...]
    is_fact: bool = True
    """Whether citations point to it: then what they read differently is among its names."""

    @property
    def names(self) -> str:
        """Return the SQL expression of all its names, over a row of `select` called `found`."""
        return listed("found.names", readings(self.kind, "found.object_id")) if self.is_fact else "found.names"

    @property
    def all_facets(self) -> tuple[Facet, ...]:
        """Return its facets with those that all kinds share; a year is that of `select`, called `found`."""
        known = "found.year IS NOT NULL"
        shared = [
            Facet(FacetName.KIND, "found.object_id", sql_text(self.kind.replace("_", "")), NOTHING),
            Facet(FacetName.YEAR, "found.object_id", "found.year", NOTHING, known),
            Facet(FacetName.DECADE, "found.object_id", "(found.year / 10 * 10) || 's'", NOTHING, known),
        ]
        if self.is_fact:
            shared += evidence_facets(self.kind)
        return (*self.facets, *shared)

    @property
    def all_dependencies(self) -> tuple[Dependency, ...]:
        if not self.is_fact:
            return self.dependencies
        column = f"{self.kind}_id"
        passage = Dependency(
            "films_passage",
            f"SELECT {column} FROM films_citation WHERE passage_id = {{row}}.id",
            ("document_id", "lost_sentence"),
        )
        return (*self.dependencies, Dependency("films_citation", f"{{row}}.{column}"), passage)


FILM_COLUMNS = ("title", "year", "slug", "state")
NAME_COLUMNS = ("name", "slug", "state")
PLACE_COLUMNS = ("name", "slug", "state", "kind", "part_of_id")


PUBLISHED_CREDIT = "credit.state = 'published'"
PUBLISHED_USE = "used.state = 'published'"
JOB_VALUE = "replace(credit.job, '_', '')"
CREDITED = f"{JOB_VALUE} || credit.person_id"
HAS_CHARACTER = "credit.character <> ''"
CHARACTER = f"'{NAME}' || replace({plain_sql('credit.character')}, ' ', ' {LIMIT}{NAME}')"


def joined(select: str) -> str:
    """Return the SQL expression that joins the one column `item` of a SELECT into one text, in its order."""
    return f"coalesce((SELECT group_concat(item, '{SEPARATOR}') FROM ({select})), '')"


def listed(*texts: str) -> str:
    """Return the SQL expression of several texts as one list, without the empty ones at its ends."""
    together = f" || '{SEPARATOR}' || ".join(texts)
    return f"trim({together}, '{SEPARATOR}')"


def other_names(table: str, owner: str, owner_id: str, column: str = "name") -> str:
    return joined(
        f"SELECT {column} AS item FROM {table} WHERE {owner} = {owner_id} AND state = 'published' ORDER BY id"
    )


def readings(fact: str, fact_id: str) -> str:
    """Return the SQL expression of what other sentences say in place of the entry's own values.

    It stands over a row of a kind's `select` called `found`, and leaves out what is among its names already.
    """
    return joined(
        f"SELECT DISTINCT reading AS item FROM films_citation WHERE {fact}_id = {fact_id} AND reading <> '' "
        "AND instr(found.names, reading) = 0"
    )


def place_line(place_id: str) -> str:
    """Return the SQL expression of the names of the places that a place lies in, nearest first."""
    return joined(
        "SELECT above.name AS item FROM search_place_within within "
        "JOIN films_location above ON above.id = within.within_id AND above.state = 'published' "
        f"WHERE within.place_id = {place_id} AND within.depth > 0 ORDER BY within.depth"
    )


def money_sql(amount: str, currency: str) -> str:
    """Return the SQL expression of an amount as `films.models.money.money_text` writes it."""
    signs = " ".join(f"WHEN {sql_text(code)} THEN {sql_text(sign)}" for code, sign in CURRENCY_SIGNS.items())
    cents = f"printf('.%02d', CAST(round({amount} * 100) AS INTEGER) % 100)"
    return (
        f"CASE {currency} {signs} ELSE {currency} || ' ' END || printf('%,d', {amount}) || "
        f"CASE WHEN {amount} = CAST({amount} AS INTEGER) THEN '' ELSE {cents} END"
    )


def money_words_sql(amount: str, currency: str) -> str:
    """Return the SQL expression of other ways to write an amount, under which it is found: “USD 35 million”."""
    millions = f"CASE WHEN {amount} >= 1000000 THEN printf(' %g million', {amount} / 1000000.0) ELSE '' END"
    return f"{currency} || {millions} || printf(' %d', {amount})"


def film_line(film: str = "film") -> str:
    """Return the SQL expression of a film's title and year."""
    return f"{film}.title || coalesce(' (' || {film}.year || ')', '')"


def and_published(**references: str) -> str:
    """Return the SQL condition that every optional reference of a fact is empty or leads to a published record.

    Each reference maps the alias of its outer join to the column with the record's id. A record may be deleted
    before the facts that refer to it; these then have no entry, rather than one with a gap.
    """
    return " ".join(
        f"AND ({column} IS NULL OR {alias}.state = 'published')" for alias, column in references.items()
    )


def evidence_facets(fact: str) -> list[Facet]:
    """Return what limits a kind's entries by what can be told of their citations, and by the documents cited."""
    is_cited = f"EXISTS (SELECT 1 FROM films_citation WHERE {fact}_id = found.object_id)"
    cites = "films_citation cited JOIN films_passage passage ON passage.id = cited.passage_id"
    return [
        Facet("cited", "found.object_id", is_cited, NOTHING),
        Facet("document", f"cited.{fact}_id", "passage.document_id", cites),
        Facet("conflict", f"{fact}_id", "''", "films_citation", "reading <> ''"),
        Facet("orphaned", f"cited.{fact}_id", "''", cites, "passage.lost_sentence <> ''"),
    ]


def film_facet(table: str) -> Facet:
    """Return the facet of a film's facts by their film."""
    return Facet(FacetName.FILM, "fact.id", "fact.film_id", f"{table} fact")


def place_facets(object_id: str, place_id: str, source: str, condition: str = "1") -> tuple[Facet, Facet]:
    """Return the facets of what is at a place: by the place and all it lies in, and by its country."""
    source = (
        f"{source} JOIN search_place_within within ON within.place_id = {place_id} "
        "JOIN films_location above ON above.id = within.within_id"
    )
    return (
        Facet(FacetName.LOCATION, object_id, "above.id", source, condition),
        Facet(FacetName.COUNTRY, object_id, "above.id", source, f"{condition} AND above.kind = 'country'"),
    )


def use_facet(object_id: str, condition: str = "1") -> Facet:
    """Return what limits entries to those for which a place, or one in it, was used in one way."""
    source = (
        "films_filmlocation used JOIN search_place_within within ON within.place_id = used.location_id "
        "JOIN films_location above ON above.id = within.within_id"
    )
    return Facet("", object_id, "used.use || above.id", source, condition)


def of_film(table: str) -> Dependency:
    """Return the dependency of a film's facts in `table` on the film."""
    return Dependency("films_film", f"SELECT id FROM {table} WHERE film_id = {{row}}.id", FILM_COLUMNS)


def of_other_titles(table: str) -> Dependency:
    return Dependency("films_othertitle", f"SELECT id FROM {table} WHERE film_id = {{row}}.film_id")


def of_place(table: str, *columns: str) -> Dependency:
    """Return the dependency of facts on the places in `columns`, and on every place these lie in."""
    within = "SELECT place_id FROM search_place_within WHERE within_id = {row}.id"
    places = " OR ".join(f"{column} IN ({within})" for column in columns)
    return Dependency("films_location", f"SELECT id FROM {table} WHERE {places}", PLACE_COLUMNS)
