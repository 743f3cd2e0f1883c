"""Running the project's commands on a database of its own, and seeing what that takes."""

import os
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROJECT = Path(__file__).resolve().parents[2]
MANAGE = (sys.executable, "manage.py")


@dataclass(frozen=True)
class Outcome:
    """What a command printed, how many seconds it took, and the most memory in bytes that its process held."""

    out: str
    seconds: float
    memory: int


def environment(database: Path) -> dict[str, str]:
    """Return the environment in which the project uses this database, without HTTPS and without rate limit."""
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "redheat.settings",
        "DATABASE_URL": f"sqlite:///{database.resolve()}",
        "HTTPS": "0",
        "RATE_LIMIT": "0",
    }


def run(command: Sequence[str], database: Path) -> Outcome:
    """Run a command in the project's folder. Ends this program with its complaint where it fails."""
    started = time.monotonic()
    with subprocess.Popen(
        command, cwd=PROJECT, env=environment(database), stdout=subprocess.PIPE, text=True
    ) as one:
        assert one.stdout is not None
        out = one.stdout.read()
        # Unlike wait(), this tells the memory of this child alone.
        _, status, usage = os.wait4(one.pid, 0)
        one.returncode = os.waitstatus_to_exitcode(status)
    if one.returncode:
        sys.exit(f"{' '.join(command)} failed; what it said stands above.\n{out}")
    return Outcome(out, time.monotonic() - started, usage.ru_maxrss * (1 if sys.platform == "darwin" else 1024))


def manage(database: Path, *arguments: str) -> Outcome:
    """Run one of the project's commands. Ends this program with its complaint where it fails."""
    return run([*MANAGE, *arguments], database)
