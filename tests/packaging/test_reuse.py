"""Other projects use the films app without the desk and the accounts it needs; with them, the wheel is tried."""

import os
import subprocess
import sys
from pathlib import Path

from django.conf import settings

PROJECT = """
SECRET_KEY = "x"
INSTALLED_APPS = ["films", "films.search"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
ROOT_URLCONF = "films.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
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


def test_another_project_uses_the_facts(tmp_path: Path) -> None:
    (tmp_path / "another_project.py").write_text(PROJECT, encoding="utf-8")
    paths = os.pathsep.join([str(tmp_path), str(settings.BASE_DIR)])
    environment = os.environ | {"DJANGO_SETTINGS_MODULE": "another_project", "PYTHONPATH": paths}
    outcome = subprocess.run(
        [sys.executable, "-c", USE], env=environment, capture_output=True, text=True, check=False
    )
    assert outcome.returncode == 0, outcome.stderr
    assert "The search index matches the facts." in outcome.stdout
