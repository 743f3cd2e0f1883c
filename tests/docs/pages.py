"""The pages that are written for readers, and the parts of them that can be tried."""

import re
from pathlib import Path

from django.conf import settings

ROOT = Path(settings.BASE_DIR)
PATHS = [
    ROOT / "README.md",
    ROOT / "CONTRIBUTING.md",
    ROOT / "CHANGELOG.md",
    *sorted((ROOT / "docs").glob("*.md")),
]
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in PATHS}
TEXT = "\n".join(PAGES.values())
COMMANDS = [line for block in re.findall(r"```console\n(.*?)```", TEXT, re.DOTALL) for line in block.splitlines()]

MANAGE = ".venv/bin/python manage.py "
PYTEST = ".venv/bin/python -m pytest "
DOWNLOAD = "curl -O "
ELSEWHERE = ("pip install ", "python manage.py ")
"""Commands for a project of the reader's own: tests/packaging runs them in one."""


def commands(start: str) -> list[str]:
    """Return what follows `start` in the commands that begin with it, each once."""
    return list(dict.fromkeys(command.removeprefix(start) for command in COMMANDS if command.startswith(start)))


def example(start: str) -> str:
    """Return the content of the one example file that begins so."""
    (content,) = re.findall(rf"```(?:json|csv)\n({re.escape(start)}.*?)```", TEXT, re.DOTALL)
    return str(content)


def python(*, tests: bool) -> str:
    """Return the one piece of Python that is, or is not, a module of tests."""
    (code,) = (
        code for code in re.findall(r"```python\n(.*?)```", TEXT, re.DOTALL) if ("def test_" in code) is tests
    )
    return str(code)


def table(page: str, first_header: str) -> list[list[str]]:
    """Return the rows of the table in a page whose first column has this header."""
    lines = PAGES[page].splitlines()
    start = next(number for number, line in enumerate(lines) if line.startswith(f"| {first_header} |"))
    rows = []
    for line in lines[start + 2 :]:
        if not line.startswith("|"):
            break
        rows.append([cell.strip() for cell in line.strip("|").split("|")])
    return rows
