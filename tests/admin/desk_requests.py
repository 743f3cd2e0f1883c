"""Ask for a document's desk, and do something there."""

from typing import Any

from django.test import Client
from django.urls import reverse

from films.kinds.registry import naming_field
from films.models import Document, Proposal


def proposal(document: Document, sentence: int, kind: str = "credit", **content: Any) -> Proposal:
    passage = document.passages.get(ordinal=sentence)
    made: Proposal = Proposal.objects.create(
        document=document,
        passage=passage,
        kind=kind,
        content=content,
        name=str(content.get(naming_field(kind)) or ""),
        confidence=0.9,
    )
    return made


def address(document: Document, query: str = "") -> str:
    return reverse("admin:films_document_desk", args=[document.pk]) + query


def do(desk: Client, document: Document, deed: str, **sent: Any) -> Any:
    """Do something as htmx does it, and return the desk as it is then."""
    return desk.post(address(document, "?page=1"), {"do": deed, **sent}, headers={"HX-Request": "true"})


def text(page: Any) -> str:
    assert page.status_code == 200
    content: str = page.content.decode()
    return content
