"""Documents, passages and citations for tests of pages, and what a page shows of them."""

from typing import Any, TypeVar

from django.db.models import Model
from django.test import Client

from films.evidence.claims import confirm
from films.evidence.documents.anchors import edge_words, sentence_hash
from films.kinds.addresses import fact_key
from films.models import Citation, Document, Fact, Passage
from films.models.evidence import Basis

SENTENCE = "The Tanuki was directed by Žofie Ørsted in a bath."


TEXT = f"A film of 1977.  {SENTENCE}  It made no money."


Row = TypeVar("Row", bound=Model)


def saved(row: Row) -> Row:
    row.save()
    return row


def document(text: str = "", **changes: Any) -> Document:
    fields = {
        "title": "Tricksters on film",
        "slug": "tricksters",
        "publisher": "The Tanuki Press",
        "url": "https://tanuki.example/tricksters",
        "licence": "CC BY 4.0",
        "sha256": sentence_hash("tricksters"),
        "text": text,
    }
    return saved(Document(**(fields | changes)))


def passage(source: Document, words: str = SENTENCE, **changes: Any) -> Passage:
    first, last = edge_words(words)
    start = max(0, source.text.find(words))
    fields = {
        "document": source,
        "ordinal": 1,
        "section": "Production",
        "section_inferred": True,
        "paragraph": 1,
        "sentence": 2,
        "start": start,
        "end": start + len(words),
        "sha256": sentence_hash(words),
        "first_words": first,
        "last_words": last,
    }
    return saved(Passage(**(fields | changes)))


def cite(fact: Fact, source: Passage | None, **changes: Any) -> Citation:
    kind = str(fact._meta.verbose_name).replace(" ", "_")
    basis = Basis.DOCUMENT if source else Basis.GENERAL_KNOWLEDGE
    return saved(Citation(**{kind: fact, "passage": source, "basis": basis} | changes))


def cite_words(fact: Fact, source: Passage, names: list[str], **changes: Any) -> Citation:
    """Cite a sentence whose words say the values of some fields."""
    citation = cite(fact, source, **changes)
    citation.claims = {}
    assert not confirm(citation, fact, names)
    return saved(citation)


def entry(html: str, anchor: str) -> str:
    """Return the fact with this `id`, down to where the next begins or its list ends."""
    return html.partition(f'id="{anchor}"')[2].partition(' class="fact"')[0].partition("<section")[0]


def evidence_of(fact: Fact, fields: str = "") -> str:
    """Return what the mark of a fact opens."""
    query = {"fields": fields} if fields else None
    response = Client().get(f"/evidence/{fact_key(fact)}/", query, headers={"HX-Request": "true"})
    assert response.status_code == 200
    return response.content.decode()
