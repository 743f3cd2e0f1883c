"""Curators see in the admin in what state the site is."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from redheat import backups, status

ADDRESS = "/admin/status/"


@pytest.mark.django_db
def test_the_page_names_every_part_and_the_last_backup(
    client: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    live = tmp_path / "live.sqlite3"
    for module in (backups, status):
        monkeypatch.setattr(module, "database_path", lambda: live)
    monkeypatch.setattr(backups, "NEEDED", set())
    live.touch()
    client.force_login(User.objects.create_user("anna", is_staff=True))
    text = re.sub(r"<[^>]+>|\s+", " ", client.get(ADDRESS).content.decode())
    for state in ("Database answers", "Search answers", "Downloads none waits", "Backup none was made"):
        assert state in re.sub(" +", " ", text)
    call_command("backup", tmp_path / "copy.sqlite3", stdout=StringIO())
    assert f"{tmp_path / 'copy.sqlite3'}, " in client.get(ADDRESS).content.decode()


def test_visitors_do_not_see_it(client: Client, db: None) -> None:
    assert client.get(ADDRESS).status_code == 302
