"""Measure the processor time of whole pages, made anew and sent again, next to a view that does nothing.

    DATABASE_URL=sqlite:///… .venv/bin/python -m tests.benchmarks.pages "/?q=love" /films/red-heat-1988/

All go through the same middleware in one process, in turns, so that the ratios hold on a busy machine too. Static
files must be collected.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from io import BytesIO
from itertools import count
from random import Random
from statistics import median
from typing import Any
from wsgiref.util import setup_testing_defaults

REPEATS = 25
PAGES_BEFORE = count()
ORDERS = Random(1)  # noqa: S311 (nobody must not guess it)
"""What comes after a long task finds the processor's caches full of other things, so none always does."""

Application = Callable[[dict[str, Any], Any], Any]


@dataclass(frozen=True)
class PageCost:
    """Milliseconds of processor time that a page takes when made anew and when sent again, and the bare view."""

    address: str
    miss_ms: float
    hit_ms: float
    bare_ms: float


def page_costs(site: Application, bare: Application, addresses: Sequence[str], repeats: int) -> Iterator[PageCost]:
    """Measure each page: the medians of so many rounds, in each of which all three are asked once."""
    for address in addresses:
        asked = ((site, True), (site, False), (bare, False))
        for application, anew in asked:
            ask(application, address, anew=anew)
        times: dict[tuple[Application, bool], list[float]] = {each: [] for each in asked}
        for _ in range(repeats):
            for application, anew in ORDERS.sample(asked, len(asked)):
                times[application, anew].append(processor_time(application, address, anew))
        yield PageCost(address, *(median(times[each]) for each in asked))


def processor_time(application: Application, address: str, anew: bool) -> float:
    started = time.thread_time()
    ask(application, address, anew=anew)
    return (time.thread_time() - started) * 1000


def address_before() -> str:
    """Return another page each time for a browser to come from: kept pages differ by it, so one is made anew."""
    return f"https://localhost/?page={next(PAGES_BEFORE)}"


def ask(application: Application, address: str, *, anew: bool) -> bytes:
    """Ask a WSGI application for an address as a browser does; return what is sent. Ends where it is not 200."""
    path, _, query = address.partition("?")
    environ: dict[str, Any] = {
        "HTTP_HOST": "localhost",
        "HTTP_ACCEPT_ENCODING": "br, gzip",
        "HTTP_HX_CURRENT_URL": address_before() if anew else "",
        "PATH_INFO": path,
        "QUERY_STRING": query,
        "wsgi.url_scheme": "https",
        "wsgi.input": BytesIO(),
        "wsgi.errors": sys.stderr,
    }
    setup_testing_defaults(environ)
    statuses: list[str] = []
    response = application(environ, lambda status, headers, error=None: statuses.append(status))
    try:
        content = b"".join(response)
    finally:
        response.close()
    if statuses != ["200 OK"]:
        sys.exit(f"{address} was answered with {', '.join(statuses)}, so it cannot be measured.")
    return content


def table(costs: Sequence[PageCost]) -> str:
    """Return the costs as Markdown."""
    lines = [
        "| page | made anew, ms | ÷ bare view | sent again, ms | ÷ bare view |",
        "|---|--:|--:|--:|--:|",
        *(
            f"| `{cost.address}` | {cost.miss_ms:.2f} | {cost.miss_ms / cost.bare_ms:.1f} "
            f"| {cost.hit_ms:.2f} | {cost.hit_ms / cost.bare_ms:.1f} |"
            for cost in costs
        ),
    ]
    return "\n".join(lines)


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redheat.settings")
    from redheat.wsgi import application
    from tests.benchmarks.bare import application as bare

    print(table(list(page_costs(application, bare, sys.argv[1:] or ["/"], REPEATS))))


if __name__ == "__main__":
    main()
