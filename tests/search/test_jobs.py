"""A job that an editor adds is searched for like the standard ones, at once."""

import pytest

from films.models import Department, Job
from films.search import Kind, search
from films.search.types import FacetName, FacetValue
from tests.cast import credit, film, person
from tests.search.finding import found, titles_found

pytestmark = pytest.mark.django_db


@pytest.fixture
def puppets() -> None:
    """Let one person make puppets for a film, another direct it."""
    Job.objects.create(
        code="puppet_maker",
        name="Puppet maker",
        department=Department.ART,
        cues="puppet maker, built the puppets",
        words="puppet maker marionettes",
    )
    made = film("The Tanuki")
    credit(made, person("Ada Quill"), job="puppet_maker", note="Of lime wood.")
    credit(made, person("Bo Lamp"))
    credit(film("Alone"), person("Ada Quill"), note="Nobody else did.")


def jobs(text: str = "") -> dict[str, FacetValue]:
    return {value.value: value for value in search(text).facets[FacetName.JOB]}


def understood(text: str) -> list[tuple[str, str]]:
    return [(part.facet, part.label) for part in search(text).understood]


@pytest.mark.usefixtures("puppets")
def test_it_is_found_by_its_words() -> None:
    assert "Ada Quill, puppet maker" in titles_found("marionettes", Kind.CREDIT)


@pytest.mark.usefixtures("puppets")
def test_words_given_later_find_its_credits_at_once() -> None:
    Job.objects.update_or_create(code="puppet_maker", defaults={"words": "bunraku", "name": "Carver"})
    assert "Ada Quill, carver" in titles_found("bunraku", Kind.CREDIT)
    assert not titles_found("marionettes")


@pytest.mark.usefixtures("puppets")
def test_it_narrows_a_search() -> None:
    assert found("", job="puppet_maker", kind="credit") == {("credit", "Ada Quill, puppet maker")}


@pytest.mark.usefixtures("puppets")
def test_it_is_counted_under_its_name() -> None:
    assert jobs()["puppet_maker"].label == "Puppet maker"


@pytest.mark.usefixtures("puppets")
@pytest.mark.parametrize("asked", ['job:"puppet maker"', "job:marionettes"])
def test_it_is_a_field_by_its_name_and_its_words(asked: str) -> None:
    assert titles_found(asked, Kind.CREDIT) == ["Ada Quill, puppet maker"]


@pytest.mark.usefixtures("puppets")
@pytest.mark.parametrize("asked", ["puppet maker Ada Quill", "the film Ada Quill built the puppets for"])
def test_a_phrase_beside_a_name_asks_for_it(asked: str) -> None:
    assert ("puppet_maker", "Puppet maker: Ada Quill") in understood(asked)


@pytest.mark.usefixtures("puppets")
def test_a_longer_phrase_means_more_than_a_word_of_it() -> None:
    credit(film("Sets"), person("Cy Stone"), job="art_director")
    assert understood("art director Cy Stone") == [("art_director", "Art director: Cy Stone")]


def test_who_asks_for_a_job_is_given_the_kinds_of_it() -> None:
    Job.objects.create(code="gag_writer", name="Gag writer", department=Department.WRITING, broader_id="writer")
    credit(film("The Tanuki"), person("Ada Quill"), job="gag_writer")
    credit(film("Songs"), person("Ada Quill the Younger"), job="lyricist")
    assert titles_found("written by Ada Quill", Kind.FILM) == ["The Tanuki"]
