"""Start servers of PostgreSQL on loopback, each with its data in a folder of its own."""

import os
import pwd
import shutil
import signal
import socket
import subprocess
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import mkdtemp

PROGRAMS = Path("/usr/lib/postgresql")
"""Where Debian installs each version's programs, which are not on the PATH."""
UNPRIVILEGED = ("postgres", "nobody")
"""Who runs a server for root, whom PostgreSQL refuses."""
OWNER = "redheat"
START_SECONDS = 60
LONGEST = 300  # seconds for whatever one of PostgreSQL's programs does
QUICK = {
    "fsync": "off",
    "full_page_writes": "off",
    "synchronous_commit": "off",
    "shared_buffers": "64MB",
    "max_connections": "40",
}
"""Settings of a server whose data nobody needs once it has stopped."""


def programs() -> Path | None:
    """Return the folder with the programs of the newest version installed, or None."""
    found = [path.parent for path in PROGRAMS.glob("*/bin/postgres")]
    return max(found, key=lambda folder: int(folder.parent.name), default=None)


def user() -> str | None:
    """Return the user to run a server as, or None for the one who runs the tests."""
    if os.geteuid():
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    return next(name for name in UNPRIVILEGED if name in known)


def free_port() -> int:
    with socket.socket() as opened:
        opened.bind(("127.0.0.1", 0))
        port: int = opened.getsockname()[1]
        return port


@dataclass(frozen=True)
class Server:
    """Know where a server has its data, and at which port of 127.0.0.1 it listens."""

    data: Path
    port: int

    def url(self, database: str) -> str:
        """Return the value of DATABASE_URL for one of the server's databases."""
        return f"postgres://{OWNER}@127.0.0.1:{self.port}/{database}"

    def run(self, program: str, *arguments: str) -> None:
        """Run one of PostgreSQL's programs, and raise a RuntimeError with what it said if it fails."""
        folder = programs()
        assert folder, "no server can have been started"
        # pg_ctl leaves the server running with the outputs that it was given, so that a pipe would never end.
        with (self.data.parent / f"{program}.txt").open("w+") as said:
            ended = subprocess.run(
                [folder / program, *arguments],
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=said,
                cwd=self.data.parent,
                user=user(),
                timeout=LONGEST,
            )
            said.seek(0)
            if ended.returncode:
                raise RuntimeError(f"{program} failed: {said.read()}")

    def create(self) -> None:
        """Make the folder of the data of a new server, with a superuser who needs no password."""
        self.run(
            "initdb",
            *("--pgdata", str(self.data), "--username", OWNER, "--auth", "trust", "--no-sync"),
            *("--encoding", "UTF8", "--locale", "C.UTF-8", "--no-instructions"),
        )

    def start(self, settings: Mapping[str, str] = QUICK) -> None:
        """Start the server, and return once it takes connections."""
        own = {"listen_addresses": "127.0.0.1", "port": str(self.port), "unix_socket_directories": ""}
        options = " ".join(f"-c {name}='{value}'" for name, value in {**settings, **own}.items())
        log = str(self.data.parent / f"{self.data.name}.log")
        self.run(
            "pg_ctl",
            *("start", "--wait", "--timeout", str(START_SECONDS)),
            *("--pgdata", str(self.data), "--log", log, "--options", options),
        )

    def stop(self, mode: str = "fast") -> None:
        """Stop the server: “fast” ends its connections first, “immediate” ends it as a crash would."""
        self.run("pg_ctl", "stop", "--wait", "--mode", mode, "--pgdata", str(self.data))

    def copy_to(self, copy: "Server", *, following: str = "") -> None:
        """Copy the data of this running server to a new one, which follows the primary at `following` if named."""
        own = f"host=127.0.0.1 port={self.port} user={OWNER}"
        self.run(
            "pg_basebackup",
            *("--pgdata", str(copy.data), "--dbname", own, "--checkpoint", "fast", "--no-sync"),
            *("--wal-method", "stream"),
        )
        if following:
            (copy.data / "standby.signal").touch()
            with (copy.data / "postgresql.auto.conf").open("a") as settings:
                settings.write(f"primary_conninfo = '{following}'\n")

    def kill(self) -> None:
        """Kill all processes of the server at once, as the failure of a machine would."""
        process, *_ = (self.data / "postmaster.pid").read_text().split()
        children = Path(f"/proc/{process}/task/{process}/children").read_text().split()
        for each in (process, *children):
            os.kill(int(each), signal.SIGKILL)
        # Where nobody waits for its parent's children, the process would seem to be there still.
        (self.data / "postmaster.pid").unlink()

    def promote(self) -> None:
        """Make a replica the primary."""
        self.run("pg_ctl", "promote", "--wait", "--pgdata", str(self.data))

    def create_database(self, name: str, template: str = "template1") -> str:
        """Create a database, as a copy of another if one is named, and return its address."""
        connection = ("--host", "127.0.0.1", "--port", str(self.port), "--username", OWNER)
        self.run("createdb", *connection, "--template", template, name)
        return self.url(name)

    def copy_by_dump(self, name: str, copy: str) -> None:
        """Dump a database, and restore it as another one."""
        connection = ("--host", "127.0.0.1", "--port", str(self.port), "--username", OWNER)
        dump = str(self.data.parent / f"{name}.dump")
        self.run("pg_dump", *connection, "--format", "custom", "--file", dump, name)
        self.create_database(copy, "template0")
        self.run("pg_restore", *connection, "--exit-on-error", "--dbname", copy, dump)


@contextmanager
def folder_for_servers() -> Iterator[Path]:
    """Make a temporary folder that whoever runs the servers owns, and delete it afterwards."""
    # The folders that pytest makes are closed to other users than the one who runs it.
    folder = Path(mkdtemp(prefix="redheat-postgresql-"))
    if name := user():
        shutil.chown(folder, name)
    try:
        yield folder
    finally:
        shutil.rmtree(folder)


@contextmanager
def running_server() -> Iterator[Server]:
    """Run a new, empty server, and stop it afterwards."""
    with folder_for_servers() as folder:
        server = Server(folder / "primary", free_port())
        server.create()
        server.start()
        try:
            yield server
        finally:
            server.stop("immediate")
