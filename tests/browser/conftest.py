"""A real browser at the real site: the server that `make run` starts, on a database of its own."""

import os
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests import databases

START_SECONDS = 180
BROWSERS = ("chromium-headless-shell", "chromium", "google-chrome")  # the first draws no window, for half the work
expect.set_options(timeout=30_000)  # a busy machine takes its time

# What htmx writes to the console where a newer request takes the place of an older one, as it should. A request
# that fails writes “htmx:sendError” or “htmx:responseError” as well.
OVERTAKEN = ("htmx:afterRequest", "htmx:sendAbort")


@dataclass(frozen=True)
class Site:
    """The running site: its address, its database file, and the curator's password as printed on first run."""

    address: str
    database: Path
    password: str


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Serve the site for all the tests of this package, with the facts as other tests loaded them, if any did.

    Fixtures that ask Django's database are not for these tests: see `browser`.
    """
    folder = tmp_path_factory.mktemp("site")
    if loaded := databases.kept("red-heat"):
        with closing(loaded), closing(sqlite3.connect(folder / "site.sqlite3")) as database:
            loaded.backup(database)
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = os.environ | {
        "DATABASE_URL": f"sqlite:///{folder / 'site.sqlite3'}",
        "PORT": str(port),
        "RATE_LIMIT": "0",
    }
    environment.pop("DJANGO_SETTINGS_MODULE", None)
    log = folder / "log"
    with log.open("w") as output:
        server = subprocess.Popen(
            [sys.executable, "manage.py", "serve"],
            cwd=settings.BASE_DIR,
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
            start_new_session=True,
        )
    address = f"http://127.0.0.1:{port}"
    try:
        wait_until_answering(address, server, log)
        password = re.search(r"password: (\S+)", log.read_text())
        assert password, log.read_text()
        yield Site(address, folder / "site.sqlite3", password[1])
    finally:
        os.killpg(server.pid, signal.SIGTERM)
        server.wait(START_SECONDS)


def wait_until_answering(address: str, server: subprocess.Popen[bytes], log: Path) -> None:
    deadline = time.monotonic() + START_SECONDS
    while time.monotonic() < deadline:
        assert server.poll() is None, log.read_text()
        try:
            urllib.request.urlopen(address, timeout=5).close()  # noqa: S310
        except OSError:
            time.sleep(0.2)
        else:
            return
    pytest.fail(f"the site did not start within {START_SECONDS} s: {log.read_text()}")


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """Start a browser for all the tests of this package.

    While it runs, so does its event loop, in which Django refuses to ask the database: other tests come after it.
    """
    executable = next(filter(None, map(shutil.which, BROWSERS)), None)
    if executable is None:
        message = "no Chromium is installed (on Debian: apt install chromium-headless-shell; on Ubuntu: chromium)"
        if os.environ.get("CI"):
            pytest.fail(message)
        pytest.skip(message)
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(
            executable_path=executable,
            args=["--no-sandbox", "--disable-background-networking", "--disable-component-update"],
        )
        yield started
        started.close()


@pytest.fixture
def visit(browser: Browser, site: Site) -> Iterator["Visit"]:
    """Open the site as a visitor; in the end, nothing may have broken the policy, failed, or left the site."""
    visiting = Visit(browser, site)
    yield visiting
    visiting.close()
    assert visiting.complaints == []
    assert visiting.strangers == []


class Visit:
    """Pages opened in one browser, with what their consoles complained of and what they asked of other sites."""

    def __init__(self, browser: Browser, site: Site) -> None:
        self.browser = browser
        self.site = site
        self.contexts: list[BrowserContext] = []
        self.complaints: list[str] = []
        self.strangers: list[str] = []

    def page(self, **options: object) -> Page:
        context = self.browser.new_context(base_url=self.site.address, **options)  # type: ignore[arg-type]
        self.contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.hear(message.type, message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("request", lambda request: self.see(request.url))
        return page

    def hear(self, kind: str, text: str) -> None:
        if kind in ("error", "warning") and not text.startswith(OVERTAKEN):
            self.complaints.append(text)

    def see(self, url: str) -> None:
        if not url.startswith(self.site.address):
            self.strangers.append(url)

    def close(self) -> None:
        for context in self.contexts:
            context.close()
