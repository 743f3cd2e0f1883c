"""The evidence for published values is counted once for each value, and searches find the facts behind it."""

import json

import pytest
from django.test import Client

from films.evidence.claims import confirm_cited
from films.evidence.quality import measure_quality
from films.kinds.names import Kind
from films.models import Citation, Document, Film, State
from films.models.evidence import Basis
from films.search import SearchRequest, search
from tests.cast import director

pytestmark = pytest.mark.django_db


@pytest.fixture
def film(about_film: Document) -> Film:
    """Return a film of which one sentence says the title, another gives it otherwise, and the year is known."""
    film = about_film.film
    assert film is not None
    first, second, *_ = about_film.passages.order_by("ordinal")
    said = Citation(film=film, field="title", passage=first)
    confirm_cited(said, film)
    said.save()
    Citation.objects.create(film=film, field="year", basis=Basis.GENERAL_KNOWLEDGE, reason="Every almanac has it.")
    Citation.objects.create(film=film, field="title", passage=second, reading="Tanooki", reason="Misspelt there.")
    director()
    return film


def counted(kind: Kind) -> dict[str, int]:
    return {name: count for name, count in measure_quality().kinds[kind].figures.items() if count}


def found(query: str) -> list[str]:
    return [result.slug for result in search(SearchRequest(query)).results]


def test_each_value_counts_by_its_best_evidence(film: Film) -> None:
    assert counted(Kind.FILM) == {"facts": 1, "values": 2, "words": 1, "general_knowledge": 1, "conflicting": 1}
    assert counted(Kind.PERSON) == {"facts": 1, "values": 1, "not_cited": 1}
    ((document, quality),) = measure_quality().documents.items()
    assert (document.title, quality.figures["values"], quality.figures["words"]) == ("The Tanuki", 1, 1)


def test_a_value_that_was_changed_waits(film: Film) -> None:
    film.title = "The Fox"
    film.save()
    assert counted(Kind.FILM)["waiting"] == 1
    assert found("evidence:waiting") == ["the-tanuki-1977"]
    assert found("evidence:general-knowledge") == ["the-tanuki-1977"]


def test_drafts_do_not_count(film: Film) -> None:
    Film.objects.update(state=State.DRAFT)
    assert Kind.FILM not in measure_quality().kinds


def test_searches_find_what_a_figure_counts(film: Film) -> None:
    assert found("evidence:words") == ["the-tanuki-1977"]
    assert found("evidence:other-words") == []
    assert found("evidence:nonsense") == []


def test_page_and_api_say_the_same(film: Film, client: Client) -> None:
    page = client.get("/quality/").content.decode()
    assert 'href="/?q=evidence%3Ageneral-knowledge&amp;kind=film"' in page
    api = json.loads(client.get("/api/quality").content)
    assert api["documents"][0]["document"]["slug"] == "the-tanuki"
    assert api["total"] == measure_quality().total.figures
