"""Visitors read from replicas and whoever writes from the primary; no failure of a server loses what was saved."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, cast

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group
from django.core.handlers.exception import convert_exception_to_response
from django.db import Error, connection, connections
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory, override_settings
from pytest_django import DjangoDbBlocker

from redheat import replicas
from redheat.middleware.replicas import COOKIE, ReplicaMiddleware
from redheat.models import AuditEntry
from redheat.spending import SpentInDatabase
from tests.servers.cluster import DURABLE, PRIMARY, Cluster, running_cluster
from tests.servers.connecting import default_database
from tests.servers.postgresql import Server

pytestmark = pytest.mark.slow

WRITERS, READERS = 8, 4
LONGEST = 30.0  # seconds to wait for a state


@pytest.fixture(scope="module")
def cluster(
    pgbouncer: None, postgresql: Server, migrated: str, django_db_blocker: DjangoDbBlocker
) -> Iterator[Cluster]:
    """Give a primary and two replicas, to which Django's connections lead; the last test kills the primary."""
    with (
        django_db_blocker.unblock(),
        override_settings(REPLICAS=["replica-1", "replica-2"]),
        running_cluster(postgresql, migrated) as cluster,
        default_database(cluster.url, cluster.replica_urls),
    ):
        yield cluster


@pytest.fixture
def site(cluster: Cluster, monkeypatch: pytest.MonkeyPatch) -> ReplicaMiddleware:
    """Give a site of which each page says how many groups there are, and looks at its servers all the time."""
    monkeypatch.setattr(replicas, "BETWEEN_LOOKS", 0.05)
    monkeypatch.setattr(replicas, "REST", 0.2)
    return ReplicaMiddleware(cast(Any, convert_exception_to_response(page)))


def page(request: HttpRequest) -> HttpResponse:
    if request.method == "POST":
        Group.objects.create(name=request.POST["name"])
    names = Group.objects.values_list("name", flat=True)
    return HttpResponse(", ".join(names), headers={"Server-Port": server_port()})


def server_port() -> str:
    """Return the port of the server itself, behind whatever pool."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT inet_server_port()")
        return str(cursor.fetchone()[0])


def get(site: ReplicaMiddleware, path: str = "/", **cookies: str) -> HttpResponse:
    request = RequestFactory().get(path)
    request.COOKIES.update(cookies)
    response = site(request)
    assert isinstance(response, HttpResponse)
    return response


def post(site: ReplicaMiddleware, name: str) -> str:
    """Write something, and return the cookie with which the response remembers it."""
    return site(RequestFactory().post("/", {"name": name})).cookies[COOKIE].value


def ports(site: ReplicaMiddleware, **cookies: str) -> set[int]:
    """Return the ports of the servers that some requests read from."""
    return {int(get(site, **cookies)["Server-Port"]) for _ in range(20)}


def until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not condition():
        assert time.monotonic() < deadline, "what was waited for did not happen"
        time.sleep(0.05)


def on_each(servers: list[str], statement: str) -> None:
    for alias in servers:
        with connections[alias].cursor() as cursor:
            cursor.execute(statement)


def test_visitors_read_from_replicas_and_see_what_they_have_just_written(
    cluster: Cluster, site: ReplicaMiddleware, settings: LazySettings, monkeypatch: pytest.MonkeyPatch
) -> None:
    primary, both = cluster.primary.port, {replica.port for replica in cluster.replicas}
    until(lambda: ports(site) == both)
    assert ports(site, **{settings.SESSION_COOKIE_NAME: "x"}) == {primary}
    assert get(site, "/admin/")["Server-Port"] == str(primary)

    on_each(settings.REPLICAS, "SELECT pg_wal_replay_pause()")
    cookie = post(site, "tanuki")
    written = {COOKIE: cookie}
    assert "tanuki" not in get(site).content.decode()
    assert "tanuki" in get(site, **written).content.decode()
    assert ports(site, **written) == {primary}
    monkeypatch.setattr(replicas, "MOST_LAG", 0.0)
    until(lambda: ports(site) == {primary})

    on_each(settings.REPLICAS, "SELECT pg_wal_replay_resume()")
    until(lambda: ports(site, **written) == both)
    assert "tanuki" in get(site).content.decode()


def test_what_a_client_spends_is_counted_for_all_machines(cluster: Cluster, site: ReplicaMiddleware) -> None:
    until(lambda: len(ports(site)) == 2)
    with replicas.reading_from("replica-1"):
        spent = [SpentInDatabase().spend("198.51.100.7", 5, now) for now in (0, 30, 60, 90)]
    assert spent == [5, 10, 15, 15]
    assert SpentInDatabase().spend("198.51.100.7", 5, 180) == 5


def test_threads_that_read_many_rows_through_the_pool_get_all_of_their_own(cluster: Cluster) -> None:
    AuditEntry.objects.bulk_create(AuditEntry(account=str(number)) for number in range(500))
    counts: list[int] = []

    def read() -> None:
        counts.extend(sum(1 for _ in AuditEntry.objects.iterator(chunk_size=50)) for _ in range(4))
        connections.close_all()

    threads = [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert counts == [500] * (4 * READERS)


@contextmanager
def under_load(site: ReplicaMiddleware) -> Iterator[tuple[list[str], list[int]]]:
    """Write by some threads and read by others meanwhile; give what was acknowledged, and the statuses."""
    acknowledged: list[str] = []
    statuses: list[int] = []
    stop = threading.Event()

    def write(writer: int) -> None:
        number = 0
        while not stop.is_set():
            number += 1
            name = f"{writer}-{number}"
            try:
                Group.objects.create(name=name)
                acknowledged.append(name)
            except Error:
                connection.close()
                time.sleep(0.05)
        connections.close_all()

    def read() -> None:
        while not stop.is_set():
            statuses.append(get(site).status_code)
            time.sleep(0.01)
        connections.close_all()

    threads = [threading.Thread(target=write, args=[number]) for number in range(WRITERS)]
    threads += [threading.Thread(target=read) for _ in range(READERS)]
    for thread in threads:
        thread.start()
    try:
        yield acknowledged, statuses
    finally:
        stop.set()
        for thread in threads:
            thread.join()


def received(alias: str) -> int:
    with connections[alias].cursor() as cursor:
        cursor.execute("SELECT (pg_last_wal_receive_lsn() - '0/0')::bigint")
        (found,) = cursor.fetchone()
        return int(found)


def test_a_killed_primary_loses_nothing_that_was_acknowledged_and_readers_are_served_throughout(
    cluster: Cluster, site: ReplicaMiddleware, settings: LazySettings
) -> None:
    until(lambda: len(ports(site)) == 2)
    with under_load(site) as (acknowledged, statuses):
        first, second = cluster.replicas
        until(lambda: len(acknowledged) > 50)
        second.kill()
        until(lambda: ports(site) == {first.port})
        second.start(DURABLE)
        until(lambda: len(ports(site)) == 2)

        cluster.primary.kill()
        until(lambda: not writes_go_on(acknowledged))
        assert site(RequestFactory().post("/", {"name": "tanuki"})).status_code == 503
        further = max(settings.REPLICAS, key=received)
        promoted = cluster.replicas[settings.REPLICAS.index(further)]
        promoted.promote()
        cluster.pool.lead(PRIMARY, promoted)
        until(lambda: writes_go_on(acknowledged))
    with default_database(cluster.url_of_any_primary):
        stored = set(Group.objects.values_list("name", flat=True))
    assert set(acknowledged) - stored == set()
    assert len(acknowledged) > 100
    assert set(statuses) == {200}
    (left,) = (replica for replica in cluster.replicas if replica is not promoted)
    assert_searches_do_not_wait_without(left)


def assert_searches_do_not_wait_without(last_replica: Server) -> None:
    """Assert that a search is counted although nothing else can be written before some replica is back."""
    last_replica.kill()

    def count() -> None:
        SpentInDatabase().spend("198.51.100.7", 5, 0)
        connections.close_all()

    counting = threading.Thread(target=count)
    counting.start()
    counting.join(LONGEST)
    assert not counting.is_alive()


def writes_go_on(acknowledged: list[str]) -> bool:
    before = len(acknowledged)
    time.sleep(0.5)
    return len(acknowledged) > before
