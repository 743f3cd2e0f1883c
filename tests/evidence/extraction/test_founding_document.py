"""The founding document yields the facts that curators took from it, and nothing wrong at high confidence."""

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from films.evaluation.curated_facts import compare_with_curated
from films.evidence.extraction import extract
from films.evidence.extraction.known_records import with_known_records
from films.models import Film

pytestmark = pytest.mark.django_db
MISSED = {
    "genre: Comedy",
    "location: Soviet Union, filmed",
    "location: Danko's hotel room, set",
    "location: Airport in the final scene, set",
    "location: Red Square, set",
    "stands in for: Rudas Thermal Bath, Soviet Union",
    "stands in for: Austria, Soviet Union",
    "release: ",
}
"""The structured facts that no sentence states by itself: a reader puts them together from several."""


@pytest.mark.usefixtures("red_heat")
def test_the_founding_document_yields_its_facts(founding_document: Path) -> None:
    printed = StringIO()
    call_command("compare_facts", founding_document, film="red-heat-1988", stdout=printed)
    print(printed.getvalue())
    proposals = with_known_records(extract(founding_document.read_text("utf-8")))
    compared = compare_with_curated(Film.objects.get(slug="red-heat-1988"), proposals)
    assert {f"{fact.kind}: {fact}" for kind in compared.values() for fact in kind.missed} <= MISSED
    assert [fact for kind in compared.values() for fact in kind.surely_wrong] == []
    assert sum(len(kind.found) for kind in compared.values()) >= 51
