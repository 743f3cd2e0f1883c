"""Two records made one: everything kept, nothing twice, old addresses leading on, and all of it undone."""

from hashlib import sha256
from types import SimpleNamespace
from typing import Any

import pytest
from django.core import serializers
from django.test import Client

from films.curating import merging
from films.curating.merging import CannotMergeError, merge, preview
from films.evidence.gaps import waiting_facts
from films.history.plan import CannotUndoError
from films.history.rows import recorded_models
from films.history.undoing import undo
from films.models import (
    Change,
    Citation,
    Credit,
    DatasetValue,
    Document,
    Film,
    FilmLocation,
    FilmRelation,
    FormerAddress,
    Identifier,
    Location,
    Organization,
    OtherName,
    Passage,
    Person,
    Release,
    Review,
)
from tests import cast


@pytest.fixture
def passage(db: None) -> Passage:
    document = Document.objects.create(title="Tanuki", slug="tanuki", sha256=sha256(b"tanuki").hexdigest())
    place = {"ordinal": 1, "section": "Lead", "paragraph": 1, "sentence": 1, "start": 0, "end": 9}
    return Passage.objects.create(document=document, **place, sha256="0" * 64, first_words="The", last_words="end")


@pytest.fixture
def twins(facts: SimpleNamespace, passage: Passage) -> SimpleNamespace:
    """Ørsted once more, under another spelling, with credits of her own."""
    double = cast.person("Zofie Oersted", "Z. O.")
    other_film = cast.film("Rain")
    same = cast.credit(facts.film, double, note="Her first.")
    Citation.objects.create(credit=same, passage=passage)
    Citation.objects.create(person=double, field="name", passage=passage)
    facts.double, facts.other_film, facts.same, facts.passage = double, other_film, same, passage
    facts.other = cast.credit(other_film, double)
    facts.identifier = Identifier.objects.create(person=double, scheme="imdb", value="nm1", state="published")
    facts.note = cast.note(facts.film, "Weather", speaker=double)
    facts.note.people.add(double)
    return facts


def everything() -> str:
    """Return all that is recorded of, as a fixture."""
    records = [record for model in recorded_models() for record in model._base_manager.order_by("pk")]
    return str(serializers.serialize("json", records))


def test_all_that_named_the_duplicate_names_the_survivor(curator: str, twins: SimpleNamespace) -> None:
    merge(twins.person, twins.double, curator, "One woman.")
    assert Person.objects.get() == twins.person
    assert {name.name for name in twins.person.other_names.all()} == {"Zofie Oersted", "Z. O."}
    assert set(twins.person.credits.values_list("film__title", flat=True)) == {"The Tanuki", "Rain"}
    assert twins.person.identifiers.get() == twins.identifier
    assert twins.person.statements.get() == twins.note
    assert twins.person.notes.get() == twins.note


def test_of_two_values_of_one_data_set_the_one_of_the_kept_film_stays(
    curator: str, twins: SimpleNamespace
) -> None:
    for film, value in ((twins.film, "1978"), (twins.other_film, "1979")):
        DatasetValue.objects.create(film=film, field="year", value=value, dataset="tales")
    merge(twins.film, twins.other_film, curator)
    assert list(DatasetValue.objects.values_list("film", "value")) == [(twins.film.pk, "1978")]


def test_facts_said_twice_become_one_with_the_citations_of_both(curator: str, twins: SimpleNamespace) -> None:
    merge(twins.person, twins.double, curator)
    credit = twins.film.credits.get()
    assert credit == twins.credit
    assert credit.note == "Her first."
    assert {citation.basis for citation in credit.citations.all()} == {"general_knowledge", "document"}


def test_citations_of_what_moved_go_on_confirming_it(curator: str, twins: SimpleNamespace) -> None:
    citation = Citation.objects.create(
        credit=twins.other, basis="general_knowledge", reason="It is on the poster."
    )
    assert citation.claims["person"]["value"] == twins.double.slug
    change = merge(twins.person, twins.double, curator)
    citation.refresh_from_db()
    assert citation.claims["person"]["value"] == twins.person.slug
    assert not waiting_facts(Credit)
    undo(change, curator)
    citation.refresh_from_db()
    assert citation.claims["person"]["value"] == twins.double.slug


def test_what_was_cited_for_the_old_name_is_cited_for_the_other_name(curator: str, twins: SimpleNamespace) -> None:
    merge(twins.person, twins.double, curator)
    name = OtherName.objects.get(name="Zofie Oersted")
    assert name.citations.get().field == "name"


def test_undoing_restores_every_record(curator: str, twins: SimpleNamespace) -> None:
    before = everything()
    change = merge(twins.person, twins.double, curator)
    merged = everything()
    assert merged != before
    undoing = undo(change, curator).change
    assert everything() == before
    undo(undoing, curator)
    assert everything() == merged


def test_looking_first_changes_nothing(curator: str, twins: SimpleNamespace) -> None:
    before = everything()
    told = [f"{one.done} {one.label}" for one in preview(twins.person, twins.double, curator)]
    assert everything() == before
    assert not Change.objects.exists()
    assert told.count("Deleted credit") == 1
    assert "Added other name" in told


def test_what_contradicts_by_now_forbids_undoing(curator: str, twins: SimpleNamespace) -> None:
    change = merge(twins.person, twins.double, curator)
    Credit.objects.filter(film=twins.other_film).delete()
    with pytest.raises(CannotUndoError, match="has been deleted since"):
        undo(change, curator)
    assert Person.objects.count() == 1


def test_a_double_role_keeps_its_two_parts(curator: str, twins: SimpleNamespace) -> None:
    for person, character in ((twins.person, "The fox"), (twins.double, "The badger"), (twins.double, "The fox")):
        Credit.objects.create(
            film=twins.film, person=person, job_id="actor", character=character, part=1 + (character == "The fox")
        )
    merge(twins.person, twins.double, curator)
    roles = twins.person.credits.filter(job="actor").order_by("part")
    assert [(role.part, role.character) for role in roles] == [(1, "The badger"), (2, "The fox")]


def test_a_part_already_taken_counts_on(curator: str, twins: SimpleNamespace) -> None:
    for person, character in ((twins.person, "The fox"), (twins.double, "The badger")):
        Credit.objects.create(film=twins.film, person=person, job_id="actor", character=character)
    merge(twins.person, twins.double, curator)
    roles = twins.person.credits.filter(job="actor").order_by("part")
    assert [(role.part, role.character) for role in roles] == [(1, "The fox"), (2, "The badger")]


def test_old_addresses_lead_on(curator: str, client: Client, twins: SimpleNamespace) -> None:
    old = f"/people/{twins.double.slug}/"
    merge(twins.person, twins.double, curator)
    answer = client.get(f"{old}?from=elsewhere")
    assert (answer.status_code, answer["Location"]) == (301, "/people/zofie-orsted/?from=elsewhere")
    third = cast.person("Sofie Orsted")
    merge(third, Person.objects.get(slug="zofie-orsted"), curator)
    assert client.get(old)["Location"] == f"/people/{third.slug}/"
    Person.objects.update(state="draft")
    assert client.get(old).status_code == 404
    assert client.get("/people/nobody/").status_code == 404


def film_with(title: str, passage: Passage, **fields: Any) -> Film:
    film = cast.film(title)
    Film.objects.filter(pk=film.pk).update(**fields)
    film.refresh_from_db()
    Citation.objects.create(film=film, field="runtime", passage=passage)
    return film


def test_a_film_keeps_its_values_and_records_cited_others_as_readings(curator: str, passage: Passage) -> None:
    kept = film_with("Rain", passage, runtime=90)
    gone = film_with("The Rain", passage, runtime=95, synopsis="It rains.", original_title="Regn")
    gone.genres.create(name="Caper", slug="caper")
    merge(kept, gone, curator)
    kept.refresh_from_db()
    assert (kept.runtime, kept.synopsis, kept.original_title) == (90, "It rains.", "Regn")
    assert [title.title for title in kept.other_titles.all()] == ["The Rain"]
    assert [genre.name for genre in kept.genres.all()] == ["Caper"]
    own, read = kept.citations.order_by("reading")
    assert (own.reading, read.reading) == ("", "95")
    assert "The Rain (1977)" in read.reason


def test_a_film_s_rows_of_one_key_are_told_apart(curator: str, twins: SimpleNamespace) -> None:
    times = Organization.objects.create(name="Times", slug="times", kind="publication")
    for film, score in ((twins.film, 3), (twins.other_film, 4)):
        Review.objects.create(film=film, key="times", kind="critic", outlet=times, scale="five", score=score)
        Release.objects.create(film=film, key="us", date="1977-05-01", precision="day")
    Release.objects.create(film=twins.other_film, key="eu", kind="festival")
    merge(twins.film, twins.other_film, curator)
    assert sorted(twins.film.reviews.values_list("key", "score")) == [("times", 3), ("times-2", 4)]
    assert sorted(twins.film.releases.values_list("key", flat=True)) == ["eu", "us"]


def test_a_review_by_an_outlet_is_not_one_by_an_author(curator: str, twins: SimpleNamespace) -> None:
    times = Organization.objects.create(name="Times", slug="times", kind="publication")
    Review.objects.create(film=twins.film, key="a", kind="critic", outlet=times)
    Review.objects.create(film=twins.other_film, key="b", kind="critic", author=twins.person)
    merge(twins.film, twins.other_film, curator)
    assert twins.film.reviews.count() == 2


def test_a_film_is_no_relation_of_its_own(curator: str, twins: SimpleNamespace) -> None:
    third = cast.film("Snow")
    FilmRelation.objects.create(film=twins.film, related_film=twins.other_film, kind="sequel")
    for film in (twins.film, twins.other_film):
        FilmRelation.objects.create(film=film, related_film=third, kind="remake")
    merge(twins.film, twins.other_film, curator)
    assert [(one.related_film, one.kind) for one in FilmRelation.objects.all()] == [(third, "remake")]


def test_a_location_takes_over_parts_and_uses(curator: str, twins: SimpleNamespace) -> None:
    town = cast.place("Town", part_of=twins.city)
    pool = cast.place("Pool", part_of=town)
    FilmLocation.objects.create(
        film=twins.film, key="double", location=twins.city, stands_in_for=town, use="filmed"
    )
    FilmLocation.objects.create(film=twins.film, key="pool", location=town, use="set")
    merge(twins.city, town, curator)
    pool.refresh_from_db()
    assert pool.part_of == twins.city
    assert set(FilmLocation.objects.values_list("key", "stands_in_for")) >= {("double", None), ("pool", None)}
    assert Location.objects.get(slug="bergen").part_of is None


def test_a_whole_merges_into_its_part(curator: str, twins: SimpleNamespace) -> None:
    country = cast.place("Norway")
    Location.objects.filter(pk=twins.city.pk).update(part_of=country)
    twins.city.refresh_from_db()
    merge(twins.bath, twins.city, curator)
    twins.bath.refresh_from_db()
    assert twins.bath.part_of == country


def test_places_between_the_two_forbid_it(curator: str, twins: SimpleNamespace) -> None:
    country = cast.place("Norway")
    Location.objects.filter(pk=twins.city.pk).update(part_of=country)
    before = everything()
    with pytest.raises(CannotMergeError, match="is already part of"):
        merge(twins.bath, country, curator)
    assert everything() == before


@pytest.mark.parametrize("other", ["same", "kind"])
def test_what_cannot_be_one(curator: str, twins: SimpleNamespace, other: str) -> None:
    with pytest.raises(CannotMergeError):
        merge(twins.person, twins.person if other == "same" else twins.film, curator)


def test_too_much_to_move_is_refused_before_it_starts(
    curator: str, twins: SimpleNamespace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(merging, "MAX_MOVED", 3)
    with pytest.raises(CannotMergeError, match=r"7 records refer to .*; at most 3"):
        merge(twins.person, twins.double, curator)


def test_a_published_duplicate_leaves_no_page_unpublished(curator: str, twins: SimpleNamespace) -> None:
    Person.objects.filter(pk=twins.person.pk).update(state="draft")
    twins.person.refresh_from_db()
    merge(twins.person, twins.double, curator)
    twins.person.refresh_from_db()
    assert twins.person.state == "published"
    assert FormerAddress.objects.count() == 1


def test_an_address_that_served_twice_leads_to_the_latest(
    curator: str, client: Client, twins: SimpleNamespace
) -> None:
    slug = twins.double.slug
    merge(twins.person, twins.double, curator)
    namesake = cast.person("Sofie Berg")
    again = cast.person("Sofie Berg")
    Person.objects.filter(pk=again.pk).update(slug=slug)
    again.refresh_from_db()
    assert client.get(f"/people/{slug}/").status_code == 200
    merge(namesake, again, curator)
    assert client.get(f"/people/{slug}/")["Location"] == f"/people/{namesake.slug}/"
