"""Makes any number of records of every curated kind, each linked to others of its own."""

from collections.abc import Callable, Iterable
from hashlib import sha256
from typing import Any

from django.db.models import Model

from films.models import (
    Action,
    Award,
    BoxOffice,
    Certificate,
    Change,
    Character,
    CharacterName,
    Citation,
    CompanyCredit,
    Credit,
    CsvBatch,
    DatasetValue,
    Document,
    DocumentRevision,
    Film,
    FilmLocation,
    FilmRelation,
    FormerAddress,
    Genre,
    GenreName,
    Identifier,
    ImportBatch,
    Job,
    Language,
    LikelyDuplicate,
    LikelyRelation,
    Location,
    LocationName,
    Note,
    Organization,
    OrganizationName,
    OtherName,
    OtherTitle,
    Passage,
    Person,
    Proposal,
    Release,
    Review,
    Song,
    Suggestion,
)
from films.models.fact_kinds import FACT_MODELS


def film(n: int) -> Film:
    return Film.objects.get_or_create(slug=f"film-{n}", defaults={"title": f"Film {n}", "year": 1980})[0]


def person(n: int) -> Person:
    return Person.objects.get_or_create(slug=f"p-{n}", defaults={"name": f"P {n}", "sort_name": f"P {n}"})[0]


def location(n: int) -> Location:
    whole = Location.objects.get_or_create(slug=f"city-{n}", defaults={"name": f"City {n}", "kind": "city"})[0]
    defaults = {"name": f"Site {n}", "kind": "site", "part_of": whole}
    return Location.objects.get_or_create(slug=f"site-{n}", defaults=defaults)[0]


def organization(n: int) -> Organization:
    defaults = {"name": f"Paper {n}", "kind": "publication"}
    return Organization.objects.get_or_create(slug=f"paper-{n}", defaults=defaults)[0]


def character(n: int) -> Character:
    return Character.objects.get_or_create(slug=f"c-{n}", defaults={"name": f"C {n}", "film": film(n)})[0]


def passage(n: int) -> Passage:
    document = Document.objects.get_or_create(
        slug=f"document-{n}", defaults={"title": f"Document {n}", "sha256": sha256(str(n).encode()).hexdigest()}
    )[0]
    place = {"ordinal": 1, "section": "Lead", "paragraph": 1, "sentence": 1, "start": 0, "end": 9}
    words = {"sha256": "0" * 64, "first_words": "First", "last_words": "last"}
    return Passage.objects.get_or_create(document=document, defaults=place | words)[0]


def note(n: int) -> Note:
    return Note.objects.create(film=film(n), key=f"k-{n}", topic="plot", heading="H", text="T", speaker=person(n))


def citation(n: int) -> Citation:
    return Citation.objects.create(credit=MAKERS[Credit](n), passage=passage(n))


LETTERS = str.maketrans("0123456789", "abcdefghij")

MAKERS: dict[type[Model], Callable[[int], Any]] = {
    Film: film,
    Person: person,
    Location: location,
    Organization: organization,
    Document: lambda n: passage(n).document,
    DocumentRevision: lambda n: DocumentRevision.objects.create(
        document=passage(n).document, sha256=sha256(f"text {n}".encode()).hexdigest(), text=f"Text {n}."
    ),
    Passage: passage,
    Note: note,
    Citation: citation,
    GenreName: lambda n: GenreName.objects.create(genre=Genre.objects.all()[n], name=f"Name {n}"),
    Genre: lambda n: Genre.objects.create(name=f"Genre {n}", slug=f"genre-{n}"),
    Language: lambda n: Language.objects.create(name=f"Language {n}", tag=f"x-{n}"),
    OtherTitle: lambda n: OtherTitle.objects.create(
        film=film(n), title=f"T {n}", language=Language.objects.get_or_create(tag="ru", name="Russian")[0]
    ),
    FilmRelation: lambda n: FilmRelation.objects.create(film=film(n), related_film=film(n + 1000), kind="sequel"),
    OtherName: lambda n: OtherName.objects.create(person=person(n), name=f"N {n}"),
    Credit: lambda n: Credit.objects.create(film=film(n), person=person(n), job_id="actor"),
    Character: lambda n: character(n),
    CharacterName: lambda n: CharacterName.objects.create(character=character(n), name=f"N {n}"),
    OrganizationName: lambda n: OrganizationName.objects.create(organization=organization(n), name=f"N {n}"),
    LocationName: lambda n: LocationName.objects.create(location=location(n), name=f"N {n}"),
    FilmLocation: lambda n: FilmLocation.objects.create(
        film=film(n), key=f"k-{n}", location=location(n), use="filmed", stands_in_for=location(n + 1000)
    ),
    Review: lambda n: Review.objects.create(
        film=film(n), key=f"k-{n}", kind="critic", outlet=organization(n), author=person(n)
    ),
    Release: lambda n: Release.objects.create(
        film=film(n), key=f"k-{n}", place=location(n), distributor=organization(n)
    ),
    BoxOffice: lambda n: BoxOffice.objects.create(
        film=film(n), key=f"k-{n}", kind="opening_rank", rank=1, territory=location(n)
    ),
    Award: lambda n: Award.objects.create(
        film=film(n), key=f"k-{n}", body=organization(n), prize="Prize", year=1980
    ),
    CompanyCredit: lambda n: CompanyCredit.objects.create(
        film=film(n), key=f"k-{n}", company=organization(n), role="distributor", territory=location(n)
    ),
    Song: lambda n: Song.objects.create(film=film(n), key=f"k-{n}", title=f"Song {n}"),
    Certificate: lambda n: Certificate.objects.create(
        film=film(n), key=f"k-{n}", board=organization(n), country=location(n), rating="18"
    ),
    Job: lambda n: Job.objects.create(code="job_" + str(n).translate(LETTERS), name=f"Job {n}", department="art"),
    FormerAddress: lambda n: FormerAddress.objects.create(kind="film", slug=f"former-{n}", film=film(n)),
    Identifier: lambda n: Identifier.objects.create(film=film(n), scheme="imdb", value=f"tt{n}"),
    ImportBatch: lambda n: ImportBatch.objects.create(source="films", file=f"films-{n}.jsonl"),
    Proposal: lambda n: Proposal.objects.create(
        document=passage(n).document, passage=passage(n), kind="credit", content={}, confidence=0.5
    ),
    Suggestion: lambda n: Suggestion.objects.create(kind="film", record_id=film(n).pk, name=f"Film {n}"),
    Change: lambda n: Change.objects.create(curator=f"curator-{n}", action=Action.EDIT, summary=f"Change {n}"),
    CsvBatch: lambda n: CsvBatch.objects.create(
        sheet="films",
        file_name=f"films-{n}.csv",
        change=MAKERS[Change](n),
    ),
    DatasetValue: lambda n: DatasetValue.objects.create(film=film(n), field="year", value="1978", dataset="tales"),
    LikelyRelation: lambda n: LikelyRelation.objects.create(
        film=film(2 * n), related_film=film(2 * n + 1), kind="sequel", certainty=90, reasons="the same title"
    ),
    LikelyDuplicate: lambda n: LikelyDuplicate.objects.create(
        kind="film", one_id=film(2 * n).pk, other_id=film(2 * n + 1).pk, why="the same name", likeness=99
    ),
}


def make(model: type[Model], numbers: Iterable[int]) -> None:
    """Make one record for each number, and, for a fact, a citation of its own passage."""
    kind = next((kind for kind, fact_model in FACT_MODELS.items() if fact_model is model), "")
    for n in numbers:
        record = MAKERS[model](n)
        if kind:
            Citation.objects.create(**{kind: record}, passage=passage(n))
