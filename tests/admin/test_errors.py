"""What fails is said in the form that was asked for, and what was typed is kept."""

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from typing import Any

import pytest
from django.db import OperationalError, connection
from django.test import Client

from redheat.errors import SENTENCES
from redheat.hindrances import hindrance

from .forms import shown
from .test_curating import change_page

Trouble = Callable[[int, str], None]


@pytest.fixture
def trouble(db: None) -> Iterator[Trouble]:
    """Let every statement of a kind fail with a result of SQLite's."""
    wrappers = ExitStack()

    def fail(code: int, beginning: str) -> None:
        def execute(execute: Any, sql: str, *rest: Any) -> Any:
            if not sql.startswith(beginning):
                return execute(sql, *rest)
            cause = sqlite3.OperationalError("as it says")
            cause.sqlite_errorcode = code
            raise OperationalError("as it says") from cause

        wrappers.enter_context(connection.execute_wrapper(execute))

    with wrappers:
        yield fail


def test_a_save_that_waits_too_long_keeps_what_was_typed(
    desk: Client, cast: SimpleNamespace, trouble: Trouble
) -> None:
    desk.raise_request_exception = False
    page = change_page(cast.film)
    sent = {**shown(desk.get(page)), "title": "Red Heat, typed with “care”"}
    trouble(sqlite3.SQLITE_BUSY, "UPDATE")
    response = desk.post(page, sent)
    assert (response.status_code, response["Retry-After"]) == (503, "10")
    text = response.content.decode()
    assert 'name="title" value="Red Heat, typed with “care”"' in text
    assert f'<form method="post" action="{page}">' in text


def test_what_keeps_the_database_is_said_in_the_language_of_the_page(
    client: Client, db: None, trouble: Trouble
) -> None:
    client.raise_request_exception = False
    trouble(sqlite3.SQLITE_CORRUPT, "SELECT")
    page = client.get("/browse/", headers={"accept-language": "de"})
    assert "Die Datenbank ist beschädigt" in page.content.decode()


@pytest.mark.parametrize(
    ("code", "beginning"),
    [
        (None, "The database does not answer"),
        ("57P01", "The database does not answer"),
        ("25006", "The database cannot be written to"),
        ("40P01", "Others are saving just now"),
        ("53300", "The database has no more room or connections"),
        ("42601", ""),
    ],
)
def test_what_keeps_a_server_is_said_as_well(code: str | None, beginning: str) -> None:
    error = OperationalError()
    error.__cause__ = Exception()
    error.__cause__.sqlstate = code  # type: ignore[attr-defined]
    found = hindrance(error)
    assert (found is None) == (not beginning)
    assert not found or SENTENCES[found][0].startswith(beginning)


def test_no_password_is_shown_again(client: Client, db: None, trouble: Trouble) -> None:
    client.raise_request_exception = False
    trouble(sqlite3.SQLITE_FULL, "SELECT")
    response = client.post("/admin/login/", {"username": "anna", "password": "hunter2"})
    assert response.status_code == 503
    assert "The disk is full" in response.content.decode()
    assert "hunter2" not in response.content.decode()


def test_an_error_keeps_what_was_searched_for(client: Client, db: None, trouble: Trouble) -> None:
    client.raise_request_exception = False
    trouble(sqlite3.SQLITE_ERROR, "SELECT")
    response = client.get("/quality/?q=walter+hill")
    assert response.status_code == 500
    assert 'value="walter hill"' in response.content.decode()


def test_an_error_of_the_api_is_json(client: Client, db: None, trouble: Trouble) -> None:
    client.raise_request_exception = False
    trouble(sqlite3.SQLITE_ERROR, "SELECT")
    response = client.get("/api/films")
    assert response.status_code == 500
    assert "Something went wrong" in response.json()["error"]
    assert response["Access-Control-Allow-Origin"] == "*"
