"""Relations between films: found by titles and years, confirmed with their reasons, or declined for good."""

import pytest

from films.curating.merging import merge
from films.curating.relations.deciding import confirm_relations, mark_relations, waiting_relations
from films.curating.relations.finding import find_relations
from films.evidence.gaps import evidence_gaps
from films.history.undoing import undo
from films.models import Film, FilmRelation, JobCode, LikelyRelation, Person, State
from films.models.films import RelationKind
from tests import cast

pytestmark = pytest.mark.django_db


def film_of(title: str, year: int, *people: str, synopsis: str = "") -> Film:
    """Make a film with its director and actors, who are known by their names."""
    film = cast.film(title, year)
    Film.objects.filter(pk=film.pk).update(synopsis=synopsis)
    for name in people:
        person = Person.objects.filter(name=name).first() or cast.person(name)
        cast.credit(film, person, job=JobCode.DIRECTOR if name == people[0] else JobCode.ACTOR)
    return film


def found() -> set[tuple[str, str, str]]:
    find_relations()
    relations = waiting_relations().select_related("film", "related_film")
    return {(str(relation.film), relation.kind, str(relation.related_film)) for relation in relations}


def test_a_version_has_the_title_and_the_people_of_its_film() -> None:
    film_of("The Tanuki", 1977, "Ørsted", "Badger", "Heron")
    film_of("The Tanuki 3D", 2012, "Ørsted", "Badger", "Heron")
    assert found() == {("The Tanuki 3D (2012)", "version_of", "The Tanuki (1977)")}
    assert waiting_relations().get().reasons == (
        "the same title but for “3D”; 35 years later; Ørsted directed both; Badger and 1 more in both casts"
    )


def test_the_same_film_released_again_is_a_version_and_with_other_people_a_remake() -> None:
    film_of("Rain on the Drum", 1950, "Ørsted", "Badger")
    film_of("Rain on the Drum", 1953, "Ørsted", "Badger")
    film_of("Rain on the Drum", 1988, "Hill", "Heron")
    assert found() == {
        ("Rain on the Drum (1953)", "version_of", "Rain on the Drum (1950)"),
        ("Rain on the Drum (1988)", "remake", "Rain on the Drum (1953)"),
    }


def test_films_of_one_short_title_are_remakes_only_if_more_says_so() -> None:
    film_of("Prey", 1950, "Ørsted")
    film_of("Prey", 1988, "Hill")
    assert found() == set()
    Film.objects.filter(year=1988).update(synopsis="Prey is a remake of the 1950 film.")
    assert found() == {("Prey (1988)", "remake", "Prey (1950)")}


def test_each_part_of_a_series_is_the_sequel_to_the_one_before() -> None:
    film_of("The Tanuki", 1977, "Ørsted")
    film_of("Tanuki II", 1979, "Hill")
    film_of("Tanuki III: The Rain", 1982, "Hill")
    film_of("Tanuki: The Return", 1985, "Ørsted", "Heron")
    film_of("Tanuki 9", 1984, "Badger")
    assert found() == {
        ("Tanuki II (1979)", "sequel", "The Tanuki (1977)"),
        ("Tanuki III: The Rain (1982)", "sequel", "Tanuki II (1979)"),
    }


def test_a_prequel_is_no_sequel() -> None:
    film_of("The Tanuki", 1977, "Ørsted")
    film_of("Tanuki 2", 1979, "Ørsted", synopsis="It is a prequel to The Tanuki.")
    assert found() == set()


def test_the_most_certain_come_first() -> None:
    film_of("The Tanuki", 1977, "Ørsted")
    film_of("Tanuki II", 1979, "Hill")
    film_of("Tanuki III", 1980, "Hill")
    find_relations()
    certain, likely = waiting_relations()
    assert (certain.film.title, likely.film.title) == ("Tanuki III", "Tanuki II")
    assert certain.certainty > likely.certainty


@pytest.fixture
def sequel() -> LikelyRelation:
    film_of("The Tanuki", 1977, "Ørsted")
    film_of("Tanuki II", 1979, "Ørsted")
    find_relations()
    return LikelyRelation.objects.get()


def test_a_confirmed_relation_is_a_published_fact_with_evidence(sequel: LikelyRelation) -> None:
    change = confirm_relations(waiting_relations(), cast.EDITOR)
    relation = FilmRelation.objects.get()
    assert (relation.film.title, relation.kind, relation.state) == ("Tanuki II", "sequel", State.PUBLISHED)
    assert "number 2 after number 1" in relation.citations.get().reason
    assert not evidence_gaps(relation)
    assert found() == set()
    undo(change, cast.EDITOR)
    assert not FilmRelation.objects.exists()
    assert waiting_relations().get().reasons == sequel.reasons


def test_the_list_of_what_waits_is_read_in_its_order_from_an_index(sequel: LikelyRelation) -> None:
    (step,) = waiting_relations().explain().splitlines()
    assert step.endswith("INDEX films_likelyrelation_waiting")


def test_a_relation_of_a_draft_is_a_draft(sequel: LikelyRelation) -> None:
    Film.objects.filter(title="Tanuki II").update(state=State.DRAFT)
    confirm_relations(waiting_relations(), cast.EDITOR)
    assert FilmRelation.objects.get().state == State.DRAFT


def test_what_was_declined_is_not_proposed_again_even_after_a_merge(sequel: LikelyRelation) -> None:
    double = cast.film("Tanuki II", 1979)
    change = mark_relations(waiting_relations(), cast.EDITOR, is_declined=True)
    merge(double, sequel.film, cast.EDITOR)
    assert found() == set()
    assert LikelyRelation.objects.get().is_declined
    assert "Declined: Tanuki II (1979)" in change.summary


def test_what_is_recorded_already_is_not_proposed(sequel: LikelyRelation) -> None:
    FilmRelation.objects.create(
        film=sequel.related_film, related_film=sequel.film, kind=RelationKind.REMAKE, state=State.DRAFT
    )
    assert found() == set()
