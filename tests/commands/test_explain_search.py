"""The command prints how a search came to its results."""

from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.kinds import prominence
from films.search import ranking

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("red_heat")]


def explained(text: str, **options: Any) -> str:
    out = StringIO()
    call_command("explain_search", text, stdout=out, **options)
    return out.getvalue()


def test_each_part_of_a_score_is_named_after_a_constant() -> None:
    lines = explained("danko", results=1).splitlines()
    parts = [line.split()[0] for line in lines if line.startswith("   ") and line.split()[0].isupper()]
    assert "KIND_WEIGHTS" in parts
    assert [part for part in parts if not hasattr(ranking, part)] == []


def test_each_part_of_prominence_is_named_after_a_constant() -> None:
    told = next(line for line in explained("red heat", results=1).splitlines() if "Prominence: " in line)
    parts = [part.split()[0] for part in told.split(": ")[1].split(", ")]
    assert "CREDITS" in parts
    assert [part for part in parts if not hasattr(prominence, part)] == []


def test_a_correction_is_told() -> None:
    assert explained("schwarzeneger").startswith("Corrected to: schwarzenegger\n")


def test_filters_are_those_of_addresses() -> None:
    assert ", film: " in explained("red heat", filter=["kind=film"])
    assert ", film: " not in explained("red heat", filter=["kind=person", "kind=review"])


@pytest.mark.parametrize("wrong", ["film", "colour=red", "kind="])
def test_what_is_no_filter_is_refused_with_the_filters_there_are(wrong: str) -> None:
    with pytest.raises(CommandError, match=rf"“{wrong}” is no filter.*kind, film, person"):
        explained("red heat", filter=[wrong])


def test_as_many_results_are_explained_as_asked_for() -> None:
    assert "\n2. " in explained("red heat", results=2)
    assert "\n3. " not in explained("red heat", results=2)
    with pytest.raises(CommandError, match="from 1 to 100"):
        explained("red heat", results=0)
