"""A release is taken from the site that made it only if it is what was released."""

from collections.abc import Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest
from django.core.management import CommandError, call_command

from films.exporting import release_downloads
from films.exporting.data_releases import CannotReleaseError, make_release
from films.exporting.release_downloads import downloaded_release
from films.models import FactsUpdate, Film
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db


class QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *arguments: object) -> None:
        """Leave the output to the tests."""


@pytest.fixture
def site(tmp_path: Path) -> Iterator[str]:
    """Serve a release of a film, which was edited since, and give the release's address."""
    tanuki_film(runtime=90)
    make_release(tmp_path, "1988-06-17")
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(tmp_path)))
    Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/1988-06-17"
    server.shutdown()
    server.server_close()


def test_facts_are_updated_from_an_address(site: str) -> None:
    Film.objects.update(runtime=91)
    call_command("update_facts", f"{site}/", since=site, verbosity=0)
    assert Film.objects.get().runtime == 91
    Film.objects.all().delete()
    FactsUpdate.objects.all().delete()
    call_command("update_facts", f"{site}/", verbosity=0)
    assert Film.objects.get().runtime == 90
    assert FactsUpdate.objects.get().name == "1988-06-17"


def test_what_was_changed_on_the_way_is_refused(site: str, tmp_path: Path) -> None:
    facts = tmp_path / "1988-06-17" / "red-heat.jsonl"
    facts.chmod(0o644)
    facts.write_text(facts.read_text().replace("90", "95"))
    with pytest.raises(CommandError, match="is not the file that was released"):
        call_command("update_facts", site)
    assert not FactsUpdate.objects.exists()


def test_a_release_that_should_be_signed_and_is_not_is_refused(site: str, tmp_path: Path) -> None:
    with (
        pytest.raises(CannotReleaseError, match=r"SHA256SUMS\.sig cannot be downloaded: .*404"),
        downloaded_release(site, tmp_path / "signers", "ada"),
    ):
        pass


def test_a_file_without_end_is_not_taken(site: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(release_downloads, "MOST_BYTES", 100)
    with pytest.raises(CannotReleaseError, match="longer than 100 bytes"), downloaded_release(site):
        pass


@pytest.mark.parametrize("address", ["http://127.0.0.1:1/1988-06-17/", "https://redheat.example/", "http://[/x"])
def test_an_address_without_a_release_is_told(address: str) -> None:
    with pytest.raises(CommandError, match=r"cannot be downloaded|not the address of a release"):
        call_command("update_facts", address)
