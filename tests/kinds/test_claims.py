"""What citations keep of a value is the same text, whether Python or the database writes it."""

from datetime import date
from decimal import Decimal

import pytest

from films.kinds.claims import claimable_value
from films.kinds.declaration import Declaration
from films.kinds.registry import FACTS, claims_of
from films.models import BoxOffice, Credit, Language, Location, Release, Review
from tests.cast import credit, director, film, place, tanuki_film
from tests.kinds.values import values_in_database
from tests.views.citing import saved

facts = pytest.mark.parametrize("declared", FACTS.values(), ids=lambda declared: declared.kind.value)


@facts
def test_each_kind_of_fact_has_something_to_claim(declared: Declaration) -> None:
    assert claims_of(declared.model)
    for claimable in claims_of(declared.model):
        assert declared.model._meta.get_field(claimable.name)


@pytest.mark.django_db
def test_values_of_every_type_are_written_alike() -> None:
    tanuki = tanuki_film(runtime=104)
    tanuki.languages.set([Language.objects.create(tag=tag, name=tag) for tag in ("ru", "en")])
    tanuki.countries.set([place("Japan", kind="country"), place("Hungary", kind="country")])
    made = credit(tanuki, director(), uncredited=True, pay=Decimal("8000000.50"), pay_currency="USD")
    credit(film("The Drum"), made.person, uncredited=False)
    credit(film("The Lantern"), made.person)
    for day, precision in ((date(1988, 6, 17), "day"), (date(1988, 6, 1), "month"), (date(1988, 1, 1), "year")):
        saved(Release(film=tanuki, key=precision, date=day, precision=precision))
    saved(BoxOffice(film=tanuki, key="gross", kind="gross", amount=Decimal("35000000.00"), currency="USD"))
    saved(Review(film=tanuki, key="a", kind="critic", author=made.person, scale="ten", score=Decimal("5.60")))
    saved(
        Location(
            name="Bath", slug="bath", kind="site", latitude=Decimal("47.48900"), longitude=Decimal("-19.04000")
        )
    )
    written = {
        (model, name): sorted(values_in_database(model, name).values())
        for model, name in (
            (type(tanuki), "languages"), (type(tanuki), "countries"), (type(tanuki), "runtime"),
            (Credit, "uncredited"), (Credit, "pay"), (Credit, "job"), (Credit, "person"),
            (Release, "date"), (BoxOffice, "amount"), (Review, "score"), (Location, "longitude"),
        )
    }  # fmt: skip
    assert written == {
        (type(tanuki), "languages"): ["", "", "en ru"],
        (type(tanuki), "countries"): ["", "", "hungary japan"],
        (type(tanuki), "runtime"): ["", "", "104"],
        (Credit, "uncredited"): ["", "0", "1"],
        (Credit, "pay"): ["", "", "8000000.5"],
        (Credit, "job"): ["director"] * 3,
        (Credit, "person"): ["zofie-orsted"] * 3,
        (Release, "date"): ["1988", "1988-06", "1988-06-17"],
        (BoxOffice, "amount"): ["35000000"],
        (Review, "score"): ["5.6"],
        (Location, "longitude"): ["", "", "-19.04"],
    }
    for (model, name), stored in written.items():
        claimable = next(one for one in claims_of(model) if one.name == name)
        records = model._default_manager.all()
        assert sorted(claimable_value(record, claimable) for record in records) == stored


@pytest.mark.django_db
def test_what_is_not_given_has_no_value() -> None:
    bare = film("Bare", None)
    assert {claimable_value(bare, one) for one in claims_of(type(bare)) if one.name != "title"} == {""}
