"""A character is found by its names and by whoever plays it, shown with its evidence, and what notes are about."""

import pytest
from django.test import Client

from films.models import Character, CharacterName, Film, State
from tests.cast import note, person
from tests.search.finding import found
from tests.views.citing import cite, document, entry, passage

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


@pytest.fixture
def fox(tanuki: Film) -> Character:
    fox = Character.objects.create(film=tanuki, slug="fox", name="Felix Fox", state=State.PUBLISHED)
    fox.played_by.add(person("A. Badger"))
    CharacterName.objects.create(character=fox, name="Reynard", state=State.PUBLISHED)
    return fox


def test_it_is_found_by_each_of_its_names_and_by_its_player(fox: Character) -> None:
    for text in ("felix fox", "reynard", "character badger"):
        assert ("character", "Felix Fox") in found(text), text


def test_so_is_a_note_about_it(fox: Character) -> None:
    note(fox.film, "He steals a key").characters.add(fox)
    for text in ("reynard key", "badger key"):
        assert ("note", "He steals a key") in found(text), text


def test_the_page_of_its_film_shows_it_and_the_sentence_for_each_name(fox: Character, client: Client) -> None:
    cite(fox.other_names.get(), passage(document()))
    page = client.get("/films/the-tanuki-1977/").content.decode()
    shown = entry(page, "character-fox")
    assert "A. Badger" in shown
    assert "Reynard" in shown
    assert "/evidence/character_name-" in shown


def test_the_api_lists_it_with_its_film(fox: Character, client: Client) -> None:
    (shown,) = client.get("/api/films/the-tanuki-1977").json()["characters"]
    assert (shown["name"], shown["other_names"]) == ("Felix Fox", ["Reynard"])
    assert [player["name"] for player in shown["played_by"]] == ["A. Badger"]
