"""Start the site as `make run` does, on a database of its own, and end it in every way."""

import http.client
import os
import resource
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
LONGEST = 300.0  # seconds that anything is waited for


class Site:
    """A site at a port of its own; `process` leads a group in which the workers are, too."""

    def __init__(self, database: Path) -> None:
        self.database = database
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port = int(probe.getsockname()[1])
        self.process: subprocess.Popen[bytes] | None = None

    @property
    def environment(self) -> dict[str, str]:
        own = {"DATABASE_URL": f"sqlite:///{self.database}", "PORT": str(self.port), "HTTPS": "0", "WORKERS": "2"}
        return {**os.environ, "DJANGO_SETTINGS_MODULE": "redheat.settings", **own}

    def manage(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """Run a command, whether it fails or not."""
        command = [sys.executable, "manage.py", *arguments]
        return subprocess.run(
            command, cwd=PROJECT, env=self.environment, capture_output=True, text=True, check=False
        )

    def start(self, largest_file: int | None = None) -> float:
        """Start, and return the seconds until it was ready; then no file may become larger than `largest_file`."""
        started = time.monotonic()
        self.process = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=PROJECT,
            env=self.environment,
            start_new_session=True,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        wait_until(lambda: self.status("/healthz") == 200)
        if largest_file is not None:
            for process in (self.process.pid, *self.workers()):
                resource.prlimit(process, resource.RLIMIT_FSIZE, (largest_file, largest_file))
        return time.monotonic() - started

    def workers(self) -> list[int]:
        if self.process is None:
            return []
        children = Path(f"/proc/{self.process.pid}/task/{self.process.pid}/children")
        return [int(child) for child in children.read_text().split()]

    def kill_all(self) -> None:
        assert self.process is not None
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()
        wait_until(self.is_gone)

    def kill_master(self) -> None:
        """Kill the server alone; its workers have to end by themselves."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        wait_until(self.is_gone)

    def kill_worker(self) -> None:
        """Kill one worker; the server has to replace it."""
        before = self.workers()
        os.kill(before[0], signal.SIGKILL)
        wait_until(lambda: len(self.workers()) == len(before) and before[0] not in self.workers())

    def stop(self) -> None:
        if self.process is not None and self.process.poll() is None:
            self.process.terminate()
            self.process.wait()

    def is_gone(self) -> bool:
        """Tell whether nobody listens at the port any more."""
        with socket.socket() as probe:
            return probe.connect_ex(("127.0.0.1", self.port)) != 0

    def status(self, address: str) -> int:
        """Return the status of a response, or 0 if there is none."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", address)
            return connection.getresponse().status
        except (OSError, http.client.HTTPException):
            return 0
        finally:
            connection.close()


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + LONGEST
    while not condition():
        if time.monotonic() > deadline:
            sys.exit("What was waited for did not happen.")
        time.sleep(0.05)
