"""Save drafts through the admin from several clients at once, and note which saves were acknowledged."""

import http.client
import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from secrets import token_hex
from urllib.parse import urlencode

from tests.soak.site import Site

ADD = "/admin/films/organization/add/"
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)"(?: value="([^"]*)")?')


class Writers:
    """Clients who save one draft after the other; `acknowledged` has the slug of each that the site confirmed."""

    def __init__(self, site: Site, session: str, count: int) -> None:
        self.site, self.count = site, count
        self.token = token_hex(16)
        self.cookie = f"sessionid={session}; csrftoken={self.token}"
        self.acknowledged: list[str] = []
        self.refused: list[int] = []
        self.is_over = threading.Event()

    @contextmanager
    def at_work(self) -> Iterator[None]:
        threads = [threading.Thread(target=self.write, args=[number]) for number in range(self.count)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self.is_over.set()
            for thread in threads:
                thread.join()

    def write(self, number: int) -> None:
        saves = 0
        while not self.is_over.is_set():
            saves += 1
            slug = f"soak-{self.token}-{number}-{saves}"
            try:
                status = self.save(slug)
            except (OSError, http.client.HTTPException):
                self.is_over.wait(0.1)  # the site is being killed: whether this was saved, nobody was told
                continue
            if status == 302:
                self.acknowledged.append(slug)
            else:
                self.refused.append(status)
                self.is_over.wait(0.1)

    def save(self, slug: str) -> int:
        """Save one draft, and return the status of the response; 302 says that it was saved."""
        status, page = self.request("GET", ADD)
        if status != 200:
            return status
        sent = {name: value for name, value in HIDDEN.findall(page) if name != "csrfmiddlewaretoken"}
        sent |= {"csrfmiddlewaretoken": self.token, "state": "draft", "kind": "publication"}
        sent |= {"name": slug, "slug": slug}
        return self.request("POST", ADD, urlencode(sent))[0]

    def request(self, method: str, address: str, body: str | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self.site.port, timeout=60)
        try:
            headers = {"Cookie": self.cookie, "Content-Type": "application/x-www-form-urlencoded"}
            connection.request(method, address, body, headers)
            response = connection.getresponse()
            return response.status, response.read().decode()
        finally:
            connection.close()
