"""Accepting a proposal makes or finds the fact, with its citation, or changes nothing and says why."""

from typing import Any

import pytest

from films.evidence.desk.actions import (
    accept_proposal,
)
from films.evidence.gaps import evidence_gaps
from films.kinds.accept_context import RefusedError
from films.models import (
    BoxOffice,
    Character,
    Citation,
    Credit,
    Document,
    Film,
    FilmLocation,
    FilmRelation,
    Genre,
    Language,
    Location,
    Note,
    OtherName,
    Person,
    Proposal,
    Release,
    Review,
    State,
)
from tests.cast import EDITOR, director, person, tanuki_film
from tests.evidence.deeds import SAID_ELSEWHERE, accept, proposal

pytestmark = [pytest.mark.curating, pytest.mark.django_db]


def test_a_new_film_comes_with_all_that_is_said_of_it(document: Document) -> None:
    accept(document, "film", title="The Tanuki", year=1977, genres=["folk tale"], countries=["Japan"])
    film = Film.objects.get()
    assert (film.title, film.year, film.slug, film.state) == ("The Tanuki", 1977, "the-tanuki-1977", State.DRAFT)
    assert [genre.slug for genre in film.genres.all()] == ["folk-tale"]
    assert [country.kind for country in film.countries.all()] == ["country"]
    assert film.citations.get(passage__ordinal=1, field="")
    document.refresh_from_db()
    assert document.film == film


def test_each_value_of_a_film_is_cited_by_itself(document: Document) -> None:
    Language.objects.create(tag="ja", name="Japanese")
    accept(
        document, "film", title="The Tanuki", year=1977, runtime=94, languages=["Japanese"], countries=["Japan"]
    )
    cited = set(Film.objects.get().citations.values_list("field", flat=True))
    assert cited == {"", "title", "year", "runtime", "languages", "countries"}


def test_a_value_that_differs_is_no_evidence_for_the_films_own(document: Document) -> None:
    tanuki_film(runtime=94)
    accept(document, "film", title="The Tanuki", runtime=90, reason="The print was cut.")
    assert [(one.field, one.reading) for one in Citation.objects.filter(field="runtime")] == [("runtime", "90")]


def test_a_sentence_that_names_one_of_a_films_genres_is_no_evidence_for_all(document: Document) -> None:
    tanuki_film().genres.add(*Genre.objects.filter(slug__in=["fantasy", "comedy"]))
    accept(document, "film", title="The Tanuki", year=1977, genres=["fantasy"])
    assert not Citation.objects.filter(field="genres").exists()
    assert Film.objects.get().genres.count() == 2


def test_a_film_that_is_known_is_not_made_again(document: Document) -> None:
    known = tanuki_film()
    accept(document, "film", title="The Tanuki", year=None, genres=[], countries=[])
    document.refresh_from_db()
    assert document.film == known


def test_a_film_of_the_same_title_and_another_year_is_another(document: Document) -> None:
    tanuki_film(year=1960, slug="the-tanuki-1960")
    accept(document, "film", title="The Tanuki", year=1977)
    assert Film.objects.count() == 2


def test_people_are_found_by_any_of_their_names(about_film: Document) -> None:
    known = director()
    OtherName.objects.create(person=known, name="Zofie Orsted")
    accept(about_film, "credit", 2, person="Zofie Orsted", job="director", character="")
    assert Credit.objects.get().person == known


def test_people_nobody_knows_are_made_and_cited(about_film: Document) -> None:
    accept(about_film, "credit", 3, person="A. Badger", job="actor", character="the fox", billing=2)
    credit = Credit.objects.get()
    assert (credit.person.sort_name, credit.person.state, credit.billing) == ("Badger, A.", State.DRAFT, 2)
    assert credit.person.citations.get().passage == credit.citations.get().passage


def test_of_namesakes_one_has_to_be_chosen(about_film: Document) -> None:
    one, two = person("A. Badger"), person("A. Badger")
    waiting = proposal(about_film, "credit", 3, person="A. Badger", job="actor", character="the fox")
    with pytest.raises(RefusedError, match="2 are called"):
        accept_proposal(waiting, None, EDITOR)
    assert not Credit.objects.exists()
    data = {"person": "A. Badger", "job": "actor", "character": "the fox"}
    accept_proposal(waiting, data | {"person_is": str(two.pk)}, EDITOR)
    assert Credit.objects.get().person == two
    accept_proposal(proposal(about_film, "credit", 3), data | {"person_is": "new"}, EDITOR)
    assert Person.objects.filter(name="A. Badger").count() == 3
    with pytest.raises(RefusedError, match="no longer exists"):
        accept_proposal(proposal(about_film, "credit", 3), data | {"person_is": "x"}, EDITOR)
    assert one.credits.count() == 0


def test_several_parts_of_one_actor_are_several_credits(about_film: Document) -> None:
    for character in ("the fox", "the owl", "the fox"):
        accept(about_film, "credit", 3, person="A. Badger", job="actor", character=character)
    assert list(Credit.objects.values_list("part", "character")) == [(1, "the fox"), (2, "the owl")]
    assert Citation.objects.exclude(credit=None).count() == 2


def test_a_second_sentence_for_the_same_fact_is_a_second_citation(about_film: Document) -> None:
    accept(about_film, "credit", 2, person="Žofie Ørsted", job="director", character="")
    accept(about_film, "credit", 3, person="Žofie Ørsted", job="director", character="")
    assert Credit.objects.get().citations.count() == 2


@pytest.mark.parametrize(
    ("kind", "content", "model", "says"),
    [
        ("location", {"name": "Otaru", "use": "filmed", "stands_in_for": "Vladivostok"}, FilmLocation,
         {"location__name": "Otaru", "stands_in_for__name": "Vladivostok"}),
        ("release", {"date": "1977-03-01", "precision": "month", "place": "Japan", "distributor": "Fog"}, Release,
         {"date__year": 1977, "precision": "month", "place__name": "Japan", "distributor__name": "Fog"}),
        ("release", {"date": "1977", "precision": "year"}, Release, {"date__month": 1, "place": None}),
        ("budget", {"amount": 1500000, "currency": "JPY", "territory": None, "person": None}, BoxOffice,
         {"kind": "budget", "amount": 1500000}),
        ("box_office", {"amount": 2.5, "currency": "USD", "territory": "worldwide"}, BoxOffice,
         {"kind": "gross", "territory": None}),
        ("box_office", {"amount": None, "currency": None, "rank": 2, "measure": "opening_rank"}, BoxOffice,
         {"kind": "opening_rank", "rank": 2}),
        ("review", {"outlet": "The Den", "score": "B+", "scale": "letter"}, Review, {"grade": "B+"}),
        ("review", {"outlet": "The Den", "score": 67, "scale": "percent", "sample_size": 24}, Review,
         {"score": 67, "sample_size": 24, "kind": "aggregate"}),
        ("relation", {"relation": "sequel", "title": "The Fox", "year": 1970}, FilmRelation,
         {"kind": "sequel", "film__title": "The Tanuki", "related_film__slug": "the-fox-1970"}),
        ("relation", {"relation": "followed_by", "title": "The Owl", "year": None}, FilmRelation,
         {"kind": "sequel", "film__title": "The Owl", "related_film__title": "The Tanuki"}),
    ],
)  # fmt: skip
def test_each_kind_becomes_an_entry_with_its_citation(
    about_film: Document, kind: str, content: dict[str, Any], model: Any, says: dict[str, Any]
) -> None:
    accept(about_film, kind, 4, **content)
    assert model.objects.get(**says).citations.get(passage__ordinal=4)


def test_a_critics_review_needs_no_score(about_film: Document) -> None:
    gist = "Charming, though too long by a reel."
    accept(about_film, "review", 4, outlet="The Den", author="Ada Quill", summary=gist)
    review = Review.objects.get()
    assert (review.kind, review.source_text, review.score_text) == ("critic", "Ada Quill, The Den", "")
    assert review.summary == gist


def test_the_same_review_is_not_taken_twice(about_film: Document) -> None:
    for ordinal in (3, 4):
        accept(about_film, "review", ordinal, author="Ada Quill", summary="Charming.")
    assert Review.objects.get().citations.count() == 2


def test_a_gross_says_of_which_days_it_is(about_film: Document) -> None:
    weekend = {"period": "weekend", "first_day": "1977-06-17", "last_day": "1977-06-19"}
    accept(about_film, "box_office", 4, amount=5, currency="USD", **weekend)
    accept(about_film, "box_office", 4, amount=9, currency="USD", as_of="1977-07-01", period="cumulative")
    assert [figure.period_text for figure in BoxOffice.objects.order_by("pk")] == [
        "weekend, 17 June 1977 – 19 June 1977",
        "cumulative, as of 1 July 1977",
    ]


def test_a_gross_of_no_period_is_the_total(about_film: Document) -> None:
    accept(about_film, "box_office", 3, amount=9, currency="USD", period="cumulative")
    accept(about_film, "box_office", 4, amount=9, currency="USD")
    assert BoxOffice.objects.get().citations.count() == 2


def test_a_relation_is_taken_from_either_side(about_film: Document) -> None:
    accept(about_film, "relation", 3, relation="inspired", title="The Second Tanuki")
    relation = FilmRelation.objects.get()
    assert (relation.film.title, relation.kind) == ("The Second Tanuki", "inspired_by")


def test_an_aggregator_that_gives_a_score_and_an_average_gives_two_reviews(about_film: Document) -> None:
    accept(about_film, "review", 4, outlet="The Den", score=67, scale="percent", sample_size=24, average=5.6)
    assert sorted(review.score_text for review in Review.objects.all()) == ["5.6/10", "67%"]


def test_pay_belongs_to_a_credit(about_film: Document) -> None:
    pay = {"amount": 9000, "currency": "JPY", "person": "A. Badger", "territory": None}
    with pytest.raises(RefusedError, match="no credit on this film yet"):
        accept(about_film, "pay", 4, **pay)
    accept(about_film, "credit", 3, person="A. Badger", job="actor", character="")
    accept(about_film, "pay", 4, **pay)
    credit = Credit.objects.get()
    assert (credit.pay, credit.pay_currency) == (9000, "JPY")
    assert credit.citations.filter(field="pay").exists()


def test_a_note_is_in_our_own_words(about_film: Document) -> None:
    waiting = proposal(about_film, "note", 3, topic="casting", speaker="B. Heron", quotation="A. Badger plays")
    with pytest.raises(RefusedError, match="in our own words"):
        accept_proposal(waiting, None, EDITOR)
    note = {"topic": "casting", "heading": "Two parts", "speaker": "B. Heron", **SAID_ELSEWHERE}
    with pytest.raises(RefusedError, match="7 words in a row"):
        accept_proposal(waiting, note | {"text": "So A. Badger plays the fox and the owl!"}, EDITOR)
    accept_proposal(waiting, note | {"text": "One actor took two animals."}, EDITOR)
    assert Note.objects.get().speaker == Person.objects.get(name="B. Heron")


def test_of_two_values_both_stay_with_the_reason(about_film: Document) -> None:
    waiting = proposal(about_film, "film", title="The Tanuki", year=1978)
    with pytest.raises(RefusedError, match="The record says “1977”"):
        accept_proposal(waiting, None, EDITOR)
    both = {"title": "The Tanuki", "year": "1978", "reason": "It premiered in 1977."}
    with pytest.raises(RefusedError, match="do not say this: year “1978”"):
        accept_proposal(waiting, both, EDITOR)
    accept_proposal(waiting, both | {"other_words": "A year after the drum."}, EDITOR)
    film = Film.objects.get()
    reading = film.citations.get(reading="1978")
    assert (film.year, reading.field) == (1977, "year")
    assert reading.reason == "It premiered in 1977. A year after the drum."


@pytest.mark.parametrize(
    ("kind", "content", "complaint"),
    [
        ("credit", {"person": "", "job": "actor"}, "required"),
        ("credit", {"person": "A. Badger", "job": "wizard"}, "valid choice"),
        ("credit", {"person": "A. Badger", "job": "director", "character": "the fox"}, "Only cast members"),
        ("credit", {"person": "x" * 201, "job": "actor"}, "200"),
        ("film", {"title": "The Tanuki", "year": 1700}, "1874"),
        ("release", {"date": "1977-02-31", "precision": "day"}, "valid date"),
        ("release", {"date": "1977-02-01", "precision": ""}, "how precise"),
        ("budget", {"amount": -1, "currency": "USD"}, "0"),
        ("budget", {"amount": "NaN", "currency": "USD"}, "number"),
        ("box_office", {"amount": 5, "currency": ""}, "currency"),
        ("box_office", {}, "amount, or a rank"),
        ("review", {"outlet": "The Den", "score": 101, "scale": "percent"}, "less than or equal to 100"),
        ("review", {"outlet": "The Den", "score": "Z", "scale": "letter"}, "letter from"),
        ("review", {"outlet": "The Den", "score": "much", "scale": "ten"}, "Enter a number"),
        ("review", {"outlet": "The Den", "score": "sNaN", "scale": "ten"}, "Enter a number"),
        ("review", {"outlet": "The Den"}, "a score, an average, or a summary"),
        ("review", {"score": 67, "scale": "percent"}, "the outlet, the critic, or both"),
        ("film", {"title": "The Tanuki", "languages": ["Nadsat"]}, "no language “Nadsat” yet"),
        ("relation", {"relation": "based_on", "title": "A Novel"}, "valid choice"),
        ("relation", {"relation": "sequel", "title": "The Tanuki"}, "cannot be related to itself"),
        ("location", {"name": "Otaru", "use": "filmed", "stands_in_for": "Otaru"}, "stand in for itself"),
    ],
)
def test_what_makes_no_sense_is_refused_and_changes_nothing(
    about_film: Document, kind: str, content: dict[str, Any], complaint: str
) -> None:
    before = Person.objects.count(), Film.objects.count(), Location.objects.count(), Citation.objects.count()
    with pytest.raises(RefusedError, match=complaint):
        accept(about_film, kind, **content)
    assert before == (
        Person.objects.count(), Film.objects.count(), Location.objects.count(), Citation.objects.count()
    )  # fmt: skip
    assert Proposal.objects.get().decision == "waiting"


def test_facts_of_no_film_are_refused(document: Document) -> None:
    with pytest.raises(RefusedError, match="Which film"):
        accept(document, "credit", 3, person="A. Badger", job="actor")
    assert not Person.objects.exists()


def test_a_document_about_a_person_names_the_film_of_each_fact(document: Document) -> None:
    burrow, den = tanuki_film(), tanuki_film(title="The Den", slug="the-den", year=1979)
    for film in (burrow, den):
        accept(document, "credit", 2, person="Žofie Ørsted", job="director", of_film=film.title)
    assert [(credit.film, str(credit.person)) for credit in Credit.objects.order_by("pk")] == [
        (burrow, "Žofie Ørsted"),
        (den, "Žofie Ørsted"),
    ]
    with pytest.raises(RefusedError, match="no film called “The Sett”"):
        accept(document, "credit", 2, person="Žofie Ørsted", job="director", of_film="The Sett")


def test_a_fact_of_another_film_than_the_documents_is_that_films(about_film: Document) -> None:
    other = tanuki_film(title="The Den", slug="the-den")
    accept(about_film, "film", 1, title="The Den", year=1977, genres=[], countries=[], of_film="The Den")
    assert set(Citation.objects.values_list("film", flat=True)) == {other.pk}


def test_a_character_is_taken_with_its_names_and_its_player(about_film: Document) -> None:
    said = {"played_by": "A. Badger", "other_words": ""}
    accept(about_film, "character", 3, name="the fox", other_names="the owl", **said)
    accept(about_film, "character", 3, name="The Owl", note="A trickster.", **said)
    character = Character.objects.get()
    assert (character.name, character.note) == ("the fox", "A trickster.")
    assert [str(person) for person in character.played_by.all()] == ["A. Badger"]
    assert [other.name for other in character.other_names.all()] == ["the owl"]
    assert not evidence_gaps(character)
    assert not evidence_gaps(character.other_names.get())
