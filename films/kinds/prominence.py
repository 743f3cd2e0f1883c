"""Estimate from the facts how likely each entry is to be the one that somebody means: its prominence.

It is a sum of parts. Each part counts something that well-known films, people and places have more of, and adds
the binary logarithm of the count times a weight, so that each doubling of the count adds the weight once. The
weights were fitted to the films and people that users of a film assistant asked for.

A count must be cheap to keep up to date: an edit may affect only a few other entries, found through indexes. So a
mention of a film counts only if a relation, a note or a document is linked to the film; texts are not searched for
titles.
"""

from films.kinds.index import Dependency, ProminencePart
from films.kinds.jobs import IS_LEADING, PUBLISHED_CREDIT
from films.kinds.sql import count_sql, logarithm_sql, published_count_sql
from films.models import Fact

VOTES = 1.0  # how many people rated it: the largest sample size among its reviews
SERIES = 1.0  # later films with the same beginning and people: people mostly mean the first film of a series
REFERENCES = 1.0  # relations, notes, awards and documents that are about it
TEXT = 1.2  # the length of its synopsis: well-known films have long ones
CREDITS = 0.7  # its cast and crew
BREADTH = 0.4  # its genres, languages, countries, places and identifiers, and the kinds of facts about it
PEOPLE = 0.3  # the credits of its leads, on any film
CAREER = 1.0  # a person's credits
LEADING = 0.5  # a person's credits as a lead
USES = 1.0  # films that were shot or set at a place, or at one within it
PRODUCED = 0.5  # films that a country produced

ARTICLES = "SELECT '' AS article UNION ALL SELECT 'The '"
"""Beginnings of titles that sequels leave out: *The Terminator* goes on as *Terminator 2*."""
TEXT_LETTERS = 100  # letters of a synopsis that count as one
CAREER_CREDITS = 63  # credits counted for a lead; more would make no difference
CONTINUATIONS = 64  # films whose people are compared, in alphabetical order of their titles
FILMS_OF_A_PLACE = 1023  # films counted for a place; more would make no difference


def references(column: str, *linking: str) -> tuple[str, tuple[Dependency, ...]]:
    """Return SQL that counts published facts about the entry's record, and the tables that it depends on.

    `linking` names the tables that link facts to such records: `note_films` links notes to films.
    """
    counts, dependencies = [], []
    for links in linking:
        fact, _, _ = links.partition("_")
        facts = f"films_{fact} fact ON fact.id = link.{fact}_id AND fact.state = 'published'"
        counts.append(count_sql(f"films_{links} link JOIN {facts}", f"link.{column} = found.object_id"))
        linked = f"SELECT {column} FROM films_{links} WHERE {fact}_id = {{row}}.id"
        dependencies += [
            Dependency(f"films_{links}", f"{{row}}.{column}"),
            Dependency(f"films_{fact}", linked, ("state",)),
        ]
    return " + ".join(counts), tuple(dependencies)


def titles_begun_sql(title: str) -> str:
    """Return a SELECT of the films whose title, or all but its article, begins `title`, an SQL expression."""
    return f"""
        SELECT original.id FROM films_film original WHERE original.title IN (
            WITH RECURSIVE letter_at (number) AS
                (SELECT 1 UNION ALL SELECT number + 1 FROM letter_at WHERE number < length({title}) - 1)
            SELECT article || substr({title}, 1, number) FROM letter_at, ({ARTICLES}) articles)""".strip()


def career_sql(person_id: str, limit: int) -> str:
    """Return SQL that counts a person's credits up to a limit. It counts drafts too, to need only an index."""
    return count_sql("films_credit own", f"own.person_id = {person_id}", limit)


NOTES_ON_FILM, NOTE_DEPENDENCIES = references("film_id", "note_films")
ABOUT_PERSON, PERSON_DEPENDENCIES = references("person_id", "note_people", "award_people")
ABOUT_PLACE, PLACE_DEPENDENCIES = references("location_id", "note_locations")

SEQUELS = f"""(
    SELECT count(*) FROM (
        SELECT later.id FROM films_film original
        CROSS JOIN ({ARTICLES}) articles ON substr(original.title, 1, length(article)) = article
        CROSS JOIN films_film later
            ON later.title > substr(original.title, length(article) + 1)
            AND later.title < substr(original.title, length(article) + 1) || char(1114111)
        WHERE original.id = found.object_id AND later.id <> original.id AND later.state = 'published'
            AND (later.year < original.year) IS NOT TRUE
        ORDER BY later.title || '', later.id LIMIT {CONTINUATIONS}
    ) continuation
    WHERE EXISTS (
        SELECT 1 FROM films_credit later JOIN films_credit own ON own.person_id = later.person_id
        WHERE later.film_id = continuation.id AND later.state = 'published'
            AND own.film_id = found.object_id AND own.state = 'published'
    )
)"""
"""The index of titles is for finding the few that begin alike; to go through all of it in its order takes long."""
TITLE_OF_ROW = "(SELECT title FROM films_film WHERE id = {row}.film_id)"
SEQUEL_DEPENDENCIES = (
    Dependency("films_film", titles_begun_sql("{row}.title"), ("title", "year", "state")),
    Dependency(
        "films_credit",
        titles_begun_sql(TITLE_OF_ROW)
        + " AND EXISTS (SELECT 1 FROM films_credit WHERE film_id = original.id AND person_id = {row}.person_id)",
        ("film_id", "person_id", "state"),
        touched_together=titles_begun_sql(TITLE_OF_ROW)
        + """ AND EXISTS (SELECT 1 FROM films_credit own WHERE own.film_id = original.id AND own.person_id IN
            (SELECT person_id FROM films_credit WHERE film_id = {row}.film_id AND id > {last}))""",
    ),
)

CAREERS = f"""(
    WITH career (credits) AS MATERIALIZED (
        SELECT {career_sql("credit.person_id", CAREER_CREDITS)} FROM films_credit credit
        WHERE credit.film_id = found.object_id AND {PUBLISHED_CREDIT} AND {IS_LEADING}
    ), rounded (credits, power) AS MATERIALIZED (
        SELECT credits, 1 << CAST({logarithm_sql("credits")} AS SMALLINT) FROM career
    )
    SELECT sum(CASE WHEN credits + 1 - power > found.object_id % power THEN 2 * power ELSE power END) FROM rounded
)"""
"""The sum of the careers of a film's leads: for each, the number of credits plus one, rounded to a power of 2.

A person's films move from one power to the next one by one, in the order of their ids modulo that power, instead
of all at once. So a new credit changes only a few films.
"""


def moved_films_sql(counts: str) -> str:
    """Return a SELECT of the films that a person's credits move to the next power, given a SELECT of `credits`."""
    return f"""
        SELECT credit.film_id FROM ({counts}) AS career
        JOIN films_credit credit ON credit.person_id = {{row}}.person_id AND {IS_LEADING}
            AND (credit.film_id - credits) % (1 << CAST({logarithm_sql("credits - 1")} AS SMALLINT)) = 0
        WHERE credits BETWEEN 1 AND {CAREER_CREDITS}""".strip()


CREDITS_NOW = career_sql("{row}.person_id", CAREER_CREDITS + 1)
CREDITS_BEFORE = career_sql("{row}.person_id AND own.id <= {last}", CAREER_CREDITS + 1)
CAREER_DEPENDENCY = Dependency(
    "films_credit",
    moved_films_sql(f"SELECT {CREDITS_NOW} AS credits UNION SELECT {CREDITS_NOW} + 1"),
    ("person_id",),
    touched_together=moved_films_sql(
        f"""WITH RECURSIVE grown (credits) AS (
            SELECT {CREDITS_BEFORE} + 1 UNION SELECT credits + 1 FROM grown WHERE credits <= {CREDITS_NOW}
        ) SELECT credits FROM grown"""
    ),
)
"""The films that a person's latest credit moves to the next power, or that its deletion moves back."""

TABLES_OF_FILMS = sorted(model._meta.db_table for model in Fact.__subclasses__() if hasattr(model, "film_id"))
"""The tables of all kinds of facts about films."""
LINKS_OF_FILMS = ("films_film_genres", "films_film_languages", "films_film_countries")
KNOWN_OF_FILM = " + ".join(
    [
        *(count_sql(links, "film_id = found.object_id") for links in LINKS_OF_FILMS),
        *(published_count_sql(table, "film_id") for table in ("films_filmlocation", "films_identifier")),
        *(count_sql(table, "film_id = found.object_id AND state = 'published'", 1) for table in TABLES_OF_FILMS),
    ]
)

OF_FILMS = (
    ProminencePart(
        "VOTES",
        VOTES,
        "coalesce((SELECT max(sample_size) FROM films_review "
        "WHERE film_id = found.object_id AND state = 'published'), 0)",
        (Dependency("films_review", "{row}.film_id", ("film_id", "sample_size", "state")),),
    ),
    ProminencePart("SERIES", SERIES, SEQUELS, SEQUEL_DEPENDENCIES),
    ProminencePart(
        "REFERENCES",
        REFERENCES,
        f"{NOTES_ON_FILM} + {published_count_sql('films_filmrelation', 'related_film_id')} + "
        + count_sql("films_document", "film_id = found.object_id"),
        (
            *NOTE_DEPENDENCIES,
            Dependency("films_filmrelation", "{row}.related_film_id", ("related_film_id", "state")),
            Dependency("films_document", "{row}.film_id", ("film_id",)),
        ),
    ),
    ProminencePart(
        "TEXT", TEXT, f"(SELECT length(synopsis) FROM films_film WHERE id = found.object_id) / {TEXT_LETTERS}.0"
    ),
    ProminencePart("CREDITS", CREDITS, published_count_sql("films_credit", "film_id")),
    ProminencePart(
        "BREADTH",
        BREADTH,
        KNOWN_OF_FILM,
        (
            *(Dependency(links, "{row}.film_id") for links in LINKS_OF_FILMS),
            *(Dependency(table, "{row}.film_id", ("film_id", "state")) for table in TABLES_OF_FILMS),
        ),
    ),
    ProminencePart("PEOPLE", PEOPLE, f"coalesce({CAREERS}, 0)", (CAREER_DEPENDENCY,)),
)
OF_PEOPLE = (
    ProminencePart("CAREER", CAREER, published_count_sql("films_credit", "person_id")),
    ProminencePart(
        "LEADING",
        LEADING,
        count_sql(
            "films_credit credit", f"credit.person_id = found.object_id AND {PUBLISHED_CREDIT} AND {IS_LEADING}"
        ),
    ),
    ProminencePart("REFERENCES", REFERENCES, ABOUT_PERSON, PERSON_DEPENDENCIES),
)
OF_PLACES = (
    ProminencePart(
        "USES",
        USES,
        count_sql(
            "search_place_within within JOIN films_filmlocation used ON used.location_id = within.place_id",
            "within.within_id = found.object_id AND used.state = 'published'",
            FILMS_OF_A_PLACE,
        ),
        (
            Dependency(
                "films_filmlocation",
                "SELECT within_id FROM search_place_within WHERE place_id = {row}.location_id",
                ("location_id", "state"),
            ),
        ),
    ),
    ProminencePart(
        "PRODUCED",
        PRODUCED,
        count_sql("films_film_countries", "location_id = found.object_id", FILMS_OF_A_PLACE),
        (Dependency("films_film_countries", "{row}.location_id"),),
    ),
    ProminencePart("REFERENCES", REFERENCES, ABOUT_PLACE, PLACE_DEPENDENCIES),
)
