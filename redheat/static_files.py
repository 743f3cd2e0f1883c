"""Collect static files when one of them has changed; compressing all of them takes seconds, at every start."""

import hashlib
import os
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command


def collect_changed() -> None:
    """Run `collectstatic` unless everything is there as it was collected last."""
    root = Path(settings.STATIC_ROOT)
    stamp, present = root.with_name(f"{root.name}.sha256"), fingerprint()
    if not (root.exists() and any(root.iterdir()) and stamp.exists() and stamp.read_text() == present):
        stamp.unlink(missing_ok=True)
        call_command("collectstatic", interactive=False, verbosity=0)
        stamp.write_text(present)


def fingerprint() -> str:
    """Return a hash of how files are stored, and of the path, size and time of each."""
    digest = hashlib.sha256(settings.STORAGES["staticfiles"]["BACKEND"].encode())
    for finder in get_finders():
        for path, storage in finder.list([]):
            found = os.stat(storage.path(path))
            digest.update(f"{path}\0{found.st_size}\0{found.st_mtime_ns}\0".encode())
    return digest.hexdigest()
