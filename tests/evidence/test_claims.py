"""A citation keeps the values that it confirmed, and waits when the fact has others, whoever wrote them."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone

from films.evidence.cited_words import Heading, support_for
from films.evidence.claims import confirm, confirm_anew, waiting_claims
from films.evidence.gaps import evidence_gaps, waiting_facts
from films.history.recording import recording
from films.history.undoing import undo
from films.kinds.claims import ClaimableField, ValueType
from films.models import Action, Award, BoxOffice, Change, Citation, Film, Genre, State
from films.models.evidence import says_something
from tests.cast import EDITOR, credit, director, tanuki_film
from tests.search.finding import found
from tests.views.citing import cite, document, passage, saved

pytestmark = pytest.mark.django_db

WORDS = "The Tanuki grossed $3.7 million in 1977."


@pytest.fixture
def gross() -> BoxOffice:
    money = {"amount": "3700000", "currency": "USD", "state": State.PUBLISHED}
    made = saved(BoxOffice(film=tanuki_film(), key="gross", kind="gross", **money))
    made.refresh_from_db()
    return made


def waiting(fact: Any) -> list[tuple[str, str, str]]:
    fact = type(fact).objects.get(pk=fact.pk)
    claims = waiting_claims([one.claims for one in fact.citations.all()], fact)
    return [(one.field, one.confirmed, one.present) for one in claims]


def test_a_new_citation_confirms_what_its_fact_says(gross: BoxOffice) -> None:
    gross.refresh_from_db()
    citation = cite(gross, passage(document()))
    assert {name: claim["value"] for name, claim in citation.claims.items()} == {
        "kind": "gross",
        "amount": "3700000",
        "currency": "USD",
    }
    assert cite(gross, passage(document(slug="b", sha256="b" * 64)), field="amount").claims.keys() == {"amount"}


def test_who_confirmed_it_and_when_is_kept(gross: BoxOffice) -> None:
    with recording(EDITOR, Action.EDIT):
        citation = cite(gross, passage(document()))
    assert citation.confirmed_by == "anna"
    assert citation.confirmed_at
    assert timezone.now() - citation.confirmed_at < timedelta(minutes=1)


def test_a_value_set_by_any_means_waits(gross: BoxOffice) -> None:
    cite(gross, passage(document()))
    assert waiting(gross) == []
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_boxoffice SET amount = 99000000")
    assert waiting(gross) == [("amount", "3700000", "99000000")]
    BoxOffice.objects.update(amount="3700000.00")
    assert waiting(gross) == []
    BoxOffice.objects.update(currency="EUR")
    assert waiting(gross) == [("currency", "USD", "EUR")]


def test_links_and_lists_wait_too() -> None:
    film, hill = tanuki_film(), director(name="Walter Hill", slug="walter-hill")
    made = credit(film, director())
    cite(made, passage(document()))
    made.person = hill
    made.save()
    assert waiting(made) == [("person", "zofie-orsted", "walter-hill")]
    film.genres.set([Genre.objects.get(slug="comedy")])
    cite(film, None, field="genres", reason="Everybody laughs.")
    film.genres.add(Genre.objects.get(slug="drama"))
    assert waiting(film) == [("genres", "comedy", "comedy drama")]


def test_a_value_that_another_sentence_confirms_does_not_wait(gross: BoxOffice) -> None:
    cite(gross, passage(document()))
    BoxOffice.objects.update(amount=5)
    gross.refresh_from_db()
    cite(gross, passage(document(slug="b", sha256="b" * 64)), field="amount")
    assert waiting(gross) == []


def test_a_value_that_is_removed_waits_for_nothing() -> None:
    film = tanuki_film(runtime=104)
    cite(film, passage(document()))
    Film.objects.update(runtime=None)
    assert waiting(film) == []


def test_what_waits_is_found_by_the_database_alone(gross: BoxOffice) -> None:
    cite(gross, passage(document()))
    assert not waiting_facts(BoxOffice)
    BoxOffice.objects.update(amount=99)
    assert list(waiting_facts(BoxOffice)) == [gross]


def test_a_search_for_what_is_not_cited_finds_it(gross: BoxOffice) -> None:
    cite(gross, passage(document()))
    assert [kind for kind, _ in found("tanuki gross cited:yes")] == ["box_office"]
    with connection.cursor() as cursor:
        cursor.execute("UPDATE films_boxoffice SET amount = 99000000")
    assert [kind for kind, _ in found("kind:box_office cited:no")] == ["box_office"]
    assert not found("tanuki gross cited:yes")


def test_a_field_that_nothing_confirms_makes_a_fact_uncited() -> None:
    film = tanuki_film()
    cite(film, passage(document()), field="title")
    assert found("tanuki kind:film cited:no")
    cite(film, passage(document(slug="b", sha256="b" * 64)), field="year")
    assert found("tanuki kind:film cited:yes")


def test_a_value_is_confirmed_anew(gross: BoxOffice) -> None:
    citation = cite(gross, passage(document()))
    BoxOffice.objects.update(amount=99)
    with pytest.raises(ValidationError, match="look at it again"):
        confirm_anew(citation, "amount", "98", "", EDITOR)
    confirm_anew(citation, "amount", "99", "", EDITOR)
    assert waiting(gross) == []
    citation.refresh_from_db()
    assert citation.confirmed_by == "anna"
    undo(Change.objects.get(), EDITOR)
    assert waiting(gross) == [("amount", "3700000", "99")]


def test_a_sentence_that_says_otherwise_needs_a_reason(gross: BoxOffice) -> None:
    citation = cite(gross, passage(document(WORDS), WORDS))
    BoxOffice.objects.update(amount=99)
    with pytest.raises(ValidationError, match="do not say “99”"):
        confirm_anew(citation, "amount", "99", ".", EDITOR)
    confirm_anew(citation, "amount", "99", "It is given in other units.", EDITOR)
    citation.refresh_from_db()
    assert citation.claims["amount"] == {"value": "99", "support": "other_words"}
    assert citation.reason == "It is given in other units."


def test_words_that_say_a_value_are_kept(gross: BoxOffice) -> None:
    gross.refresh_from_db()
    citation = cite(gross, passage(document(WORDS), WORDS))
    assert confirm(citation, gross, ["amount", "currency", "kind"]) == []
    claim = citation.claims["amount"]
    assert (claim["support"], WORDS[claim["start"] : claim["end"]]) == ("words", "$3.7 million")
    assert len(claim["sha256"]) == 64


def test_what_the_words_do_not_say_is_returned_and_not_confirmed(gross: BoxOffice) -> None:
    BoxOffice.objects.update(amount=99, currency="EUR")
    gross.refresh_from_db()
    citation = cite(gross, passage(document(WORDS), WORDS))
    assert confirm(citation, gross, ["kind", "amount", "currency"]) == ["amount", "currency"]
    assert citation.claims.keys() == {"kind"}


def test_words_that_were_marked_count_first() -> None:
    words = "It cost 104 thousand, and runs 104 minutes."
    film = tanuki_film(runtime=104)
    citation = cite(film, passage(document(words), words), field="runtime")
    confirm(citation, film, ["runtime"], marked="runs  104 minutes")
    assert citation.claims["runtime"]["start"] == words.rindex("104")


def test_gaps_say_what_is_missing(gross: BoxOffice) -> None:
    assert [str(gap) for gap in evidence_gaps(gross)] == ["nothing is cited"]
    cite(gross, passage(document(WORDS), WORDS))
    gross.refresh_from_db()
    assert evidence_gaps(gross) == []
    gross.amount = 99
    assert [gap.field for gap in evidence_gaps(gross)] == ["amount"]
    BoxOffice.objects.update(currency="EUR")
    Citation.objects.update(
        claims={"kind": {"value": "gross"}, "currency": {"value": "EUR", "support": "sentence"}}
    )
    gross.refresh_from_db()
    assert {gap.field: gap.why for gap in evidence_gaps(gross)} == {
        "amount": "nothing is cited for it",
        "currency": "the words of the sentence do not say “EUR”",
    }


@pytest.mark.parametrize("reason", ["", ".", " . ", "n/a", "-", "yes"])
def test_a_reason_has_to_say_something(reason: str) -> None:
    assert not says_something(reason)
    assert says_something("The poster says so.")


def test_no_source_held_needs_such_a_reason(gross: BoxOffice) -> None:
    with pytest.raises(ValidationError, match="Say why"):
        Citation(box_office=gross, basis="no_source", reason=".").full_clean()
    Citation(box_office=gross, basis="no_source", reason="Told by a projectionist.").full_clean()


def test_a_heading_names_the_prize_of_each_item_below_it() -> None:
    prize = ClaimableField("prize", ValueType.TITLE, by_heading=True)
    item = "Best Sound (Ada Pell) – Won"
    assert support_for(Award(prize="Harbour Award"), prize, item, Heading("Harbour Awards", "")) == {
        "support": "words"
    }
    assert support_for(Award(prize="Harbour Award"), prize, item, Heading("Accolades", "")) == {
        "support": "sentence"
    }
