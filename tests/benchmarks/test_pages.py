"""Pages are measured as made anew, as sent again, and beside a view that does nothing."""

from collections.abc import Mapping
from typing import Any

import pytest
from django.core.handlers.wsgi import WSGIHandler
from django.http import HttpRequest, HttpResponse

from films.evaluation.page_latency import BareHandler
from films.views import pages
from tests.benchmarks.pages import PageCost, ask, page_costs, table
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db
FILM = "/films/the-tanuki-1977/"


def test_a_page_is_made_anew_each_time_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    tanuki_film()
    made: list[str] = []
    render_page = pages.render_page

    def counted(request: HttpRequest, name: str, context: Mapping[str, Any]) -> HttpResponse:
        made.append(name)
        return render_page(request, name, context)

    monkeypatch.setattr(pages, "render_page", counted)
    site = WSGIHandler()
    for anew in (True, True, False, False):
        ask(site, FILM, anew=anew)
    assert made == ["films/film"] * 3


def test_each_page_is_measured() -> None:
    tanuki_film()
    costs = list(page_costs(WSGIHandler(), BareHandler(), ["/?q=tanuki", FILM], repeats=1))
    assert [cost.address for cost in costs] == ["/?q=tanuki", FILM]
    assert all(min(cost.miss_ms, cost.hit_ms, cost.bare_ms) >= 0 for cost in costs)


def test_a_page_that_is_not_there_is_not_measured() -> None:
    with pytest.raises(SystemExit, match="404"):
        ask(WSGIHandler(), FILM, anew=False)


def test_costs_are_ratios_to_the_bare_view() -> None:
    assert table([PageCost("/", 6.0, 0.5, 1.0)]).splitlines()[-1] == "| `/` | 6.00 | 6.0 | 0.50 | 0.5 |"
