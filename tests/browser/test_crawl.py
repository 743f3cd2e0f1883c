"""The whole public site, page by page: reachable, within reach of everybody, and on its own."""

from collections import Counter
from collections.abc import Iterator
from typing import Any, Literal
from urllib.parse import parse_qs, urldefrag, urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page

from tests.browser.conftest import Visit

OF_A_SHAPE = 1  # addresses with the same kind of page and the same parameter that are looked at
NARROW = {"width": 320, "height": 800}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
RULES_OF_COLOUR = {"type": "rule", "values": ["color-contrast", "link-in-text-block"]}
LONG_LISTS = [["li:nth-child(n + 13)"]]
"""What follows the first items of a list, which has the colours of those before it."""
CHECKED: dict[Literal["light", "dark"], tuple[Any, list[list[str]]]] = {
    "light": (STANDARDS, []),
    "dark": (RULES_OF_COLOUR, LONG_LISTS),
}
"""The rules checked in each theme and what is left out: the themes differ in nothing but colours."""
VIOLATIONS = """async ([context, options]) => {
    const { violations } = await axe.run(context, options);
    return violations.map(({ id, help, nodes }) => `${id}: ${help} (${nodes[0].html.slice(0, 120)})`);
}"""
NOT_PAGES = ("/admin/", "/api/")


def test_every_page_is_within_reach_of_everybody(visit: Visit) -> None:
    page = visit.page(viewport=NARROW)
    axe = Axe().axe_script
    found: list[str] = []
    for address in crawled(page):
        width = page.evaluate("document.documentElement.scrollWidth")
        if width > NARROW["width"]:
            found.append(f"{address}: {width} pixels wide where there are {NARROW['width']}")
        page.evaluate(axe)
        for theme, (rules, left_out) in CHECKED.items():
            page.emulate_media(color_scheme=theme)
            context = {"include": [[part_to_check(address)]], "exclude": left_out}
            found += [f"{address} ({theme}): {problem}" for problem in problems(page, context, rules)]
    assert found == []


def crawled(page: Page) -> Iterator[str]:
    """Open every page that links lead to, a few of each shape, and give its address while it is shown."""
    waiting, seen, shapes = ["/"], {"/"}, Counter[tuple[str, ...]]()
    for address in waiting:
        if shapes[shape_of(address)] == OF_A_SHAPE:
            continue
        shapes[shape_of(address)] += 1
        response = page.goto(address)
        assert response is not None
        assert response.status == 200, f"{address}: {response.status}"
        yield address
        links = page.eval_on_selector_all("a[href]", "links => links.map(link => link.getAttribute('href'))")
        for link in links:
            target = urldefrag(link)[0]
            if target.startswith("?"):
                target = urlsplit(address).path + target
            if target.startswith("/") and is_page(target) and target not in seen:
                seen.add(target)
                waiting.append(target)


def is_page(address: str) -> bool:
    """Tell whether an address is a public page and no file."""
    return not address.startswith(NOT_PAGES) and "." not in urlsplit(address).path


def shape_of(address: str) -> tuple[str, ...]:
    """Return what a page has in common with its like: the first part of its path, and its one parameter."""
    parts = urlsplit(address)
    parameters = sorted(parse_qs(parts.query))
    return (parts.path.split("/")[1], *(parameters if len(parameters) < 2 else ["several"]))


def part_to_check(address: str) -> str:
    """Return a selector of what no other page of the crawl has: choosing a map changes the map alone."""
    return "#map" if "map" in parse_qs(urlsplit(address).query) else "html"


def problems(page: Page, context: dict[str, list[list[str]]], rules: object) -> list[str]:
    """Return what axe finds wrong with the page shown, each with the first element that has it.

    What is right is not listed as well, which takes several times as long on a page with many facts.
    """
    found: list[str] = page.evaluate(VIOLATIONS, [context, {"runOnly": rules, "resultTypes": ["violations"]}])
    return found
