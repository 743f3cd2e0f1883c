"""A page asks the database a bounded number of times, however many facts it shows."""

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.benchmarks.pages import ask

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("red_heat")]


@pytest.mark.parametrize(
    ("page", "most"),
    [
        ("/films/red-heat-1988/", 62),
        ("/people/arnold-schwarzenegger/", 38),
        ("/locations/soviet-union/", 29),
        ("/documents/wikipedia-red-heat/", 35),
    ],
)
def test_a_page_of_the_founding_film_asks_few_queries(page: str, most: int) -> None:
    site = WSGIHandler()
    ask(site, page, anew=True)
    with CaptureQueriesContext(connection) as asked:
        ask(site, page, anew=True)
    assert len(asked) <= most


def test_a_page_of_results_reads_no_table_of_facts() -> None:
    site = WSGIHandler()
    ask(site, "/?q=red+heat", anew=True)
    with CaptureQueriesContext(connection) as asked:
        ask(site, "/?q=red+heat", anew=True)
    assert not [query["sql"] for query in asked if '"films_' in query["sql"]]
