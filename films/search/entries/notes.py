"""How notes, and the sentences of documents whose text is held, are found."""

from films.models.notes import Topic
from films.search.entries.declaration import (
    FILM_COLUMNS,
    NAME_COLUMNS,
    PLACE_COLUMNS,
    Dependency,
    Entry,
    Facet,
    and_published,
    film_facet,
    film_line,
    joined,
    of_film,
    place_facets,
)
from films.search.types import FacetName, Kind
from films.search.vocabulary import TOPIC_WORDS, labels_sql, words_sql

ABOUT = ("person", "film", "location", "organization")
TABLES = {"person": "people", "film": "films", "location": "locations", "organization": "organizations"}


def names_about(subject: str) -> str:
    """Return the SQL expression of the names of the things of one kind that a note is about."""
    column = "title" if subject == "film" else "name"
    return joined(
        f"SELECT subject.{column} AS item FROM films_note_{TABLES[subject]} about "
        f"JOIN films_{subject} subject ON subject.id = about.{subject}_id AND subject.state = 'published' "
        "WHERE about.note_id = note.id ORDER BY about.id"
    )


def of_subject(subject: str) -> tuple[Dependency, Dependency]:
    """Return a note's dependencies on the things of one kind it is about, and on being about them."""
    link = f"films_note_{TABLES[subject]}"
    about = f"SELECT note_id FROM {link} WHERE {subject}_id"
    if subject == "location":  # a note is found by every place that its places lie in
        within = "SELECT place_id FROM search_place_within WHERE within_id = {row}.id"
        of_record = Dependency("films_location", f"{about} IN ({within})", PLACE_COLUMNS)
    else:
        columns = FILM_COLUMNS if subject == "film" else NAME_COLUMNS
        of_record = Dependency(f"films_{subject}", f"{about} = {{row}}.id", columns)
    return Dependency(link, "{row}.note_id"), of_record


NOTE = Entry(
    kind=Kind.NOTE,
    select=f"""
        SELECT note.id AS object_id, film.slug AS slug, 'note-' || note.key AS anchor,
            film.year AS year, 1 AS weight,
            note.heading AS title,
            coalesce(speaker.name, note.unnamed_speaker) AS names,
            film.title || ' ' || {" || ' ' || ".join(names_about(subject) for subject in ABOUT)} || ' ' || {
        joined(
            "SELECT other.title AS item FROM films_note_films about "
            "JOIN films_othertitle other ON other.film_id = about.film_id AND other.state = 'published' "
            "WHERE about.note_id = note.id ORDER BY other.id"
        )
    } || ' ' || {
        joined(
            "SELECT other.name AS item FROM films_note_people about "
            "JOIN films_othername other ON other.person_id = about.person_id AND other.state = 'published' "
            "WHERE about.note_id = note.id ORDER BY other.id"
        )
    } AS related,
            note.text AS body,
            {words_sql("note.topic", TOPIC_WORDS)}
                || CASE WHEN speaker.id IS NULL AND note.unnamed_speaker = '' THEN ''
                ELSE ' said says statement according' END AS keywords,
            {labels_sql("note.topic", Topic.choices)} || ', ' || {film_line()} AS context
        FROM films_note note
        JOIN films_film film ON film.id = note.film_id AND film.state = 'published'
        LEFT JOIN films_person speaker ON speaker.id = note.speaker_id
        WHERE note.state = 'published' {and_published(speaker="note.speaker_id")}
    """,
    facets=(
        film_facet("films_note"),
        Facet(
            FacetName.FILM,
            "about.note_id",
            "about.film_id",
            "films_note_films about",
        ),
        Facet(
            FacetName.PERSON,
            "about.note_id",
            "about.person_id",
            "films_note_people about",
        ),
        Facet(
            FacetName.PERSON,
            "note.id",
            "note.speaker_id",
            "films_note note",
        ),
        *place_facets("about.note_id", "about.location_id", "films_note_locations about"),
    ),
    dependencies=(
        Dependency("films_note", "{row}.id"),
        of_film("films_note"),
        *(dependency for subject in ABOUT for dependency in of_subject(subject)),
        Dependency("films_othertitle", "SELECT note_id FROM films_note_films WHERE film_id = {row}.film_id"),
        Dependency("films_othername", "SELECT note_id FROM films_note_people WHERE person_id = {row}.person_id"),
        Dependency("films_person", "SELECT id FROM films_note WHERE speaker_id = {row}.id", NAME_COLUMNS),
    ),
)

PASSAGE = Entry(
    kind=Kind.PASSAGE,
    select="""
        SELECT passage.id AS object_id, document.slug AS slug,
            's-' || passage.ordinal AS anchor, NULL AS year, 0 AS weight,
            document.title || ', ' || passage.section || ', paragraph ' || passage.paragraph
                || ', sentence ' || passage.sentence AS title,
            '' AS names, '' AS related,
            substr(document.text, passage.start + 1, passage."end" - passage.start) AS body,
            'passage sentence document source ' || document.publisher AS keywords,
            document.publisher AS context
        FROM films_passage passage JOIN films_document document ON document.id = passage.document_id
        WHERE document.text <> '' AND passage.lost_sentence = ''
    """,
    facets=(),
    dependencies=(
        Dependency("films_passage", "{row}.id"),
        Dependency("films_document", "SELECT id FROM films_passage WHERE document_id = {row}.id"),
    ),
    is_fact=False,
)
