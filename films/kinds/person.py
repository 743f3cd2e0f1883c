"""Declare people who work on films, or whom facts about films mention."""

from films.kinds.cards import identifiers_field
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import CustomAdminPage, Declaration, Naming, Omitted, OwnPage, Sheet, Words
from films.kinds.index import Dependency, Entry, Facet
from films.kinds.jobs import JOB_NAME, JOB_VALUE, JOB_WORDS, PUBLISHED_CREDIT, WORKED_AS, depends_on_job
from films.kinds.names import FacetName, Kind
from films.kinds.prominence import OF_PEOPLE
from films.kinds.sql import film_line_sql, joined_sql, other_names_sql
from films.models import OtherName, Person
from films.models.people import NameKind
from films.names import slug_base, sort_name

KNOWN_FOR = 20  # credits in a person's own entry

ENTRY = Entry(
    kind=Kind.PERSON,
    number=2,
    select=f"""
        SELECT person.id AS object_id, person.slug AS slug, '' AS anchor, CAST(NULL AS INTEGER) AS year,
            person.name AS title,
            {other_names_sql("films_othername", "person_id", "person.id")} AS names,
            {
        joined_sql(
            "SELECT credit.character AS item FROM films_credit credit WHERE "
            "credit.person_id = person.id AND credit.state = 'published' AND credit.character <> '' "
            f"GROUP BY credit.character ORDER BY min(credit.id) LIMIT {KNOWN_FOR}"
        )
    } AS related,
            {
        joined_sql(
            f"SELECT CASE credit.character WHEN '' THEN {JOB_NAME} ELSE credit.character END "
            f"|| ', ' || {film_line_sql()} AS item FROM films_credit credit "
            "JOIN films_film film ON film.id = credit.film_id AND film.state = 'published' "
            "WHERE credit.person_id = person.id AND credit.state = 'published' "
            f"ORDER BY film.year DESC NULLS LAST, credit.id LIMIT {KNOWN_FOR}"
        )
    } AS body,
            person.disambiguation || ' ' || {
        joined_sql(
            f"SELECT {JOB_WORDS} AS item FROM films_credit credit "
            "WHERE credit.person_id = person.id AND credit.state = 'published' "
            "GROUP BY credit.job ORDER BY credit.job"
        )
    } AS keywords,
            person.disambiguation AS context
        FROM films_person person WHERE person.state = 'published'
    """,
    facets=(
        Facet(FacetName.PERSON, "person.id", "person.id", "films_person person"),
        Facet(FacetName.JOB, "credit.person_id", JOB_VALUE, "films_credit credit", PUBLISHED_CREDIT),
        # A career may have thousands of credits, too many to count for every person in a window.
        Facet("film", "credit.person_id", "credit.film_id", "films_credit credit", PUBLISHED_CREDIT),
        Facet("as", "credit.person_id", WORKED_AS, "films_credit credit", PUBLISHED_CREDIT),
    ),
    sort_title="(SELECT sort_name FROM films_person WHERE id = found.object_id)",
    title_languages="NULL",
    dependencies=(
        Dependency("films_person", "{row}.id"),
        Dependency("films_othername", "{row}.person_id"),
        Dependency("films_credit", "{row}.person_id"),
        depends_on_job("person_id"),
        Dependency(
            "films_film",
            "SELECT person_id FROM films_credit WHERE film_id = {row}.id",
            ("title", "year", "slug", "state"),
        ),
    ),
    prominence=OF_PEOPLE,
    card=(identifiers_field(Kind.PERSON),),
)

DECLARATION = Declaration(
    kind=Kind.PERSON,
    model=Person,
    words=Words("Person", "People", ("person", "persons", "people")),
    claims=(
        ClaimableField("name", ValueType.NAME),
        ClaimableField("birth_year", ValueType.YEAR),
        ClaimableField("death_year", ValueType.YEAR),
    ),
    line=str,
    same=Omitted("people of one name may be several: a curator merges them"),
    page=OwnPage(),
    published_with=(),
    pages=Omitted("a person has a page of their own"),
    naming=Naming(
        ("name",),
        Kind.OTHER_NAME,
        other_name=lambda person, name: OtherName(person=person, name=name, kind=NameKind.SPELLING),
    ),
    entry=ENTRY,
    desk=Omitted("a person is made by the first fact that names them"),
    sheet=Sheet(
        columns=tuple("slug name sort_name disambiguation birth_year death_year".split()),
        key=("slug",),
        completed={
            "slug": lambda cells: slug_base(cells.get("name", ""), "person"),
            "sort_name": lambda cells: sort_name(cells.get("name", "")),
        },
    ),
    admin=CustomAdminPage("People and organizations", "films.admin.people.PersonAdmin"),
    rows=Omitted("a person is no part of another record"),
    listings=Omitted("a person is no part of another record"),
    api=Omitted("films.views.api.shapes.records has a person whole"),
    states=Omitted("what documents say of it is not read out of them"),
    linked_data=Omitted("a person is a node of its own"),
)
