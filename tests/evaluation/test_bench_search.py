"""The command measures every kind of query. No test looks at the clock."""

import json
from io import StringIO
from typing import Any

import pytest
from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import CommandError, call_command
from django.http import HttpRequest, HttpResponse
from pytest_django import DjangoDbBlocker

from films.evaluation import benchmark, benchmark_queries, page_latency
from films.evaluation.benchmark_queries import KINDS, BenchmarkQuery
from films.evaluation.latency import Timed, latency, ratio
from films.models import Film, Person, State

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]


@pytest.fixture(autouse=True)
def few_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(benchmark_queries, "QUERIES_OF_A_KIND", 2)


def bench(**options: Any) -> str:
    out = StringIO()
    call_command("bench_search", stdout=out, repeat=1, **options)
    return out.getvalue()


@pytest.fixture(scope="module")
def measured(red_heat: None, django_db_blocker: DjangoDbBlocker) -> dict[str, Any]:
    """Give what the command measures, for all tests of what it says."""
    plain_files = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
    with pytest.MonkeyPatch.context() as patch, django_db_blocker.unblock():
        patch.setattr(settings, "STORAGES", {**settings.STORAGES, "staticfiles": plain_files})
        patch.setattr(benchmark_queries, "QUERIES_OF_A_KIND", 2)
        figures: dict[str, Any] = json.loads(bench(json=True))
    return figures


def test_every_kind_that_the_data_yields_is_measured(measured: dict[str, Any]) -> None:
    assert measured["films"] == Film.objects.count()
    assert measured["memory_bytes"] > 1_000_000
    kinds = {kind["kind"]: kind for kind in measured["kinds"]}
    assert list(kinds) == [kind for kind in KINDS if kind in kinds]
    assert set(KINDS) - set(kinds) <= {"two words of a title"}
    for kind in kinds.values():
        assert kind["n"] == len(kind["questions"])
        assert 0 < kind["p50_ms"] <= kind["p95_ms"] <= kind["max_ms"]
    assert kinds["exact title"]["found"] == 1
    assert kinds["exact title"]["raw"]["found"] == 1
    assert kinds["filter alone"]["raw"] is None
    assert kinds["words that stand nowhere"]["raw"]["found"] == 0


def test_the_whole_page_is_measured_next_to_a_bare_view(measured: dict[str, Any]) -> None:
    page = measured["page"]
    assert page["bare_p50_ms"] > 0
    assert page["ratio_p50"] == pytest.approx(page["p50_ms"] / page["bare_p50_ms"], rel=0.05)


@pytest.fixture
def few_kinds(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    kinds = ["exact title", "phrase", "suggestions, misspelt"]
    monkeypatch.setattr(benchmark_queries, "KINDS", {kind: KINDS[kind] for kind in kinds})
    return kinds


@pytest.mark.usefixtures("red_heat")
def test_the_table_has_a_row_for_each_kind(few_kinds: list[str]) -> None:
    lines = bench().splitlines()
    assert lines[0].startswith("4 films, 25 people")
    for kind in few_kinds:
        assert any(line.startswith(kind) for line in lines)


def test_a_database_with_nothing_published_is_refused_with_what_to_do() -> None:
    Film.objects.update(state=State.DRAFT)
    Person.objects.update(state=State.DRAFT)
    with pytest.raises(CommandError, match="loaddata red_heat"):
        bench()


@pytest.mark.usefixtures("red_heat", "few_kinds")
def test_a_page_that_is_no_page_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    def too_many(request: HttpRequest) -> HttpResponse:
        return HttpResponse(status=429)

    monkeypatch.setattr(page_latency, "bare_view", too_many)
    with pytest.raises(CommandError, match="429 Too Many Requests"):
        bench()


def test_what_to_do_is_said_where_static_files_were_not_collected(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staticfiles_storage, "manifest_hash", "", raising=False)
    with pytest.raises(CommandError, match="collectstatic"):
        bench()


def test_no_repeat_at_all_is_refused() -> None:
    with pytest.raises(CommandError, match="at least 1"):
        call_command("bench_search", repeat=0)


def times(*milliseconds: float) -> list[Timed]:
    return [Timed(BenchmarkQuery(f"fox {number}"), number, one) for number, one in enumerate(milliseconds)]


def test_times_are_summed_up() -> None:
    summed = latency(times(4.0, 1.0, 3.0, 2.0))
    assert (summed.n, summed.found, summed.p50_ms, summed.p95_ms, summed.max_ms) == (4, 0.75, 2.0, 4.0, 4.0)


def test_a_ratio_is_of_the_queries_that_both_were_asked() -> None:
    assert ratio(times(6.0, 4.0, 100.0), times(2.0, 2.0), 0.5) == 2.0
    assert ratio(times(6.0), [], 0.5) is None


def test_pages_are_told_in_bare_views() -> None:
    assert benchmark.Pages(page=[4.0, 2.0], bare=[1.0, 2.0]).figures() == {
        "p50_ms": 2.0,
        "p95_ms": 4.0,
        "bare_p50_ms": 1.0,
        "bare_p95_ms": 2.0,
        "ratio_p50": 2.0,
        "ratio_p95": 2.0,
    }
