"""Look for likely duplicates and relations in a process of its own, when somebody asks for it.

What finds them is imported there, since every command loads the admin, which only asks.
"""

from collections.abc import Callable

from django.db import transaction
from django.utils import timezone

from films.background import start_command
from films.models import FindingRun
from films.models.finding_runs import Subject


def find_all_duplicates() -> None:
    """Look for likely duplicates of all kinds."""
    from films.curating.duplicates import MODELS, find_duplicates

    for kind in MODELS:
        find_duplicates(kind)


def find_all_relations() -> None:
    """Look for likely relations between films."""
    from films.curating.relations.finding import find_relations

    find_relations()


FINDERS: dict[str, Callable[[], None]] = {
    Subject.DUPLICATES: find_all_duplicates,
    Subject.RELATIONS: find_all_relations,
}


def request_finding(subject: Subject) -> bool:
    """Have something looked for from the present facts; return False if that is under way already."""
    with transaction.atomic():
        run = last_run(subject)
        if run is not None and run.is_underway:
            return False
        FindingRun.objects.update_or_create(
            subject=subject, defaults={"requested_at": timezone.now(), "finished_at": None}
        )
    start_finder(subject)
    return True


def start_finder(subject: Subject) -> None:
    """Start the process that looks for something."""
    start_command("find_likely", subject.value)


def find(subject: Subject) -> None:
    """Look for something, and note when that was."""
    FindingRun.objects.get_or_create(subject=subject, defaults={"requested_at": timezone.now()})
    FINDERS[subject]()
    FindingRun.objects.filter(subject=subject).update(finished_at=timezone.now())


def last_run(subject: Subject) -> FindingRun | None:
    """Return when something was last looked for, or None if it never was."""
    return FindingRun.objects.filter(subject=subject).first()
