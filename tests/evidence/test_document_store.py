"""A document's text is taken in whole and checked, or refused with nothing stored."""

from datetime import date
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command

from films.evidence.documents.anchors import Standing, citation_standing
from films.models import Citation, Document, Passage
from films.search import Kind, SearchRequest, search
from tests.cast import tanuki_film

pytestmark = pytest.mark.django_db


def hold(path: Path, **options: object) -> str:
    out = StringIO()
    call_command("import_document", path, stdout=out, **options)
    return out.getvalue()


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "tanuki.txt"
    path.write_text("The fox stole a drum. The hound heard it.", encoding="utf-8")
    return path


def test_a_new_document_brings_its_passages(article: Path) -> None:
    assert hold(article, title="The Tanuki") == "Imported The Tanuki: 2 sentences.\n"
    assert [passage.locator for passage in Passage.objects.all()] == [
        "Lead (heading inferred), paragraph 1, sentence 1",
        "Lead (heading inferred), paragraph 1, sentence 2",
    ]


def test_importing_again_changes_nothing(article: Path) -> None:
    hold(article)
    before = list(Passage.objects.values()), list(Document.objects.values())
    assert hold(article, title="Another name").startswith("Unchanged: tanuki: 2 sentences.")
    article.write_bytes(b"\xef\xbb\xbf" + article.read_bytes().replace(b" The", b"\r\nThe").replace(b"\r\n", b" "))
    assert hold(article).startswith("Unchanged")
    assert (list(Passage.objects.values()), list(Document.objects.values())) == before


def test_a_document_is_described(article: Path) -> None:
    hold(
        article,
        title="The Tanuki",
        publisher="The Burrow",
        url="https://example.org/tanuki",
        revision="7",
        licence="CC0",
        retrieved=date(2024, 5, 31),
    )
    (document,) = Document.objects.values("title", "publisher", "url", "revision", "licence", "retrieved")
    assert list(document.values()) == [
        "The Tanuki", "The Burrow", "https://example.org/tanuki", "7", "CC0", date(2024, 5, 31)
    ]  # fmt: skip


def test_a_description_that_makes_no_sense_is_refused(article: Path) -> None:
    with pytest.raises(CommandError, match="url: Enter a valid URL"):
        hold(article, url="nowhere at all")
    assert not Document.objects.exists()


def test_another_document_of_the_same_title_is_another(article: Path, tmp_path: Path) -> None:
    hold(article, title="Reviews")
    other = tmp_path / "other.txt"
    other.write_text("A heron stood still. Nobody clapped.", encoding="utf-8")
    assert hold(other, title="Reviews").startswith("Imported")
    assert Document.objects.count() == 2


def test_a_held_passage_is_found_by_its_words(article: Path) -> None:
    hold(article)
    (result,) = search(SearchRequest("drum stole")).results
    assert (result.kind, result.snippet_text) == (Kind.PASSAGE, "The fox stole a drum.")


def test_a_citation_says_how_it_stands(article: Path) -> None:
    hold(article)
    citation = Citation.objects.create(film=tanuki_film(), passage=Passage.objects.first())
    assert citation_standing(citation) == Standing.VERIFIED
    Document.objects.update(text="The fox stole a bell. The hound heard it.")
    citation = Citation.objects.get()
    assert citation_standing(citation) == Standing.ORPHANED
    Document.objects.update(text="")
    assert citation_standing(Citation.objects.get()) == Standing.NOT_HELD


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "contains no text"),
        (b" \n ", "contains no text"),
        (b"\xff\xfea\x00", "UTF-16"),
        (b"caf\xe9", "not UTF-8 text"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8 text"),
        (b"%PDF\x01\x02", "control characters"),
        (b"a\x00b", "NUL"),
        (b"a" * 10_000_001, "limit"),
    ],
)
def test_what_is_no_text_is_refused_and_not_stored(tmp_path: Path, content: bytes, complaint: str) -> None:
    path = tmp_path / "bad.txt"
    path.write_bytes(content)
    with pytest.raises(CommandError, match=complaint):
        hold(path)
    assert not Document.objects.exists()


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match="cannot be read"):
        hold(tmp_path / "nowhere.txt")


def test_a_byte_order_mark_is_no_part_of_the_text(tmp_path: Path) -> None:
    path = tmp_path / "bom.txt"
    path.write_bytes("\ufeffThe fox ran.".encode())
    hold(path)
    assert Document.objects.get().text == "The fox ran."


def test_a_text_that_is_brought_in_for_a_document_verifies_its_citations(article: Path) -> None:
    hold(article, title="The Tanuki")
    Citation.objects.create(film=tanuki_film(), passage=Passage.objects.first())
    Document.objects.update(text="")
    said = hold(article, slug="the-tanuki")
    assert said == "Now holding The Tanuki: 2 sentences.\n1 citations verified.\n"
    with pytest.raises(CommandError, match="There is no document “tanooki”"):
        hold(article, slug="tanooki")
