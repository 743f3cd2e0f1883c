"""A curator imports a list, merges two people, and takes both back, in a real browser."""

from pathlib import Path

from playwright.sync_api import Page, expect

from tests.browser.conftest import Visit
from tests.browser.test_curating import log_in

LOADED_AGAIN = 100
"""Times that a page is loaded until what a process of its own looks for is there."""


def send(page: Page, file: Path, content: str) -> None:
    file.write_text(content, encoding="utf-8")
    page.goto("/admin/films/csvbatch/add/")
    page.get_by_label("CSV file").set_input_files(file)
    page.get_by_label("Reason").fill("From the festival's catalogue.")
    page.get_by_role("button", name="Check the file").click()


def test_a_file_is_tried_mended_imported_and_undone(visit: Visit, tmp_path: Path) -> None:
    page = visit.page()
    log_in(page, visit.site.password)
    send(page, tmp_path / "people.csv", "name,sort_name\nAda Zyxquist,\n=A1,\n")
    expect(page.get_by_text("begins with “=”")).to_be_visible()
    expect(page.get_by_role("button", name="Import all rows")).to_have_count(0)
    send(page, tmp_path / "people.csv", "name,sort_name\nAda Zyxquist,\nBo Zyxquist,\n")
    expect(page.get_by_text("2 created")).to_be_visible()
    page.get_by_role("button", name="Import all rows").click()
    expect(page.locator(".success")).to_contain_text("All rows were imported")
    page.get_by_role("button", name="Undo all of this").click()
    expect(page.locator(".success")).to_contain_text("Undone")
    page.goto("/admin/films/person/?q=zyxquist")
    expect(page.get_by_text("0 people")).to_be_visible()


def test_two_people_are_merged_and_parted_again(visit: Visit) -> None:
    page = visit.page()
    log_in(page, visit.site.password)
    for name in ("Ada Wyxholm", "Ada Wyxholmm"):
        page.goto("/admin/films/person/add/")
        page.get_by_label("Name:", exact=True).first.fill(name)
        page.get_by_label("Sort name:").fill(name)
        page.get_by_role("button", name="Save", exact=True).first.click()
    page.get_by_role("button", name="Add anyway").click()  # since the second name is nearly the first
    expect(page.locator(".success")).to_be_visible()
    page.goto("/admin/films/likelyduplicate/")
    page.get_by_role("button", name="Look for them now").click()
    compare = page.get_by_role("row").filter(has_text="Wyxholm").get_by_role("link", name="Compare")
    for _ in range(LOADED_AGAIN):
        if compare.is_visible():
            break
        page.wait_for_timeout(250)
        page.reload()
    compare.click()
    expect(page.get_by_role("columnheader", name="Kept: Ada Wyxholm")).to_be_visible()
    page.get_by_label("Why").fill("One woman.")
    page.get_by_role("button", name="Merge").click()
    expect(page.locator(".success")).to_contain_text("was merged into this record")
    page.get_by_role("link", name="See what that did, or undo it").click()
    expect(page.get_by_text("Why: One woman.")).to_be_visible()
    page.get_by_role("button", name="Undo all of this").click()
    expect(page.locator(".success")).to_contain_text("Undone")
    page.goto("/admin/films/person/?q=wyxholmm")
    expect(page.get_by_role("link", name="Ada Wyxholmm")).to_be_visible()
