"""A data release never changes, says what changed since the last, and is checked before it is trusted."""

import json
import shutil
import stat
import subprocess
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client, override_settings

from films.curating.merging import merge
from films.exporting.data_releases import (
    CannotReleaseError,
    DataRelease,
    check_release,
    data_releases,
    make_release,
)
from films.history.publication import COMMAND_LINE
from films.models import Person
from tests import cast

pytestmark = pytest.mark.django_db


def changes(release: DataRelease) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((release.folder / "changes.json").read_text())
    return found


def test_a_release_says_what_changed_since_the_last(tmp_path: Path) -> None:
    film, someone = cast.tanuki_film(), cast.director()
    ada, addie = cast.person("Ada Quill"), cast.person("Addie Quill")
    acted = cast.credit(film, ada, job="actor", character="The abbot")
    cast.credit(film, addie)
    make_release(tmp_path, "1988-06-17")
    acted.delete()
    film.runtime = 91
    film.save()
    merge(ada, Person.objects.get(pk=addie.pk), COMMAND_LINE)
    cast.credit(film, someone)
    found = changes(make_release(tmp_path, "1988-07-01"))
    assert found["since"] == "1988-06-17"
    assert ["films.credit", film.slug, someone.slug, "director", "1"] in found["added"]
    assert {"record": ["films.film", film.slug], "fields": {"runtime": [None, 91]}} in found["changed"]
    assert found["withdrawn"] == [["films.credit", film.slug, ada.slug, "actor", "1"]]
    assert found["moved"] == [{"kind": "person", "from": addie.slug, "to": ada.slug}]


def test_a_release_is_never_changed(tmp_path: Path) -> None:
    release = make_release(tmp_path, "1988-06-17")
    with pytest.raises(CommandError, match="releases never change"):
        call_command("make_release", folder=tmp_path, name="1988-06-17")
    check_release(release)
    assert [path.name for path in tmp_path.iterdir()] == ["1988-06-17"]
    assert stat.S_IMODE(release.folder.stat().st_mode) == 0o755, "a server of another account may read it"
    facts = release.folder / "red-heat.jsonl"
    facts.chmod(0o644)
    facts.write_text("[]")
    with pytest.raises(CannotReleaseError, match="is not the file that was released"):
        check_release(release)


@pytest.mark.skipif(shutil.which("ssh-keygen") is None, reason="releases are signed by OpenSSH, which is not here")
def test_a_release_is_signed_by_whoever_has_the_key(tmp_path: Path) -> None:
    for name in ("ada", "zofie"):
        command = ["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-C", name, "-f", str(tmp_path / name)]
        subprocess.run(command, check=True)
    signers = tmp_path / "signers"
    signers.write_text(f"ada {(tmp_path / 'ada.pub').read_text()}")
    check_release(make_release(tmp_path / "all", "1988-06-17", tmp_path / "ada"), signers, "ada")
    with pytest.raises(CannotReleaseError, match="refused to verify"):
        check_release(make_release(tmp_path / "all", "1988-07-01", tmp_path / "zofie"), signers, "ada")


def test_releases_are_served_for_ever(tmp_path: Path) -> None:
    cast.tanuki_film()
    make_release(tmp_path, "1988-06-17")
    with override_settings(FILMS_RELEASES=tmp_path):
        assert "1988-06-17" in Client().get("/releases/").content.decode()
        response = Client().get("/releases/1988-06-17/red-heat.jsonl")
        assert Client().get("/releases/1988-06-17/secret-key").status_code == 404
    (release,) = data_releases(tmp_path)
    content = b"".join(response.streaming_content)  # type: ignore[attr-defined]
    assert (content, "immutable" in response["Cache-Control"]) == (
        (release.folder / "red-heat.jsonl").read_bytes(),
        True,
    )
