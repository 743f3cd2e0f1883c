"""What a kind's place in the search index is declared with: its entry, its facets, the tables they come from."""

from dataclasses import dataclass

from films.kinds.names import FacetName, Kind
from films.kinds.sql import NOTHING, listed, other_readings, sql_text

FILM_COLUMNS = ("title", "year", "slug", "state")
NAME_COLUMNS = ("name", "slug", "state")
PLACE_COLUMNS = ("name", "slug", "state", "kind", "part_of_id")
"""The columns of what facts name that their entries repeat."""

PUBLISHED_USE = "used.state = 'published'"


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

    `number` stands for the kind in the index's keys: from 1 to 31, no two kinds share one, and it never changes.
    `select` gives a row for each published thing: object_id, slug, anchor, year, weight (a count that
    tells its prominence), and the texts title, names, related, body, keywords and context.
    """

    kind: Kind
    number: int
    select: str
    facets: tuple[Facet, ...]
    dependencies: tuple[Dependency, ...]
    is_fact: bool = True
    """Whether citations point to it: then what they read differently is among its names."""

    @property
    def names(self) -> str:
        """Return the SQL expression of all its names, over a row of `select` called `found`."""
        return (
            listed("found.names", other_readings(self.kind, "found.object_id")) if self.is_fact else "found.names"
        )

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
        """Return its dependencies with those of a fact on its citations."""
        if not self.is_fact:
            return self.dependencies
        column = f"{self.kind}_id"
        passage = Dependency(
            "films_passage",
            f"SELECT {column} FROM films_citation WHERE passage_id = {{row}}.id",
            ("document_id", "lost_sentence"),
        )
        return (*self.dependencies, Dependency("films_citation", f"{{row}}.{column}"), passage)


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


GENRES_HELD = "films_film_genres has JOIN search_genre_within within ON within.genre_id = has.genre_id"
"""The genres of films, and all that lie above them."""


def genre_facets() -> tuple[Facet, ...]:
    """Return the facets of films by genre: by theirs and all above them, and by those that are these together.

    The last one only limits: it has their own genres alone.
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
    """Return the dependencies of films on their genres and on what lies above these.

    What makes a combination of genres another one touches films that have all its other broader genres, so
    those of one of them are enough.
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
    """Return the dependency of a film's facts in `table` on the film's other titles."""
    return Dependency("films_othertitle", f"SELECT id FROM {table} WHERE film_id = {{row}}.film_id")


def of_place(table: str, *columns: str) -> Dependency:
    """Return the dependency of facts on the places in `columns`, and on every place these lie in."""
    within = "SELECT place_id FROM search_place_within WHERE within_id = {row}.id"
    places = " OR ".join(f"{column} IN ({within})" for column in columns)
    return Dependency("films_location", f"SELECT id FROM {table} WHERE {places}", PLACE_COLUMNS)
