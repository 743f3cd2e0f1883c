"""`make run` prepares the site once, never undoes a curator's work, and says what is in its way."""

import os
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from io import StringIO
from pathlib import Path
from urllib.request import urlopen

import pytest
from django.conf import LazySettings
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command

from films.models import Person
from redheat.management.commands import serve

SERVE_BARE_VIEW = """
import os
if given := os.environ.get("GIVEN_SOCKET"):  # do what systemd does between its fork and this program
    os.dup2(int(given), 3)
    os.environ["LISTEN_PID"] = str(os.getpid())
import django
django.setup()
from redheat.management.commands.serve import run_server, socket_to_serve_at
run_server("tests.benchmarks.bare:served", socket_to_serve_at())
"""

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]


@pytest.fixture
def started(
    monkeypatch: pytest.MonkeyPatch, settings: LazySettings, tmp_path_factory: pytest.TempPathFactory
) -> list[int]:
    """Stand in for the web server, which would replace this process, and list the ports it was started at."""
    ports: list[int] = []
    monkeypatch.setattr(serve, "serve", lambda listening: ports.append(listening.getsockname()[1]))
    settings.STATIC_ROOT = tmp_path_factory.mktemp("static")
    with socket.socket() as probe:
        probe.bind((settings.BIND, 0))
        settings.PORT = probe.getsockname()[1]
    return ports


def run() -> str:
    out = StringIO()
    call_command("serve", stdout=out)
    return out.getvalue()


def test_the_first_run_loads_the_facts_and_makes_a_curator_and_a_second_touches_nothing(
    started: list[int], settings: LazySettings
) -> None:
    out = run()
    password = out.splitlines()[0].rpartition(" ")[2]
    assert get_user_model().objects.get(username="curator").check_password(password)
    assert Person.objects.filter(slug="walter-hill").exists()
    assert started == [settings.PORT]
    assert out.endswith(".venv/bin/python manage.py import_document FILE --for wikipedia-red-heat\n")
    second_run_touches_nothing_that_a_curator_changed()
    third_run_leaves_static_files_that_are_there(Path(settings.STATIC_ROOT))


def third_run_leaves_static_files_that_are_there(folder: Path) -> None:
    style = folder / "films" / "palette.css"
    collected = style.read_text()
    style.write_text("changed by hand")
    run()
    assert style.read_text() == "changed by hand"
    shutil.rmtree(folder)
    run()
    assert style.read_text() == collected


def second_run_touches_nothing_that_a_curator_changed() -> None:
    Person.objects.filter(slug="walter-hill").update(name="Walter Wesley Hill")
    Person.objects.filter(credits=None, notes=None).delete()
    people = set(Person.objects.values_list("name"))
    out = run()
    assert set(Person.objects.values_list("name")) == people
    assert "password" not in out
    assert get_user_model().objects.count() == 1


def test_a_taken_port_is_told_with_what_to_do(started: list[int], settings: LazySettings) -> None:
    with socket.socket() as other:
        other.bind((settings.BIND, settings.PORT))
        other.listen()
        with pytest.raises(
            CommandError, match=rf"Port {settings.PORT} cannot be used .* PORT={settings.PORT + 1}"
        ):
            run()
    assert started == []


@pytest.fixture
def server(started: list[int], settings: LazySettings) -> Iterator[subprocess.Popen[bytes]]:
    """Serve a view that does nothing with two workers."""
    environment = {**os.environ, "PORT": str(settings.PORT), "WORKERS": "2"}
    command = [sys.executable, "-c", SERVE_BARE_VIEW]
    with subprocess.Popen(command, cwd=settings.BASE_DIR, env=environment) as process:
        try:
            wait_until(lambda: len(workers_of(process.pid)) == 2 and is_served(settings.PORT))
            yield process
        finally:
            process.terminate()


def workers_of(process: int) -> set[int]:
    return {int(child) for child in Path(f"/proc/{process}/task/{process}/children").read_text().split()}


def is_served(port: int) -> bool:
    try:
        with urlopen(f"http://127.0.0.1:{port}/", timeout=10) as response:
            return bool(response.status == 200)
    except OSError:
        return False


def wait_until(condition: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 60
    while not condition():
        assert time.monotonic() < deadline
        time.sleep(0.1)


@pytest.mark.skipif(not Path("/proc/self/task").exists(), reason="the system lists no processes in /proc")
def test_a_worker_that_is_killed_is_replaced_and_the_server_stops_when_asked(
    server: subprocess.Popen[bytes], settings: LazySettings
) -> None:
    before = workers_of(server.pid)
    os.kill(min(before), signal.SIGKILL)
    wait_until(lambda: len(workers_of(server.pid)) == 2 and workers_of(server.pid) != before)
    wait_until(lambda: is_served(settings.PORT))
    server.send_signal(signal.SIGTERM)
    assert server.wait(timeout=60) == 0


def test_a_request_that_comes_between_two_servers_waits_at_the_socket_that_is_held_for_them(
    settings: LazySettings,
) -> None:
    with socket.create_server(("127.0.0.1", 0)) as held, socket.create_connection(held.getsockname()) as client:
        client.sendall(b"GET / HTTP/1.0\r\n\r\n")
        environment = {**os.environ, "GIVEN_SOCKET": str(held.fileno()), "WORKERS": "1"}
        command = [sys.executable, "-c", SERVE_BARE_VIEW]
        with subprocess.Popen(
            command, cwd=settings.BASE_DIR, env=environment, pass_fds=[held.fileno()]
        ) as process:
            try:
                client.settimeout(60)
                assert client.recv(100).startswith(b"HTTP/1.0 200 ")
            finally:
                process.terminate()


def test_idle_bodies_keep_nobody_waiting(server: subprocess.Popen[bytes], settings: LazySettings) -> None:
    unfinished = b"POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\n1"
    with ExitStack() as opened:
        for _ in range(80):
            client = opened.enter_context(socket.create_connection((settings.BIND, settings.PORT)))
            client.sendall(unfinished)
        assert is_served(settings.PORT)
        client.settimeout(60)
        assert client.recv(100).startswith(b"HTTP/1.1 408 ")


def test_a_database_that_cannot_be_opened_is_named_without_a_traceback(
    settings: LazySettings, tmp_path: Path
) -> None:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = str(probe.getsockname()[1])
    missing = f"sqlite:///{tmp_path / 'missing' / 'films.sqlite3'}"
    command = [sys.executable, "manage.py", "serve"]
    environment = os.environ | {"DATABASE_URL": missing, "PORT": port}
    ended = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert ended.returncode == 1
    assert "The database cannot be opened: check DATABASE_URL" in ended.stderr
    assert "Traceback" not in ended.stderr
