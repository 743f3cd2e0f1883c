"""Let requests read from replicas of the database, and know which of these can be read from.

Each request reads from one server. A router that chose one for each query could make a page of two states of the
facts, and keep it under the entity tag of a third. So while a request is answered that may read from a replica,
Django's default connection leads there.
"""

import random
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from threading import Lock
from typing import Any

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, Error, connections
from django.db.backends.base.base import BaseDatabaseWrapper

BETWEEN_LOOKS = 1.0  # seconds
REST = 5.0  # seconds for which a server that does not answer is left alone
MOST_LAG = 5.0  # seconds by which a replica may be behind

WRITTEN = "SELECT CASE WHEN NOT pg_is_in_recovery() THEN (pg_current_wal_lsn() - '0/0')::bigint END"
"""How far the primary has written, in bytes of its log; nothing from a server that is none."""
REPLAYED = "SELECT CASE WHEN pg_is_in_recovery() THEN (pg_last_wal_replay_lsn() - '0/0')::bigint END"
"""How far a replica has replayed that log; nothing from a server that is none, such as a promoted one."""

_primary: ContextVar[BaseDatabaseWrapper | None] = ContextVar("primary", default=None)


class ReplicaRouter:
    """Keep replicas out of whatever would write to them; what is read from one is decided by the request."""

    def allow_migrate(self, db: str, app_label: str, **hints: Any) -> bool | None:
        return False if db in settings.REPLICAS else None


@contextmanager
def reading_from(alias: str) -> Iterator[BaseDatabaseWrapper]:
    """Let the default connection of this thread lead to a replica inside this block."""
    usual = connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = connections[alias]
    token = _primary.set(usual)
    try:
        yield connections[alias]
    finally:
        _primary.reset(token)
        connections[DEFAULT_DB_ALIAS] = usual


@contextmanager
def at_the_primary() -> Iterator[None]:
    """Let the default connection lead to the primary inside this block, whatever the request reads from."""
    primary, present = _primary.get(), connections[DEFAULT_DB_ALIAS]
    connections[DEFAULT_DB_ALIAS] = primary or present
    try:
        yield
    finally:
        connections[DEFAULT_DB_ALIAS] = present


def position(alias: str, question: str) -> int | None:
    """Return a server's position in the log of the primary, or None if it has none or does not answer."""
    try:
        with connections[alias].cursor() as cursor:
            cursor.execute(question)
            (found,) = cursor.fetchone()
            return found
    except Error:
        connections[alias].close()
        return None


def written_position() -> int | None:
    """Return how far the primary has written, for whoever has just written something."""
    return position(DEFAULT_DB_ALIAS, WRITTEN)


@dataclass
class Server:
    """Hold how far a server was in the log when it was last looked at, and until when it is left alone."""

    alias: str
    question: str
    position: int | None = None
    rests_until: float = 0.0

    def look(self, now: float) -> None:
        if now >= self.rests_until:
            self.position = position(self.alias, self.question)
            self.rests_until = 0.0 if self.position is not None else now + REST


class Replicas:
    """Know which replicas can be read from: those that answer, and are not behind by more than `MOST_LAG`.

    While the primary does not answer, replicas stay that were not behind before.
    """

    def __init__(self, aliases: Sequence[str]) -> None:
        self.primary = Server(DEFAULT_DB_ALIAS, WRITTEN)
        self.replicas = [Server(alias, REPLAYED) for alias in aliases]
        self.written: list[tuple[float, int]] = []
        self.looked_at = float("-inf")
        self.looking = Lock()

    def choose(self, needed: int = 0) -> str | None:
        """Return the alias of a replica that has replayed the log up to a position, or None if there is none."""
        if time.monotonic() - self.looked_at > BETWEEN_LOOKS and self.looking.acquire(blocking=False):
            try:
                self.look(time.monotonic())
            finally:
                self.looking.release()
        least = max(needed, self.least_position())
        usable = [server.alias for server in self.replicas if (server.position or -1) >= least]
        return random.choice(usable) if usable else None  # noqa: S311 (spreads load, and keeps no secret)

    def look(self, now: float) -> None:
        """Ask every server for its position; one that does not answer is left alone for a while."""
        self.primary.look(now)
        for server in self.replicas:
            server.look(now)
        if self.primary.position is not None:
            self.written.append((now, self.primary.position))
        while len(self.written) > 1 and self.written[1][0] <= now - MOST_LAG:
            del self.written[0]
        self.looked_at = now

    def least_position(self) -> int:
        """Return what a replica must have replayed: what was written `MOST_LAG` ago, as far as that is known."""
        return self.written[0][1] if self.written else 0

    def leave_out(self, alias: str) -> None:
        """Leave alone a replica that has failed."""
        for server in self.replicas:
            if server.alias == alias:
                server.position, server.rests_until = None, time.monotonic() + REST
