"""What becomes of a curator's change to a published fact: reviewed beside its evidence, decided, undone."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from films.history.undoing import undo
from films.models import Change, Citation, Film, Suggestion
from tests.cast import tanuki_film

from .forms import new_row, submit
from .test_curating import change_page

REVIEW = "/admin/films/suggestion/review/"


@pytest.fixture
def film(db: None) -> Film:
    film = tanuki_film(runtime=97)
    Citation.objects.create(film=film, basis="general_knowledge", reason="It is on the poster.")
    return film


@pytest.fixture
def curator(db: None) -> Client:
    return browser_of("tova", "Curator")


@pytest.fixture
def editor(db: None) -> Client:
    return browser_of("edda", "Editor")


def browser_of(name: str, role: str) -> Client:
    account = User.objects.create_user(name, is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client = Client()
    client.force_login(account)
    return client


@pytest.fixture
def suggested(curator: Client, film: Film) -> Suggestion:
    """Suggest that the film is ten minutes longer."""
    row = new_row("citations", start=1, field="runtime", basis="general_knowledge", reason="I measured it.")
    submit(curator, change_page(film), runtime="107", why="The reel was short.", **row)
    return Suggestion.objects.get()


@pytest.fixture
def decide(editor: Client, suggested: Suggestion) -> Callable[..., str]:
    def send(decision: str, **sent: str) -> str:
        inputs = {"runtime": "107", "remark": ""} | sent
        named = {f"{suggested.pk}-{name}": value for name, value in inputs.items()}
        page = editor.post(REVIEW, {"suggestion": suggested.pk, "decision": decision, **named}, follow=True)
        suggested.refresh_from_db()
        return page.content.decode()

    return send


def runtime() -> int | None:
    return Film.objects.get().runtime


def test_it_is_listed_with_both_values_and_its_evidence(editor: Client, suggested: Suggestion) -> None:
    page = editor.get(REVIEW).content.decode()
    assert "97 → 107" in page
    assert "I measured it." in page
    assert "The reel was short." in page
    assert "tova" in page
    assert (suggested.kind, suggested.record_id) == ("film", Film.objects.get().pk)
    assert "1 suggestion about this film waits" in editor.get(change_page(Film.objects.get())).content.decode()


def test_an_editor_accepts_it_with_its_citation_and_undoes_that(
    decide: Callable[..., str], suggested: Suggestion
) -> None:
    assert "Accepted" in decide("accept", remark="Well seen.")
    assert runtime() == 107
    assert Citation.objects.get(field="runtime").claims["runtime"]["value"] == "107"
    assert (suggested.state, suggested.remark, suggested.decided_by) == ("accepted", "Well seen.", "edda")
    undo(Change.objects.filter(action="decide").get(), "edda")
    suggested.refresh_from_db()
    assert (runtime(), suggested.state, suggested.decided_by) == (97, "waiting", "")


def test_an_editor_amends_it(decide: Callable[..., str], suggested: Suggestion) -> None:
    decide("accept", runtime="106")
    assert (runtime(), suggested.state) == (106, "amended")
    assert Citation.objects.get(field="runtime").claims["runtime"]["value"] == "106"


def test_an_amendment_that_cannot_be_keeps_what_was_typed(decide: Callable[..., str]) -> None:
    page = decide("accept", runtime="long", remark="Look again.")
    assert "Enter a whole number" in page
    assert 'value="long"' in page
    assert 'value="Look again."' in page


def test_its_author_is_told_why_it_was_declined(
    decide: Callable[..., str], curator: Client, suggested: Suggestion
) -> None:
    assert "Say why the suggestion is declined" in decide("decline")
    decide("decline", remark="The reel is the American one.")
    assert (runtime(), suggested.state) == (97, "declined")
    assert "The reel is the American one." in curator.get("/admin/").content.decode()


def test_one_that_is_out_of_date_overwrites_nothing(
    decide: Callable[..., str], editor: Client, suggested: Suggestion
) -> None:
    Film.objects.update(runtime=98)
    assert "has been changed since, in runtime" in editor.get(REVIEW).content.decode()
    assert "has been changed since, in runtime" in decide("accept")
    assert (runtime(), suggested.state) == (98, "waiting")


def test_no_two_editors_are_given_the_same(editor: Client, suggested: Suggestion) -> None:
    curator = browser_of("tovo", "Curator")
    assert suggested.name in curator.get(REVIEW).content.decode()  # who only looks keeps it from nobody
    assert suggested.name in editor.get(REVIEW).content.decode()
    page = browser_of("emil", "Editor").get(REVIEW).content.decode()
    assert "Not shown: 1 being read by edda." in page
    assert "No other suggestion waits." in page
    assert suggested.name in editor.get(REVIEW).content.decode()


def test_only_an_editor_decides(curator: Client, suggested: Suggestion) -> None:
    assert '<button name="decision"' not in curator.get(REVIEW).content.decode()
    for decision in ("accept", "decline"):
        sent = {f"{suggested.pk}-remark": "Mine.", f"{suggested.pk}-runtime": "107"}
        curator.post(REVIEW, {"suggestion": suggested.pk, "decision": decision, **sent})
    suggested.refresh_from_db()
    assert (runtime(), suggested.state) == (97, "waiting")


@pytest.mark.parametrize(
    ("decision", "state"), [("accept", "accepted"), ("amend", "amended"), ("decline", "declined")]
)
def test_a_visitors_correction_is_decided_with_a_word(
    editor: Client, film: Film, decision: str, state: str
) -> None:
    sent = Suggestion.objects.create(
        kind="film", record_id=film.pk, name=str(film), what="It is shorter.", source="My watch"
    )
    page = editor.get(REVIEW).content.decode()
    assert "It is shorter." in page
    assert "My watch" in page
    if decision != "accept":
        editor.post(REVIEW, {"suggestion": sent.pk, "decision": decision})
        sent.refresh_from_db()
        assert sent.state == "waiting"
    editor.post(REVIEW, {"suggestion": sent.pk, "decision": decision, f"{sent.pk}-remark": "Measured again."})
    sent.refresh_from_db()
    assert (sent.state, sent.remark, sent.decided_by) == (state, "Measured again.", "edda")


def test_an_accepted_slug_lets_the_former_address_lead_on(curator: Client, editor: Client, film: Film) -> None:
    submit(curator, change_page(film), slug="the-raccoon-dog")
    sent = {"suggestion": Suggestion.objects.get().pk, "decision": "accept"}
    editor.post(REVIEW, sent | {f"{sent['suggestion']}-slug": "the-raccoon-dog"})
    assert editor.get(f"/films/{film.slug}/").headers["Location"] == "/films/the-raccoon-dog/"
