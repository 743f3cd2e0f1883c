"""Run commands in processes of their own, so that no visitor or curator waits for them."""

import os
import subprocess
import sys

from django.conf import settings

NICENESS = 10

_processes: dict[tuple[str, ...], subprocess.Popen[bytes]] = {}


def start_command(*arguments: str) -> None:
    """Start a command of this project, unless this process has started the same and it still runs."""
    running = _processes.get(arguments)
    if running is None or running.poll() is not None:
        paths = os.pathsep.join(filter(None, sys.path))
        environment = os.environ | {"DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE, "PYTHONPATH": paths}
        command = [sys.executable, "-m", "django", *arguments]
        _processes[arguments] = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL)  # noqa: S603


def let_visitors_come_first() -> None:
    """Have this process wait for the processor while visitors and curators need it, for as long as it runs."""
    os.nice(NICENESS)
