"""Searching in a real browser: results as one types, an address that follows, and a page that needs no script."""

import re
import sqlite3
from contextlib import closing
from urllib.parse import parse_qs, urlsplit

from playwright.sync_api import Route, expect

from tests.browser.conftest import Site, Visit


def test_results_change_as_one_types(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    page.get_by_role("combobox").press_sequentially("danko", delay=30)
    expect(page.locator(".card h3").first).to_have_text("Ivan Danko")
    expect(page.get_by_role("status")).to_contain_text("results in")
    expect(page).to_have_url(re.compile(r"/\?q=danko$"))
    expect(page).to_have_title("danko – Red Heat")
    page.get_by_role("combobox").fill("bath house budapest")
    expect(page.locator(".card h3").first).to_contain_text("bath", ignore_case=True)
    expect(page.get_by_role("combobox")).to_be_focused()


def test_a_lost_connection_is_said(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    page.context.set_offline(True)
    expect(page.get_by_role("status")).to_contain_text("You are offline")
    page.context.set_offline(False)
    expect(page.get_by_role("status")).to_contain_text("You are online again")
    visit.complaints.clear()  # of what the page was still loading when the connection was lost


def test_typing_asks_once_for_a_burst_of_letters(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "/static/" not in request.url else None)
    page.get_by_role("combobox").press_sequentially("schwarzenegger", delay=10)
    expect(page.locator(".card h3").first).to_contain_text("Schwarzenegger")
    assert len(asked) <= 4  # results and names, for the burst and for a pause in it


def test_a_stale_reply_never_replaces_a_newer_one(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    held: list[Route] = []

    def hold_the_first(route: Route) -> None:
        if parse_qs(urlsplit(route.request.url).query).get("q") == ["hungary"]:
            held.append(route)
        else:
            route.continue_()

    page.route(re.compile(r"\?q="), hold_the_first)
    with page.expect_request(re.compile("q=hungary")):
        page.get_by_role("combobox").fill("hungary")
    with page.expect_event("requestfailed", lambda request: request == held[0].request):
        page.get_by_role("combobox").fill("garbo")
    expect(page.locator(".card h3").first).to_contain_text("Greta Garbo")


def test_a_facet_narrows_and_back_and_forward_return(visit: Visit) -> None:
    page = visit.page()
    page.goto("/")
    page.get_by_role("combobox").fill("hill")
    page.get_by_role("link", name=re.compile("^Notes")).click()
    expect(page).to_have_url(re.compile("kind=note"))
    expect(page.locator(".card .kind").first).to_have_text("Note")
    page.get_by_role("combobox").fill("hill guild")
    expect(page).to_have_url(re.compile(r"q=hill\+guild&kind=note"))
    page.go_back()
    expect(page.get_by_role("combobox")).to_have_value("hill")
    expect(page).to_have_url(re.compile(r"\?q=hill$"))
    expect(page.locator(".chosen")).to_have_count(0)
    page.go_forward()
    expect(page.locator(".chosen")).to_contain_text("Notes")
    expect(page.get_by_role("combobox")).to_have_value("hill guild")
    page.reload()
    expect(page.locator(".chosen")).to_contain_text("Notes")
    expect(page.get_by_role("combobox")).to_have_value("hill guild")


def test_a_result_opens_its_fact_with_its_evidence(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=wooden leg scene kleiner")
    page.locator(".card h3 a").first.click()
    expect(page).to_have_url(re.compile("/films/red-heat-1988/#"))
    fact = page.locator(":target")
    expect(fact).to_be_in_viewport()
    fact.get_by_role("link", name=re.compile("^Evidence")).first.click()
    note = page.locator(".note:popover-open")
    expect(note).to_contain_text("paragraph")
    expect(note.get_by_role("link", name="Read the whole sentence in the original").first).to_be_visible()


def test_opening_evidence_closes_what_was_open(visit: Visit) -> None:
    page = visit.page()
    page.goto("/films/red-heat-1988/")
    marks = page.locator("a.mark:visible")
    for number in (0, 20, 60):
        marks.nth(number).click()
        expect(page.locator(".note:popover-open")).to_have_count(1)


def test_a_cards_source_can_be_clicked(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=wristwatches")
    page.get_by_role("link", name=re.compile("^Red Heat .1988 film., Plot")).first.click()
    expect(page).to_have_url(re.compile("/documents/wikipedia-red-heat/#s-"))
    expect(page.locator(":target")).to_be_in_viewport()


def test_everything_works_without_javascript(visit: Visit) -> None:
    page = visit.page(java_script_enabled=False)
    page.goto("/")
    page.get_by_role("searchbox").fill("hungary")
    page.get_by_role("searchbox").press("Enter")
    expect(page.locator(".card h3").first).to_contain_text("Hungary")
    page.get_by_role("link", name=re.compile("^Notes")).click()
    expect(page).to_have_url(re.compile("kind=note"))
    page.get_by_role("button", name="Search").click()
    expect(page).to_have_url(re.compile("q=hungary&kind=note"))
    page.locator(".card h3 a").first.click()
    page.locator("a.mark").first.click()
    expect(page).to_have_url(re.compile("/evidence/"))
    expect(page.locator(".note")).to_contain_text("paragraph")


def test_everything_can_be_reached_by_keyboard(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to content")).to_be_focused()
    for _ in range(2):
        page.keyboard.press("Tab")
    expect(page.get_by_role("combobox")).to_be_focused()
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        reached.add(page.evaluate("document.activeElement.closest('.facets, .card, .pager')?.classList[0]"))
    assert {"facets", "card"} <= reached


def test_an_error_in_mid_typing_keeps_the_words_and_the_results(visit: Visit) -> None:
    page = visit.page()
    page.goto("/?q=danko")
    page.route(re.compile("q=danko.+"), lambda route: route.fulfill(status=500, body="broken"))
    page.get_by_role("combobox").press("End")
    with page.expect_response(re.compile("q=danko.+")):
        page.get_by_role("combobox").press_sequentially(" key")
    expect(page.get_by_role("combobox")).to_have_value("danko key")
    expect(page.locator(".card h3").first).to_contain_text("Danko")
    expect(page.get_by_role("status")).to_contain_text("did not get through")
    page.unroute_all()
    page.keyboard.press("Enter")
    expect(page.get_by_role("status")).to_contain_text("results in")
    assert any("500" in complaint for complaint in visit.complaints)
    visit.complaints.clear()


def test_raw_sql_while_the_site_runs_is_in_the_next_search(visit: Visit, site: Site) -> None:
    page = visit.page()
    page.goto("/?q=kramarov")
    expect(page.locator(".card h3").first).to_contain_text("Kramarov")
    with closing(sqlite3.connect(site.database)) as database, database:
        database.execute("UPDATE films_person SET name = 'Saveli Zaphod' WHERE slug = 'savely-kramarov'")
    page.get_by_role("combobox").fill("zaphod")
    expect(page.locator(".card h3").first).to_contain_text("Saveli Zaphod")
    with closing(sqlite3.connect(site.database)) as database, database:
        database.execute("UPDATE films_person SET name = 'Savely Kramarov' WHERE slug = 'savely-kramarov'")
    page.get_by_role("combobox").fill("")
    page.get_by_role("combobox").fill("zaphod")
    expect(page.get_by_role("status")).to_have_text("No results")
