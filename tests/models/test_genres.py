"""Genres are a controlled list: every site begins with the standard ones, and words are mapped to them."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from films.models import Genre, GenreName
from films.models.genre_labels import label_key
from films.models.genres import genre_labels, install_standard_genres
from films.models.standard_genres import STANDARD_GENRES, listed_names
from tests.cast import genre

pytestmark = pytest.mark.django_db


def mapped(label: str) -> list[str]:
    return [Genre.objects.get(pk=pk).name for pk in genre_labels().genres_of(label)]


def test_every_word_of_the_standard_list_means_one_genre() -> None:
    words = [word for one in STANDARD_GENRES.values() for word in (one.name, *listed_names(one.other_names))]
    assert len({*map(label_key, words)}) == len(words)


def test_a_new_database_has_the_standard_genres_with_their_places_in_the_list() -> None:
    assert set(Genre.objects.values_list("slug", flat=True)) == STANDARD_GENRES.keys()
    for slug, standard in STANDARD_GENRES.items():
        stored = Genre.objects.get(slug=slug)
        assert {broader.slug for broader in stored.broader.all()} == set(standard.broader_slugs)
        assert {other.name for other in stored.other_names.all()} == set(listed_names(standard.other_names))
        stored.check_broader(stored.broader.all())


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_emptied_has_the_standard_genres_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Genre.objects.count() == len(STANDARD_GENRES)


def test_what_editors_took_from_the_list_stays_away() -> None:
    genre("Heist").delete()
    install_standard_genres(using="default")
    assert not Genre.objects.filter(slug="heist").exists()


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Horror", ["Horror"]),
        ("Horror Movies", ["Horror"]),
        ("horror film", ["Horror"]),
        ("Comedies", ["Comedy"]),
        ("Documentaries", ["Documentary"]),
        ("Romantic Comedy", ["Romantic Comedy"]),
        ("Rom-Com", ["Romantic Comedy"]),
        ("Black Comedy", ["Black Comedy"]),
        ("Dark comedies", ["Black Comedy"]),
        ("Film-Noir", ["Noir"]),
        ("Sci-Fi", ["Science Fiction"]),
        ("TV Movie", ["Television film"]),
        ("Sport", ["Sports"]),
        ("Action & Adventure", ["Action", "Adventure"]),
        ("Action and Adventure", ["Action", "Adventure"]),
        ("Thriller/Suspense", ["Thriller", "Suspense"]),
        ("Sci-Fi & Fantasy", ["Science Fiction", "Fantasy"]),
        ("Sci-Fi/Fantasy", ["Science Fiction", "Fantasy"]),
        ("Action-Adventure", ["Action", "Adventure"]),
        ("Concert/Performance", ["Concert film", "Performance"]),
        ("Children & Family Movies", ["Children's", "Family"]),
        ("Crime Drama", ["Crime", "Drama"]),
        ("Comedy-drama", ["Comedy Drama"]),
        ("Mystery & Mystery", ["Mystery"]),
        ("Action & Folk Tale", []),
        ("Folk Tale", []),
        ("Films", []),
        ("&", []),
        ("", []),
    ],
)
def test_words_are_mapped_whole_in_the_singular_or_by_all_their_parts(label: str, names: list[str]) -> None:
    assert mapped(label) == names


def test_every_genre_of_imdb_is_in_the_list() -> None:
    labels = (
        "Action Adult Adventure Animation Biography Comedy Crime Documentary Drama Family Fantasy Film-Noir "
        "Game-Show History Horror Music Musical Mystery News Reality-TV Romance Sci-Fi Short Sport Talk-Show "
        "Thriller War Western"
    )
    assert [label for label in labels.split() if len(mapped(label)) != 1] == []


def test_a_genre_s_own_name_goes_before_another_s_other_name() -> None:
    caper = Genre.objects.create(slug="caper", name="Caper")
    assert mapped("capers") == [caper.name]


@pytest.mark.parametrize("name", ["Sci Fi", "science-fiction", "Sci-fi"])
def test_a_name_means_one_genre(name: str) -> None:
    with pytest.raises(ValidationError, match="is already a name of “Science Fiction”"):
        GenreName(genre=genre("Comedy"), name=name).full_clean()
    with pytest.raises(ValidationError, match="is already a name of “Science Fiction”"):
        Genre(slug="other", name=name).full_clean()


@pytest.mark.parametrize(
    ("name", "broader", "refusal"),
    [
        ("Comedy", ["Comedy"], "cannot be a kind of itself"),
        ("Comedy", ["Drama", "Romantic Comedy"], "cannot be a kind of itself"),
        ("Action", ["Karate"], "cannot be a kind of itself"),
        ("Romantic Comedy", ["Comedy"], "the two genres or more"),
    ],
)
def test_broader_genres_that_cannot_be_are_refused(name: str, broader: list[str], refusal: str) -> None:
    genre("Karate").broader.add(genre("Martial Arts"))
    with pytest.raises(ValidationError, match=refusal):
        genre(name).check_broader([genre(one) for one in broader])


def test_the_list_is_not_too_deep() -> None:
    above: Any = genre("Drama")
    for number in range(8):
        below = genre(f"Level {number}")
        below.broader.add(above)
        above = below
    with pytest.raises(ValidationError, match="at most 8 levels"):
        genre("Bottom").check_broader([above])
