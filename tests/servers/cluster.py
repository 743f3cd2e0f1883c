"""A primary with two replicas that follow it, or whichever of them is promoted."""

import os
import subprocess
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass

from tests.servers.pgbouncer import COMPOSE, Pool, running_pool
from tests.servers.postgresql import OWNER, QUICK, Server, folder_for_servers, free_port, user

IN_COMPOSE = dict(
    setting.removeprefix("--").split("=", 1) for setting in COMPOSE["services"]["primary"]["command"][1:]
)
DURABLE = {**QUICK, **IN_COMPOSE, "synchronous_commit": "on", "wal_retrieve_retry_interval": "200ms"}
"""Settings with which a write waits for a replica, once the script in compose.yaml says that there is one."""


PRIMARY, REPLICAS = "primary", ("first", "second")
"""The names by which PgBouncer knows the servers."""


@dataclass(frozen=True)
class Cluster:
    """Know a primary, two replicas that can each take its place, and the pool before all of them."""

    primary: Server
    replicas: tuple[Server, Server]
    pool: Pool

    @property
    def url(self) -> str:
        """Return the value of DATABASE_URL."""
        return self.pool.url(PRIMARY)

    @property
    def replica_urls(self) -> list[str]:
        """Return what REPLICA_URLS lists."""
        return [self.pool.url(name) for name in REPLICAS]

    @property
    def url_of_any_primary(self) -> str:
        """Return the value of DATABASE_URL that leads past the pool to whichever server is the primary."""
        servers = addresses((self.primary, *self.replicas), "&")
        return f"postgres:///{self.pool.database}?{servers}&target_session_attrs=read-write"


def addresses(servers: tuple[Server, ...], between: str) -> str:
    """Return where servers are, as parameters of a connection."""
    hosts, ports = ",".join("127.0.0.1" for _ in servers), ",".join(str(server.port) for server in servers)
    return between.join((f"host={hosts}", f"port={ports}", f"user={OWNER}"))


@contextmanager
def running_cluster(original: Server, database: str) -> Iterator[Cluster]:
    """Run a primary with a copy of what a server holds, two replicas of it and PgBouncer; stop them afterwards."""
    with folder_for_servers() as folder, ExitStack() as running:
        servers = primary, first, second = [Server(folder / name, free_port()) for name in (PRIMARY, *REPLICAS)]
        original.copy_to(primary)
        running.callback(stop_unless_killed, primary)
        set_up_as_in_compose(primary)
        for server in servers:
            if server is not primary:
                others = tuple(other for other in servers if other is not server)
                primary.copy_to(server, following=f"{addresses(others, ' ')} target_session_attrs=read-write")
                running.callback(stop_unless_killed, server)
            server.start(DURABLE)
        leads_to = dict(zip((PRIMARY, *REPLICAS), servers, strict=True))
        pool = running.enter_context(running_pool(folder, database, leads_to))
        yield Cluster(primary, (first, second), pool)


def set_up_as_in_compose(primary: Server) -> None:
    """Do as PostgreSQL's image: run the server by its command, create a database, then run the script."""
    primary.start(DURABLE)
    primary.create_database("created_first")
    script = COMPOSE["configs"]["replication"]["content"].replace("$$", "$")
    environment = {**os.environ, "PGDATA": str(primary.data)}
    subprocess.run(["bash", "-ec", script], env=environment, user=user(), check=True)
    primary.stop()


def stop_unless_killed(server: Server) -> None:
    with suppress(RuntimeError):
        server.stop("immediate")
