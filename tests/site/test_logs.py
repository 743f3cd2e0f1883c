"""A log entry is one line, says which request it is about, and lets no visitor write another."""

import json
import logging
import sys
from typing import Any

import pytest
from django.test import Client

from redheat.logs import JsonFormatter, TextFormatter


def record(message: str, *args: Any, error: bool = False) -> logging.LogRecord:
    try:
        raise ValueError("first\nCRITICAL second")
    except ValueError:
        raised = sys.exc_info() if error else None
    return logging.LogRecord("films", logging.WARNING, __file__, 1, message, args, raised)


def test_an_address_cannot_break_the_line() -> None:
    written = TextFormatter().format(record("Not Found: %s", "/x\r\nCRITICAL forged\x1b[2J\u202e\ud800"))
    assert written.endswith(r"Not Found: /x\r\nCRITICAL forged\x1b[2J\u202e\ud800")


def test_a_traceback_is_indented() -> None:
    _, *others = TextFormatter().format(record("Failed", error=True)).splitlines()
    assert others
    assert all(line.startswith("    ") for line in others)


def test_json_has_a_line_for_each_entry() -> None:
    written = JsonFormatter().format(record("Not Found: %s", "/x\n", error=True))
    assert "\n" not in written
    assert json.loads(written)["message"] == "Not Found: /x\n"


@pytest.mark.django_db
def test_a_response_names_its_request() -> None:
    responses = [Client().get("/healthz") for _ in range(2)]
    assert len({response["X-Request-ID"] for response in responses}) == 2
