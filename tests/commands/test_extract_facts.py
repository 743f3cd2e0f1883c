"""What a document states is told without saving it, and compared with what is here."""

import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from films.evidence.segmentation import split_document
from films.management.commands import extract_facts
from films.models import Credit, Document, JobCode, Location, Release, State
from films.models.places import LocationKind
from tests.cast import director, tanuki_film
from tests.evidence.extraction.reading import ARTICLE

pytestmark = pytest.mark.django_db


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "fox.txt"
    path.write_text(ARTICLE, "utf-8")
    return path


def told(command: str, path: Path, **options: object) -> str:
    written = StringIO()
    call_command(command, path, stdout=written, **options)
    return written.getvalue()


def test_json_gives_each_fact_its_sentence(article: Path) -> None:
    facts = json.loads(told("extract_facts", article, json=True))
    sentences = {(one.start, one.end) for one in split_document(ARTICLE)}
    assert {tuple(fact["sentence"]) for fact in facts} <= sentences
    assert all(0 <= fact["confidence"] <= 1 for fact in facts)


KEYS = {
    "film": {"title", "year", "genres", "countries", "existing"},
    "credit": {"person", "job", "character", "existing"},
    "release": {"date", "precision", "place", "distributor"},
    "review": {"outlet", "score", "scale", "sample_size", "average"},
    "budget": {"amount", "currency", "territory", "person"},
    "box_office": {"amount", "currency", "territory", "person"},
    "pay": {"amount", "currency", "territory", "person", "existing"},
    "location": {"name", "use", "stands_in_for"},
    "relation": {"relation", "title", "year", "existing"},
    "note": {"topic", "speaker", "quotation", "existing"},
}


def test_every_kind_of_fact_has_its_keys(article: Path) -> None:
    facts = json.loads(told("extract_facts", article, json=True))
    assert {fact["kind"] for fact in facts} == set(KEYS)
    for fact in facts:
        assert {"kind", "sentence", "confidence"} | KEYS[fact["kind"]] <= set(fact)


def test_facts_are_told_where_no_database_is_set_up(article: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def without_tables(_: object) -> None:
        raise OperationalError("no such table: films_person")

    monkeypatch.setattr(extract_facts, "with_known_records", without_tables)
    written, warned = StringIO(), StringIO()
    call_command("extract_facts", article, json=True, stdout=written, stderr=warned)
    assert {fact["existing"] for fact in json.loads(written.getvalue()) if fact["kind"] == "credit"} == {None}
    assert "migrate" in warned.getvalue()


def test_nothing_is_saved_and_who_is_here_is_named(article: Path) -> None:
    person = director(name="Ida Moth", slug="ida-moth")
    listing = told("extract_facts", article)
    assert f"0.95  credit: person Ida Moth, job director [{person.slug}]" in listing
    assert not Document.objects.exists()


@pytest.mark.parametrize("command", ["extract_facts", "compare_facts"])
@pytest.mark.parametrize(
    ("content", "message"),
    [(b"\xff\xfe\x00", "not UTF-8"), (b"a\0b", "contains NUL characters"), (b" \n", "contains no text")],
)
def test_what_is_no_text_is_refused_clearly(command: str, content: bytes, message: str, tmp_path: Path) -> None:
    path = tmp_path / "broken"
    path.write_bytes(content)
    options = {"film": tanuki_film().slug} if command == "compare_facts" else {}
    with pytest.raises(CommandError, match=message):
        told(command, path, **options)


def test_a_missing_file_is_said_to_be_missing(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read: No such file"):
        told("extract_facts", tmp_path / "none.txt")


def test_a_comparison_lists_what_is_found_missed_and_wrong(article: Path) -> None:
    film = tanuki_film(title="The Paper Fox", year=1994)
    for name, job in (("Ida Moth", JobCode.DIRECTOR), ("Max Orr", JobCode.COMPOSER), ("Bo Lind", JobCode.EDITOR)):
        person = director(name=name, slug=name.lower().replace(" ", "-"))
        Credit.objects.create(film=film, person=person, job_id=job, state=State.PUBLISHED)
    france = Location.objects.create(name="France", slug="france", kind=LocationKind.COUNTRY)
    Release.objects.create(film=film, key="france", date="1994-10-05", precision="day", place=france)
    listing = told("compare_facts", article, film=film.slug)
    assert "missed credit: bo-lind, editor" in listing
    assert "missed release" not in listing
    assert "wrong distributor: Gaumont" in listing, "the release has none"
    assert "wrong budget" not in listing
    assert "wrong box office: 12000000, USD (0.95)" in listing
    (credits_row,) = (line.split() for line in listing.splitlines() if line.startswith("credit "))
    assert credits_row[1:3] == ["2", "1"]


def test_a_comparison_with_an_unknown_film_says_so(article: Path) -> None:
    with pytest.raises(CommandError, match="No film has the slug “none”"):
        told("compare_facts", article, film="none")
