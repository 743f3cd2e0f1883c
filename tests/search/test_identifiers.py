"""An identifier of another catalogue, or the address of its page there, finds the record that it stands for."""

import pytest
from django.test import Client
from django.urls import reverse

from films.models import Film, Identifier, OtherTitle, State
from films.search import Kind, SearchRequest, matching_ids, search
from films.search.explanation import explain
from films.search.planner import PlanName
from films.search.reporting import UNIDENTIFIED
from tests.cast import credit, director, film, tanuki_film
from tests.search.finding import titles_found

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def shelf(db: None) -> None:
    tanuki, orsted = tanuki_film(), director()
    credit(tanuki, orsted)
    film("Entity Q7")
    for scheme, value, owner in (
        ("imdb", "tt0123456", {"film": tanuki}),
        ("wikidata", "Q54321", {"film": tanuki}),
        ("wikipedia", "The_Tanuki_(1977_film)", {"film": tanuki}),
        ("imdb", "nm7654321", {"person": orsted}),
        ("wikipedia", "Žofie Ørsted", {"person": orsted}),
    ):
        Identifier.objects.create(scheme=scheme, value=value, state=State.PUBLISHED, **owner)


@pytest.mark.parametrize(
    "typed",
    [
        "tt0123456",
        " TT0123456 ",
        "imdb:tt0123456",
        "https://www.imdb.com/title/tt0123456/",
        "https://m.imdb.com/de/title/tt0123456/fullcredits?ref_=tt_cl_sm#cast",
        "imdb.com/title/tt0123456",
        "Q54321",
        "q54321",
        "https://www.wikidata.org/wiki/Q54321#sitelinks",
        "http://www.wikidata.org/entity/Q54321",
        "https://en.wikipedia.org/wiki/The_Tanuki_(1977_film)",
        "https://en.m.wikipedia.org/wiki/The_Tanuki_%281977_film%29#Plot",
        "wikipedia:the Tanuki (1977 film)",
        "https://en.wikipedia.org/wiki/The_Tanuki_(1977_film)/",
        "https://en.wikipedia.org/w/index.php?title=The_Tanuki_(1977_film)&oldid=7",
        "<https://www.imdb.com/title/tt0123456/>",
        "https://www.wikidata.org/wiki/Special:EntityPage/Q54321",
        "https://www.wikidata.org/wiki/Special:EntityData/Q54321.json",
        "https://m.wikidata.org/wiki/Q54321?uselang=de",
        "wd:Q54321",
    ],
)
def test_a_film_is_found_by_its_identifier_or_address_and_nothing_else_is(typed: str) -> None:
    assert titles_found(typed) == ["The Tanuki"]


@pytest.mark.parametrize(
    "typed", ["https://de.wikipedia.org/wiki/Tanuki", "fr.m.wikipedia.org/wiki/Le_Tanuki_(film)?oldid=7"]
)
def test_an_article_in_another_language_is_searched_for_by_its_title(typed: str) -> None:
    OtherTitle.objects.create(
        film=Film.objects.get(title="The Tanuki"), title="Le Tanuki", kind="translated", state=State.PUBLISHED
    )
    page = search(typed)
    assert page.results[0].title_text == "The Tanuki"
    assert page.corrected in ("Tanuki", "Le Tanuki (film)")
    assert matching_ids(Kind.FILM, typed.replace("_(film)", "")) == [Film.objects.get(title="The Tanuki").pk]


@pytest.mark.parametrize(
    "typed",
    ["nm7654321", "https://www.imdb.com/name/nm7654321/", "https://en.wikipedia.org/wiki/%C5%BDofie_Ørsted"],
)
def test_a_person_is_found_by_their_identifier_or_address(typed: str) -> None:
    assert titles_found(typed) == ["Žofie Ørsted"]


@pytest.mark.parametrize(
    "typed",
    ["tt7777777", "nm7777777", "Q77777", "https://en.wikipedia.org/wiki/Entity_Q7", "imdb:nm7777777",
     "wikidata.org/wiki/Q7", "https://www.imdb.com/title/tt12/"]
)  # fmt: skip
def test_an_identifier_that_nothing_has_finds_nothing_and_says_so(typed: str) -> None:
    page = search(SearchRequest(typed))
    assert (page.count, page.loosened, page.corrected) == (0, UNIDENTIFIED, "")


@pytest.mark.parametrize("typed", ["entity q7", '"q7"', "tt01 tanuki", "q", "tanuki Q54321"])
def test_what_is_more_or_less_than_an_identifier_is_words(typed: str) -> None:
    assert search(SearchRequest(typed)).loosened != UNIDENTIFIED


def test_filters_apply_to_what_is_identified() -> None:
    assert titles_found("tt0123456", Kind.PERSON) == []


def test_a_draft_is_identified_to_curators_alone() -> None:
    Film.objects.update(state=State.DRAFT)
    assert titles_found("tt0123456") == []
    assert matching_ids(Kind.FILM, "tt0123456") == [Film.objects.get(slug="the-tanuki-1977").pk]
    assert matching_ids(Kind.PERSON, "tt0123456") == []


def test_an_explanation_names_the_plan_for_identifiers() -> None:
    assert [plan.name for plan in explain(SearchRequest("nm7654321")).plans] == [PlanName.IDENTIFIED]


def test_the_page_says_that_an_identifier_is_not_known(client: Client) -> None:
    assert UNIDENTIFIED in client.get(reverse("search"), {"q": "tt7777777"}).content.decode()


@pytest.mark.parametrize("typed", ["tt0123456", "https://www.imdb.com/title/tt0123456/"])
def test_a_list_of_the_admin_finds_exactly_what_is_identified(admin_client: Client, typed: str) -> None:
    response = admin_client.get(reverse("admin:films_film_changelist"), {"q": typed})
    assert [found.title for found in response.context["cl"].result_list] == ["The Tanuki"]
