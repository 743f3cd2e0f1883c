"""Settings that would make the site unsafe prevent its start, with one sentence that says what to do."""

import os
import subprocess
import sys
from ipaddress import ip_network
from pathlib import Path

import pytest
from django.conf import settings
from environs import EnvError

from redheat.safety import internal_location, unsafe_settings

GOOD_KEY = "0123456789" * 5
FILE = {"ENGINE": "django.db.backends.sqlite3", "NAME": "var/redheat.sqlite3"}
MEMORY = {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}


@pytest.mark.parametrize(
    ("key", "host", "database", "https", "debug", "setting"),
    [
        ("x", "localhost", FILE, False, False, "SECRET_KEY"),
        ("x" * 60, "localhost", FILE, False, False, "SECRET_KEY"),
        (GOOD_KEY, "*", FILE, True, False, "ALLOWED_HOSTS"),
        (GOOD_KEY, "films.example", FILE, False, False, "HTTPS"),
        (GOOD_KEY, "203.0.114.9", FILE, False, False, "HTTPS"),
        (GOOD_KEY, "films.example", FILE, True, True, "DEBUG"),
        (GOOD_KEY, "localhost", MEMORY, False, False, "DATABASE_URL"),
    ],
)
def test_an_unsafe_setting_is_named(
    key: str, host: str, database: dict[str, str], https: bool, debug: bool, setting: str
) -> None:
    (reason,) = unsafe_settings(key, [host], database, https=https, debug=debug)
    assert reason.startswith(setting)


@pytest.mark.parametrize(
    ("host", "https", "debug"),
    [
        ("localhost", False, True),
        ("[::1]", False, False),
        ("192.168.1.5", False, False),
        ("films.example", True, False),
    ],
)
def test_safe_settings_are_taken(host: str, https: bool, debug: bool) -> None:
    assert list(unsafe_settings(GOOD_KEY, [host], FILE, https=https, debug=debug)) == []


@pytest.mark.parametrize(
    ("location", "proxies", "reason"),
    [("kept", ["10.0.0.1"], "begin and end with a slash"), ("/kept/", [], "TRUSTED_PROXIES")],
)
def test_files_are_left_to_no_proxy_that_is_not_named(location: str, proxies: list[str], reason: str) -> None:
    with pytest.raises(EnvError, match=reason):
        internal_location(location, [ip_network(proxy) for proxy in proxies])


def test_the_start_is_refused_without_a_traceback() -> None:
    environment = os.environ | {"ALLOWED_HOSTS": "*"}
    command = [sys.executable, "manage.py", "check"]
    ended = subprocess.run(command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True)
    assert ended.returncode == 1
    assert ended.stderr.startswith("ALLOWED_HOSTS=*")
    assert ended.stderr.count("\n") == 1


def test_a_new_database_is_for_its_owner_alone_and_has_downloads_of_its_own(tmp_path: Path) -> None:
    path = tmp_path / "films.sqlite3"
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{path}"}
    command = [sys.executable, "-c", "from redheat import settings; print(settings.FILMS_DOWNLOADS)"]
    done = subprocess.run(
        command, env=environment, cwd=settings.BASE_DIR, capture_output=True, text=True, check=True
    )
    assert path.stat().st_mode & 0o777 == 0o600
    downloads = Path(done.stdout.strip())
    assert downloads.parent == settings.DATA_DIR / "downloads"
    assert downloads.name.startswith("films-")
