"""Find the genres and jobs whose names begin with what was typed so far."""

from django.db.models import Exists, OuterRef

from films.identity.folding import key
from films.models import Credit, Genre, GenreName, Job
from films.search.records import genres_named


def genres_begun(letters: str) -> list[tuple[str, str]]:
    """Return the names and slugs of the genres with a name whose key begins so."""
    genre_names = [
        *Genre.objects.values_list("name", flat=True),
        *GenreName.objects.values_list("name", flat=True),
    ]
    genres = genres_named(name_key for name_key in map(key, genre_names) if name_key.startswith(letters))
    return sorted({(name, slug) for _, _, slug, name in genres})


def jobs_begun(letters: str) -> list[tuple[str, str]]:
    """Return the names and codes of the jobs of credits that begin so."""
    jobs = Job.objects.filter(Exists(Credit.objects.filter(job=OuterRef("pk")))).values_list("name", "code")
    return [(name, code) for name, code in jobs if key(name).startswith(letters)]
