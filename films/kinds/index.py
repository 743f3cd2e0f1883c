"""Define how a kind declares its place in the search index: entry, facets, and the tables they come from."""

from dataclasses import dataclass

from films.kinds.names import FacetName, Kind
from films.kinds.quality import STANDING_CLAIMS, STANDS, Evidence, claim_evidence_sql
from films.kinds.sql import NOTHING, comma_list_sql, other_readings_sql, sql_text

FILM_COLUMNS = ("title", "year", "slug", "state")
NAME_COLUMNS = ("name", "slug", "state")
PLACE_COLUMNS = ("name", "slug", "state", "kind", "part_of_id")
"""The columns of other records that entries repeat."""

PUBLISHED_USE = "used.state = 'published'"


@dataclass(frozen=True)
class Dependency:
    """Name a table that entries are made from; `touched` selects the entries that a changed row affects.

    `touched` is an SQL expression or SELECT with `{row}` for the changed row. If `columns` is given, changes of
    other columns do not count. If `condition` is given, rows that do not meet it affect nothing; all dependencies
    with the same condition share a trigger, which such rows pass by. If what a row touches depends on how many
    there are, or is found with less work for several, `touched_together` says it of rows that are added together,
    all after the one with the id `{last}`.

    `repeated` are those of `columns` that stand in the entries' `related`, `context` and card alone. Where nothing
    else has changed, only these are made anew, which takes a third of the time.
    """

    table: str
    touched: str
    columns: tuple[str, ...] = ()
    condition: str = ""
    touched_together: str = ""
    repeated: tuple[str, ...] = ()


@dataclass(frozen=True)
class Facet:
    """Define the values of one facet: SQL for the object's id and for the value, over the rows of `source`.

    A record's value is its id. If `name` is a plain text instead of a facet, its values limit searches without
    being counted; the name then comes before each value in the token (see `films.search.tokens`).
    """

    name: FacetName | str
    object_id: str
    value: str
    source: str
    condition: str = "TRUE"


@dataclass(frozen=True)
class CardField:
    """Define a value that a kind's results show beside the texts of their entries, such as a film's leads.

    `value` is SQL for JSON over a row of the kind's `select` called `found`, NULL if there is nothing to show.
    """

    name: str
    value: str
    dependencies: tuple[Dependency, ...] = ()


@dataclass(frozen=True)
class ProminencePart:
    """Define one part of the prominence of a kind's entries: the logarithm of a count, times its weight.

    `count` is the SQL expression of the count for the record `found.object_id`, and `dependencies` are the tables
    that it reads in addition to those that the entry is made from.
    """

    name: str
    weight: float
    count: str
    dependencies: tuple[Dependency, ...] = ()


FACT = ProminencePart("FACT", 0.125, "1")
"""What raises whatever is stated as a fact by one step above the bare sentences of documents."""


@dataclass(frozen=True)
class Entry:
    """Define how one kind is found.

    `number` identifies the kind in the index's keys, from 1 to 31; no two kinds share one, and it never changes.
    `select` returns a row for each published object: object_id, slug, anchor, year, and the texts title, names,
    related, body, keywords and context.
    """

    kind: Kind
    number: int
    select: str
    facets: tuple[Facet, ...]
    dependencies: tuple[Dependency, ...]
    prominence: tuple[ProminencePart, ...] = (FACT,)
    card: tuple[CardField, ...] = ()
    is_fact: bool = True
    """Whether citations point to it: then what they read differently is among its names."""

    is_cited: str = ""
    """The SQL condition that citations confirm the record `found.object_id`; derived from the kind's claims."""

    is_waiting: str = ""
    """The SQL condition that one of the record's values has changed since it was cited; derived likewise."""

    sort_title: str = "found.title"
    """The SQL expression of what it is filed under, for a row of `select` called `found`."""

    title_languages: str = "'en'"
    """The SQL of the languages whose articles at the beginning of that do not count, as a list or a SELECT."""

    @property
    def names(self) -> str:
        """Return the SQL expression of all names, for a row of `select` called `found`."""
        return (
            comma_list_sql("found.names", other_readings_sql(self.kind, "found.object_id"))
            if self.is_fact
            else "found.names"
        )

    @property
    def all_facets(self) -> tuple[Facet, ...]:
        """Return the facets, including those that all kinds share; a year is that of `select`, called `found`."""
        known = "found.year IS NOT NULL"
        shared = [
            Facet(FacetName.KIND, "found.object_id", sql_text(self.kind.replace("_", "")), NOTHING),
            Facet(FacetName.YEAR, "found.object_id", "found.year", NOTHING, known),
            Facet(FacetName.DECADE, "found.object_id", "(found.year / 10 * 10) || 's'", NOTHING, known),
        ]
        if self.is_fact:
            shared += evidence_facets(self.kind, self.is_cited, self.is_waiting)
        return (*self.facets, *shared)

    @property
    def all_dependencies(self) -> tuple[Dependency, ...]:
        """Return the dependencies, including those of its prominence and those of a fact on its citations."""
        parts: tuple[ProminencePart | CardField, ...] = (*self.prominence, *self.card)
        own = (*self.dependencies, *(dependency for part in parts for dependency in part.dependencies))
        return (*own, *evidence_dependencies(self.kind)) if self.is_fact else own

    @property
    def card_fields(self) -> tuple[CardField, ...]:
        """Return what results show, including the first evidence of a fact."""
        return (*self.card, evidence_field(self.kind)) if self.is_fact else self.card


PASSAGE_POSITION = ("ordinal", "section", "paragraph", "sentence")
"""The columns by which pages name the place of a sentence."""

IS_CITED = "EXISTS (SELECT 1 FROM films_citation WHERE passage_id = {row}.id)"
"""Most sentences of a long document are not, and a new revision of it moves each of them."""


def evidence_dependencies(fact: str) -> tuple[Dependency, ...]:
    """Return the dependencies of a kind's entries on citations, and on what pages say of the cited sentences."""
    cited_from = f"SELECT cited.{fact}_id FROM films_citation cited"
    return (
        Dependency("films_citation", f"{{row}}.{fact}_id"),
        Dependency(
            "films_passage",
            f"{cited_from} WHERE cited.passage_id = {{row}}.id",
            ("document_id", "lost_sentence", *PASSAGE_POSITION),
            condition=IS_CITED,
        ),
        Dependency(
            "films_document",
            f"{cited_from} JOIN films_passage passage ON passage.id = cited.passage_id "
            "WHERE passage.document_id = {row}.id",
            ("slug", "title"),
        ),
    )


def evidence_field(fact: str) -> CardField:
    """Return the first sentence that supports a kind's fact: its document's slug and title, and its position."""
    position = ", ".join(f"passage.{column}" for column in PASSAGE_POSITION)
    return CardField(
        "evidence",
        f"(SELECT json_array(document.slug, document.title, {position}) FROM films_citation cited "
        "JOIN films_passage passage ON passage.id = cited.passage_id "
        "JOIN films_document document ON document.id = passage.document_id "
        f"WHERE cited.{fact}_id = found.object_id AND cited.reading = '' "
        "ORDER BY passage.document_id, passage.ordinal LIMIT 1)",
    )


def evidence_facets(fact: str, is_cited: str, is_waiting: str) -> list[Facet]:
    """Return the limits by a kind's citations: their state, their evidence, and the documents cited."""
    cites = "films_citation cited JOIN films_passage passage ON passage.id = cited.passage_id"
    return [
        Facet("cited", "found.object_id", f"CASE WHEN {is_cited} THEN 1 ELSE 0 END", NOTHING),
        Facet(
            "evidence", f"cited.{fact}_id", f"replace({claim_evidence_sql()}, '_', '')", STANDING_CLAIMS, STANDS
        ),
        Facet("evidence", "found.object_id", sql_text(Evidence.WAITING), NOTHING, is_waiting),
        Facet("document", f"cited.{fact}_id", "passage.document_id", cites),
        Facet("conflict", f"{fact}_id", "''", "films_citation", "reading <> ''"),
        Facet("orphaned", f"cited.{fact}_id", "''", cites, "passage.lost_sentence <> ''"),
    ]


def film_facet(table: str) -> Facet:
    """Return the facet of a film's facts by their film."""
    return Facet(FacetName.FILM, "fact.id", "fact.film_id", f"{table} fact")


def place_facets(object_id: str, place_id: str, source: str, condition: str = "TRUE") -> tuple[Facet, Facet]:
    """Return the facets of facts at a place: by the place and all places around it, and by its country."""
    source = (
        f"{source} JOIN search_place_within within ON within.place_id = {place_id} "
        "JOIN films_location above ON above.id = within.within_id"
    )
    return (
        Facet(FacetName.LOCATION, object_id, "above.id", source, condition),
        Facet(FacetName.COUNTRY, object_id, "above.id", source, f"{condition} AND above.kind = 'country'"),
    )


GENRES_HELD = "films_film_genres has JOIN search_genre_within within ON within.genre_id = has.genre_id"
"""The genres of films, and all that lie above them."""


def genre_facets() -> tuple[Facet, ...]:
    """Return the facets of films by genre: their genres, all broader ones, and the combinations of these.

    The last facet holds their own genres only; it limits searches and is not counted.
    """
    source = (
        f"{GENRES_HELD} JOIN films_genre_broader part ON part.to_genre_id = within.within_id "
        "JOIN films_genre genre ON genre.id = part.from_genre_id"
    )
    parts = "SELECT 1 FROM films_genre_broader other WHERE other.from_genre_id = genre.id"
    held = f"SELECT within.within_id FROM {GENRES_HELD} WHERE has.film_id = found.object_id"
    has_all_of_several = (
        f"genre.is_combination AND EXISTS ({parts} AND other.id <> part.id) "
        f"AND NOT EXISTS ({parts} AND other.to_genre_id NOT IN ({held}))"
    )
    return (
        Facet(FacetName.GENRE, "has.film_id", "within.within_id", GENRES_HELD),
        Facet(FacetName.GENRE, "has.film_id", "genre.id", source, has_all_of_several),
        Facet("genre", "has.film_id", "has.genre_id", "films_film_genres has"),
    )


def genre_dependencies() -> tuple[Dependency, ...]:
    """Return the dependencies of films on their genres and on all broader genres.

    Changing the parts of a combination affects only films that have all its other broader genres, so the films of
    any one of these are enough.
    """
    films = "SELECT film_id FROM films_film_genres WHERE genre_id"
    below = f"{films} IN (SELECT genre_id FROM search_genre_within WHERE within_id = {{genre}})"
    part = "(SELECT min(to_genre_id) FROM films_genre_broader WHERE from_genre_id = {genre})"
    combination = (
        "(SELECT min(part.to_genre_id) FROM films_genre_broader part "
        "JOIN films_genre genre ON genre.id = part.from_genre_id AND genre.is_combination "
        "WHERE part.from_genre_id = {row}.from_genre_id AND part.to_genre_id <> {row}.to_genre_id)"
    )
    return (
        Dependency("films_film_genres", "{row}.film_id"),
        Dependency("films_genre", f"{films} = {{row}}.id", ("name",)),
        Dependency("films_genre", below.format(genre=part.format(genre="{row}.id")), ("is_combination",)),
        Dependency("films_genre_broader", below.format(genre="{row}.from_genre_id")),
        Dependency("films_genre_broader", below.format(genre=combination)),
    )


def use_facet(object_id: str, condition: str = "TRUE") -> Facet:
    """Return the limit to entries for which a place, or one within it, had this use."""
    source = (
        "films_filmlocation used JOIN search_place_within within ON within.place_id = used.location_id "
        "JOIN films_location above ON above.id = within.within_id"
    )
    return Facet("", object_id, "used.use || above.id", source, condition)


def depends_on_film(table: str) -> Dependency:
    """Return the dependency of a film's facts in `table` on the film."""
    return Dependency("films_film", f"SELECT id FROM {table} WHERE film_id = {{row}}.id", FILM_COLUMNS)


def depends_on_other_titles(table: str) -> Dependency:
    """Return the dependency of a film's facts in `table` on the film's other titles."""
    return Dependency("films_othertitle", f"SELECT id FROM {table} WHERE film_id = {{row}}.film_id")


def depends_on_organization(table: str, column: str) -> Dependency:
    """Return the dependency of facts on the organization in `column`."""
    return Dependency("films_organization", f"SELECT id FROM {table} WHERE {column} = {{row}}.id", NAME_COLUMNS)


def depends_on_place(table: str, *columns: str) -> Dependency:
    """Return the dependency of facts on the places in `columns` and on all places around these."""
    within = "SELECT place_id FROM search_place_within WHERE within_id = {row}.id"
    places = " OR ".join(f"{column} IN ({within})" for column in columns)
    return Dependency("films_location", f"SELECT id FROM {table} WHERE {places}", PLACE_COLUMNS)
