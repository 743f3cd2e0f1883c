"""Show curators what state the site is in: its database, index, disk and backups, and what waits to be made."""

import shutil
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.defaultfilters import filesizeformat
from django.utils import timezone
from django.utils.timesince import timesince
from django.views.decorators.http import require_safe

from films.exporting.making import requested_count
from films.models import ImportBatch
from films.search import totals
from films.search.backends import engine
from films.views.health import WELL, health_of_parts
from redheat.backups import database_path, is_file, last_backup

OLDEST_BACKUP = timedelta(days=2)
LOGS = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Part:
    """Describe the state of a part of the site, and say whether somebody should see to it."""

    name: str
    state: str
    is_well: bool = True


@require_safe
def status(request: HttpRequest, *, site: Any) -> HttpResponse:
    context = {**site.each_context(request), "title": "State of the site", "parts": parts_of_site()}
    return render(request, "admin/status.html", context)


def parts_of_site() -> list[Part]:
    health = health_of_parts()
    requested = requested_count()
    return [
        *(Part(name.capitalize(), state, state == WELL[name]) for name, state in health.items()),
        Part("Index", f"{sum(totals().values()):,} entries"),
        import_part(),
        *(parts_of_file() if is_file() else ()),
        Part("Downloads", f"{requested} wait to be made" if requested else "none waits to be made"),
    ]


def parts_of_file() -> list[Part]:
    """Say how large the file of the database is, how much room there is for it, and how old its backup is."""
    path = database_path()
    size = sum(file.stat().st_size for end in LOGS if (file := Path(f"{path}{end}")).exists())
    disk = shutil.disk_usage(path.parent)
    return [
        Part("Size", f"{filesizeformat(size)} with its log"),
        Part("Disk", f"{filesizeformat(disk.free)} of {filesizeformat(disk.total)} are free"),
        backup_part(),
    ]


def import_part() -> Part:
    """Say which import has not come to its end, and how many entries cannot be found before it does."""
    waiting = f"entries that wait to be indexed: {engine().waiting_count():,}"
    unfinished = ImportBatch.objects.filter(is_finished=False).first()
    if unfinished is None:
        return Part("Imports", f"all are finished; {waiting}")
    return Part("Imports", f"{unfinished} is under way or was interrupted; {waiting}", is_well=False)


def backup_part() -> Part:
    """Say when and where the last backup was made, and whether it is still there."""
    found = last_backup()
    if found is None:
        return Part("Backup", "none was made by manage.py backup", is_well=False)
    made_at = datetime.fromtimestamp(found.stat().st_mtime, UTC)
    state = f"{found}, {filesizeformat(found.stat().st_size)}, made {timesince(made_at)} ago"
    return Part("Backup", state, timezone.now() - made_at < OLDEST_BACKUP)
