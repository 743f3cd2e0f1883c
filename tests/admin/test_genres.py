"""The genre list at the desk: editors give genres other names and broader genres, and see what is not in it."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from films.history.undoing import undo
from films.models import Change, Genre
from tests.cast import EDITOR, film, genre

from .forms import errors, submit
from .test_curating import change_page
from .test_jobs import log_in

LIST = "admin:films_genre_changelist"


def listed(desk: Client, **filters: str) -> list[str]:
    page: Any = desk.get(reverse(LIST), filters)
    return [str(row) for row in page.context["cl"].result_list]


def test_an_editor_gives_a_genre_other_names_and_broader_genres(desk: Client) -> None:
    heist = genre("Heist")
    rows = {"other_names-TOTAL_FORMS": "2", "other_names-1-name": "Robbery", "other_names-1-genre": str(heist.pk)}
    submit(desk, change_page(heist), broader=[str(genre("Thriller").pk)], **rows)
    assert [broader.name for broader in heist.broader.all()] == ["Thriller"]
    assert [other.name for other in heist.other_names.all()] == ["Robbery", "caper"]


def test_a_circle_says_what_to_do_and_keeps_what_was_chosen(desk: Client) -> None:
    page = submit(desk, change_page(genre("Crime")), name="Crimes", broader=[str(genre("Neo-Noir").pk)])
    assert "“Crime” cannot be a kind of itself: choose no broader genre that is a kind of it." in errors(page)
    assert 'value="Crimes"' in page.content.decode()
    assert "Neo-Noir" in page.content.decode()
    assert Genre.objects.filter(slug="crime", broader=None).exists()


def test_a_combination_is_of_two_genres_or_more(desk: Client) -> None:
    page = submit(desk, change_page(genre("Noir")), is_combination="on")
    assert "Choose the two genres or more" in errors(page)


def test_a_name_that_means_another_genre_is_refused(desk: Client) -> None:
    page = submit(desk, change_page(genre("Heist")), name="Sci-Fi")
    assert "“Sci-Fi” is already a name of “Science Fiction”." in errors(page)


def test_the_list_tells_how_many_films_have_a_genre(desk: Client) -> None:
    film("The Tanuki", 1977, "Heist")
    film("The Drum", 1978, "Heist")
    heist = genre("Heist")
    page = desk.get(reverse(LIST), {"q": "caper"}).content.decode()
    assert f'<a href="/admin/films/film/?genres__id__exact={heist.pk}">2</a>' in page


def test_what_could_not_be_mapped_is_a_filter_away(desk: Client) -> None:
    Genre.objects.create(slug="folk-tale", name="Folk Tale", is_controlled=False)
    assert listed(desk, is_controlled__exact="0") == ["Folk Tale"]


@pytest.mark.parametrize("role", ["Curator", "Viewer"])
@pytest.mark.django_db
def test_only_editors_change_the_list(client: Client, role: str) -> None:
    desk = log_in(client, role)
    assert desk.get(reverse("admin:films_genre_add")).status_code == 403
    assert desk.post(change_page(genre("Heist")), {"name": "Caper"}).status_code == 403
    assert desk.get(change_page(genre("Heist"))).status_code == 200


def test_what_was_done_to_a_genre_can_be_undone(desk: Client) -> None:
    romcom = genre("Romantic Comedy")
    submit(desk, change_page(romcom), name="Romcom", broader=[str(genre("Romance").pk), str(genre("War").pk)])
    assert {broader.name for broader in romcom.broader.all()} == {"Romance", "War"}
    undo(Change.objects.latest("pk"), EDITOR)
    romcom.refresh_from_db()
    assert romcom.name == "Romantic Comedy"
    assert {broader.name for broader in romcom.broader.all()} == {"Romance", "Comedy"}


def test_merging_maps_a_word_to_a_genre_of_the_list(desk: Client) -> None:
    made = film("The Tanuki", 1977, "Folk Tale", "Comedy")
    word, fairy_tale = genre("Folk Tale"), genre("Fairy Tale")
    word.other_names.create(name="Legend")
    address = reverse("admin:films_genre_merge", args=[fairy_tale.pk]) + f"?with={word.pk}"
    assert "Merged into it" in desk.get(address).content.decode()
    desk.post(address, follow=True)
    assert {held.name for held in made.genres.all()} == {"Fairy Tale", "Comedy"}
    assert {other.name for other in fairy_tale.other_names.all()} == {"Folk Tale", "Legend"}
    undo(Change.objects.latest("pk"), EDITOR)
    assert {held.name for held in made.genres.all()} == {"Folk Tale", "Comedy"}
    assert not fairy_tale.other_names.exists()


def test_what_lies_below_a_merged_genre_lies_below_the_other(desk: Client) -> None:
    crime, heist = genre("Crime"), genre("Heist")
    desk.post(reverse("admin:films_genre_merge", args=[heist.pk]) + f"?with={crime.pk}", follow=True)
    assert set(heist.narrower.values_list("name", flat=True)) == {"Gangster", "Noir", "Police"}
    assert not heist.broader.exists()


def test_a_merge_that_would_close_a_circle_is_refused(desk: Client) -> None:
    noir, drama = genre("Noir"), genre("Drama")
    genre("Crime").broader.add(drama)
    drama.broader.add(genre("Epic"))
    address = reverse("admin:films_genre_merge", args=[noir.pk]) + f"?with={genre('Epic').pk}"
    assert "cannot be a kind of itself" in desk.get(address).content.decode()


def test_a_merge_that_would_leave_a_combination_of_one_is_refused_and_nothing_is_lost(desk: Client) -> None:
    comedy, drama = genre("Comedy"), genre("Drama")
    address = reverse("admin:films_genre_merge", args=[comedy.pk]) + f"?with={drama.pk}"
    page = desk.post(address, follow=True)
    assert "Nothing was merged" in page.content.decode()
    assert "Choose the two genres or more" in page.content.decode()
    assert Genre.objects.filter(pk=drama.pk).exists()
