"""Make scratch projects, and run their commands and tests."""

import os
import random
import subprocess
from pathlib import Path

from tests.packaging import scratch

PAGE_MODULES = {"members": scratch.MEMBERS, "search": scratch.SEARCHES, "frame": ""}


class Project:
    """A scratch project: its commands see the wheel and what it requires, and nothing of this repository.

    Each runs with another order of sets, by a seed that a failure tells.
    """

    def __init__(self, folder: Path, interpreter: str, paths: str = "") -> None:
        self.folder = folder
        self.interpreter = interpreter
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("DJANGO_", "PYTEST_"))}
        self.environment = kept | {"PYTHONPATH": paths, "DJANGO_SETTINGS_MODULE": "settings"}
        self.environment.pop("DATABASE_URL", None)
        for name, content in {
            "settings": scratch.SETTINGS,
            "settings_without_admin": scratch.SETTINGS_WITHOUT_ADMIN,
            "settings_with_pages": scratch.SETTINGS_WITH_PAGES,
            "urls": scratch.URLS,
            "urls_with_pages": scratch.URLS_WITH_PAGES,
            "routers": scratch.ROUTERS,
            "manage": scratch.MANAGE,
        }.items():
            self.write(name, content)
        for app, models in PAGE_MODULES.items():
            (folder / app).mkdir()
            self.write(f"{app}/__init__", "")
            self.write(f"{app}/models", models)
        frame = folder / "frame" / "templates" / "films" / "base.html"
        frame.parent.mkdir(parents=True)
        frame.write_text(scratch.FRAME)

    def write(self, module: str, content: str) -> None:
        (self.folder / f"{module}.py").write_text(content)

    def run(self, *arguments: str, status: int = 0) -> str:
        seed = str(random.randrange(2**32))  # noqa: S311
        environment = self.environment | {"PYTHONHASHSEED": seed}
        done = subprocess.run(
            [self.interpreter, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True
        )
        assert done.returncode == status, f"{done.stdout}{done.stderr}\nPYTHONHASHSEED={seed}"
        return done.stdout

    def manage(self, *arguments: str, status: int = 0) -> str:
        return self.run("manage.py", *arguments, status=status)

    def test(self, *arguments: str) -> str:
        return self.run("-m", "pytest", "-p", "no:cacheprovider", *arguments)
