"""Documents come in by file or by paste; what cannot be read is refused, and what was typed stays."""

from typing import Any

import pytest
from django.contrib.auth.models import Group, User
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from films.evidence.converting import MAX_BYTES
from films.models import Change, Citation, Document, Passage
from tests.cast import tanuki_film

ADD = "/admin/films/document/add/"


def send(
    desk: Client, content: bytes | None = None, name: str = "tanuki.md", query: str = "", **typed: Any
) -> Any:
    file = {} if content is None else {"file": SimpleUploadedFile(name, content)}
    return desk.post(ADD + query, {**file, **typed}, follow=True)


def test_a_file_becomes_a_document_and_opens_its_desk(desk: Client) -> None:
    page = send(
        desk, b"# The Tanuki\n\nA fox ran. A hound followed.", publisher="The Burrow", retrieved="2024-05-31"
    )
    document = Document.objects.get()
    assert (document.title, document.publisher, str(document.retrieved)) == (
        "The Tanuki",
        "The Burrow",
        "2024-05-31",
    )
    assert page.redirect_chain == [(reverse("admin:films_document_desk", args=[document.pk]), 302)]
    assert "Imported The Tanuki (The Burrow): 2 sentences" in page.content.decode()
    assert Change.objects.get().summary == "Imported The Tanuki (The Burrow)"


def test_a_pasted_text_becomes_a_document(desk: Client) -> None:
    send(desk, text="<p>A fox <b>ran</b>.</p>", written_as="html", title="The Tanuki")
    assert Document.objects.get().text == "A fox ran."


def test_the_same_again_changes_nothing(desk: Client) -> None:
    send(desk, b"A fox ran.")
    assert "Unchanged" in send(desk, b"A fox ran.", title="Another").content.decode()
    assert Document.objects.get().title == "tanuki"
    assert Change.objects.count() == 1


def test_a_new_revision_says_what_moved_and_what_is_lost(desk: Client) -> None:
    send(desk, b"A fox ran. A hound followed. It snowed.")
    document = Document.objects.get()
    for ordinal in (1, 3):
        Citation.objects.create(film=tanuki_film(slug=f"t{ordinal}"), passage=Passage.objects.get(ordinal=ordinal))
    revised = f"?revises={document.pk}"
    preview = send(desk, b"It was cold. A fox ran. It rained.", query=revised, title="The Tanuki")
    assert "Of those cited, 1 moved, 1 no longer match." in preview.content.decode()
    assert "<del>It snowed.</del> <ins>It rained.</ins>" in preview.content.decode()
    assert Document.objects.get().title == "tanuki"
    page = desk.post(preview.request["PATH_INFO"], follow=True)
    assert Document.objects.get().title == "The Tanuki"
    assert "Of those cited, 1 moved, 1 no longer match." in page.content.decode()
    history = desk.get(reverse("admin:films_document_history", args=[document.pk])).content.decode()
    assert "New revision of a document" in history
    assert "Sentence: 1 → 2" in history
    assert "“No longer in the text”" in history
    assert "“It snowed.”" in history


@pytest.mark.parametrize(
    ("content", "complaint"),
    [
        (b"", "The submitted file is empty"),
        (b"\x89PNG\r\n", "not UTF-8"),
        ("fox".encode("utf-16"), "UTF-16"),
        (b"a\x00b", "NUL"),
        (b"a" * (MAX_BYTES + 1), "the limit is 10,000,000"),
    ],
)
def test_what_cannot_be_read_is_refused_and_what_was_typed_stays(
    desk: Client, content: bytes, complaint: str
) -> None:
    page = send(desk, content, title="The Tanuki", url="https://example.org/").content.decode()
    assert complaint in page
    assert 'value="The Tanuki"' in page
    assert 'value="https://example.org/"' in page
    assert not Document.objects.exists()


def test_a_pasted_text_that_cannot_be_read_stays(desk: Client) -> None:
    page = send(desk, text="A fox\x01 ran.", title="The Tanuki").content.decode()
    assert "control characters" in page
    assert "A fox\x01 ran." in page
    assert "not both" in send(desk, b"A fox.", text="A hound.").content.decode()
    assert "not both" in send(desk).content.decode()
    assert "Enter a valid URL" in send(desk, b"A fox.", url="nowhere").content.decode()
    assert not Document.objects.exists()


def test_a_paste_larger_than_is_read_gets_an_answer(desk: Client) -> None:
    assert "the limit is 10,000,000" in send(desk, text="a" * (MAX_BYTES + 1)).content.decode()


def test_it_is_not_for_everybody(client: Client, db: None) -> None:
    client.force_login(User.objects.create_user("viewer", is_staff=True))
    assert send(client, b"A fox ran.").status_code == 403
    assert not Document.objects.exists()


def test_a_small_file_that_is_another_document_needs_a_confirmation_and_can_be_discarded(desk: Client) -> None:
    send(desk, b"A fox ran. A hound followed. It snowed. Nobody slept.")
    document = Document.objects.get()
    preview = send(desk, b"Buy milk.", query=f"?revises={document.pk}")
    assert "this seems to be another document" in preview.content.decode()
    address = preview.request["PATH_INFO"]
    assert "Only 0 of the 4 sentences of tanuki are in this text" in desk.post(address).content.decode()
    assert Document.objects.get().sha256 == document.sha256
    desk.post(address, {"discard": "1"})
    assert [revision.standing for revision in document.revisions.all()] == ["current"]


def test_published_facts_lose_their_evidence_only_to_an_editor(desk: Client, client: Client) -> None:
    send(desk, b"A fox ran. A hound followed. It snowed.")
    Citation.objects.create(film=tanuki_film(), passage=Passage.objects.get(ordinal=3))
    preview = send(desk, b"A fox ran. A hound followed.", query=f"?revises={Document.objects.get().pk}")
    assert "Published facts that lose evidence" in preview.content.decode()
    curator = User.objects.create_user("carla", is_staff=True)
    curator.groups.add(Group.objects.get(name="Curator"))
    client.force_login(curator)
    assert "ask an editor" in client.post(preview.request["PATH_INFO"]).content.decode()
    assert Passage.objects.filter(lost_sentence="").count() == 3
