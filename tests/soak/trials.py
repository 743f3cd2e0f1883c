"""What is tried: each trial starts the site, does its worst, and says whether everything held, with figures."""

import os
import socket
import sqlite3
import sys
import time
from collections.abc import Callable
from contextlib import ExitStack, closing
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from tests.soak.site import Site, wait_until
from tests.soak.writers import Writers

CLIENTS = 8
HALF_OPEN, SLOW_BODIES, SLOW_READERS = 80, 40, 40
MAKE_SESSION = """
from django.contrib.auth import get_user_model
from django.test import Client
client = Client()
client.force_login(get_user_model().objects.create_superuser("soak"))
print(client.cookies["sessionid"].value)
"""


@dataclass(frozen=True)
class Outcome:
    held: bool
    figures: str


def all_trials(kills: int = 0) -> dict[str, Callable[[Site, str], Outcome]]:
    """Return the trials by name; each takes the site and a session of an account."""
    return {
        "kills": partial(kill, times=kills),
        "slow clients": hold_open,
        "no room": run_out_of_room,
        "damaged index": damage_index,
        "backup under load": back_up,
    }


def prepare(site: Site) -> str:
    """Make the database with an account, and return a session of it."""
    site.manage("migrate", "-v0")
    site.manage("loaddata", "red_heat", "-v0")
    made = site.manage("shell", "-v0", "-c", MAKE_SESSION)
    if made.returncode:
        sys.exit(made.stderr)
    return made.stdout.split()[-1]


def kill(site: Site, session: str, times: int) -> Outcome:
    """Kill everything, the server alone or one worker, in turn, while clients write."""
    writers = Writers(site, session, CLIENTS)
    ready = [site.start()]
    with writers.at_work():
        for number in range(times):
            enough = len(writers.acknowledged) + CLIENTS
            wait_until(lambda enough=enough: len(writers.acknowledged) >= enough)  # type: ignore[misc]
            ways = (site.kill_all, site.kill_master, site.kill_worker)
            ways[number % len(ways)]()
            if number % len(ways) != 2:
                ready.append(site.start())
    lost = set(writers.acknowledged) - stored(site.database)
    sound = integrity(site.database) == "ok" and site.manage("check_search").returncode == 0
    ready.sort()
    return Outcome(
        not lost and sound,
        f"{times} kills, {len(writers.acknowledged)} acknowledged saves, {len(lost)} lost, "
        f"refused: {sorted(set(writers.refused)) or 'none'}, index and facts {'sound' if sound else 'UNSOUND'}; "
        f"ready after {ready[len(ready) // 2]:.1f} s (median of {len(ready)}), at most {ready[-1]:.1f} s",
    )


def hold_open(site: Site, session: str) -> Outcome:
    """Ask for a page while many connections send or take nothing."""
    site.start()
    alone = timed(site, "/help/search/")
    body = b"POST /admin/login/ HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\na"
    reader = b"GET /exports/credits.csv HTTP/1.1\r\nHost: localhost\r\n\r\n"
    beginnings = [b"GET / HTTP/1.1\r\nHost:"] * HALF_OPEN + [body] * SLOW_BODIES + [reader] * SLOW_READERS
    with ExitStack() as opened:
        for beginning in beginnings:
            client = opened.enter_context(socket.socket())
            client.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 1024)
            client.connect(("127.0.0.1", site.port))
            client.sendall(beginning)
        meanwhile = max(timed(site, address) for address in ("/help/search/", "/?q=danko", "/healthz"))
    return Outcome(
        meanwhile < float("inf"),
        f"{len(beginnings)} connections held open; a page took {alone:.2f} s before and at most "
        f"{meanwhile:.2f} s meanwhile",
    )


def timed(site: Site, address: str) -> float:
    """Return the seconds that a page took, or infinity if it did not come."""
    started = time.monotonic()
    return time.monotonic() - started if site.status(address) == 200 else float("inf")


def run_out_of_room(site: Site, session: str) -> Outcome:
    """Let no file grow any more while clients write, and read meanwhile."""
    site.start(largest_file=site.database.stat().st_size)
    writers = Writers(site, session, CLIENTS)
    with writers.at_work():
        wait_until(lambda: len(writers.refused) >= CLIENTS)
        reading = [site.status(address) for address in ("/", "/films/red-heat-1988/", "/?q=danko")]
    refused = sorted(set(writers.refused))
    site.kill_all()
    ready = site.start()
    lost = set(writers.acknowledged) - stored(site.database)
    return Outcome(
        not lost and refused == [503] and set(reading) == {200} and integrity(site.database) == "ok",
        f"{len(writers.acknowledged)} saves acknowledged, {len(lost)} lost, then refused with {refused}; pages "
        f"read meanwhile: {reading}; ready again after {ready:.1f} s",
    )


def damage_index(site: Site, session: str) -> Outcome:
    """Overwrite pages of the index; commands have to find and repair that, and to lose no fact."""
    facts = fact_count(site.database)
    overwrite(site.database, "search_entry")
    noticed = site.manage("check_search")
    repaired = site.manage("rebuild_search")
    checked = site.manage("check_search")
    site.start()
    return Outcome(
        noticed.returncode == 1
        and "rebuild_search" in noticed.stderr
        and (repaired.returncode, checked.returncode, integrity(site.database)) == (0, 0, "ok")
        and fact_count(site.database) == facts,
        f"check_search: {noticed.stderr.strip()} Then: {repaired.stdout.strip()} {facts} facts before and "
        f"{fact_count(site.database)} after",
    )


def back_up(site: Site, session: str) -> Outcome:
    """Back up while clients write, restore the backup, and compare all that the database then holds."""
    site.start()
    writers = Writers(site, session, CLIENTS)
    copy = site.database.with_name("copy.sqlite3")
    with writers.at_work():
        wait_until(lambda: len(writers.acknowledged) >= CLIENTS)
        before = set(writers.acknowledged)
        made = site.manage("backup", str(copy))
    site.stop()
    restored = site.manage("restore", str(copy))
    lacking = before - stored(site.database)
    same = content(copy) == content(site.database)
    return Outcome(
        (made.returncode, restored.returncode) == (0, 0) and not lacking and same,
        f"{len(before)} saves acknowledged before the backup, {len(lacking)} not in it, "
        f"{len(writers.acknowledged) - len(before)} meanwhile; the restored database "
        f"{'equals' if same else 'DIFFERS FROM'} the backup, row by row",
    )


def stored(database: Path) -> set[str]:
    return {slug for (slug,) in query(database, "SELECT slug FROM films_organization")}


def integrity(database: Path) -> str:
    ((found,),) = query(database, "PRAGMA integrity_check")
    return str(found)


def fact_count(database: Path) -> int:
    tables = "film person credit location filmlocation review release note citation change".split()
    return sum(int(count) for name in tables for (count,) in query(database, f"SELECT count(*) FROM films_{name}"))


def content(database: Path) -> list[str]:
    with closing(sqlite3.connect(database)) as connection:
        return list(connection.iterdump())


def query(database: Path, sql: str) -> list[tuple[str, ...]]:
    with closing(sqlite3.connect(database, timeout=60)) as connection:
        return connection.execute(sql).fetchall()


def overwrite(database: Path, table: str) -> None:
    """Overwrite the first and the middle page of a table."""
    query(database, "PRAGMA wal_checkpoint(TRUNCATE)")
    pages = [int(page) for (page,) in query(database, f"SELECT pageno FROM dbstat WHERE name = '{table}'")]
    ((size,),) = query(database, "PRAGMA page_size")
    with database.open("r+b") as file:
        for page in (pages[0], pages[len(pages) // 2]):
            file.seek((page - 1) * int(size))
            file.write(os.urandom(int(size)))
