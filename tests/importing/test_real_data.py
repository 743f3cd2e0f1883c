"""Real films go in as a whole and stay as they are when they come again."""

import gzip
from itertools import islice
from pathlib import Path

import pytest
from django.conf import settings

from films.importing import Report, import_films
from films.models import Credit, Film, Identifier
from films.search.backends import engine

REAL_FILMS = Path(settings.BASE_DIR).parent / "shared" / "data" / "films-wikipedia.jsonl.gz"
FIRST_LINE = 26_800  # of a stretch that holds Red Heat and its year
LINES = 300

pytestmark = [pytest.mark.data_set, pytest.mark.django_db]


@pytest.fixture(scope="module")
def stretch(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a file with a stretch of the real films, or skip where they are not at hand."""
    if not REAL_FILMS.exists():
        pytest.skip("the real films are not part of the repository and are not beside it")
    path = tmp_path_factory.mktemp("real") / "films.jsonl"
    with gzip.open(REAL_FILMS, "rb") as source:
        path.write_bytes(b"".join(islice(source, FIRST_LINE, FIRST_LINE + LINES)))
    return path


def taken_in(path: Path) -> Report:
    with engine().bulk_changes():
        return import_films(path, "real")


def test_real_films_are_created_once_and_meet_those_that_are_here(stretch: Path, red_heat: None) -> None:
    film = Film.objects.get(slug="red-heat-1988")
    before = film.synopsis, film.credits.count(), film.citations.count()
    credits_before = Credit.objects.count()
    report = taken_in(stretch)
    assert report.recognised >= 2
    assert (report.created + report.recognised, report.skipped.total) == (LINES, 0)
    assert not [reason for reason in report.left_out.counts if "origin" in reason]
    assert Credit.objects.count() - credits_before > 3 * LINES
    assert Identifier.objects.get(scheme="real", value="p26938").film == film
    film.refresh_from_db()
    assert (film.synopsis, film.credits.count(), film.citations.count()) == before
    again = taken_in(stretch)
    assert (again.created, again.updated, again.unchanged) == (0, 0, LINES)
