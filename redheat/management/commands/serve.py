"""Prepare everything and serve the site on this machine."""

import os
import shutil
import socket
import sys
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.utils.crypto import get_random_string

from films.models import FACT_MODELS, Document
from films.search.backends import engine
from redheat.static_files import collect_changed

CURATOR = "curator"
PASSWORD_LENGTH = 16
MOST_OFFERED = 3  # documents without a text that are named at the start
SECONDS_FOR_HEADERS = 10  # that a client may take to send them
SECONDS_TO_FINISH = 10  # for what a worker is doing when the server is stopped


class Command(BaseCommand):
    help = "Migrate, load the facts into an empty database, create a curator, and serve at PORT (8000)."
    requires_system_checks: list[str] = []

    def handle(self, *args: Any, **options: Any) -> None:
        refuse_taken_port(settings.PORT)
        call_command("migrate", verbosity=0)
        if not any(model.objects.exists() for model in FACT_MODELS.values()):
            with engine().bulk_changes():
                call_command("loaddata", "red_heat", verbosity=0)
        self.make_curator()
        collect_changed()
        self.stdout.write(f"Red Heat is at http://{settings.BIND}:{settings.PORT}/ (stop it with Ctrl+C)")
        self.offer_texts()
        self.stdout.flush()
        serve()

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


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.BIND, port))
        except OSError as error:
            raise CommandError(
                f"Port {port} cannot be used ({error.strerror}): stop what uses it, "
                f"or choose another with PORT={port + 1} make run."
            ) from error


def serve() -> None:
    """Become the web server: it replaces this process, so that signals reach it directly."""
    if not settings.IS_PUBLIC:
        # Nothing encrypts what is sent within this machine: browsers would not return cookies that require HTTPS.
        os.environ.setdefault("HTTPS", "0")
    if settings.METRICS:
        shutil.rmtree(settings.METRICS_FOLDER)  # counts begin anew with the server; Prometheus expects that
        settings.METRICS_FOLDER.mkdir()
    os.execv(sys.executable, server_command("redheat.rsgi:application"))  # noqa: S606


def server_command(application: str) -> list[str]:
    """Return the command that serves an application as the settings say.

    A worker that ends is replaced, and so is one that takes more memory than it may. When the server is stopped,
    workers finish what they were asked for, but no slow visitor can hold them for long.
    """
    options = {
        "interface": "rsgi",
        "host": settings.BIND,
        "port": settings.PORT,
        "workers": settings.WORKERS,
        "workers-max-rss": settings.WORKER_MEMORY,
        "workers-kill-timeout": SECONDS_TO_FINISH,
        "http1-header-read-timeout": SECONDS_FOR_HEADERS * 1000,
        "log-level": "error",
    }
    flags = [f"--{name}={value}" for name, value in options.items()]
    flags += ["--respawn-failed-workers", "--no-access-log", "--no-ws"]
    return [sys.executable, "-m", "granian", *flags, application]
