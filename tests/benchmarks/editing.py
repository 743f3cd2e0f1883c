"""How long it takes to save one edit, with its index, in the database of DATABASE_URL.

Run as `python -m tests.benchmarks.editing`; it prints {what: {"n", "p50_ms", "p95_ms", "max_ms"}}, and leaves the
database as it was.
"""

import json
from functools import partial
from typing import Any

import django
from django.db.models import Count


def main() -> None:
    """Measure edits of a film, of a credit, of people, and of the person with the most credits."""
    django.setup()
    from films.evaluation.sampling import spread
    from films.evaluation.timing import percentile, timed_warm
    from films.models import Credit, Film, Person

    busiest = Person.objects.annotate(films=Count("credits")).order_by("-films", "pk")[:1]
    edits = {
        "a film's synopsis": ("synopsis", spread(Film.objects.exclude(synopsis=""), 20)),
        "a film's title": ("title", spread(Film.objects.all(), 20)),
        "a credit's character": ("character", spread(Credit.objects.filter(job="actor"), 20)),
        "a person's name": ("name", spread(Person.objects.all(), 20)),
        "the name of the person with the most credits": ("name", list(busiest)),
    }
    measured = {}
    for what, (field, facts) in edits.items():
        timings = timed_warm([partial(edit_and_undo, fact, field) for fact in facts], 3)
        times = [milliseconds / 2 for _, milliseconds in timings]
        measured[what] = {
            "n": len(times),
            "p50_ms": percentile(times, 0.5),
            "p95_ms": percentile(times, 0.95),
            "max_ms": max(times),
        }
    print(json.dumps(measured))


def edit_and_undo(fact: Any, field: str) -> None:
    """Save two edits, the second of which undoes the first."""
    before = getattr(fact, field)
    for value in (f"{before} tanuki", before):
        setattr(fact, field, value)
        fact.save(update_fields=[field])


if __name__ == "__main__":
    main()
