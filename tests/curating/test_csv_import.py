"""CSV files: tried row by row, imported in parts as one change, undone whole."""

from types import SimpleNamespace

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.curating.csv_import import batches
from films.curating.csv_import.batches import NotImportedError, import_batch
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.history.rows import stored_rows
from films.history.undoing import undo
from films.models import (
    Change,
    Citation,
    Credit,
    Film,
    FilmLocation,
    Genre,
    Identifier,
    Location,
    Organization,
    Person,
    Release,
    Review,
)
from tests.curating.csv_files import batch, verdicts


def test_trying_shows_what_would_come_of_each_row_and_changes_nothing(
    curator: str, facts: SimpleNamespace
) -> None:
    made = batch(
        curator,
        "films",
        "slug,title,year,runtime",
        "the-tanuki-1977,,,92",
        "the-tanuki-1977-2,The Tanuki,1977,",
        ",Rain,1200,",
        ",Snow,1980,long",
    )
    assert verdicts(made) == [
        (2, "changed", "runtime: nothing → 92"),
        (3, "created", ""),
        (4, "refused", "year: Ensure this value is greater than or equal to 1874."),
        (5, "refused", "runtime: Enter a whole number."),
    ]
    assert Film.objects.count() == 1
    assert not Citation.objects.filter(film=facts.film).exists()
    with pytest.raises(NotImportedError, match="Some rows are refused"):
        import_batch(made, curator)
    assert Film.objects.count() == 1


def test_all_is_imported_as_drafts_with_citations_and_undone_whole(curator: str, facts: SimpleNamespace) -> None:
    Genre.objects.create(name="Caper", slug="caper")
    made = batch(
        curator,
        "films",
        "title,year,genres,slug",
        'Rain,1980,"caper; CAPER; rom-com",',
        "The Tanuki,1978,,the-tanuki-1977",
    )
    change = import_batch(made, curator)
    rain = Film.objects.get(slug="rain-1980")
    assert rain.state == "draft"
    assert rain.citations.get().reason == "From the festival's catalogue."
    assert facts.film.citations.get().field == "year"
    assert [genre.name for genre in rain.genres.all()] == ["Caper", "Romantic Comedy"]
    assert change.summary == "Imported films from x.csv"
    undo(change, curator)
    facts.film.refresh_from_db()
    assert (Film.objects.count(), facts.film.year) == (1, 1977)
    assert not Citation.objects.filter(film=facts.film).exists()
    call_command("check_search")


def test_people_are_sorted_and_never_taken_for_namesakes(curator: str, facts: SimpleNamespace) -> None:
    made = batch(curator, "people", "name,slug,disambiguation", "Zofie Orsted,,", "Ada Quist,,editor")
    assert verdicts(made)[0][:2] == (2, "refused")
    assert "with the slug zofie-orsted" in verdicts(made)[0][2]
    made = batch(curator, "people", "name,slug,disambiguation", "Ada Quist,,editor", "Ada Quist,ada-2,")
    import_batch(made, curator)
    assert set(Person.objects.values_list("slug", "sort_name")) >= {
        ("ada-quist", "Quist, Ada"),
        ("ada-2", "Quist, Ada"),
    }


def test_credits_name_films_and_people_by_slug_or_identifier(curator: str, facts: SimpleNamespace) -> None:
    Identifier.objects.create(film=facts.film, scheme="imdb", value="tt1")
    made = batch(
        curator,
        "credits",
        "film,person,job,character,uncredited",
        "imdb:tt1,zofie-orsted,Actor,The fox,yes",
        "the-tanuki-1977,nobody,actor,,no",
        "the-tanuki-1977,zofie-orsted,director,,",
        "the-tanuki-1977,zofie-orsted,king,,maybe",
        "the-tanuki-1977,zofie-orsted,editor,The fox,",
    )
    told = verdicts(made)
    assert [verdict for _, verdict, _ in told] == ["created", "refused", "unchanged", "refused", "refused"]
    assert "There is no person with the slug “nobody”." in told[1][2]
    assert "“king” is not in the list: director" in told[3][2]
    assert "“maybe” is neither yes nor no" in told[3][2]
    assert told[4][2] == "Only cast members play characters."
    import_batch(
        batch(curator, "credits", "film,person,job,character", "imdb:tt1,zofie-orsted,voice,Fox"), curator
    )
    assert Credit.objects.get(character="Fox").part == 1


def test_every_kind_is_imported(curator: str, facts: SimpleNamespace) -> None:
    Organization.objects.create(name="Times", slug="times", kind="publication")
    files = {
        "locations": ("slug,name,kind,part_of,latitude,longitude", "pier,Pier,site,bergen,60.4,-5.3"),
        "film_locations": ("film,use,location,scene", "the-tanuki-1977,filmed,pier,They leave."),
        "reviews": ("film,kind,outlet,scale,score,as_of", "the-tanuki-1977,critic,times,five,4,1977-05-02"),
        "releases": (
            "film,kind,date,precision,place",
            "the-tanuki-1977,theatrical,1977-05-01,day,bergen",
        ),
    }
    for sheet, lines in files.items():
        import_batch(batch(curator, sheet, *lines), curator)
        again = batch(curator, sheet, *lines)
        assert [verdict for _, verdict, _ in verdicts(again)] == ["unchanged"], sheet
    assert str(Location.objects.get(slug="pier").longitude) == "-5.30000"
    assert FilmLocation.objects.filter(key="filmed-pier").exists()
    assert Review.objects.get().key == "times"
    assert Release.objects.get().key == "theatrical-bergen"


def test_rows_about_one_record_are_refused(curator: str, db: None) -> None:
    made = batch(curator, "people", "name", "Ada Quist", "", "Ada Quist")
    assert verdicts(made)[1] == (
        4,
        "refused",
        "It is about the same person as line 2: give each its own slug.",
    )


def test_a_row_cites_the_sentence_that_it_names_by_words(curator: str, facts: SimpleNamespace) -> None:
    text = "The Tanuki runs for 92 minutes. It was shot in Bergen.\n"
    document = store_text(read_text(text.encode(), Description(title="A book"))).document
    header = "id,runtime,document,words"
    made = batch(
        curator,
        "films",
        header,
        f"the-tanuki-1977,92,{document.slug},“runs for 92”",
    )
    import_batch(made, curator)
    (citation,) = facts.film.citations.all()
    assert citation.passage.document == document
    assert citation.claims["runtime"]["support"] == "words"
    for cells, complaint in (
        (f"{document.slug},ran for", "no sentence has the words"),
        ("nothing,runs", "There is no document"),
        (",runs", "Give both the document and the words"),
    ):
        (row,) = verdicts(batch(curator, "films", header, f"the-tanuki-1977,91,{cells}"))
        assert complaint in row[2]


def test_a_place_may_lie_in_one_of_an_earlier_row_however_far_up(
    curator: str, db: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 1)
    made = batch(
        curator, "locations", "name,kind,part_of", "Norway,country,", "Bergen,city,norway", "Bath,site,bergen"
    )
    assert [verdict for _, verdict, _ in verdicts(made)] == ["created"] * 3
    assert not Location.objects.exists()


def test_others_may_write_while_a_file_is_tried(curator: str, db: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batches, "ROWS_AT_ONCE", 1)
    transactions: list[int] = []
    monkeypatch.setattr(batches, "let_others_write", lambda: transactions.append(len(connection.savepoint_ids)))
    batch(curator, "people", "name", "Ada Quist", "Bo Quist")
    assert transactions == [len(connection.savepoint_ids)] * 2


def test_all_that_a_large_import_cites_is_recorded(facts: SimpleNamespace) -> None:
    people = Person.objects.bulk_create(
        Person(name="Ada", sort_name="Ada", slug=f"ada-{number}") for number in range(1_001)
    )
    citations = Citation.objects.bulk_create(
        Citation(person=person, basis="general_knowledge", reason="The poster.") for person in people
    )
    assert len(stored_rows(Citation, [citation.pk for citation in citations])) == 1_001


def test_what_changed_since_it_was_tried_is_looked_at_again(curator: str, facts: SimpleNamespace) -> None:
    made = batch(curator, "films", "slug,title,runtime", "rain,Rain,90")
    Film.objects.create(title="Rain", slug="rain", runtime=80)
    with pytest.raises(NotImportedError, match="Facts have changed since") as caught:
        import_batch(made, curator)
    assert caught.value.outcomes[0].verdict == "changed"
    assert Film.objects.get(slug="rain").runtime == 80
    assert not Change.objects.exists()


def test_what_is_as_it_stands_is_not_imported(curator: str, facts: SimpleNamespace) -> None:
    made = batch(curator, "films", "slug,title", "the-tanuki-1977,The Tanuki")
    with pytest.raises(NotImportedError, match="nothing to import"):
        import_batch(made, curator)


def test_new_rows_take_as_many_queries_however_many(curator: str, db: None) -> None:
    counts = []
    for number in (10, 20):
        with CaptureQueriesContext(connection) as queries:
            made = batch(curator, "people", "name", *(f"Person {place}" for place in range(number)))
        assert len(made.outcomes) == number
        counts.append(len(queries))
    assert counts[0] == counts[1]


def test_a_row_that_only_the_database_refuses_does_not_refuse_others(curator: str, facts: SimpleNamespace) -> None:
    Film.objects.create(title="Rain", slug="rain")
    made = batch(
        curator,
        "film_relations",
        "film,related_film,kind",
        "rain,the-tanuki-1977,remake",
        "rain,rain,remake",
        "the-tanuki-1977,rain,sequel",
    )
    assert verdicts(made) == [
        (2, "created", ""),
        (3, "refused", "A film cannot be related to itself."),
        (4, "created", ""),
    ]


def test_undoing_takes_as_many_queries_however_many_rows(curator: str, db: None) -> None:
    counts = []
    for number in (10, 20):
        lines = [f"Person {number} {place}" for place in range(number)]
        change = import_batch(batch(curator, "people", "name", *lines), curator)
        with CaptureQueriesContext(connection) as queries:
            undo(change, curator)
        counts.append(len(queries))
    assert counts[0] == counts[1]
    assert not Person.objects.exists()
