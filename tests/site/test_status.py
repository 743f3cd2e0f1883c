"""Curators see in the admin in what state the site is."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.core.management import call_command
from django.test import Client

from films.models import ImportBatch
from films.search.backends import engine
from redheat import backups, status
from tests.cast import tanuki_film

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


@pytest.mark.django_db
def test_an_import_that_has_not_come_to_its_end_is_named() -> None:
    assert status.import_part().is_well
    ImportBatch.objects.create(source="films", file="tales.jsonl", is_finished=False)
    with engine().bulk_inserts():
        tanuki_film()
    assert re.fullmatch(
        r"Import \d+: films from tales.jsonl is under way or was interrupted; entries that wait to be indexed: 1",
        status.import_part().state,
    )


def test_visitors_do_not_see_it(client: Client, db: None) -> None:
    assert client.get(ADDRESS).status_code == 302
