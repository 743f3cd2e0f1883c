"""The admin's door: guessing is slowed down, a second factor can be asked for, and sessions end."""

import time
from datetime import timedelta

import pytest
from django.conf import LazySettings
from django.contrib.auth.models import Group, User
from django.contrib.sessions.models import Session
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django_otp.oath import totp
from django_otp.plugins.otp_static.models import StaticToken
from django_otp.plugins.otp_totp.models import TOTPDevice

from redheat.middleware import sessions

pytestmark = pytest.mark.django_db

PASSWORD = "a raccoon dog takes the waters"
ELSEWHERE = "198.51.100.7"
INDEX, LOGIN, SECOND_FACTOR = "/admin/", "/admin/login/", "/admin/second-factor/"


@pytest.fixture(autouse=True)
def curator() -> User:
    return User.objects.create_user("zofie", password=PASSWORD, is_staff=True)


def log_in(browser: Client, password: str = PASSWORD, name: str = "zofie", **more: str) -> HttpResponse:
    response = browser.post(LOGIN, {"username": name, "password": password, **more}, secure=True)
    assert isinstance(response, HttpResponse)
    return response


def is_inside(browser: Client) -> bool:
    return browser.get(INDEX, secure=True).status_code == 200


def guess(browser: Client, times: int, name: str = "zofie") -> list[int]:
    return [log_in(browser, "wrong", name).status_code for _ in range(times)]


def test_after_ten_failures_the_right_password_is_refused_as_well() -> None:
    browser = Client(REMOTE_ADDR=ELSEWHERE)
    assert guess(browser, 10) == [200] * 9 + [429]
    refused = log_in(browser)
    assert (refused.status_code, refused["Retry-After"]) == (429, "900")
    assert not is_inside(browser)


def test_an_account_is_locked_to_other_addresses_as_well() -> None:
    for number in range(5):
        guess(Client(REMOTE_ADDR=f"198.51.100.{number}"), 2)
    assert log_in(Client(REMOTE_ADDR="203.0.113.1")).status_code == 429


def test_an_address_that_tries_many_accounts_is_locked() -> None:
    browser = Client(REMOTE_ADDR=ELSEWHERE)
    for number in range(10):
        guess(browser, 1, f"nobody{number}")
    assert log_in(browser).status_code == 429


def test_the_owner_is_not_locked_out_by_those_who_guess_elsewhere() -> None:
    owner = Client()
    log_in(owner)
    owner.post(reverse("admin:logout"), secure=True)
    guess(Client(REMOTE_ADDR=ELSEWHERE), 10)
    assert log_in(owner).status_code == 302


def test_failures_are_forgotten_after_a_while(settings: LazySettings) -> None:
    browser = Client(REMOTE_ADDR=ELSEWHERE)
    guess(browser, 10)
    settings.AXES_COOLOFF_TIME = timedelta(0)
    assert log_in(browser).status_code == 302


def test_nothing_tells_an_account_from_one_that_never_was() -> None:
    known, unknown = (Client(REMOTE_ADDR=f"198.51.100.{number}") for number in (1, 2))
    for _ in range(11):
        pages = [log_in(browser, "wrong", name) for browser, name in ((known, "zofie"), (unknown, "nobody"))]
        texts = [page.content.decode().replace("nobody", "zofie") for page in pages]
        assert [page.status_code for page in pages] in ([200, 200], [429, 429])
        assert len({text[text.index('id="content"') :].partition("csrfmiddlewaretoken")[0] for text in texts}) == 1


@pytest.mark.parametrize("wanted", ["//evil.example/", "https://evil.example/", "javascript:alert(1)"])
def test_a_bad_address_to_go_on_to_leads_to_the_admin(wanted: str) -> None:
    assert log_in(Client(), next=wanted)["Location"] == INDEX


def test_a_session_begins_with_a_new_key_and_ends_after_rest(settings: LazySettings) -> None:
    browser = Client()
    given = browser.session
    given["planted"] = "by somebody else"
    given.save()
    log_in(browser)
    assert browser.session.session_key != given.session_key
    Session.objects.update(expire_date=timezone.now() - timedelta(seconds=1))
    assert not is_inside(browser)


def test_use_prolongs_a_session(monkeypatch: pytest.MonkeyPatch) -> None:
    browser = Client()
    log_in(browser)
    is_inside(browser)
    before = Session.objects.get().expire_date
    is_inside(browser)
    assert Session.objects.get().expire_date == before
    later = time.time() + sessions.BETWEEN_NOTES + 1
    monkeypatch.setattr(sessions.time, "time", lambda: later)
    is_inside(browser)
    assert Session.objects.get().expire_date > before


def test_a_change_of_password_ends_the_sessions(curator: User) -> None:
    browser = Client()
    log_in(browser)
    curator.set_password("another one entirely")
    curator.save()
    assert not is_inside(browser)


@pytest.fixture
def required(settings: LazySettings, curator: User) -> Client:
    """Give a browser in which a curator has logged in whose role needs a second factor."""
    settings.SECOND_FACTOR_ROLES = ["Curator"]
    curator.groups.add(Group.objects.get(name="Curator"))
    browser = Client()
    log_in(browser)
    return browser


def code_of(curator: User) -> str:
    device = TOTPDevice.objects.get(user=curator)
    TOTPDevice.objects.update(last_t=-1, throttling_failure_count=0)
    return f"{totp(device.bin_key):06d}"


def enter(browser: Client, code: str, **more: str) -> HttpResponse:
    return browser.post(SECOND_FACTOR, {"code": code, **more}, secure=True)  # type: ignore[return-value]


def test_a_role_can_need_a_second_factor(required: Client, curator: User) -> None:
    assert not is_inside(required)
    led = required.get(LOGIN, {"next": INDEX}, secure=True)
    assert led["Location"].startswith(SECOND_FACTOR)
    page = required.get(SECOND_FACTOR, secure=True).content.decode()
    assert "Your account needs a second factor" in page
    assert "wrong or was used" in enter(required, "000000").content.decode()
    codes = enter(required, code_of(curator)).content.decode()
    assert is_inside(required)
    assert all(token.token in codes for token in StaticToken.objects.all())


def test_whoever_has_a_second_factor_logs_in_with_its_code_or_a_recovery_code(
    required: Client, curator: User
) -> None:
    required.get(SECOND_FACTOR, secure=True)
    enter(required, code_of(curator))
    assert log_in(Client()).status_code == 200
    assert log_in(Client(), code="000000").status_code == 200
    assert log_in(Client(), code=code_of(curator)).status_code == 302
    recovery = StaticToken.objects.all()[0].token
    assert log_in(Client(), code=recovery).status_code == 302
    assert log_in(Client(), code=recovery).status_code == 200


def test_wrong_codes_count_as_failures(required: Client, curator: User) -> None:
    required.get(SECOND_FACTOR, secure=True)
    enter(required, code_of(curator))
    browser = Client(REMOTE_ADDR=ELSEWHERE)
    assert [log_in(browser, code="000000").status_code for _ in range(10)] == [200] * 9 + [429]


def test_a_second_factor_that_no_role_needs_can_be_removed(curator: User) -> None:
    browser = Client()
    log_in(browser)
    browser.get(SECOND_FACTOR, secure=True)
    enter(browser, code_of(curator))
    enter(browser, code_of(curator), remove="1")
    assert not TOTPDevice.objects.exists()
    assert is_inside(browser)
