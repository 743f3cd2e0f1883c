"""A curator corrects a fact in the admin, and the next search shows it."""

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit


def log_in(page: Page, password: str) -> None:
    page.goto("/admin/")
    page.get_by_label("Username").fill("curator")
    page.get_by_label("Password").fill(password)
    page.get_by_role("button", name="Log in").click()


def test_a_corrected_name_is_in_the_next_search(visit: Visit) -> None:
    page = visit.page()
    log_in(page, visit.site.password)
    page.goto("/admin/films/person/?q=brent jennings")
    page.get_by_role("link", name="Brent Jennings").click()
    page.get_by_label("Name:", exact=True).first.fill("Brenton Quux")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_text("cited for another value, “Brent Jennings”")).to_be_visible()
    page.locator("[name='citations-0-confirm']").check()
    page.locator("[name='citations-0-reason']").fill("The poster has the name in this form.")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.locator(".success")).to_contain_text("was changed successfully")
    page.goto("/?q=quux")
    expect(page.locator(".card h3").first).to_contain_text("Brenton Quux")
    expect(page.get_by_role("listitem").filter(has_text="Abdul Elijah").first).to_be_visible()
    page.goto("/admin/films/person/?q=quux")
    page.get_by_role("link", name="Brenton Quux").click()
    page.get_by_role("link", name="History").click()
    expect(page.get_by_text("“Brent Jennings” → “Brenton Quux”")).to_be_visible()


def test_a_form_from_before_a_new_login_says_what_to_do(visit: Visit) -> None:
    page = visit.page()
    log_in(page, visit.site.password)
    page.goto("/admin/films/genre/add/")
    page.context.clear_cookies(name="csrftoken")
    page.get_by_label("Name:").fill("Caper")
    page.get_by_role("button", name="Save", exact=True).first.click()
    expect(page.get_by_role("heading", name="Nothing was saved")).to_be_visible()
    visit.complaints.clear()


def test_the_desk_obeys_the_policy(visit: Visit) -> None:
    page = visit.page()
    log_in(page, visit.site.password)
    for path in ("film", "film/add", "credit", "location", "note", "document", "passage", "citation/add"):
        page.goto(f"/admin/films/{path}/")
        expect(page.locator("#content")).to_be_visible()
