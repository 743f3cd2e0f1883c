"""An article of five thousand words becomes a published film by keyboard alone, at the desk."""

import os
import re
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import closing

import pytest
from django.conf import settings
from playwright.sync_api import Page, Request, expect

from tests.browser.conftest import Site, Visit
from tests.browser.invented import SAID, article
from tests.browser.test_curating import log_in


def run(site: Site, code: str) -> None:
    """Run Python in the site's own database."""
    environment = os.environ | {"DATABASE_URL": f"sqlite:///{site.database}"}
    subprocess.run(
        [sys.executable, "manage.py", "shell", "-v", "0", "-c", code],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
    )


class Keyboard:
    """Presses keys on a page, and counts them and what they ask of the server."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.keys = 0
        self.requests: list[str] = []
        page.on("request", self.count)

    def count(self, request: Request) -> None:
        if "/desk/" in request.url:
            self.requests.append(request.method)

    def press(self, *keys: str) -> None:
        for key in keys:
            self.keys += 1
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.keys += len(text)
        self.page.keyboard.type(text)

    def says(self, words: str) -> None:
        expect(self.page.get_by_role("status")).to_have_text(re.compile(rf"^\s*{re.escape(words)}"))


@pytest.fixture
def clean(site: Site) -> Iterator[None]:
    """Let the site's database be again what it was, while the site runs on."""
    with closing(sqlite3.connect(":memory:")) as before, closing(sqlite3.connect(site.database)) as database:
        database.backup(before)
        yield
        before.backup(database)


def import_article(page: Page) -> None:
    page.goto("/admin/films/document/add/")
    page.get_by_label("Or paste its text").fill(article())
    page.get_by_label("Format").select_option("markdown")
    page.get_by_role("button", name="Import").click()
    expect(page.get_by_role("heading", name="Desk: The Salt Road")).to_be_visible()


def at_desk_as_read(visit: Visit) -> tuple[Page, Keyboard]:
    """Open the desk of the article with what was read out of it on its import."""
    page = visit.page(viewport={"width": 1280, "height": 900})
    log_in(page, visit.site.password)
    expect(page.locator("#user-tools")).to_contain_text("curator")
    import_article(page)
    expect(page.locator(".proposal").first).to_be_focused()
    return page, Keyboard(page)


def at_desk(visit: Visit) -> tuple[Page, Keyboard]:
    page, _ = at_desk_as_read(visit)
    run(visit.site, "from tests.browser.invented import propose_all; propose_all()")
    page.reload()
    expect(page.locator(".proposal").first).to_be_focused()
    return page, Keyboard(page)


def test_an_article_becomes_a_published_film_by_keyboard(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk(visit)
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road (1961)")
    expect(page.locator(".proposal").first).to_be_focused()
    keyboard.press("a")
    keyboard.says("Accepted: Inga Farrugia, director")
    keyboard.press("u")
    keyboard.says("Undone: Accepted: Inga Farrugia")
    expect(page.locator(".proposal:focus .proposal-says")).to_contain_text("Inga Farrugia")
    keyboard.press(*"a" * (len(CREW) + len(ACTORS) + 2))  # as fast as can be, with the place where it was shot
    keyboard.says("Accepted: The Salt Road (1961): filming location Qarraba Bay")
    keyboard.press("e")
    expect(page.locator(".proposal [name=use]").first).to_be_focused()
    keyboard.press("Tab")
    keyboard.type("Rinella")
    keyboard.press("Enter")
    keyboard.says("Accepted: The Salt Road (1961): filming location Rinella")
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road (1961), budget: £48,000")
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road (1961), theatrical release in Malta, 14 October 1961")
    keyboard.press("r", "Enter")
    keyboard.says("Rejected: release")
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road (1961), gross: £210,000")
    keyboard.press("a")
    keyboard.says("Accepted: Reel Tide on The Salt Road (1961): 81%")
    take_a_note(page, keyboard)
    keyboard.press("p")
    expect(page.get_by_role("status")).to_contain_text("records published")
    assert keyboard.requests == ["POST"] * len(keyboard.requests)
    print(f"{keyboard.keys} keys, {len(keyboard.requests)} requests")
    assert len(keyboard.requests) == len(SAID) + 3  # for each, to undo, do again, publish
    assert keyboard.keys < 150
    page.goto("/films/the-salt-road-1961/")
    for said in ("Inga Farrugia", "Carmela Vassallo", "Qarraba Bay", "Rinella", "14 October 1961", "81"):
        expect(page.get_by_role("main")).to_contain_text(said)


ACTORS = [str(fields["person"]) for kind, _, fields in SAID if fields.get("billing")]


CREW = ("Inga Farrugia", "Pawlu Zerafa", "Rozina Cutajar")
READ = ("The Salt Road", *CREW, *ACTORS, "Qarraba Bay", "Malta", "48,000", "210,000")
"""What a curator who has read the article knows to be right, each in one proposal at least."""


def take_a_note(page: Page, keyboard: Keyboard) -> None:
    """Accept the proposed note, which wants our own words."""
    keyboard.press("e", "Tab")
    keyboard.type("The bakery's thanks")
    keyboard.press("Tab")
    keyboard.type("The director felt that those who lent the money went unthanked.")
    keyboard.press("Tab", "Enter")
    keyboard.says("Accepted: The bakery's thanks")


def test_what_is_read_on_import_becomes_a_published_film_by_keyboard(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk_as_read(visit)
    at_hand = page.locator(".proposal:focus")
    decided = 0
    while page.locator(".proposal").count() or page.get_by_text("More proposals on page").count():
        if not page.locator(".proposal").count():
            keyboard.press("w")
            expect(page.locator(".proposal").first).to_be_focused()
        expect(at_hand).to_have_count(1)
        proposal = page.locator(f"#{at_hand.get_attribute('id')}")
        is_said = any(known in proposal.locator(".proposal-says").inner_text() for known in READ)
        keyboard.press(*("a",) if is_said else ("r", "Enter"))
        expect(proposal).to_have_count(0)
        keyboard.says("Accepted" if is_said else "Rejected")
        decided += 1
    keyboard.press("p")
    expect(page.get_by_role("status")).to_contain_text("records published")
    print(f"{decided} proposals, {keyboard.keys} keys, {len(keyboard.requests)} requests")
    assert keyboard.requests.count("POST") == decided + 1
    assert keyboard.keys <= 2 * decided + 10
    page.goto("/films/the-salt-road-1961/")
    for known in READ:
        expect(page.get_by_role("main")).to_contain_text(known)


def test_another_page_waits_for_what_is_on_its_way(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk_as_read(visit)
    keyboard.press("a", "a", "]")
    expect(page).to_have_url(re.compile(r"page=2"))
    expect(page.locator("#desk-progress")).to_contain_text("2 accepted")


def test_all_of_a_kind_but_one_are_accepted_with_three_keys(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk_as_read(visit)
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road")
    keyboard.press("A")
    credits_ = page.locator(".desk-together", has_text="× credit")
    first = credits_.locator("[type=checkbox]").first
    expect(first).to_be_focused()
    ticked = credits_.locator(":checked").count()
    keyboard.press("r")  # a key of the proposal at hand, which does nothing in the list
    keyboard.press("Space", "Enter")
    keyboard.says(f"Accepted {ticked - 1} at once")
    first_left = page.locator(f"#p{first.input_value()}")
    expect(first_left).to_be_focused()
    expect(credits_.locator("summary")).to_contain_text(f"{credits_.locator('li').count()} × credit")
    keyboard.press("A", "Escape")
    expect(page.locator(".sentence", has=first_left)).to_be_focused()


def test_words_are_marked_and_taken_by_keyboard(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk(visit)
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road")
    keyboard.press("g")
    expect(page.locator(".sentence").first).to_be_focused()
    keyboard.press(*"jjjjjj", "n")  # past two proposals, and a sentence with two
    keyboard.says("Nothing new: It follows a")
    page.locator(".sentence", has_text="Anton Mizzi photographed").focus()
    keyboard.press("Shift+ArrowRight", "Shift+ArrowRight")
    expect(page.locator("#desk-marked")).to_contain_text("Anton Mizzi")
    keyboard.press("c")
    taken = page.locator(".desk-taking [name=person]")
    job = page.locator(".desk-taking [name=job]")
    expect(taken).to_have_value("Anton Mizzi")
    expect(taken).to_be_focused()
    job.select_option("cinematographer")
    keyboard.press("Tab", "Tab", "Enter")
    keyboard.says("Entered: Anton Mizzi, cinematographer")
    expect(taken).to_be_focused()
    keyboard.type("Rozina Cutajar")
    job.select_option("composer")
    keyboard.press("Enter")
    keyboard.says("Entered: Rozina Cutajar, composer")
    taken.focus()
    keyboard.press("Escape")
    expect(page.locator(".desk-taking")).to_have_count(0)
    expect(page.locator(".sentence", has_text="Anton Mizzi photographed")).to_be_focused()


def test_two_curators_see_what_the_other_did(visit: Visit, clean: None) -> None:
    page, keyboard = at_desk(visit)
    other = visit.page(viewport={"width": 390, "height": 844}, color_scheme="dark")
    log_in(other, visit.site.password)
    expect(other.locator("#user-tools")).to_contain_text("curator")
    other.goto(page.url)
    keyboard.press("a")
    keyboard.says("Accepted: The Salt Road")
    second = Keyboard(other)
    second.press("a")
    second.says("curator accepted this at")
    run(
        visit.site,
        "from films.models import Proposal; Proposal.objects.get(content__person='Pawlu Zerafa').delete()",
    )
    second.press("a", "a")
    second.says("That no longer exists")
    expect(other.locator(".proposal[aria-busy]")).to_have_count(0)
    second.press("u")
    second.says("Undone: Accepted: Inga Farrugia")


def test_the_desk_works_without_javascript(visit: Visit, clean: None) -> None:
    at_desk(visit)
    page = visit.page(java_script_enabled=False)
    log_in(page, visit.site.password)
    page.goto("/admin/films/document/?q=salt")
    page.get_by_role("link", name="Open the desk").click()
    page.get_by_role("button", name="Accept", exact=False).first.click()
    expect(page.locator(".success")).to_contain_text("Accepted: The Salt Road (1961)")
    page.get_by_role("link", name="Enter a fact from this sentence").first.click()
    page.get_by_label("Person").first.fill("Inga Farrugia")
    page.get_by_label("Job").first.select_option("director")
    page.get_by_role("button", name="Take it").click()
    expect(page.get_by_text("Entered: Inga Farrugia, director").first).to_be_visible()
