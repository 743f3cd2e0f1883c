"""Count requests and searches across all workers, and write the counts in Prometheus' format.

Import this module only where `METRICS` is on: prometheus_client decides at its import where it keeps its counts.
"""

from collections.abc import Iterator

from django.db import DatabaseError
from django.http import HttpRequest
from django.urls import Resolver404, resolve
from prometheus_client import CollectorRegistry, Counter, Histogram, generate_latest
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.multiprocess import MultiProcessCollector
from prometheus_client.registry import Collector

from films.search import is_ready

SEARCHING = {"search", "search-api", "search-csv", "search-atom"}
NO_VIEW = "none"  # static files, and addresses that lead nowhere
REFUSED, STOPPED = 429, 503

requests = Counter("red_heat_requests", "Requests by view and status.", ["view", "status"])
durations = Histogram(
    "red_heat_request_duration_seconds",
    "Time from a request until its response begins, by view.",
    ["view"],
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)
searches = Counter(
    "red_heat_searches",
    "Searches by view and outcome: computed, cached, stopped (took too long) or refused (too many).",
    ["view", "outcome"],
)


class IndexCollector(Collector):
    """Look whether the search index is complete whenever somebody asks for the metrics."""

    def collect(self) -> Iterator[GaugeMetricFamily]:
        try:
            ready = is_ready()
        except DatabaseError:
            ready = False
        yield GaugeMetricFamily("red_heat_index_ready", "Whether the search index is complete.", float(ready))


registry = CollectorRegistry()
MultiProcessCollector(registry)
registry.register(IndexCollector())


def count_request(request: HttpRequest, status: int, seconds: float) -> None:
    """Add a request that was answered to the counts."""
    view = view_name(request)
    requests.labels(view, status).inc()
    durations.labels(view).observe(seconds)
    if view in SEARCHING and request.GET:
        searches.labels(view, outcome(request, status)).inc()


def view_name(request: HttpRequest) -> str:
    """Return the name of the view that answers an address, even if a cache or a redirect answered in its place."""
    try:
        match = request.resolver_match or resolve(request.path_info)
    except Resolver404:
        return NO_VIEW
    return match.view_name


def outcome(request: HttpRequest, status: int) -> str:
    """Tell how a search ended. Only what is computed, or refused by then, is resolved to a view."""
    if status in (REFUSED, STOPPED):
        return "refused" if status == REFUSED else "stopped"
    return "computed" if request.resolver_match else "cached"


def metrics_text() -> bytes:
    """Return the counts of all workers in Prometheus' text format."""
    return generate_latest(registry)
