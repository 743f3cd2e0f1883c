"""The guide to searching: every example on it finds what it promises."""

import pytest
from django.http import QueryDict
from django.test import Client
from django.utils.html import format_html
from pytest_django.asserts import assertContains

from films.search import FacetName, search
from films.search.parameters import request_from
from films.search.query.parser import parse
from films.search.query.tree import Field, Phrase, Word
from films.search.types import MAX_PAGE_SIZE
from films.views.guide import ADDRESSES, FIELDS, NUMBERS, QUESTIONS, SECTIONS, Example

TYPED = [example for section in SECTIONS for example in section.examples]
EXAMPLES = [*TYPED, *ADDRESSES.examples]


def parameters(example: Example) -> QueryDict:
    return QueryDict(example.query)


@pytest.mark.usefixtures("red_heat")
@pytest.mark.django_db
@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.text)
def test_every_example_finds_what_it_promises(example: Example) -> None:
    query = parameters(example)
    if "page" not in query:
        query = QueryDict(f"{example.query}&page_size={MAX_PAGE_SIZE}")
    question, errors = request_from(query)
    assert not errors
    assert example.result in [result.title_text for result in search(question).results]


@pytest.mark.django_db
def test_the_page_links_every_example(client: Client) -> None:
    page = client.get("/help/search/")
    for example in EXAMPLES:
        link = format_html('<a href="{}"><code>{}</code></a>', example.url, example.text)
        assertContains(page, link, html=True)


@pytest.mark.django_db
def test_the_search_page_links_to_the_guide(client: Client) -> None:
    assertContains(client.get("/"), 'href="/help/search/"')


def test_every_field_has_an_example() -> None:
    shown = {example.text.rpartition(":")[0].rpartition(" ")[2] for example in FIELDS.examples}
    assert shown == set(Field)


def test_every_filter_of_an_address_has_an_example() -> None:
    shown = {name for example in ADDRESSES.examples for name in parameters(example)}
    assert shown == {"q", "sort", "page", "exact", *FacetName}


@pytest.mark.parametrize("example", QUESTIONS.examples, ids=lambda example: example.text)
def test_questions_need_no_signs(example: Example) -> None:
    assert parse(example.text).is_plain


@pytest.mark.parametrize("example", [*FIELDS.examples, *NUMBERS.examples], ids=lambda example: example.text)
def test_examples_with_a_field_are_of_the_language(example: Example) -> None:
    assert not isinstance(parse(example.text).clauses[-1], Word | Phrase)
