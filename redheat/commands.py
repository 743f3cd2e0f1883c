"""Run management commands, and say what to do where the database or the disk keeps a command from its work."""

import errno
import os
import sqlite3
import sys
from collections.abc import Sequence

from django.core.management import execute_from_command_line
from django.db import Error
from environs import EnvError

from redheat.hindrances import Hindrance, hindrance

AS_OWNER = "run this as the user who owns it, where it can be written to"
WHAT_TO_DO = {
    Hindrance.BUSY: "Another program is writing to the database: run this again when that has ended.",
    Hindrance.FULL: "The disk is full: make room on it, and run this again.",
    Hindrance.READ_ONLY: f"The database, or the folder around it, cannot be written to: {AS_OWNER}.",
    Hindrance.NO_DISK: "The disk does not answer: see whether it is full or broken, and run this again.",
    Hindrance.CLOSED: "The database cannot be opened: check DATABASE_URL, and that this account may write to the "
    "file that it names and to the folder around it.",
    Hindrance.DAMAGED: "The database is damaged: stop the site, and restore a backup by manage.py restore.",
    Hindrance.NOT_MIGRATED: "The database lacks what this version keeps in it: run manage.py migrate.",
    Hindrance.SERVER_GONE: "The database does not answer: check DATABASE_URL, and that its server runs.",
    Hindrance.SERVER_READ_ONLY: "The database can only be read: let DATABASE_URL name the primary, not a replica.",
    Hindrance.SERVER_FULL: "The server of the database has no more room or connections: see to it, and run this "
    "again.",
}
CLOSED_PLACES = {errno.EACCES, errno.EPERM, errno.EROFS}
NO_ROOM = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def run(arguments: Sequence[str]) -> None:
    """Run the command that these arguments name; `--traceback` shows where in the code it failed."""
    try:
        execute_from_command_line(list(arguments))
    except EnvError as error:
        sys.exit(f"{error} Correct it, or leave it unset for its default.")
    except BrokenPipeError:  # whoever reads the output, such as head, has enough of it
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        sys.exit(1)
    except (Error, sqlite3.Error, OSError) as error:
        if "--traceback" in arguments or not (sentence := what_to_do(error)):
            raise
        sys.exit(sentence)


def what_to_do(error: Exception) -> str:
    """Return what to do and what the error itself says, or '' for a mistake in the code."""
    if isinstance(error, OSError):
        if error.errno in NO_ROOM:
            return f"{WHAT_TO_DO[Hindrance.FULL]} ({error})"
        return f"{error.filename}: {AS_OWNER}. ({error.strerror})" if error.errno in CLOSED_PLACES else ""
    found = hindrance(error)
    return f"{WHAT_TO_DO[found]} ({str(error).strip()})" if found else ""
