"""A certificate is found, shown, taken from a document, imported and exported as its kind declares."""

import datetime
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from films.curating.csv_import.batches import import_batch, try_out
from films.evidence.desk.actions import enter_fact
from films.exporting.fixtures import serialize_film
from films.exporting.formats import FORMATS
from films.kinds.accept_context import RefusedError
from films.models import Certificate, CsvBatch, Document, Film, Organization, State
from films.models.evidence import Basis
from films.models.places import LocationKind
from tests.cast import EDITOR, place
from tests.evidence.deeds import SAID_ELSEWHERE
from tests.search.finding import found

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("index_is_true_in_the_end")]
FORM = {**SAID_ELSEWHERE, "rating": "18", "board": "The Board", "country": "Norway", "cuts": "two scenes of baths"}


def certificate(film: Film, **changes: Any) -> Certificate:
    board = Organization.objects.create(
        name="The Board", slug="board", kind="classification_board", state=State.PUBLISHED
    )
    fields = {
        "key": "board",
        "board": board,
        "country": place("Norway", kind=LocationKind.COUNTRY),
        "rating": "18",
        "cuts": "two scenes of baths",
        "date": datetime.date(1977, 5, 1),
        "precision": "month",
    }
    return Certificate.objects.create(film=film, state=State.PUBLISHED, **fields | changes)


def test_it_is_found_by_what_it_is_its_board_its_country_and_its_cuts(tanuki: Film) -> None:
    certificate(tanuki)
    title = ("certificate", "Rated 18, The Board, Norway, May 1977")
    assert found("", kind="certificate") == {title}
    for text in ("the board", "certificate norway", "censored tanuki", "scenes of baths"):
        assert title in found(text), text


def test_it_is_on_its_film_s_page_in_the_api_and_in_the_linked_data(tanuki: Film, client: Client) -> None:
    certificate(tanuki)
    page = client.get("/films/the-tanuki-1977/").content.decode()
    assert 'id="certificate-board"' in page
    assert "Cuts: two scenes of baths." in page
    assert '"contentRating":["18 (The Board)"]' in page
    (shown,) = client.get("/api/films/the-tanuki-1977").json()["certificates"]
    assert (shown["rating"], shown["country"]["slug"], shown["precision"]) == ("18", "norway", "month")


def test_a_curator_takes_it_from_a_sentence(about_tanuki: Document) -> None:
    for ordinal in (1, 2):
        enter_fact("certificate", FORM, about_tanuki.passages.get(ordinal=ordinal), EDITOR)
    taken = Certificate.objects.get()
    assert (taken.board and taken.board.kind, taken.cuts) == ("classification_board", FORM["cuts"])
    assert taken.citations.count() == 2


def test_one_of_nowhere_is_refused(about_tanuki: Document) -> None:
    with pytest.raises(RefusedError, match="Give the board"):
        enter_fact("certificate", {"rating": "18"}, about_tanuki.passages.get(ordinal=1), EDITOR)
    with pytest.raises(ValidationError, match="Give the board"):
        Certificate(film=Film.objects.get(), key="k", rating="18").full_clean()


def test_a_file_of_certificates_is_imported(tanuki: Film) -> None:
    place("Norway", kind=LocationKind.COUNTRY)
    batch = CsvBatch(
        curator="anna",
        sheet="certificates",
        file_name="certificates.csv",
        content="film,country,rating\nthe-tanuki-1977,norway,18",
        basis=Basis.GENERAL_KNOWLEDGE,
        reason="From the board's register.",
    )
    batch.outcomes = [vars(one) for one in try_out(batch)]
    batch.save()
    import_batch(batch, EDITOR)
    assert (Certificate.objects.get().key, Certificate.objects.get().rating) == ("norway", "18")


def test_the_film_s_own_fixture_has_it(tanuki: Film) -> None:
    certificate(tanuki)
    whole = b"".join(serialize_film(tanuki, FORMATS["json"]))
    assert b'"films.certificate"' in whole
    assert b'"norway"' in whole
