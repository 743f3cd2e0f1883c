"""History from before there was one history goes on in it: what the desk, imports and changes recorded apart."""

import json
import os
import re
import sqlite3
import subprocess
import sys
from contextlib import closing
from importlib import import_module
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection

from films.history.recording import recording
from films.history.undoing import undo
from films.models import Action, Credit
from tests.cast import EDITOR, credit, director, tanuki_film

SHOWN = """
from films.history.publication import COMMAND_LINE
from films.history.undoing import undo
from films.models import Alteration, Change, Film, Genre, ImportBatch, Passage, Proposal
named = sorted(Film.objects.values_list("title", "data_set"))
print(list(Change.objects.order_by("made_at").values_list("action", "summary", "document_id")))
print(sorted(Alteration.objects.values_list("kind", "record_id", "before", "after"), key=str))
for action in ("set_aside", "reject", "edit"):
    undo(Change.objects.filter(action=action).latest("made_at"), EDITOR)
passage, proposal, genre = Passage.objects.get(), Proposal.objects.get(), Genre.objects.get(slug="caper")
print(passage.set_aside == "", proposal.decision, genre.films.count())
undo(ImportBatch.objects.get().change, COMMAND_LINE)
print(list(Film.objects.values_list("title", flat=True)))
print(named)
"""
MIGRATE = """
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from tests.cast import EDITOR
executor = MigrationExecutor(connection)
executor.loader.replace_migrations = False
executor.loader.build_graph()
executor.migrate([("films", "{before}")])
connection.connection.executescript({records!r})
call_command("migrate", verbosity=0)
"""
FACTS = """
INSERT INTO films_genre (id, slug, name) VALUES (1, 'caper', 'Caper');
INSERT INTO films_film (id, state, title, original_title, slug, synopsis) VALUES
    (1, 'draft', 'The Tanuki', '', 'the-tanuki', ''), (2, 'draft', 'Renamed', '', 'renamed', ''),
    (3, 'draft', 'Imported', '', 'imported', '');
INSERT INTO films_film_genres (id, film_id, genre_id) VALUES (1, 1, 1);
INSERT INTO films_document (id, title, slug, publisher, url, revision, licence, sha256, text) VALUES
    (1, 'On it', 'on-it', '', '', '', '', printf('%064d', 1), 'It rains.');
INSERT INTO films_passage (id, document_id, ordinal, section, section_inferred, paragraph, sentence, "start",
    "end", sha256, first_words, last_words, set_aside, lost_sentence)
    VALUES (1, 1, 1, 'Lead', 0, 1, 1, 0, 9, printf('%064d', 2), 'It', 'rains.', 'Read.', '');
INSERT INTO films_proposal (id, key, document_id, passage_id, kind, content, confidence, decision, reason,
    decided_by, decided_at) VALUES (1, '00000000000000000000000000000001', 1, 1, 'note', '{}', 1,
    'rejected', 'No.', 'anna', '2026-11-20 12:00:05');
"""
LOGS = """
INSERT INTO films_change (id, made_at, curator, action, summary, reason) VALUES
    (1, '2026-11-20 10:00:00', 'anna', 'edit', 'Changed “The Tanuki”', '');
INSERT INTO films_alteration (id, change_id, kind, record_id, owner_kind, name, before, after) VALUES
    (1, 1, 'film', 1, '', 'The Tanuki', '{"title": "The Tanuki", "genres": []}',
     '{"title": "The Tanuki", "genres": [1]}');
INSERT INTO films_step (id, key, document_id, curator, at, summary, changes) VALUES
    (1, '00000000000000000000000000000002', 1, 'anna', '2026-11-20 11:00:00', 'Nothing new: It …',
     '[{"model": "films.passage", "key": ["on-it", "Lead", "1", "1"], "field": "set_aside", "before": "",
        "after": "Read."}]'),
    (2, '00000000000000000000000000000003', 1, 'anna', '2026-11-20 12:00:05', 'Rejected: note', '[
      {"model": "films.proposal", "key": ["00000000-0000-0000-0000-000000000001"], "field": "reason", "before": "",
       "after": "No."},
      {"model": "films.proposal", "key": ["00000000-0000-0000-0000-000000000001"], "field": "decision",
       "before": "waiting", "after": "rejected"},
      {"model": "films.proposal", "key": ["00000000-0000-0000-0000-000000000001"], "field": "decided_by",
       "before": "", "after": "anna"},
      {"model": "films.proposal", "key": ["00000000-0000-0000-0000-000000000001"], "field": "decided_at",
       "before": null, "after": "2026-11-20T12:00:05Z"}]'),
    (3, '00000000000000000000000000000004', 1, 'anna', '2026-11-20 13:00:00', 'Taken: Somebody', '[
      {"model": "films.person", "key": ["somebody"], "made": {"name": "Somebody"}}]');
INSERT INTO films_importbatch (id, source, dataset, licence, url, file, imported, summary, created) VALUES
    (1, 'films', 'tales', '', '', 'tales.jsonl', '2026-11-20 14:00:00', '', '{"films.film": [3, 3]}');
INSERT INTO films_importchange (id, batch_id, model, "rows") VALUES
    (1, 1, 'films.film', '[[2, {"title": "The Drum"}, {"title": "Renamed"}]]');
"""


def run(database: Path, code: str) -> str:
    """Run Python in a site with a database of its own, and return what it prints."""
    done = subprocess.run(
        [sys.executable, "manage.py", "shell", "--no-imports", "-c", code],
        cwd=settings.BASE_DIR,
        env={**os.environ, "DATABASE_URL": f"sqlite:///{database}"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def former_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("history") / "old.sqlite3"


@pytest.fixture(scope="module")
def taken_over(former_database: Path) -> list[Any]:
    """Fill the four logs as they were, migrate, and return what is then shown, line by line."""
    versions = sorted(path.stem for path in (Path(settings.BASE_DIR) / "films" / "migrations").glob("0*.py"))
    first = next(name for name in versions if name.endswith("_history"))
    ((_, before),) = import_module(f"films.migrations.{first}").Migration.dependencies
    printed = run(former_database, MIGRATE.format(before=before, records=FACTS + LOGS) + SHOWN)
    return [json.dumps(eval(line)) if line[0] in "[(" else line for line in printed.splitlines()]  # noqa: S307


def definitions(database: Any) -> dict[str, list[str]]:
    """Map the tables and indexes of the app to the words that define them, in whatever order the columns are."""
    found = database.execute("SELECT name, sql FROM sqlite_master WHERE tbl_name GLOB 'films_*' AND sql > ''")
    return {name: sorted(re.findall(r"[^\s,()\"]+", sql)) for name, sql in found}


@pytest.mark.usefixtures("taken_over", "db")
def test_a_database_migrated_step_by_step_has_the_tables_of_a_new_one(former_database: Path) -> None:
    with connection.cursor() as cursor, closing(sqlite3.connect(former_database)) as former:
        assert definitions(former) == definitions(cursor)


def test_what_an_import_created_names_its_data_set(taken_over: list[Any]) -> None:
    assert json.loads(taken_over[-1]) == [["Imported", "tales"], ["Renamed", ""], ["The Tanuki", ""]]


def test_every_log_is_in_the_list_of_changes(taken_over: list[Any]) -> None:
    assert json.loads(taken_over[0]) == [
        ["edit", "Changed “The Tanuki”", None],
        ["set_aside", "Nothing new: It …", 1],
        ["reject", "Rejected: note", 1],
        ["enter", "Taken: Somebody", 1],
        ["import", "Imported films from tales.jsonl", None],
    ]


def test_lists_of_links_become_links(taken_over: list[Any]) -> None:
    assert ["film_genres", 1, None, {"film": 1, "genre": 1}] in json.loads(taken_over[1])


def test_what_the_logs_had_is_undone_as_anything_is(taken_over: list[Any]) -> None:
    assert taken_over[2] == "True waiting 0"
    assert json.loads(taken_over[3]) == ["The Drum", "The Tanuki"]


def test_a_credit_from_when_no_was_what_all_began_with_is_unknown_and_can_be_undone(db: None) -> None:
    film, person = tanuki_film(), director()
    with recording(EDITOR, Action.EDIT) as entering:
        credit(film, person, uncredited=False)
    make_unknown = import_module("films.migrations.0030_uncredited_unknown").make_unknown
    make_unknown(apps, SimpleNamespace(connection=connection))
    assert Credit.objects.get().uncredited is None
    undo(entering.change, EDITOR)
    assert not Credit.objects.exists()
