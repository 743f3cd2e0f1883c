"""The founding document yields the facts that curators took from it, and nothing wrong at high confidence."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from films.evaluation.curated_facts import compare_with_curated, sum_comparisons
from films.evidence.extraction import extract
from films.evidence.extraction.known_records import with_known_records
from films.models import Film

pytestmark = pytest.mark.django_db
FOUND = 0.9  # of the structured facts, at least


@pytest.mark.usefixtures("red_heat")
def test_the_founding_document_yields_its_facts(founding_document: Path) -> None:
    printed = StringIO()
    call_command("compare_facts", founding_document, film="red-heat-1988", stdout=printed)
    print(printed.getvalue())
    proposals = with_known_records(extract(founding_document.read_text("utf-8")))
    found, missed, _, surely_wrong = sum_comparisons(
        compare_with_curated(Film.objects.get(slug="red-heat-1988"), proposals).values()
    )
    assert found / (found + missed) >= FOUND
    assert surely_wrong == 0
