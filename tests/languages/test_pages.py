"""Pages are in the language that a visitor chose or the browser asks for; what programs read is in English."""

import pytest
from django.test import Client
from django.utils.translation import gettext, override

from films.languages import in_english, settled_language
from films.models import Film
from tests.languages.catalogue import read_catalogue

pytestmark = pytest.mark.django_db

GERMAN = {"accept-language": "de-AT,de;q=0.9,en;q=0.5"}
LONG_ENOUGH = 12  # characters

PAGES = [
    "/",
    "/?q=80s+comedies+with+arnold+schwarzenegger",
    "/?q=nothing+at+all+zzzz&genre=comedy",
    "/filter/?facet=genre&q=red",
    "/films/red-heat-1988/",
    "/people/arnold-schwarzenegger/",
    "/locations/",
    "/locations/budapest/",
    "/documents/",
    "/documents/wikipedia-red-heat-1988-film/",
    "/browse/",
    "/browse/decade/1980s/",
    "/quality/",
    "/help/search/",
    pytest.param("/exports/", marks=pytest.mark.slow),  # the files that it lists are made
    pytest.param("/fixtures/", marks=pytest.mark.slow),
    "/releases/",
    "/corrections/film/red-heat-1988/",
    "/no/such/page/",
]


@pytest.fixture(scope="module")
def english_messages() -> list[str]:
    """Return the messages that have another form in German, and are long enough to stand in no text by chance."""
    simple = {message.id: message.string for message in read_catalogue("de") if isinstance(message.id, str)}
    return [
        text for text, german in simple.items() if "%" not in text and len(text) > LONG_ENOUGH and text != german
    ]


@pytest.mark.parametrize("path", PAGES)
def test_a_german_page_has_no_english_message(red_heat: Film, english_messages: list[str], path: str) -> None:
    html = Client(headers=GERMAN).get(path).content.decode()
    assert '<html lang="de">' in html
    assert [message for message in english_messages if f">{message}<" in html] == []


def test_numbers_dates_and_money_are_written_as_germans_do(red_heat: Film) -> None:
    html = Client(headers=GERMAN).get("/films/red-heat-1988/").content.decode()
    for written in (
        "17. Juni 1988",
        "5,6/10</span>",
        "8.000.000\N{NO-BREAK SPACE}$",
        "Ungarn",
        "Besetzung und Stab",
    ):
        assert written in html


def test_a_sentence_about_one_has_the_singular(red_heat: Film) -> None:
    html = Client(headers=GERMAN).get("/people/gina-gershon/").content.decode()
    assert "1 Film<" in html


def test_the_language_that_was_chosen_stays_until_another_is(red_heat: Film) -> None:
    client = Client()
    chosen = client.post("/language/", {"language": "de"}, headers={"referer": "http://testserver/browse/"})
    assert chosen["Location"] == "http://testserver/browse/"
    page = client.get("/browse/")
    assert (page["Content-Language"], "Cookie" in page["Vary"]) == ("de", True)
    client.post("/language/", {"language": "en-gb"})
    assert client.get("/browse/", headers=GERMAN)["Content-Language"] == "en-gb"


def test_pages_are_kept_apart_by_language(red_heat: Film) -> None:
    client = Client()
    english, german = (client.get("/browse/", headers={"accept-language": code}) for code in ("en", "de"))
    assert english["ETag"] != german["ETag"]
    assert "Accept-Language" in german["Vary"]
    again = client.get("/browse/", headers={"accept-language": "en", "if-none-match": german["ETag"]})
    assert (again.status_code, again.content) == (200, english.content)


@pytest.mark.parametrize(
    "path",
    [
        "/api/films/red-heat-1988",
        "/api/search?q=80s+comedies+with+arnold+schwarzenegger",
        "/api/search?q=director+of+twins",
        "/api/search?page=0",
        "/api/films/nobody",
        "/search.csv?q=red+heat",
    ],
)
def test_what_programs_read_is_the_same_in_every_language(red_heat: Film, path: str) -> None:
    client = Client()
    english, german = (client.get(path, headers={"accept-language": code}) for code in ("en", "de"))
    assert without_time(german.content) == without_time(english.content)
    assert "Accept-Language" not in german.get("Vary", "")


def without_time(content: bytes) -> str:
    return content.decode().partition('"took_ms"')[0]


def test_the_data_of_a_page_are_in_english(red_heat: Film) -> None:
    client = Client()
    pages = [client.get("/films/red-heat-1988/", headers={"accept-language": code}) for code in ("en", "de")]
    data = {page.content.decode().partition("ld+json")[2].partition("</script>")[0] for page in pages}
    assert len(data) == 1


def test_what_was_understood_is_told_in_the_language_of_each_page(red_heat: Film) -> None:
    client = Client()
    told = {
        language: client.get(
            "/?q=films+without+james+belushi", headers={"accept-language": language}
        ).content.decode()
        for language in ("de", "en")
    }
    assert "nicht James Belushi" in told["de"]
    assert "not James Belushi" in told["en"]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("/films/red-heat-1988/", "Viktor Rostavili (Ed O&#39;Ross)"),
        ("/films/red-heat-1988/", "During the fight at the"),
        ("/?q=nurse&kind=note", "Before the wounded"),
    ],
)
def test_texts_that_are_stored_in_english_say_so_on_a_german_page(red_heat: Film, path: str, text: str) -> None:
    english, german = (
        Client(headers={"accept-language": code}).get(path).content.decode() for code in ("en", "de")
    )
    assert text in english
    assert 'lang="en">' not in english
    assert f'<span lang="en">{text}' in german


def test_the_surroundings_of_a_place_are_named_in_the_language_of_the_page(red_heat: Film) -> None:
    assert "Rund um Red Square" in Client(headers=GERMAN).get("/locations/red-square/").content.decode()


def test_what_programs_read_is_in_english_where_the_project_is_in_a_language_without_a_translation() -> None:
    with override("fr"), settled_language():
        assert in_english(gettext)("Enter a whole number.") == "Enter a whole number."
