"""Verifying a fixture: each citation is checked against a copy of the document, whatever the format."""

import hashlib
import json
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.evidence.cited_words import words_hash
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.exporting import fixtures
from films.exporting.formats import FORMATS
from films.models import Citation, Credit, Document, Film
from tests.exporting.conftest import OTHER_SENTENCE, SENTENCE

pytestmark = pytest.mark.django_db

TEXT = f"{SENTENCE} {OTHER_SENTENCE}\n"


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    path = tmp_path / "drums.txt"
    path.write_text(TEXT)
    return path


@pytest.fixture
def cited(tanuki: Film, copy: Path) -> Document:
    """Cite two sentences of a document of which the fixture has no text, and the database none any more."""
    Document.objects.all().delete() if not Citation.objects.filter(passage__isnull=False).delete() else None
    document = store_text(read_text(copy.read_bytes(), Description(title="On the moon"))).document
    first, second = document.passages.order_by("ordinal")
    made = Credit.objects.get()
    Citation.objects.create(credit=made, field="note", passage=first)
    Citation.objects.create(credit=made, passage=second)
    Document.objects.update(text="")
    return document


def fixture(folder: Path, name: str = "json") -> Path:
    path = folder / f"whole.{name}"
    path.write_bytes(b"".join(fixtures.serialize_everything(FORMATS[name])))
    return path


def verified(path: Path, *copies: Path) -> tuple[int, str]:
    """Run the command; return its exit status and what it printed."""
    out = StringIO()
    try:
        call_command("verify_fixture", path, document=list(copies), stdout=out)
    except CommandError as error:
        return error.returncode, out.getvalue() + str(error)
    return 0, out.getvalue()


@pytest.mark.parametrize("name", FORMATS)
def test_all_hold_against_the_very_document(name: str, cited: Document, copy: Path, tmp_path: Path) -> None:
    status, said = verified(fixture(tmp_path, name), copy)
    assert (status, said.splitlines()) == (
        0,
        ["2 of 3 citations hold.", "1 of 3 citations rest on general knowledge."],
    )


def test_a_changed_sentence_does_not_hold(cited: Document, copy: Path, tmp_path: Path) -> None:
    path = fixture(tmp_path)
    copy.write_text(TEXT.replace("drum", "bell"))
    status, said = verified(path, copy)
    assert status == 1
    assert "1 of 3 citations do not hold." in said
    failed = (
        "credit the-tanuki-1977/zofie-orsted/director/1, field note ← on-the-moon, Lead, paragraph 1, sentence 1"
    )
    assert f"  {failed}; perhaps now Lead, paragraph 1, sentence 1\n" in said
    assert f"{copy} is not the file that was read for on-the-moon: its SHA-256 is different." in said


def test_words_that_say_a_value_have_to_be_in_the_sentence(cited: Document, copy: Path, tmp_path: Path) -> None:
    sentence = TEXT[: cited.passages.get(ordinal=1).end]
    claim = {"value": "A drum.", "support": "words", "start": 0, "end": 3, "sha256": words_hash(sentence[:3])}
    Citation.objects.filter(field="note").update(claims={"note": claim})
    assert verified(fixture(tmp_path), copy)[0] == 0
    Citation.objects.filter(field="note").update(claims={"note": claim | {"end": 4}})
    status, said = verified(fixture(tmp_path), copy)
    assert status == 1
    assert "the words that are said to say it are others" in said


def test_a_sentence_may_stand_elsewhere_in_another_revision(cited: Document, copy: Path, tmp_path: Path) -> None:
    path = fixture(tmp_path)
    copy.write_text(f"It is an old story. {TEXT}")
    status, said = verified(path, copy)
    assert status == 0
    assert "2 of 3 citations hold elsewhere in the document." in said
    assert "← on-the-moon, Lead, paragraph 1, sentence 1; now at Lead, paragraph 1, sentence 2\n" in said


def test_without_a_copy_nothing_can_be_checked(cited: Document, tmp_path: Path) -> None:
    status, said = verified(fixture(tmp_path))
    assert status == 2
    assert "2 of 3 citations could not be checked." in said
    assert "--document FILE" in said


def test_the_text_that_the_database_holds_is_used(cited: Document, copy: Path, tmp_path: Path) -> None:
    path = fixture(tmp_path)
    store_text(read_text(copy.read_bytes(), Description()))
    assert verified(path)[0] == 0


def test_passages_that_the_file_lacks_are_looked_up(cited: Document, copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "citations.json"
    path.write_bytes(b"".join(fixtures.serialize_kind("citations", FORMATS["json"])))
    assert verified(path)[0] == 2
    store_text(read_text(copy.read_bytes(), Description()))
    assert verified(path)[0] == 0


def test_a_foreign_text_is_no_copy(cited: Document, tmp_path: Path) -> None:
    other = tmp_path / "other.txt"
    other.write_text("Something else is told here. It has nothing of the drum.")
    status, said = verified(fixture(tmp_path), other)
    assert status == 2
    assert f"{other} contains no cited sentence" in said


@pytest.mark.parametrize("part", ["film", "kind"])
def test_a_part_is_checked_alone(part: str, cited: Document, copy: Path, tmp_path: Path) -> None:
    path = tmp_path / "part.json"
    written = FORMATS["json"]
    made = (
        fixtures.serialize_film(Film.objects.get(), written)
        if part == "film"
        else fixtures.serialize_kind("citations", written)
    )
    path.write_bytes(b"".join(made))
    assert "2 of 3 citations hold." in verified(path, copy)[1]


def test_a_sentence_that_is_gone_is_nowhere(cited: Document, copy: Path, tmp_path: Path) -> None:
    path = fixture(tmp_path)
    copy.write_text(f"{OTHER_SENTENCE} Somebody else came.\n")
    said = verified(path, copy)[1]
    assert "field note ← on-the-moon, Lead, paragraph 1, sentence 1\n" in said


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("whole.txt", b"[]", "its name does not end in any of .json, .jsonl, .yaml, .xml"),
        ("whole.json", b"{", "it is not in the format that its name says"),
        ("whole.json", b"[" * 100_000, "it is not in the format that its name says"),
        ("whole.json", b"{}", "it is not a list of records"),
        ("whole.json", b"[1]", "its record 1 has no model and fields"),
        ("whole.jsonl", b"{}\n", "its record 1 has no model and fields"),
        ("whole.yaml", b"a: [", "it is not in the format that its name says"),
        ("whole.yaml", b"[" * 100_000, "nested more than 100 levels deep"),
        ("whole.yaml", b"", "it is not a list of records"),
        ("whole.xml", b"<a>", "it is not in the format that its name says"),
        ("whole.xml", b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "it is not in the format that its name says"),
        ("whole.json", b'[{"model": "films.passage", "fields": {"document": 3}}]', "natural keys"),
        ("whole.json", b"[]", "has no citations"),
        ("whole.json", "[\u00ff]".encode("latin-1"), "it is not in the format that its name says"),
    ],
)
def test_what_is_no_fixture_is_said(name: str, content: bytes, said: str, tmp_path: Path, db: None) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    status, answer = verified(path)
    assert status != 0
    assert said in answer


def test_files_that_are_not_there_are_said(tmp_path: Path, db: None) -> None:
    assert "cannot be read: No such file" in verified(tmp_path / "none.json")[1]
    assert "cannot be read: No such file" in verified(tmp_path / "none.json", tmp_path / "none.txt")[1]


def altered(folder: Path, model: str, **values: object) -> Path:
    """Write the fixture with other values in the first record of a model."""
    records = json.loads(fixture(folder).read_bytes())
    next(record for record in records if record["model"] == model)["fields"] |= values
    path = folder / "altered.json"
    path.write_text(json.dumps(records))
    return path


@pytest.mark.parametrize(
    ("model", "values", "said"),
    [
        ("films.credit", {"note": "A bell."}, "its note is “A bell.”, and cited is “+1 for the drum”"),
        ("films.passage", {"first_words": "The badger"}, "the words by which links lead to it are others"),
        ("films.passage", {"start": 4}, "1 of 3 citations hold elsewhere"),
    ],
)
def test_what_was_changed_in_a_fixture_is_noticed(
    model: str, values: dict[str, object], said: str, cited: Document, copy: Path, tmp_path: Path
) -> None:
    status, answer = verified(altered(tmp_path, model, **values), copy)
    assert (status == 1, said in answer) == ("elsewhere" not in said, True)


def test_a_value_that_its_sentence_does_not_say_does_not_hold(cited: Document, copy: Path, tmp_path: Path) -> None:
    claim = {"support": "words", "start": 0, "end": 3, "sha256": words_hash(SENTENCE[:3])}
    Credit.objects.update(credited_as="The abbot", note="")
    citation = Citation.objects.filter(field="note")
    citation.update(field="credited_as", claims={"credited_as": {"value": "The abbot", **claim}})
    assert verified(fixture(tmp_path), copy)[0] == 0
    Credit.objects.update(credited_as="A. Fox")
    Citation.objects.filter(field="credited_as").update(claims={"credited_as": {"value": "A. Fox", **claim}})
    status, said = verified(fixture(tmp_path), copy)
    assert (status, "the sentence does not say its credited_as, “A. Fox”" in said) == (1, True)


def test_a_forged_claim_does_not_hold_beside_a_true_one(cited: Document, copy: Path, tmp_path: Path) -> None:
    claim = {"support": "words", "start": 0, "end": 3, "sha256": words_hash(SENTENCE[:3])}
    Credit.objects.update(credited_as="The abbot", note="")
    forged = Citation.objects.filter(field="note")
    true = Citation.objects.filter(credit__isnull=False, field="")
    true.update(passage=forged.get().passage, claims={"credited_as": {"value": "The abbot", **claim}})
    forged.update(claims={"credited_as": {"value": "A. Fox", **claim}})
    status, said = verified(fixture(tmp_path), copy)
    assert (status, said.count("the sentence does not say its credited_as, “A. Fox”")) == (1, 1)


def test_records_of_other_apps_are_refused(tmp_path: Path, db: None) -> None:
    path = tmp_path / "whole.json"
    path.write_text('[{"model": "auth.user", "fields": {"username": "someone", "is_superuser": true}}]')
    status, said = verified(path)
    assert (status, "it has a record of auth.user" in said) == (1, True)


def test_the_founding_fixture_holds(founding_document: Path, db: None) -> None:
    founding = Path(__file__).parents[2] / "films" / "fixtures" / "red_heat.json"
    status, said = verified(Path("red_heat"), founding_document)
    assert (status, "do not hold" in said) == (0, False)
    assert hashlib.sha256(founding_document.read_bytes()).hexdigest() in founding.read_text()
