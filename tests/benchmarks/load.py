"""Ask the site for searches from several clients at once, and a view that does nothing, in turns.

    .venv/bin/python -m tests.benchmarks.load DATABASE.sqlite3 FILMS.jsonl --seconds 30

Each is served by two workers. The site is asked while nothing else happens, and again while a curator saves drafts
and the films are imported. The database is copied first. Times are by the clock; the processor time of all of the
server's processes is what compares runs on a busy machine.
"""

import argparse
import http.client
import os
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import quote_plus

from films.evaluation.timing import percentile
from tests.benchmarks.serving import BARE, granian
from tests.soak.site import PROJECT, Site
from tests.soak.trials import MAKE_SESSION
from tests.soak.writers import Writers

CLIENTS, WORKERS = 8, 2
HEAD = "| asked | a second | p50, ms | p99, ms | processor time, ms each | answers |\n|---|--:|--:|--:|--:|---|"
TITLES = "SELECT title FROM films_film WHERE state = 'published' ORDER BY random() LIMIT 20000"


@dataclass
class Load:
    """What clients got: milliseconds of each response, statuses, and the server's processor time meanwhile."""

    what: str
    seconds: float = 0.0
    times: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    processor: float = 0.0

    def row(self) -> str:
        count = len(self.times)
        answers = ", ".join(f"{number:,} × {status}" for status, number in sorted(self.statuses.items()))
        return (
            f"| {self.what} | {count / self.seconds:.0f} | {percentile(self.times, 0.5):.0f} "
            f"| {percentile(self.times, 0.99):.0f} | {1000 * self.processor / count:.2f} | {answers} |"
        )


def ask(what: str, port: int, server: int, addresses: Sequence[str], go_on: Callable[[Load], bool]) -> Load:
    """Have clients, each on a connection of its own, ask for one address after the other while `go_on` says so."""
    load, places = Load(what), iter(range(sys.maxsize))

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
        while go_on(load):
            begun = time.perf_counter()
            connection.request(
                "GET", addresses[next(places) % len(addresses)], headers={"Accept-Encoding": "gzip"}
            )
            response = connection.getresponse()
            response.read()
            load.times.append((time.perf_counter() - begun) * 1000)
            load.statuses[response.status] += 1
        connection.close()

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    started, before = time.monotonic(), processor_time(server)
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    load.seconds, load.processor = time.monotonic() - started, processor_time(server) - before
    return load


def for_seconds(seconds: float) -> Callable[[Load], bool]:
    end = time.monotonic() + seconds
    return lambda load: time.monotonic() < end


def family(process: int) -> list[int]:
    """Return a process and those that it started."""
    children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
    return [process, *(each for child in children for each in family(int(child)))]


def processor_time(server: int) -> float:
    """Return the seconds of processor time that a server's processes have used."""
    ticks = 0
    for process in family(server):
        used = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
        ticks += int(used[11]) + int(used[12])
    return ticks / os.sysconf("SC_CLK_TCK")


def memory(server: int) -> str:
    """Return the MiB that a server's processes hold, each with its share of what they have in common."""
    shares = []
    for process in family(server):
        rollup = Path(f"/proc/{process}/smaps_rollup").read_text()
        (share,) = (line for line in rollup.splitlines() if line.startswith("Pss:"))
        shares.append(int(share.split()[1]) // 1024)
    return f"{sum(shares)} MiB ({' + '.join(map(str, shares))})"


def search_addresses(database: Path) -> list[str]:
    """Return addresses of searches for one or two words of titles, each another one."""
    with closing(sqlite3.connect(database)) as connection:
        titles = [title for (title,) in connection.execute(TITLES)]
    chosen = random.Random(16)  # noqa: S311 (words, not secrets)
    words = [" ".join(chosen.sample(title.split(), min(2, len(title.split())))) for title in titles]
    return [f"/?q={quote_plus(text)}" for text in dict.fromkeys(words)]


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.benchmarks.load", description=__doc__)
    parser.add_argument("database", type=Path)
    parser.add_argument("films", type=Path, help="a file for import_films")
    parser.add_argument("--seconds", type=float, default=30.0)
    parser.add_argument("--requests", type=int, default=10_000, help="searches before memory is looked at again")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "load.sqlite3"
        shutil.copy(options.database, copy)
        print(HEAD)
        with granian(BARE, copy, WORKERS) as (port, server):
            print(
                ask("a view that does nothing", port, server, ["/"], for_seconds(options.seconds)).row(),
                flush=True,
            )
        site = Site(copy)
        site.manage("migrate", "-v0")
        session = site.manage("shell", "-v0", "-c", MAKE_SESSION).stdout.split()[-1]
        site.start()
        try:
            ask_site(site, session, options)
        finally:
            site.stop()


def ask_site(site: Site, session: str, options: argparse.Namespace) -> None:
    """Ask for searches while nothing else happens, then while others write, and then see what memory it takes."""
    assert site.process is not None
    server, addresses = site.process.pid, search_addresses(site.database)
    print(ask("searches", site.port, server, addresses, for_seconds(options.seconds)).row(), flush=True)
    importing = [sys.executable, "manage.py", "import_films", str(options.films), "--dataset", "load"]
    writers = Writers(site, session, 1)
    with subprocess.Popen(importing, cwd=PROJECT, env=site.environment, stdout=subprocess.DEVNULL) as running:
        with writers.at_work():
            time.sleep(10.0)  # by then, the import stores films
            print(
                ask(
                    "searches while others write", site.port, server, addresses, for_seconds(options.seconds)
                ).row()
            )
            is_importing = running.poll() is None
        running.terminate()
    saved = f"{len(writers.acknowledged)} saves, {len(writers.refused)} refused"
    print(f"\nMeanwhile: {saved}; the import was {'under way' if is_importing else 'OVER'}.")
    before = memory(server)
    ask("searches", site.port, server, addresses, lambda load: len(load.times) < options.requests)
    print(f"Memory: {before} before and {memory(server)} after {options.requests:,} more searches.")


if __name__ == "__main__":
    main()
