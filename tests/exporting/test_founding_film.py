"""Fixtures of the founding film: the same records as its own fixture, whole and in parts."""

import json
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from films.exporting import fixtures, kinds
from films.exporting.formats import FORMATS
from films.models import Citation, Credit, Film, Location, Passage, State
from films.search.backends import engine
from tests.cast import credit, film, person
from tests.exporting.loading import emptied, load, whole

pytestmark = [pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]

FOUNDING = Path(settings.BASE_DIR) / "films" / "fixtures" / "red_heat.json"


def test_the_founding_fixture_has_the_same_records() -> None:
    """Its order is another: that of writing down, which pages keep where nothing else tells."""

    def each(content: bytes) -> list[str]:
        records = json.loads(content)
        for record in records:  # null may be left out: so a new kind of fact leaves the fixture as it is
            record["fields"] = {name: value for name, value in record["fields"].items() if value is not None}
        return sorted(json.dumps(record, sort_keys=True) for record in records)

    assert each(whole()) == each(FOUNDING.read_bytes())


def test_a_database_that_sorts_the_keys_of_claims_gives_the_same_bytes() -> None:
    before = whole()
    for citation in Citation.objects.all():
        citation.claims = {
            field: dict(sorted(claim.items())) for field, claim in sorted(citation.claims.items(), reverse=True)
        }
        citation.save(update_fields=["claims"])
    assert whole() == before


def test_only_the_named_models_and_no_keys_or_accounts_leave() -> None:
    stays = {model for model in apps.get_models() if model not in kinds.MODELS}
    for model in kinds.MODELS:
        for field in kinds.exported_fields(model):
            assert field.related_model not in stays
            assert not field.primary_key
    assert all(set(record) == {"model", "fields"} for record in json.loads(whole()))


def test_what_hangs_on_a_draft_stays_with_it() -> None:
    Film.objects.filter(slug="red-heat-1988").update(state=State.DRAFT)
    left = {record["model"] for record in json.loads(whole())}
    assert "films.note" not in left
    assert not any("red-heat-1988" in json.dumps(record) for record in json.loads(whole()))


def test_one_film_has_all_it_needs_and_no_more(tmp_path: Path) -> None:
    for number in range(3):
        credit(film(f"Other {number}"), person(f"Zebulon {number}"))
    one = b"".join(fixtures.serialize_film(Film.objects.get(slug="red-heat-1988"), FORMATS["json"]))
    assert b"other-1" not in one
    assert b"Zebulon" not in one
    with engine().bulk_changes():
        emptied()
        load(tmp_path / "film.json", one)
    film_again = Film.objects.get(slug="red-heat-1988")
    assert b"".join(fixtures.serialize_film(film_again, FORMATS["json"])) == one
    assert film_again.notes.count() == 70
    assert Location.objects.filter(slug="hungary").exists()
    assert Citation.objects.count() > 400


def test_one_kind_updates_where_what_it_names_is(tmp_path: Path) -> None:
    before = whole()
    taken = b"".join(fixtures.serialize_kind("credits", FORMATS["jsonl"]))
    Credit.objects.all().delete()
    load(tmp_path / "credits.jsonl", taken)
    assert Credit.objects.count() == taken.count(b"\n")
    assert whole() != before  # the citations of the credits went with them


def test_no_record_costs_a_query_of_its_own() -> None:
    with CaptureQueriesContext(
        connection,
    ) as few:
        whole("jsonl")
    for number in range(20):
        credit(film(f"Other {number}", 1980, "Comedy"), person(f"Zebulon {number}"))
    with CaptureQueriesContext(connection) as many:
        whole("jsonl")
    assert len(many) == len(few)


def test_passages_come_as_they_are_read() -> None:
    ordinals = [passage.ordinal for passage in kinds.exported_records(Passage)]
    assert ordinals == sorted(ordinals)
