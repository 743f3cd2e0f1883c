"""Find the genres and jobs whose names begin with what was typed so far.

Every key that is typed asks for them, so they are read once for each state of the index.
"""

from django.db.models import Exists, OuterRef

from films.identity.folding import key
from films.models import Credit, Job
from films.search.records import known_genres
from films.search.sets import current


def genres_begun(letters: str) -> list[tuple[str, str]]:
    """Return the names and slugs of the genres with a name whose key begins so."""
    begun = [genres for known, genres in known_genres().items() if known.startswith(letters)]
    return sorted({(name, slug) for genres in begun for _, _, slug, name in genres})


def jobs_begun(letters: str) -> list[tuple[str, str]]:
    """Return the names and codes of the jobs of credits that begin so."""
    return [(name, code) for name, code in credited_jobs() if key(name).startswith(letters)]


def credited_jobs() -> list[tuple[str, str]]:
    """Return the names and codes of the jobs that somebody had on a film."""
    remembered = current().remembered
    if "credited jobs" not in remembered:
        jobs = Job.objects.filter(Exists(Credit.objects.filter(job=OuterRef("pk"))))
        remembered["credited jobs"] = list(jobs.values_list("name", "code"))
    found: list[tuple[str, str]] = remembered["credited jobs"]
    return found
