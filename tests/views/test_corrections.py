"""What visitors say is wrong: kept for the editors, and refused with a reason if it cannot be."""

import re
from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.conf import LazySettings
from django.test import Client
from django.utils import timezone

from films.curating.corrections import SENT_A_DAY
from films.kinds.addresses import page_address
from films.models import Credit, Film, Person, Suggestion
from films.views import correcting
from tests.cast import credit, place

from .citing import document

pytestmark = pytest.mark.django_db
FORM = "/corrections/film/the-tanuki-1977/"
Sending = Callable[..., Any]


@pytest.fixture
def directed(film: Film, person: Person) -> Credit:
    return credit(film, person)


@pytest.fixture
def send(client: Client, directed: Credit, monkeypatch: pytest.MonkeyPatch) -> Sending:
    """Send a correction as somebody who has taken the time to write it, except for what is given."""
    monkeypatch.setattr(correcting, "SECONDS_TO_WRITE", -1)

    def send(address: str = "198.51.100.7", **sent: str) -> Any:
        opened = re.findall('name="opened" value="(.+?)"', client.get(FORM).content.decode())[0]
        written = {"what": "It was Ada.", "why": "I was there.", "source": "A diary", "opened": opened}
        return client.post(FORM, written | sent, REMOTE_ADDR=address)

    return send


def test_the_page_of_a_film_leads_to_a_form_that_lists_its_facts(client: Client, directed: Credit) -> None:
    assert f'href="{FORM}"' in client.get("/films/the-tanuki-1977/").content.decode()
    form = client.get(FORM, {"fact": f"credit-{directed.pk}"}).content.decode()
    assert f'<option value="credit-{directed.pk}" selected>' in form
    assert "Žofie Ørsted" in form


def test_so_do_the_other_pages(client: Client, directed: Credit) -> None:
    for page in (directed.person, place("Bath"), document()):
        (form,) = re.findall('href="(/corrections/.+?)"', client.get(page_address(page)).content.decode())
        assert client.get(form).status_code == 200


def test_what_is_sent_waits_for_an_editor(send: Sending, client: Client, directed: Credit) -> None:
    response = send(fact=f"credit-{directed.pk}")
    assert "Thank you" in client.get(response["Location"]).content.decode()
    kept = Suggestion.objects.get()
    assert (kept.kind, kept.record_id, kept.state) == ("credit", directed.pk, "waiting")
    assert (kept.what, kept.why, kept.source, kept.made_by) == ("It was Ada.", "I was there.", "A diary", "")


def test_a_visitor_can_say_which_field_of_the_film_is_wrong(
    send: Sending, client: Client, directed: Credit
) -> None:
    year = f"film-{directed.film_id}.year"
    assert f'<option value="{year}">Year: 1977</option>' in client.get(FORM).content.decode()
    send(fact=year)
    kept = Suggestion.objects.get()
    assert (kept.kind, kept.record_id, kept.field) == ("film", directed.film_id, "year")


@pytest.mark.parametrize(
    ("sent", "trouble"),
    [
        ({"what": " "}, "Say what is wrong"),
        ({"what": "Ada\0"}, "Null characters are not allowed"),
        ({"what": "Ada\x1b[2J"}, "control characters"),
        ({"what": "A" * 2001}, "at most 2000 characters"),
        ({"fact": "credit-0"}, "not on the page any more"),
        ({"website": "https://pills.example"}, "do not see"),
        ({"opened": "film:1:forged"}, "too long ago"),
    ],
)
def test_what_cannot_be_kept_is_shown_again_with_the_reason(
    send: Sending, sent: dict[str, str], trouble: str
) -> None:
    page = send(**sent).content.decode()
    assert trouble in page
    assert "I was there." in page
    assert not Suggestion.objects.exists()


def test_nobody_writes_within_a_moment(send: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(correcting, "SECONDS_TO_WRITE", 3600)
    assert "faster than anybody writes" in send().content.decode()
    assert not Suggestion.objects.exists()


def test_a_client_sends_so_many_a_day(send: Sending, monkeypatch: pytest.MonkeyPatch) -> None:
    assert {send().status_code for _ in range(SENT_A_DAY)} == {302}
    refused = send("198.51.100.7")
    assert (refused.status_code, "I was there." in refused.content.decode()) == (429, True)
    assert send("198.51.100.8").status_code == 302
    tomorrow = timezone.now() + timedelta(days=1)
    monkeypatch.setattr(timezone, "now", lambda: tomorrow)
    assert send().status_code == 302
    assert Suggestion.objects.exclude(sender="").count() == 1, "yesterday's senders are not forgotten"


def test_the_form_is_never_kept_and_the_public_page_stays_so(directed: Credit) -> None:
    browser = Client(enforce_csrf_checks=True)
    form = browser.get(FORM)
    assert "no-store" in form["Cache-Control"]
    assert "Cookie" in form["Vary"]
    assert browser.post(FORM, {"what": "It was Ada."}).status_code == 403
    public = Client().get("/films/the-tanuki-1977/")
    assert (bool(public.cookies), "Cookie" in public.get("Vary", "")) == (False, False)


def test_drafts_and_a_site_that_takes_none_have_no_form(
    client: Client, directed: Credit, settings: LazySettings
) -> None:
    Film.objects.create(title="A draft", slug="a-draft")
    assert client.get("/corrections/film/a-draft/").status_code == 404
    settings.FILMS_CORRECTIONS = False
    assert client.get(FORM).status_code == 404
    assert "/corrections/" not in client.get("/films/the-tanuki-1977/").content.decode()
