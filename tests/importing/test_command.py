"""The command imports all or nothing, reports what it came to, and keeps the search index true."""

import gzip
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.batching import BATCH
from films.models import Film, Identifier, Person
from films.search.backends import engine
from tests.cast import tanuki_film
from tests.importing.conftest import DRUM, TANUKI, written

pytestmark = pytest.mark.django_db


class Terminal(StringIO):
    def isatty(self) -> bool:
        return True


def run(path: Path, dataset: str = "tales", **options: Any) -> str:
    out = StringIO()
    call_command("import_films", path, "--dataset", dataset, stdout=out, **options)
    return out.getvalue()


def test_a_dry_run_tells_what_the_import_would_do_and_stores_nothing(tmp_path: Path) -> None:
    tanuki_film()
    told = run(written(tmp_path / "films.jsonl", TANUKI, DRUM | {"origin": "Martian"}, TANUKI), dry_run=True)
    assert told.splitlines()[-4:] == [
        "2 films can be read: 1 new, 1 here already by title and year, 0 by id. Nothing was stored.",
        "Skipped, an id or a film that an earlier line already has: 1 (line 3)",
        "Left out, an unknown origin, “Martian”: 1 (line 2)",
        "Could not be mapped to the genre list, “Folk Tale”: 1 (line 1)",
    ]
    assert Film.objects.count() == 1


def test_a_dry_run_shows_genres_as_they_would_be_stored(tmp_path: Path) -> None:
    told = run(written(tmp_path / "films.jsonl", DRUM | {"genres": ["Sci-fi", "Horror Movies"]}), dry_run=True)
    assert "genres: Science Fiction; Horror" in told


@pytest.mark.parametrize("name", ["films.jsonl", "films.jsonl.gz"])
def test_the_report_says_what_it_came_to(tmp_path: Path, name: str) -> None:
    path = written(tmp_path / name, TANUKI, b"{", DRUM | {"origin": "Martian"})
    assert run(path).splitlines() == [
        "3 lines: 2 films created, 0 updated, 0 unchanged; 1 line skipped.",
        "3 people created.",
        "Skipped, not JSON: 1 (line 2)",
        "Left out, an unknown origin, “Martian”: 1 (line 3)",
        "Could not be mapped to the genre list, “Folk Tale”: 1 (line 1)",
    ]
    assert "0 films created, 0 updated, 2 unchanged; 1 line skipped." in run(path)


def test_the_report_tells_films_that_were_here_already(tmp_path: Path) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI)
    run(path, "legends")
    assert run(path).splitlines() == [
        "1 line: 0 films created, 1 updated, 0 unchanged; 0 lines skipped.",
        "1 of the updated films was recognised by title and year.",
        "Could not be mapped to the genre list, “Folk Tale”: 1 (line 1)",
    ]


def test_the_index_is_true_afterwards(tmp_path: Path) -> None:
    run(written(tmp_path / "films.jsonl", TANUKI, DRUM))
    assert list(engine().problems()) == []


def test_nothing_is_left_of_an_import_that_fails(tmp_path: Path) -> None:
    path = written(tmp_path / "films.jsonl.gz", *[DRUM | {"id": f"t{number}"} for number in range(6 * BATCH)])
    whole = path.read_bytes()
    path.write_bytes(whole[: len(whole) // 2])
    with pytest.raises(CommandError, match=r"films\.jsonl\.gz: It is damaged or cut short after line \d,\d\d\d"):
        run(path)
    for model in (Film, Person, Identifier):
        assert not model.objects.exists()
    assert list(engine().problems()) == []


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "is empty"),
        (b"\n\n", "is empty"),
        (gzip.compress(b"", mtime=0), "is empty"),
        (b'[{"id": 1}, 2]', "not one of objects"),
        (b"[{", "not a JSON array"),
        (b'{"name": "The Tanuki"}\n', "contains no film: each needs an id and a title. --map"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "contains no film"),
        (b"\x1f\x8bnot gzip at all", "not a complete gzip file"),
    ],
)
def test_a_wrong_file_is_refused_in_a_sentence(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "films.jsonl"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=complaint) as refusal:
        run(path)
    assert "\n" not in str(refusal.value)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"nowhere\.jsonl cannot be read: No such file"):
        run(tmp_path / "nowhere.jsonl")
    with pytest.raises(CommandError, match="cannot be read: Is a directory"):
        run(tmp_path)


@pytest.mark.parametrize("dataset", ["", "two words", "naïve", "t" * 41, "wikipedia"])
def test_a_data_set_s_name_that_identifiers_cannot_carry_is_refused(tmp_path: Path, dataset: str) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI)
    with pytest.raises(CommandError, match=r"cannot be called|choose another name"):
        run(path, dataset)
    assert not Film.objects.exists()


@pytest.mark.parametrize("file", [Terminal, StringIO])
def test_progress_is_shown_on_a_terminal_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, file: type[StringIO]
) -> None:
    shown = file()
    monkeypatch.setattr("sys.stderr", shown)
    run(written(tmp_path / "films.jsonl", TANUKI))
    assert ("Importing:   0%" in shown.getvalue()) == (file is Terminal)
    assert ("left" in shown.getvalue()) == (file is Terminal)


def test_an_import_stops_at_a_line_that_cannot_be_used_if_asked(tmp_path: Path) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI, b"{", DRUM)
    with pytest.raises(CommandError, match=r"line 2 cannot be used \(not JSON\), and nothing was stored"):
        run(path, stop_on_error=True)
    assert not Film.objects.exists()
    assert "2 films created" in run(path)


def test_terms_that_cannot_be_kept_are_refused(tmp_path: Path) -> None:
    path = written(tmp_path / "films.jsonl", TANUKI)
    for wrong in (("--url", "folk"), ("--licence", "x" * 101)):
        with pytest.raises(CommandError, match=wrong[0]):
            call_command("import_films", path, "--dataset", "tales", *wrong)
    assert not Film.objects.exists()
