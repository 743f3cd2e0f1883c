"""The database itself refuses what makes no sense, whoever writes it."""

import datetime
from collections.abc import Callable
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.db import DatabaseError, IntegrityError, connection, models, transaction

from films.models import (
    FACT_MODELS,
    BoxOffice,
    Citation,
    Credit,
    Film,
    FilmLocation,
    Identifier,
    JobCode,
    Location,
    Note,
    Organization,
    Release,
    Review,
    Scale,
)
from films.models.evidence import Basis
from films.models.films import INVERSE_LABELS, RelationKind
from films.models.notes import Topic
from films.models.people import OrganizationKind
from films.models.places import MAX_DEPTH, LocationKind, LocationUse
from films.models.reception import ReviewKind
from films.models.releases import BoxOfficeKind, DatePrecision
from tests.cast import credit, director, filmed_at, note, place, tanuki_film

pytestmark = pytest.mark.django_db


def outlet() -> Organization:
    return Organization.objects.create(name="The Gazette", slug="gazette", kind=OrganizationKind.PUBLICATION)


def review(**fields: object) -> Review:
    return Review(film=tanuki_film(), key="gazette", kind=ReviewKind.CRITIC, outlet=outlet(), **fields)


def gross(**fields: object) -> BoxOffice:
    return BoxOffice(
        film=tanuki_film(), key="k", kind=BoxOfficeKind.GROSS, amount=Decimal(5), currency="USD", **fields
    )


REFUSED: dict[str, Callable[[], models.Model]] = {
    "an unlisted state": lambda: Film(title="A", slug="a", state="hidden"),
    "a blank title": lambda: Film(title="  ", slug="a"),
    "a film before film": lambda: Film(title="A", slug="a", year=1492),
    "a runtime of nothing": lambda: Film(title="A", slug="a", runtime=0),
    "a director's character": lambda: Credit(
        film=tanuki_film(), person=director(), job_id=JobCode.DIRECTOR, character="The Fox"
    ),
    "billing from nought": lambda: Credit(film=tanuki_film(), person=director(), job_id=JobCode.ACTOR, billing=0),
    "pay without a currency": lambda: Credit(film=tanuki_film(), person=director(), job_id=JobCode.ACTOR, pay=5),
    "negative pay": lambda: Credit(
        film=tanuki_film(), person=director(), job_id=JobCode.ACTOR, pay=-5, pay_currency="USD"
    ),
    "half a coordinate": lambda: Location(name="A", slug="a", kind=LocationKind.CITY, latitude=Decimal(1)),
    "a latitude off the earth": lambda: Location(
        name="A", slug="a", kind=LocationKind.CITY, latitude=Decimal(91), longitude=Decimal(0)
    ),
    "a setting that stands in": lambda: FilmLocation(
        film=tanuki_film(), key="k", use=LocationUse.SET, location=place("Bath"), stands_in_for=place("Palace")
    ),
    "a percentage over a hundred": lambda: review(scale=Scale.PERCENT, score=Decimal(101)),
    "a scale without a score": lambda: review(scale=Scale.PERCENT),
    "a currency without pay": lambda: Credit(
        film=tanuki_film(), person=director(), job_id=JobCode.ACTOR, pay_currency="USD"
    ),
    "a score without a scale": lambda: review(score=Decimal(5)),
    "a grade nobody gives": lambda: review(scale=Scale.LETTER, grade="E"),
    "a grade on a number's scale": lambda: review(scale=Scale.TEN, grade="B"),
    "a review by nobody": lambda: Review(film=tanuki_film(), key="k", kind=ReviewKind.CRITIC),
    "a date without its precision": lambda: Release(film=tanuki_film(), key="k", date=datetime.date(1988, 6, 17)),
    "a precision without a date": lambda: Release(film=tanuki_film(), key="k", precision=DatePrecision.DAY),
    "money that says nothing": lambda: BoxOffice(film=tanuki_film(), key="k", kind=BoxOfficeKind.GROSS),
    "a gross that ends before it begins": lambda: gross(
        period="week", first_day=datetime.date(1988, 6, 24), last_day=datetime.date(1988, 6, 17)
    ),
    "a gross that ends without beginning": lambda: gross(period="week", last_day=datetime.date(1988, 6, 17)),
    "days of no period": lambda: gross(first_day=datetime.date(1988, 6, 17)),
    "a weekend as of a day": lambda: gross(period="weekend", as_of=datetime.date(1988, 6, 17)),
    "a note without text": lambda: Note(film=tanuki_film(), key="k", topic=Topic.PLOT, heading="A", text=" "),
    "a note with two speakers": lambda: Note(
        film=tanuki_film(),
        key="k",
        topic=Topic.PLOT,
        heading="A",
        text="B",
        speaker=director(),
        unnamed_speaker="a fox",
    ),
    "an identifier of nothing": lambda: Identifier(scheme="imdb", value="tt1"),
    "a citation of nothing": lambda: Citation(basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows."),
    "a citation of two things": lambda: Citation(
        film=tanuki_film(), person=director(), basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows."
    ),
    "a citation without a source": lambda: Citation(film=tanuki_film(), basis=Basis.DOCUMENT),
    "general knowledge without a reason": lambda: Citation(film=tanuki_film(), basis=Basis.GENERAL_KNOWLEDGE),
}


@pytest.mark.parametrize("refused", REFUSED)
def test_database_refuses(refused: str) -> None:
    record = REFUSED[refused]()
    with pytest.raises(IntegrityError), transaction.atomic():
        record.save()


@pytest.mark.parametrize("refused", REFUSED)
def test_form_refuses_in_words(refused: str) -> None:
    with pytest.raises(ValidationError):
        REFUSED[refused]().full_clean()


def test_database_refuses_a_job_that_is_not_in_the_table() -> None:
    made = credit(tanuki_film(), director(), job="wizard")
    with pytest.raises(IntegrityError), transaction.atomic():
        connection.check_constraints()
    made.delete()  # a test that leaves a broken link fails as it ends


def test_form_refuses_a_job_that_is_not_in_the_table() -> None:
    with pytest.raises(ValidationError, match="wizard"):
        Credit(film=tanuki_film(), person=director(), job_id="wizard").full_clean()


def test_database_refuses_a_date_that_does_not_parse() -> None:
    release = Release.objects.create(
        film=tanuki_film(), key="k", date=datetime.date(1988, 2, 28), precision=DatePrecision.DAY
    )
    for nonsense in ("1988-02-31", "soon"):
        with pytest.raises(DatabaseError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("UPDATE films_release SET date = %s WHERE id = %s", [nonsense, release.pk])


def test_database_refuses_a_circle_of_places() -> None:
    country = place("Hungary")
    city = place("Budapest", country)
    bath = place("Bath", city)
    with pytest.raises(IntegrityError), transaction.atomic():
        Location.objects.filter(pk=country.pk).update(part_of=bath)


def test_form_refuses_a_circle_of_places_in_words() -> None:
    country = place("Hungary")
    country.part_of = place("Bath", place("Budapest", country))
    with pytest.raises(ValidationError, match="already part of Hungary"):
        country.full_clean()


def test_form_refuses_places_nested_too_deep() -> None:
    inner = None
    for level in range(MAX_DEPTH):
        inner = place(f"Box {level}", inner)
    with pytest.raises(ValidationError, match="levels deep"):
        Location(name="Too deep", slug="too-deep", kind=LocationKind.ROOM, part_of=inner).full_clean()


def test_a_person_holds_a_job_on_a_film_once_for_each_part() -> None:
    film, person = tanuki_film(), director()
    credit(film, person, job=JobCode.ACTOR, character="The Fox")
    credit(film, person, job=JobCode.ACTOR, character="The Hound", part=2)
    with pytest.raises(IntegrityError), transaction.atomic():
        credit(film, person, job=JobCode.ACTOR, character="The Owl")


def test_the_same_citation_stands_once() -> None:
    film = tanuki_film()
    Citation.objects.create(film=film, basis=Basis.GENERAL_KNOWLEDGE, reason="Everybody knows.")
    with pytest.raises(IntegrityError), transaction.atomic():
        Citation.objects.create(film=film, basis=Basis.GENERAL_KNOWLEDGE, reason="Nobody knows.")


def test_every_fact_can_be_told_apart_by_its_text() -> None:
    film = tanuki_film()
    bath, spring = place("Bath"), place("Spring")
    texts = {
        str(record)
        for record in (
            film,
            tanuki_film(year=1995, slug="the-tanuki-1995"),
            director(),
            director(slug="another", disambiguation="born 1901"),
            bath,
            spring,
            filmed_at(film, bath),
            filmed_at(film, bath, key="again"),
            note(film, "Fog"),
            note(film, "Fire"),
        )
    }
    assert len(texts) == 10


@pytest.mark.parametrize("model", FACT_MODELS.values())
def test_natural_keys_name_real_fields(model: type[models.Model]) -> None:
    model.objects.filter(**dict.fromkeys(model.natural_key_fields, "1"))  # type: ignore[attr-defined]


def test_scores_are_normalised_to_a_hundred() -> None:
    def normalised(**fields: object) -> object:
        return Review(**fields).normalised

    assert normalised(scale=Scale.PERCENT, score=Decimal(67)) == Decimal("67.0")
    assert normalised(scale=Scale.TEN, score=Decimal("5.6")) == Decimal("56.0")
    assert normalised(scale=Scale.LETTER, grade="A+") == Decimal("100.0")
    assert normalised(scale=Scale.LETTER, grade="B") == Decimal("66.7")
    assert normalised(scale=Scale.LETTER, grade="F") == Decimal("0.0")
    assert normalised() is None


def test_dates_are_told_as_precisely_as_they_are_known() -> None:
    day = datetime.date(1988, 6, 1)
    assert Release(date=day, precision=DatePrecision.DAY).date_text == "1 June 1988"
    assert Release(date=day, precision=DatePrecision.MONTH).date_text == "June 1988"
    assert Release(date=day, precision=DatePrecision.YEAR).date_text == "1988"
    assert Release().date_text == ""


def test_every_relation_between_films_has_a_name_from_either_side() -> None:
    assert set(INVERSE_LABELS) == set(RelationKind)
