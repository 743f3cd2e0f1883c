"""A company credit is found, shown, taken from a document, imported and exported as its kind declares."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client

from films.curating.csv_import.batches import import_batch, try_out
from films.evidence.desk.actions import enter_fact
from films.exporting.fixtures import serialize_film
from films.exporting.formats import FORMATS
from films.exporting.tables import TABLES
from films.kinds.accept_context import RefusedError
from films.models import CompanyCredit, CsvBatch, Document, Film, Location, Organization, State
from films.models.evidence import Basis
from films.search import search
from tests.cast import EDITOR, place
from tests.evidence.deeds import SAID_ELSEWHERE
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]


def company(name: str = "Burrow Pictures", **changes: Any) -> Organization:
    fields = {"slug": name.lower().replace(" ", "-"), "kind": "distributor", "state": State.PUBLISHED}
    return Organization.objects.create(name=name, **(fields | changes))


def company_credit(film: Film, **changes: Any) -> CompanyCredit:
    fields: dict[str, Any] = {"film": film, "key": "burrow", "role": "distributor", "state": State.PUBLISHED}
    return CompanyCredit.objects.create(
        **{"company": changes.pop("company", None) or company(), **fields, **changes}
    )


def test_who_distributed_a_film_is_found_and_who_made_its_effects(tanuki: Film) -> None:
    company_credit(tanuki)
    company_credit(tanuki, key="fx", company=company("Fox Fire"), role="effects_house")
    assert ("company_credit", "Distributor: Burrow Pictures") in found("who distributed the tanuki")
    assert ("company_credit", "Effects house: Fox Fire") in found("the tanuki special effects")
    assert search("the tanuki special effects").not_recorded == ""
    assert found("", kind="company_credit", film="the-tanuki-1977") == {
        ("company_credit", "Distributor: Burrow Pictures"),
        ("company_credit", "Effects house: Fox Fire"),
    }


def test_one_for_a_territory_is_found_by_it_and_by_what_it_lies_in(tanuki: Film) -> None:
    europe = place("Europe")
    given = company_credit(tanuki, territory=place("Norway", europe))
    title = "Distributor: Burrow Pictures, Norway"
    assert found("", kind="company_credit", location="europe") == {("company_credit", title)}
    Location.objects.filter(name="Norway").update(name="Norge")
    assert ("company_credit", "Distributor: Burrow Pictures, Norge") in found("burrow")
    given.delete()
    assert not found("", kind="company_credit")


def test_it_is_on_the_page_of_its_film_and_in_the_api(tanuki: Film, client: Client) -> None:
    company_credit(tanuki, territory=place("Norway"), note="On eight screens.")
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert 'id="company_credit-burrow"' in page
    assert "On eight screens." in page
    assert '"roleName":"Distributor"' in page
    (shown,) = client.get("/api/films/the-tanuki-1977").json()["companies"]
    assert (shown["company"]["slug"], shown["territory"]["slug"]) == ("burrow-pictures", "norway")
    assert "CompanyCredit" in client.get("/api/openapi.json").json()["components"]["schemas"]


def test_a_curator_takes_it_from_a_sentence_once(about_tanuki: Document) -> None:
    passage = about_tanuki.passages.get(ordinal=2)
    form = {"company": "Fox Fire", "role": "effects_house", "territory": "", **SAID_ELSEWHERE}
    enter_fact("company_credit", form, passage, EDITOR)
    enter_fact("company_credit", form, about_tanuki.passages.get(ordinal=1), EDITOR)
    given = CompanyCredit.objects.get()
    assert (given.key, given.company.kind) == ("fox-fire-effects-house", "service_company")
    assert given.citations.count() == 2


def test_only_who_sells_has_a_territory(about_tanuki: Document) -> None:
    form = {"company": "Fox Fire", "role": "effects_house", "territory": "Norway"}
    with pytest.raises(RefusedError, match="Only a distributor"):
        enter_fact("company_credit", form, about_tanuki.passages.get(ordinal=1), EDITOR)
    given = CompanyCredit(
        film=Film.objects.get(), key="k", company=company(), role="studio", territory=place("Oslo")
    )
    with pytest.raises(ValidationError, match="Only a distributor"):
        given.full_clean()


def test_a_role_is_said_once_for_a_territory(tanuki: Film) -> None:
    made = company_credit(tanuki)
    with pytest.raises(ValidationError, match="already has this role"):
        CompanyCredit(film=tanuki, key="other", company=made.company, role="distributor").full_clean()


def test_a_file_of_company_credits_is_imported(tanuki: Film) -> None:
    company()
    batch = CsvBatch(
        curator="anna",
        sheet="company_credits",
        file_name="companies.csv",
        content="film,company,role\nthe-tanuki-1977,burrow-pictures,Distributor",
        basis=Basis.GENERAL_KNOWLEDGE,
        reason="From the trade's yearbook.",
    )
    batch.outcomes = [vars(one) for one in try_out(batch)]
    batch.save()
    import_batch(batch, EDITOR)
    assert CompanyCredit.objects.get().key == "burrow-pictures-distributor"


def test_exports_and_the_film_s_own_fixture_have_it(tanuki: Film) -> None:
    company_credit(tanuki)
    tables = {table.name: table for table in TABLES}
    assert [row[0] for row in tables["company_credits"].rows()] == ["the-tanuki-1977/burrow"]
    whole = b"".join(serialize_film(tanuki, FORMATS["json"]))
    assert b'"films.companycredit"' in whole
    assert b'"burrow-pictures"' in whole


def test_rebuilding_the_index_gives_the_same(tanuki: Film) -> None:
    company_credit(tanuki)
    before = found("burrow")
    call_command("rebuild_search", verbosity=0)
    assert found("burrow") == before
