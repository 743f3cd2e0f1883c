"""Run PgBouncer in front of servers, as a site with many processes would."""

import signal
import socket
import subprocess
import time
from collections.abc import Iterator, Mapping
from configparser import ConfigParser
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import yaml
from django.conf import settings

from tests.servers.postgresql import OWNER, Server, free_port, user

PROGRAM = Path("/usr/sbin/pgbouncer")
LONGEST = 10.0  # seconds until it listens
COMPOSE = yaml.safe_load((Path(settings.BASE_DIR) / "compose.yaml").read_text(encoding="utf-8"))
PASSWORD = "tanuki"


@dataclass
class Pool:
    """Know a running PgBouncer, and which server each of its names leads to."""

    folder: Path
    port: int
    database: str
    leads_to: dict[str, Server]
    process: subprocess.Popen[bytes] | None = None

    def url(self, name: str) -> str:
        return f"postgres://{OWNER}:{PASSWORD}@127.0.0.1:{self.port}/{name}"

    @property
    def settings(self) -> Path:
        return self.folder / "pgbouncer.ini"

    def write(self) -> None:
        """Write the settings that compose.yaml gives, but for where the servers and the pool are."""
        users = self.folder / "users.txt"
        users.write_text(f'"{OWNER}" "{PASSWORD}"\n')
        settings = ConfigParser(interpolation=None, delimiters="=")
        settings.read_string(COMPOSE["configs"]["pgbouncer"]["content"])
        own = {"listen_addr": "127.0.0.1", "listen_port": str(self.port), "auth_file": str(users)}
        settings["pgbouncer"].update(own)
        settings["databases"] = {
            name: f"host=127.0.0.1 port={server.port} dbname={self.database}"
            for name, server in self.leads_to.items()
        }
        with self.settings.open("w") as file:
            settings.write(file)

    def lead(self, name: str, server: Server) -> None:
        """Let a name lead to another server from now on."""
        self.leads_to[name] = server
        self.write()
        if self.process:
            self.process.send_signal(signal.SIGHUP)


@contextmanager
def running_pool(folder: Path, database: str, leads_to: Mapping[str, Server]) -> Iterator[Pool]:
    """Run PgBouncer, with a name for each server, until this block ends."""
    pool = Pool(folder / "pool", free_port(), database, dict(leads_to))
    pool.folder.mkdir(mode=0o755)
    pool.write()
    with (pool.folder / "log.txt").open("w") as log:
        pool.process = subprocess.Popen([PROGRAM, pool.settings], user=user(), stdout=log, stderr=log)
    try:
        wait_for(pool.port)
        yield pool
    finally:
        pool.process.kill()
        pool.process.wait()


def wait_for(port: int) -> None:
    deadline = time.monotonic() + LONGEST
    while True:
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        assert time.monotonic() < deadline, "PgBouncer does not listen"
        time.sleep(0.02)
