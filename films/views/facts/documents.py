"""Fetch the sentences of a document, with the facts taken from each."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from django.core.paginator import Page, Paginator
from django.db.models import Min, Q

from films.compiled_queries import ANY_KEY, CompiledQuery
from films.evidence.documents.anchors import is_unchanged, quoted_sentence, source_address
from films.kinds.addresses import SENTENCES_SHOWN, fact_address, fact_text, page_address, sentence_address
from films.kinds.names import Kind
from films.kinds.registry import FACTS
from films.models import Citation, Document, Fact, Passage
from films.views.facts.evidence import published_facts
from films.views.facts.loading import load_related
from films.views.facts.published import all_published

CHAPTERS_SHOWN = 300
ORDINAL_DIGITS = 9


@dataclass(frozen=True)
class CitedFact:
    """Hold a fact as it is listed under the sentence that it is cited to."""

    text: str
    url: str
    fields: tuple[str, ...]


@dataclass(frozen=True)
class PassageWithFacts:
    """Hold a passage and the facts taken from it. `sentence` is empty if the text is not held or has changed."""

    passage: Passage
    sentence: str
    address: str
    facts: Sequence[CitedFact]


@dataclass(frozen=True)
class SectionLink:
    """Link to the start of a section of a long document."""

    heading: str
    url: str


@dataclass(frozen=True)
class DocumentFacts:
    """Hold one page of a document's sentences, grouped by section.

    The counts are of the whole document: all sentences, those with published facts, and those set aside.
    """

    document: Document
    page: Page[Passage]
    passages: Sequence[PassageWithFacts]
    chapters: Sequence[SectionLink]
    sentences: int
    with_facts: int
    set_aside: int

    @property
    def sections(self) -> list[tuple[str, bool, list[PassageWithFacts]]]:
        """Return each section on this page: its heading, whether that was inferred, and its sentences."""
        grouped = groupby(self.passages, key=lambda item: (item.passage.section, item.passage.section_inferred))
        return [(heading, inferred, list(group)) for (heading, inferred), group in grouped]

    @property
    def command(self) -> str:
        """Return the command that brings the document's text in."""
        return f"manage.py import_document FILE --for {self.document.slug}"

    @property
    def sentences_read(self) -> int:
        return self.with_facts + self.set_aside


def page_with_sentence(document: Document, ordinal: str) -> str:
    """Return the address of a sentence on its page, or the document's address if `ordinal` is not a number."""
    address = page_address(document)
    if not (ordinal.isascii() and ordinal.isdigit() and len(ordinal) <= ORDINAL_DIGITS):
        return address
    before = document.passages.filter(ordinal__lt=int(ordinal)).count()
    return f"{address}?page={before // SENTENCES_SHOWN + 1}#s-{int(ordinal)}"


def document_facts(document: Document, page: str = "") -> DocumentFacts:
    """Fetch one page of a document; the number of queries does not grow with the number of sentences.

    An invalid `page` gives the first page, and one past the end gives the last.
    """
    passages = document.passages.order_by("ordinal")
    shown = Paginator(passages, SENTENCES_SHOWN).get_page(page)
    on_page = list(shown)
    taken = _facts_by_passage(on_page)
    cited = {passage for (passage,) in _cited_passages().rows([document.pk])}
    set_aside = {passage for (passage,) in _passages_set_aside().rows([document.pk])}
    return DocumentFacts(
        document=document,
        page=shown,
        passages=[_with_facts(document, passage, taken.get(passage.pk, [])) for passage in on_page],
        chapters=_chapters(document) if shown.has_other_pages() else [],
        sentences=shown.paginator.count,
        with_facts=len(cited),
        set_aside=len(set_aside - cited),
    )


def _chapters(document: Document) -> list[SectionLink]:
    starts = document.passages.order_by().values("section").annotate(first=Min("ordinal")).order_by("first")
    return [
        SectionLink(start["section"], sentence_address(document.slug, start["first"]))
        for start in starts[:CHAPTERS_SHOWN]
    ]


@cache
def _cited_passages() -> CompiledQuery:
    """Return the query of the passages of a document that published facts are cited to."""
    shown = Q()
    for kind, declared in FACTS.items():
        shown |= all_published(declared.published_with, f"{kind}__")
    citations = Citation.objects.filter(shown, passage__document__in=[ANY_KEY])
    return CompiledQuery(citations.order_by().values_list("passage").distinct())


@cache
def _passages_set_aside() -> CompiledQuery:
    """Return the query of the passages of a document that curators set aside."""
    set_aside = Passage.objects.filter(document__in=[ANY_KEY]).exclude(set_aside="")
    return CompiledQuery(set_aside.order_by().values_list("pk"))


@cache
def _citations_by_passage() -> CompiledQuery:
    """Return the query of the citations of passages: passage, field, and the key of the fact under its kind."""
    citations = Citation.objects.filter(passage__in=[ANY_KEY])
    return CompiledQuery(citations.order_by("pk").values_list("passage", "field", *FACTS))


def _with_facts(document: Document, passage: Passage, facts: list[CitedFact]) -> PassageWithFacts:
    passage.document = document
    sentence = quoted_sentence(passage) if is_unchanged(passage) else ""
    return PassageWithFacts(passage, sentence, source_address(passage), facts)


def _facts_by_passage(passages: Sequence[Passage]) -> dict[int, list[CitedFact]]:
    """Map the keys of passages to the published facts cited to them, with one query for each kind of fact."""
    rows = _citations_by_passage().rows([passage.pk for passage in passages])
    fields: dict[int, dict[tuple[str, int], list[str]]] = defaultdict(lambda: defaultdict(list))
    keys: dict[str, set[int]] = defaultdict(set)
    kinds = list(FACTS)
    for passage, field, *fact_ids in rows:
        fact_id = next(filter(None, fact_ids))
        kind = kinds[fact_ids.index(fact_id)]
        keys[kind].add(fact_id)
        fields[passage][kind, fact_id].append(field.replace("_", " "))
    held = {kind: published_facts(Kind(kind)).run(ids) for kind, ids in keys.items()}
    load_related((facts, _named(facts[0])) for facts in held.values() if facts)
    lines = {
        (kind, fact.pk): (fact_text(fact), fact_address(fact)) for kind, found in held.items() for fact in found
    }
    return {
        passage: [CitedFact(*lines[key], _fields_shown(named)) for key, named in found.items() if key in lines]
        for passage, found in fields.items()
    }


def _fields_shown(fields: list[str]) -> tuple[str, ...]:
    """Return the fields of a fact that a sentence is cited for, or none if it is cited for the whole fact."""
    return () if "" in fields else tuple(dict.fromkeys(fields))


def _named(fact: Fact) -> list[str]:
    """Return the relations from a fact to the records that it names."""
    return [field.name for field in fact._meta.fields if field.is_relation]
