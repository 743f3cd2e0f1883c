"""The write-ahead log does not stay as large as the last import made it."""

from pathlib import Path

import pytest
from django.db import connection

from films.search.backends.sqlite import writing


@pytest.mark.django_db
def test_the_log_is_emptied(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = connection.copy("other")
    other.settings_dict = {**other.settings_dict, "NAME": str(tmp_path / "films.sqlite3")}
    monkeypatch.setattr(writing, "connections", {"other": other})
    log = tmp_path / "films.sqlite3-wal"
    with other.cursor() as cursor:
        cursor.execute("CREATE TABLE film (title TEXT)")
        assert log.stat().st_size > 0
        writing.shorten_log("other")
        assert log.stat().st_size == 0
        cursor.execute("PRAGMA busy_timeout")
        assert cursor.fetchone() == (20_000,)
    other.close()
