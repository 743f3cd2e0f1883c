"""Prepare everything and serve the site on this machine."""

import ctypes
import gc
import shutil
import socket
from contextlib import suppress
from importlib import import_module
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError, connections
from django.utils.crypto import get_random_string
from granian.constants import Interfaces
from granian.http import HTTP1Settings
from granian.log import LogLevels

from films.models import FACT_MODELS, Document
from films.search import SearchRequest, search
from films.search.backends import engine
from redheat.checks import WHAT_TO_DO, unfinished_move
from redheat.listening import Server, bound_socket, given_socket
from redheat.static_files import collect_changed

SITE = "redheat.rsgi:application"

CURATOR = "curator"
PASSWORD_LENGTH = 16
MOST_OFFERED = 3  # documents without a text that are named at the start
ASKED_BEFORE = "the first comedy with jon smyth"
"""A question that takes all that searches hold in memory, so that it is read once and processes share it."""
M_ARENA_MAX, ARENAS = -8, 2  # the first as malloc.h has it
SECONDS_FOR_HEADERS = 10  # that a client may take to send them
SECONDS_TO_FINISH = 10  # for what a worker is doing when the server is stopped
OBJECTS_BEFORE_COLLECTION = (
    50_000  # a page makes some ten thousand, and nearly all are freed without the collector
)


class Command(BaseCommand):
    help = "Migrate, load the facts into an empty database, create a curator, and serve at PORT (8000)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        with socket_to_serve_at() as listening:
            self.prepare()
            address, port = listening.getsockname()[:2]
            self.stdout.write(f"Red Heat is at http://{address}:{port}/ (stop it with Ctrl+C)")
            self.offer_texts()
            self.stdout.flush()
            serve(listening)

    def prepare(self) -> None:
        """Bring the database and the static files up to date."""
        call_command("migrate", verbosity=0)
        refuse_unfinished_move()
        if not any(model.objects.exists() for model in FACT_MODELS.values()):
            with engine().bulk_changes():
                call_command("loaddata", "red_heat", verbosity=0)
        self.make_curator()
        collect_changed()

    def make_curator(self) -> None:
        """Create the first account, and print its password this once."""
        accounts = get_user_model().objects
        if not accounts.exists():
            password = get_random_string(PASSWORD_LENGTH)
            accounts.create_superuser(CURATOR, password=password)
            self.stdout.write(f"Curators log in at /admin/ as “{CURATOR}” with the password: {password}")
            self.stdout.write(
                "It is shown only now; change it with: .venv/bin/python manage.py changepassword curator"
            )

    def offer_texts(self) -> None:
        """Print the command that brings in a text that is not held; without it no whole sentence is shown."""
        for document in Document.objects.filter(text="").order_by("slug")[:MOST_OFFERED]:
            at = f" ({document.url})" if document.url else ""
            self.stdout.write(
                f"The text of “{document.title}”{at} is not held. To see whole sentences beside the facts, "
                f"save it as FILE: .venv/bin/python manage.py import_document FILE --for {document.slug}"
            )


def socket_to_serve_at() -> socket.socket:
    """Return the socket that systemd opened, or one of our own."""
    if settings.HAS_GIVEN_SOCKET:
        return given_socket()
    try:
        return bound_socket(settings.BIND, settings.PORT)
    except OSError as error:
        raise CommandError(
            f"Port {settings.PORT} cannot be used ({error.strerror}): stop what uses it, "
            f"or choose another with PORT={settings.PORT + 1} make run."
        ) from error


def refuse_unfinished_move() -> None:
    if move := unfinished_move():
        raise CommandError(f"{move} is not finished. {WHAT_TO_DO}")


def serve(listening: socket.socket) -> None:
    """Serve the site from here on, in processes that are forked when all that they have in common is loaded."""
    if settings.METRICS:
        shutil.rmtree(settings.METRICS_FOLDER)  # counts begin anew with the server; Prometheus expects that
        settings.METRICS_FOLDER.mkdir()
    share_freed_memory()
    import_module(SITE.partition(":")[0])
    with suppress(DatabaseError):  # the health check says what is wrong, and pages do that need no search
        search(SearchRequest(ASKED_BEFORE))
    connections.close_all()  # a connection to SQLite must not be used across a fork
    gc.freeze()  # the collector would otherwise copy what the processes share, by touching it
    gc.set_threshold(OBJECTS_BEFORE_COLLECTION)
    run_server(SITE, listening)


def share_freed_memory() -> None:
    """Let the threads of a process use what others freed; the C library of GNU keeps it apart otherwise."""
    with suppress(AttributeError):  # another C library
        ctypes.CDLL(None).mallopt(M_ARENA_MAX, ARENAS)


def run_server(application: str, listening: socket.socket) -> None:
    """Serve an application as the settings say, until this process is told to stop.

    A worker that ends is replaced, and so is one that takes more memory than it may. When the server is stopped,
    workers finish what they were asked for, but no slow visitor can hold them for long.
    """
    server = Server(
        application,
        listening,
        interface=Interfaces.RSGI,
        workers=settings.WORKERS,
        workers_max_rss=settings.WORKER_MEMORY,
        workers_kill_timeout=SECONDS_TO_FINISH,
        respawn_failed_workers=True,
        http1_settings=HTTP1Settings(header_read_timeout=SECONDS_FOR_HEADERS * 1000),
        websockets=False,
        log_level=LogLevels.error,
    )
    server.serve()
