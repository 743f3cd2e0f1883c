"""Declare films, with all their titles."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from django import forms
from django.db.models import Q

from films.kinds.accept_context import AcceptContext
from films.kinds.cards import LEADS_FIELD, identifiers_field
from films.kinds.claims import ClaimableField, ValueType
from films.kinds.declaration import (
    AdminListing,
    CustomAdminPage,
    Declaration,
    DeskForm,
    FilmQuestion,
    Naming,
    Omitted,
    OwnPage,
    Sheet,
    Statement,
    Words,
    build_statement,
)
from films.kinds.forms import FactForm, name_field, split_at_commas
from films.kinds.index import (
    NAME_COLUMNS,
    PLACE_COLUMNS,
    PUBLISHED_USE,
    Dependency,
    Entry,
    Facet,
    genre_dependencies,
    genre_facets,
    place_facets,
    use_facet,
)
from films.kinds.jobs import CHARACTER, CREDITED, HAS_CHARACTER, IS_LEADING, PUBLISHED_CREDIT
from films.kinds.names import FacetName, Kind
from films.kinds.prominence import OF_FILMS
from films.kinds.sql import comma_list_sql, joined_sql, other_names_sql
from films.models import Film, OtherTitle, ProposalKind
from films.models.films import FIRST_FILM_YEAR, LAST_FILM_YEAR
from films.names import slug_base

FILM_WORDS = "film movie picture motion genre kind sort country from year"
LEADS = 40  # names of people in a film's own entry; all others are found by their credits

SPOKEN = """
    SELECT substr(language.tag, 1, instr(language.tag || '-', '-') - 1) FROM films_film_languages spoken
    JOIN films_language language ON language.id = spoken.language_id WHERE spoken.film_id = found.object_id"""
TITLE_LANGUAGES = f"SELECT 'en' UNION SELECT * FROM ({SPOKEN}) spoken WHERE 'en' NOT IN ({SPOKEN})"
"""A film in English has an English title, of which “die” is no article; others have titles in either language."""

ENTRY = Entry(
    kind=Kind.FILM,
    number=1,
    select=f"""
        SELECT film.id AS object_id, film.slug AS slug, '' AS anchor, film.year AS year,
            film.title AS title,
            {
        comma_list_sql("film.original_title", other_names_sql("films_othertitle", "film_id", "film.id", "title"))
    } AS names,
            {
        joined_sql(
            "SELECT person.name AS item FROM films_credit credit "
            "JOIN films_person person ON person.id = credit.person_id AND person.state = 'published' "
            "WHERE credit.film_id = film.id AND credit.state = 'published' GROUP BY person.name "
            "ORDER BY min(CASE credit.job WHEN 'director' THEN 0 ELSE 1 END), "
            f"min(credit.billing) NULLS LAST, min(credit.id) LIMIT {LEADS}"
        )
    } AS related,
            film.synopsis AS body,
            '{FILM_WORDS} ' || {
        joined_sql(
            "SELECT genre.name AS item FROM films_film_genres has "
            "JOIN films_genre genre ON genre.id = has.genre_id WHERE has.film_id = film.id ORDER BY has.genre_id"
        )
    } || ' ' || {
        joined_sql(
            "SELECT place.name AS item FROM films_film_countries has "
            "JOIN films_location place ON place.id = has.location_id AND place.state = 'published' "
            "WHERE has.film_id = film.id ORDER BY has.location_id"
        )
    } || ' ' || coalesce(film.year || ' ' || (film.year / 10 * 10) || 's', '') AS keywords,
            {
        joined_sql(
            "SELECT person.name AS item FROM films_credit credit "
            "JOIN films_person person ON person.id = credit.person_id AND person.state = 'published' "
            "WHERE credit.film_id = film.id AND credit.job = 'director' AND credit.state = 'published' "
            "ORDER BY credit.id"
        )
    } AS context
        FROM films_film film WHERE film.state = 'published'
    """,
    facets=(
        Facet(FacetName.FILM, "film.id", "film.id", "films_film film"),
        *genre_facets(),
        Facet(FacetName.COUNTRY, "has.film_id", "has.location_id", "films_film_countries has"),
        Facet(FacetName.PERSON, "credit.film_id", "credit.person_id", "films_credit credit", PUBLISHED_CREDIT),
        Facet("job", "credit.film_id", CREDITED, "films_credit credit", PUBLISHED_CREDIT),
        Facet(
            "lead",
            "credit.film_id",
            "credit.person_id",
            "films_credit credit",
            f"{PUBLISHED_CREDIT} AND {IS_LEADING}",
        ),
        Facet("", "credit.film_id", CHARACTER, "films_credit credit", f"{PUBLISHED_CREDIT} AND {HAS_CHARACTER}"),
        place_facets("used.film_id", "used.location_id", "films_filmlocation used", PUBLISHED_USE)[0],
        use_facet("used.film_id", PUBLISHED_USE),
    ),
    title_languages=TITLE_LANGUAGES,
    dependencies=(
        Dependency("films_film", "{row}.id"),
        Dependency("films_film_languages", "{row}.film_id"),
        Dependency(
            "films_language", "SELECT film_id FROM films_film_languages WHERE language_id = {row}.id", ("tag",)
        ),
        Dependency("films_othertitle", "{row}.film_id"),
        Dependency("films_credit", "{row}.film_id"),
        Dependency(
            "films_person",
            "SELECT film_id FROM films_credit WHERE person_id = {row}.id",
            NAME_COLUMNS,
            repeated=("name",),
        ),
        *genre_dependencies(),
        Dependency("films_film_countries", "{row}.film_id"),
        Dependency("films_filmlocation", "{row}.film_id"),
        Dependency(
            "films_location",
            "SELECT film_id FROM films_filmlocation WHERE location_id IN "
            "(SELECT place_id FROM search_place_within WHERE within_id = {row}.id) "
            "UNION SELECT film_id FROM films_film_countries WHERE location_id = {row}.id",
            PLACE_COLUMNS,
        ),
    ),
    prominence=OF_FILMS,
    card=(LEADS_FIELD, identifiers_field(Kind.FILM)),
)


TEXTS_AND_NUMBERS = ("title", "original_title", "year", "runtime")
LISTS = ("genres", "languages", "countries")


class FilmForm(FactForm):
    names = {"title": Film}
    title = name_field("Title", required=False)
    year = forms.IntegerField(label="Year", required=False, min_value=FIRST_FILM_YEAR, max_value=LAST_FILM_YEAR)
    original_title = forms.CharField(max_length=300, label="Original title", required=False)
    runtime = forms.IntegerField(label="Runtime in minutes", required=False, min_value=1, max_value=32_767)
    genres = forms.CharField(label="Genres", required=False, help_text="Separated by commas.")
    languages = forms.CharField(label="Languages", required=False, help_text="Separated by commas.")
    countries = forms.CharField(label="Countries", required=False, help_text="Separated by commas.")

    @classmethod
    def from_proposal(cls, content: Mapping[str, Any]) -> dict[str, Any]:
        listed = {key: ", ".join(content.get(key) or ()) for key in LISTS}
        return super().from_proposal({**content, **listed})

    def clean_genres(self) -> list[str]:
        return split_at_commas(self.cleaned_data["genres"])

    def clean_languages(self) -> list[str]:
        return split_at_commas(self.cleaned_data["languages"])

    def clean_countries(self) -> list[str]:
        return split_at_commas(self.cleaned_data["countries"])


def accept(context: AcceptContext) -> Film:
    """Find or create the film that the document is about, and cite the sentence for each value in it."""
    values = context.cleaned_data
    film = context.named_film or context.document.film
    if film is None and not values["title"]:
        raise context.refusal("title", "Give the title of the film, since no film is known for this document yet.")
    film = film or context.get_or_create_film()
    named = {
        "genres": context.get_or_create_genre,
        "languages": context.find_language,
        "countries": context.get_or_create_country,
    }
    for name in TEXTS_AND_NUMBERS:
        context.reconcile(film, name, name, values[name])
    said = [name for name in TEXTS_AND_NUMBERS if values[name] and getattr(film, name) == values[name]]
    for name in LISTS:
        listed = [named[name](called) for called in values[name]]
        # Of a list that has all this and more, the sentence says only a part, so that it is no evidence for it.
        if listed and not set(listed) < set(getattr(film, name).all()):
            context.writer.link(film, name, listed)
            said.append(name)
    for name in said:
        context.cite(film, name)
    if context.document.film is None:
        context.writer.update(context.document, film=film)
    context.cite(film)
    return film


def slug_for_row(cells: Mapping[str, Any]) -> str:
    """Return the slug for a film whose row in a CSV file has none."""
    return slug_base(cells.get("title", ""), "film", ending=f"-{cells['year']}" if cells.get("year") else "")


def proposed_statements(fields: Mapping[str, Any]) -> Iterator[Statement]:
    if fields["title"]:
        yield build_statement("title", fields["title"])
        yield build_statement("year", fields["year"])
    yield from (build_statement("genre", genre) for genre in fields["genres"])
    yield from (build_statement("country", country) for country in fields["countries"])


def statements(film: Film) -> Iterator[Sequence[Statement]]:
    yield [build_statement("title", film.title)]
    yield [build_statement("year", film.year)]
    yield from ([build_statement("genre", genre.name)] for genre in film.genres.all())
    yield from ([build_statement("country", country.name)] for country in film.countries.all())


DECLARATION = Declaration(
    kind=Kind.FILM,
    model=Film,
    words=Words(
        "Film",
        "Films",
        ("film", "films", "movie", "movies", "flick", "flicks", "picture", "pictures"),
        (
            FilmQuestion(
                "running time",
                ("how long", "running time", "run time", "runtime", "running length"),
                recorded=Q(runtime__isnull=False),
            ),
            FilmQuestion("genre", ("genre", "what kind"), recorded=Q(genres__isnull=False)),
            FilmQuestion("language", ("what language", "which language"), recorded=Q(languages__isnull=False)),
            FilmQuestion("plot", ("plot", "what about", "what story", "summary"), recorded=~Q(synopsis="")),
        ),
    ),
    claims=(
        ClaimableField("title", ValueType.TITLE),
        ClaimableField("original_title", ValueType.TITLE),
        ClaimableField("year", ValueType.YEAR),
        ClaimableField("runtime", ValueType.NUMBER),
        ClaimableField("is_adult", ValueType.TERM, {"1": "adult pornographic pornography"}),
        ClaimableField("genres", ValueType.NAME),
        ClaimableField("languages", ValueType.NAME),
        ClaimableField("countries", ValueType.PLACE),
        ClaimableField("synopsis", ValueType.OWN_WORDS),
    ),
    line=str,
    same=Omitted("films of one title may be several: a curator merges them"),
    page=OwnPage(),
    published_with=(),
    pages=Omitted("a film has a page of its own"),
    naming=Naming(
        ("title", "original_title"),
        Kind.OTHER_TITLE,
        "title",
        lambda film, title: OtherTitle(film=film, title=title),
    ),
    entry=ENTRY,
    desk=(
        DeskForm(
            ProposalKind.FILM, FilmForm, accept, main_field="title", shortcut="f", states=proposed_statements
        ),
    ),
    sheet=Sheet(
        columns=tuple(
            "slug title year original_title runtime is_adult synopsis genres languages countries".split()
        ),
        key=("slug",),
        completed={"slug": slug_for_row},
    ),
    admin=CustomAdminPage("Films", "films.admin.films.FilmAdmin"),
    rows=Omitted("a film is no part of another record"),
    listings=(AdminListing("countries", "films produced here"),),
    api=Omitted("films.views.api.shapes.records has a film whole"),
    states=statements,
    linked_data=Omitted("a film is a node of its own"),
)
