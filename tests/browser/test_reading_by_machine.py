"""What machines read, seen by a real browser: data in pages breaks no policy, and other sites' scripts may ask."""

import json
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

import pytest

from tests.browser.conftest import Site, Visit

ASK = """async address => {
    const answer = await fetch(address, {headers: {"If-None-Match": '"nothing"'}});
    return [answer.status, answer.headers.get("ETag") !== null, (await answer.text()).length > 0];
}"""


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/", "WebSite"),
        ("/films/red-heat-1988/", "Movie"),
        ("/people/walter-hill/", "Person"),
        ("/locations/budapest/", "City"),
        ("/documents/wikipedia-red-heat/", "CreativeWork"),
    ],
)
def test_data_in_a_page_can_be_read_and_breaks_no_policy(visit: Visit, path: str, kind: str) -> None:
    page = visit.page()
    page.goto(path)
    said = json.loads(page.locator('script[type="application/ld+json"]').text_content() or "")
    assert said.get("@graph", [said])[0]["@type"] == kind


def test_the_guide_to_the_api_fits_a_phone(visit: Visit) -> None:
    page = visit.page(viewport={"width": 320, "height": 640})
    page.goto("/help/api/")
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.get_by_role("link", name="/api/films/red-heat-1988").click()
    assert "Captain Ivan Danko" in page.content()


class Elsewhere(BaseHTTPRequestHandler):
    """Another site, with one empty page."""

    def do_GET(self) -> None:
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@pytest.mark.parametrize("path", ["/api/films/red-heat-1988", "/api/search?q=danko", "/search.csv?q=danko"])
def test_a_script_of_another_site_may_ask(visit: Visit, site: Site, path: str) -> None:
    elsewhere = HTTPServer(("127.0.0.1", 0), Elsewhere)
    Thread(target=elsewhere.serve_forever, daemon=True).start()
    page = visit.browser.new_context().new_page()
    try:
        page.goto(f"http://127.0.0.1:{elsewhere.server_port}/")
        assert page.evaluate(ASK, f"{site.address}{path}") == [200, True, True]
    finally:
        page.context.close()
        elsewhere.shutdown()
        elsewhere.server_close()
