"""Write each log record as one entry, with the id of the request that it is about.

Messages hold what visitors typed, such as addresses. Whatever could break a line or control a terminal is escaped,
so that no visitor can write an entry of their own.
"""

import json
import logging
import re

from django.core.exceptions import SuspiciousOperation

from redheat.current_request import request_id

UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff]")


def escaped(text: str) -> str:
    """Escape characters that would break a line or change how it is shown."""
    return UNPRINTABLE.sub(lambda found: repr(found[0])[1:-1], text)


class TextFormatter(logging.Formatter):
    """Write an entry as a line; the lines of its traceback follow, indented."""

    def __init__(self) -> None:
        super().__init__("%(asctime)s %(levelname)s %(name)s")

    def format(self, record: logging.LogRecord) -> str:
        record.asctime = self.formatTime(record)
        start = f"{self.formatMessage(record)} [{request_id()}] {escaped(record.getMessage())}"
        traceback = self.formatException(record.exc_info) if record.exc_info else ""
        return "\n    ".join([start, *map(escaped, traceback.splitlines())])


class JsonFormatter(logging.Formatter):
    """Write an entry as one line of JSON."""

    def format(self, record: logging.LogRecord) -> str:
        entry = {
            "time": self.formatTime(record, "%Y-%m-%dT%H:%M:%S%z"),
            "level": record.levelname,
            "logger": record.name,
            "request": request_id(),
            "message": record.getMessage(),
        }
        if record.exc_info:
            entry["traceback"] = self.formatException(record.exc_info)
        return json.dumps(entry)


class WithoutClientErrorTracebacks(logging.Filter):
    """Leave out the traceback of a request that was refused: it leads to nothing that could be mended."""

    def filter(self, record: logging.LogRecord) -> bool:
        error = record.exc_info[1] if record.exc_info else None
        if isinstance(error, SuspiciousOperation):
            record.exc_info = None
        return True
