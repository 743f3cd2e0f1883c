"""Declare notes: facts that no other kind holds, in our own words."""

from django import forms

from films.kinds.accept_context import AcceptContext
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    AdminPage,
    AdminRows,
    ApiField,
    ApiShape,
    Declaration,
    DeskForm,
    Omitted,
    PageList,
    Sheet,
    ShownOn,
    Words,
    key_rule,
)
from films.kinds.forms import FactForm, choice_field, name_field
from films.kinds.index import (
    FILM_COLUMNS,
    NAME_COLUMNS,
    PLACE_COLUMNS,
    Dependency,
    Entry,
    Facet,
    depends_on_film,
    film_facet,
    place_facets,
)
from films.kinds.names import FacetName, Kind
from films.kinds.sql import and_published_sql, film_line_sql, joined_sql, labels_sql, words_sql
from films.models import Note, Person, ProposalKind
from films.models.notes import Topic
from films.models.standard_jobs import WRITING

TOPIC_WORDS = {
    Topic.PLOT: "plot story happens scene",
    Topic.CHARACTER: "character role",
    Topic.CASTING: "casting cast chosen role why",
    Topic.PERFORMANCE: "performance acting accent role",
    Topic.SCRIPT: f"screenplay idea {WRITING}",
    Topic.PRODUCTION: "production making of behind the scenes",
    Topic.FILMING: "filming filmed shot shooting location",
    Topic.MUSIC: "music score soundtrack",
    Topic.RELEASE: "release released",
    Topic.RECEPTION: "reception success box office opinion audience",
    Topic.THEME: "theme meaning style interpretation",
}
SUBJECTS = {
    "person": "people",
    "character": "characters",
    "film": "films",
    "location": "locations",
    "organization": "organizations",
}
"""What a note may be about, with the relation for it."""


def names_about(subject: str) -> str:
    """Return SQL for the names of the records of one kind that a note is about."""
    column = "title" if subject == "film" else "name"
    return joined_sql(
        f"SELECT subject.{column} AS item FROM films_note_{SUBJECTS[subject]} about "
        f"JOIN films_{subject} subject ON subject.id = about.{subject}_id AND subject.state = 'published' "
        "WHERE about.note_id = note.id ORDER BY about.id"
    )


def depends_on_subject(subject: str) -> tuple[Dependency, Dependency]:
    """Return a note's dependencies on the records of one kind that it is about, and on the links to them."""
    link = f"films_note_{SUBJECTS[subject]}"
    about = f"SELECT note_id FROM {link} WHERE {subject}_id"
    if subject == "location":  # a note is also found by the places around its places
        within = "SELECT place_id FROM search_place_within WHERE within_id = {row}.id"
        of_record = Dependency("films_location", f"{about} IN ({within})", PLACE_COLUMNS)
    elif subject == "film":
        of_record = Dependency("films_film", f"{about} = {{row}}.id", FILM_COLUMNS)
    else:
        of_record = Dependency(f"films_{subject}", f"{about} = {{row}}.id", NAME_COLUMNS, repeated=("name",))
    return Dependency(link, "{row}.note_id"), of_record


def names_sql(name: str, joins: str) -> str:
    """Return SQL for names that come with the records that a note is about, which `joins` finds by their links."""
    return joined_sql(f"SELECT {name} AS item FROM {joins} WHERE about.note_id = note.id ORDER BY {name}")


def other_names_about(subject: str, table: str, column: str = "name") -> str:
    """Return SQL for the other names of the records of one kind that a note is about."""
    return names_sql(
        f"other.{column}",
        f"films_note_{SUBJECTS[subject]} about "
        f"JOIN {table} other ON other.{subject}_id = about.{subject}_id AND other.state = 'published'",
    )


PLAYED = (
    "films_note_characters about JOIN films_character_played_by played ON played.character_id = about.character_id"
)
"""A note about a character is found by whoever plays it, too."""
RELATED = (
    "film.title",
    *map(names_about, SUBJECTS),
    other_names_about("film", "films_othertitle", "title"),
    other_names_about("person", "films_othername"),
    other_names_about("character", "films_charactername"),
    names_sql("player.name", f"{PLAYED} JOIN films_person player ON player.id = played.person_id"),
)

ENTRY = Entry(
    kind=Kind.NOTE,
    number=10,
    select=f"""
        SELECT note.id AS object_id, film.slug AS slug, 'note-' || note.key AS anchor,
            film.year AS year,
            note.heading AS title,
            coalesce(speaker.name, note.unnamed_speaker) AS names,
            {" || ' ' || ".join(RELATED)} AS related,
            note.text AS body,
            {words_sql("note.topic", TOPIC_WORDS)}
                || CASE WHEN speaker.id IS NULL AND note.unnamed_speaker = '' THEN ''
                ELSE ' said says statement according' END AS keywords,
            {labels_sql("note.topic", Topic.choices)} || ', ' || {film_line_sql()} AS context
        FROM films_note note
        JOIN films_film film ON film.id = note.film_id AND film.state = 'published'
        LEFT JOIN films_person speaker ON speaker.id = note.speaker_id
        WHERE note.state = 'published' {and_published_sql(speaker="note.speaker_id")}
    """,
    facets=(
        film_facet("films_note"),
        Facet(FacetName.FILM, "about.note_id", "about.film_id", "films_note_films about"),
        Facet(FacetName.PERSON, "about.note_id", "about.person_id", "films_note_people about"),
        Facet(FacetName.PERSON, "about.note_id", "played.person_id", PLAYED),
        Facet(FacetName.PERSON, "note.id", "note.speaker_id", "films_note note"),
        *place_facets("about.note_id", "about.location_id", "films_note_locations about"),
    ),
    dependencies=(
        Dependency("films_note", "{row}.id"),
        depends_on_film("films_note"),
        *(dependency for subject in SUBJECTS for dependency in depends_on_subject(subject)),
        Dependency("films_othertitle", "SELECT note_id FROM films_note_films WHERE film_id = {row}.film_id"),
        Dependency("films_othername", "SELECT note_id FROM films_note_people WHERE person_id = {row}.person_id"),
        *(
            Dependency(table, "SELECT note_id FROM films_note_characters WHERE character_id = {row}.character_id")
            for table in ("films_charactername", "films_character_played_by")
        ),
        Dependency(
            "films_person",
            f"SELECT note_id FROM {PLAYED} WHERE played.person_id = {{row}}.id",
            NAME_COLUMNS,
            repeated=("name",),
        ),
        Dependency("films_person", "SELECT id FROM films_note WHERE speaker_id = {row}.id", NAME_COLUMNS),
    ),
)


class NoteForm(FactForm):
    names = {"speaker": Person}
    topic = choice_field("Topic", Topic.choices)
    heading = forms.CharField(max_length=120, label="Heading", help_text="A few words that name the fact.")
    text = forms.CharField(
        label="In our own words",
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Say in our own words what the sentence says."},
    )
    speaker = name_field("Who says so", required=False)


def accept(context: AcceptContext) -> Note:
    """Create a note, in words that do not copy the document's."""
    values = context.cleaned_data
    context.refuse_copied("text")
    fact: Note = context.writer.create(
        Note(
            film=context.film,
            key=context.free_key(Note, values["heading"]),
            topic=values["topic"],
            heading=values["heading"],
            text=values["text"],
            speaker=context.get_or_create_person("speaker") if values["speaker"] else None,
        )
    )
    context.cite(fact)
    return fact


ABOUT = {name: f"about_{name}" for name in ("people", "characters", "films", "locations")}
"""The relations to what notes are about, with the attributes of a page's notes that hold it."""


DECLARATION = Declaration(
    kind=Kind.NOTE,
    model=Note,
    words=Words("Note", "Notes", ("note", "notes")),
    claims=(
        ClaimableField("text", ValueType.OWN_WORDS),
        ClaimableField("speaker", ValueType.NAME),
        ClaimableField("unnamed_speaker", ValueType.OWN_WORDS),
    ),
    line=lambda note: note.heading,
    same=("film", "topic", "heading", "text"),
    page=ShownOn(("film",), lambda note: f"note-{note.key}"),
    published_with=("film", "speaker"),
    pages={"film": PageList(order=("topic", "position", "pk"), lists=ABOUT)},
    naming=Omitted("it has no name"),
    entry=ENTRY,
    desk=(DeskForm(ProposalKind.NOTE, NoteForm, accept, main_field="speaker", shortcut="m"),),
    sheet=Sheet(
        columns=tuple(
            "film key topic heading text position speaker unnamed_speaker people films locations "
            "organizations".split()
        ),
        key=(
            "film",
            "key",
        ),
        completed={"key": key_rule("heading")},
    ),
    admin=AdminPage(
        group="Films",
        list_display=["heading", "topic", "film", "speaker"],
        list_filter=["topic"],
        search_fields=["heading", "text", "film__title", "speaker__name", "unnamed_speaker", "key"],
        prepopulated_fields={"key": ["heading"]},
        fieldsets=[
            (None, ["film", ("heading", "key"), ("topic", "position"), "text", "state"]),
            ("Who says so", ["speaker", "unnamed_speaker"]),
            ("What it is about", ["people", "characters", "films", "locations", "organizations"]),
        ],
    ),
    rows=(
        AdminRows(
            7, "film", ["heading", "text", "topic"], ["key", "position"], prepopulated_fields={"key": ["heading"]}
        ),
    ),
    listings=(
        AdminListing("film"),
        AdminListing("films", "notes on other films that mention it"),
        AdminListing("speaker", "statements"),
        AdminListing("people", "notes about them"),
        AdminListing("characters", "notes about them"),
        AdminListing("organizations", "notes about it"),
        AdminListing("locations", "notes about it"),
    ),
    api=ApiShape(
        "Note",
        "A fact that fits no other type, in our own words.",
        (
            ApiField("film"),
            ApiField("topic"),
            ApiField("heading"),
            ApiField("text"),
            ApiField("speaker"),
            ApiField("unnamed_speaker"),
            ApiField("people", value=lambda note: note.about_people),
            ApiField(
                "characters",
                "By slug.",
                list[str],
                lambda note: [character.slug for character in note.about_characters],
            ),
            ApiField("films", value=lambda note: note.about_films),
            ApiField("locations", value=lambda note: note.about_locations),
        ),
        on={Kind.FILM: "notes", Kind.PERSON: "notes", Kind.LOCATION: "notes"},
    ),
    states=Omitted("curators write notes in their own words"),
    linked_data=Omitted("schema.org has no property for it"),
)
