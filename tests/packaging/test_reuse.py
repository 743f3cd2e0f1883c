"""Other projects install the films app, with or without the desk and the accounts that it needs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.conf import settings

PLAIN = ["films", "films.search"]
ADMIN = [f"django.contrib.{name}" for name in ("admin", "auth", "contenttypes", "sessions", "messages")]
PROJECT = """
SECRET_KEY = "x"
INSTALLED_APPS = {apps}
DATABASES = {{"default": {{"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}}}
ROOT_URLCONF = "films.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
] if len(INSTALLED_APPS) > 2 else []
TEMPLATES = [{{
    "BACKEND": "django.template.backends.django.DjangoTemplates",
    "APP_DIRS": True,
    "OPTIONS": {{"context_processors": [
        "django.template.context_processors.request",
        "django.contrib.auth.context_processors.auth",
        "django.contrib.messages.context_processors.messages",
    ]}},
}}]
"""
USE = """
import django
django.setup()
from django.core.management import call_command
call_command("check", fail_level="WARNING")
call_command("migrate", verbosity=0)
call_command("loaddata", "red_heat", verbosity=0)
call_command("check_search")
"""


@pytest.mark.parametrize("apps", [PLAIN, [*ADMIN, *PLAIN]])
def test_another_project_uses_the_facts(apps: list[str], tmp_path: Path) -> None:
    (tmp_path / "another_project.py").write_text(PROJECT.format(apps=apps), encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(settings.BASE_DIR)])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "another_project", "PYTHONPATH": paths}
    outcome = subprocess.run(
        [sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "The search index matches the facts." in outcome.stdout
