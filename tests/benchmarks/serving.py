"""How long whole pages take over HTTP, next to a Django view that does nothing, under the same server."""

import http.client
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

from films.evaluation.timing import percentile, timed_warm
from tests.benchmarks.pages import address_before
from tests.benchmarks.running import PROJECT, environment

SITE, BARE = "redheat.rsgi:application", "tests.benchmarks.bare:served"
SECONDS_TO_START = 60
OPTIONS = "--interface rsgi --host 127.0.0.1 --no-access-log --log-level error"
"""As `make run` serves."""


def served(database: Path, questions: Sequence[dict[str, Any]], repeats: int) -> dict[str, float | None]:
    """Ask the site for the page of each question, and a bare view for as many, over one kept connection each.

    Returns milliseconds as {"p50_ms", "p95_ms", "bare_p50_ms", "bare_p95_ms"}, and in bytes as "memory_bytes" the
    most that the site's process and those it started held, where the system tells.
    """
    addresses = [f"/?{address(question)}" for question in questions]
    with granian(SITE, database) as (port, process):
        page = times(port, addresses, repeats)
        memory = memory_of(process)
    with granian(BARE, database) as (port, _):
        bare = times(port, addresses, repeats)
    return {
        "p50_ms": percentile(page, 0.5),
        "p95_ms": percentile(page, 0.95),
        "bare_p50_ms": percentile(bare, 0.5),
        "bare_p95_ms": percentile(bare, 0.95),
        "memory_bytes": memory,
    }


def address(question: dict[str, Any]) -> str:
    filters = [(facet, value) for facet, values in question["filters"].items() for value in values]
    return urlencode([("q", question["text"]), *filters])


def times(port: int, addresses: Sequence[str], repeats: int) -> list[float]:
    connection = http.client.HTTPConnection("127.0.0.1", port)
    # The server is a process of its own.
    timings = timed_warm(
        [partial(fetch, connection, address) for address in addresses], repeats, time.perf_counter
    )
    return [milliseconds for _, milliseconds in timings]


def fetch(connection: http.client.HTTPConnection, address: str) -> int:
    connection.request("GET", address, headers={"Accept-Encoding": "gzip", "HX-Current-URL": address_before()})
    response = connection.getresponse()
    size = len(response.read())
    if response.status != http.HTTPStatus.OK:
        sys.exit(f"{address} was answered with {response.status} {response.reason}, so it cannot be timed.")
    return size


@contextmanager
def granian(application: str, database: Path, workers: int = 1) -> Iterator[tuple[int, int]]:
    """Serve an application; give its port and the server's process id."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    command = [sys.executable, "-m", "granian", *OPTIONS.split(), "--workers", str(workers)]
    command += ["--port", str(port), application]
    with subprocess.Popen(command, cwd=PROJECT, env=environment(database)) as server:
        try:
            wait_for(port, server)
            yield port, server.pid
        finally:
            server.send_signal(signal.SIGTERM)


def wait_for(port: int, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + SECONDS_TO_START
    while time.monotonic() < deadline and server.poll() is None:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.1)
        else:
            return
    sys.exit("The server did not start; what it said stands above.")


def memory_of(process: int) -> int | None:
    """Return the most memory in bytes that any one of a process and its descendants held, or None off Linux."""
    status = Path(f"/proc/{process}/status")
    if not status.exists():
        return None
    (line,) = [line for line in status.read_text().splitlines() if line.startswith("VmHWM")]
    own = int(line.split()[1]) * 1024
    children = Path(f"/proc/{process}/task/{process}/children")
    return max([own, *(memory_of(int(child)) or 0 for child in children.read_text().split())])
