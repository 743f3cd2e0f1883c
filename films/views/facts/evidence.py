"""The evidence of a page's facts, fetched in a few queries and numbered like its footnotes."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from functools import reduce
from operator import or_

from django.db import models
from django.db.models import F, Q

from films.evidence.anchoring import Standing, quoted, source_address, standing
from films.models import FACT_MODELS, Citation, Document, Fact, Location, Organization, Passage

KIND_OF: dict[type[Fact], str] = {model: kind for kind, model in FACT_MODELS.items()}
CONTEXT_LENGTH = 160
"""Characters of held text shown on either side of the cited sentence: two lines of the margin."""
GENERAL_MARK = "†"
UNNUMBERED = 0


@dataclass(frozen=True)
class Reading:
    """What a sentence says instead of the fact's own value, and why that is preferred."""

    read: str
    preferred: str
    reason: str


@dataclass(frozen=True)
class Evidence:
    """One sentence that supports a fact, or one reason of general knowledge, and for which of its fields.

    `mark` is its footnote number, or a dagger for general knowledge, which has no passage.
    """

    mark: str
    standing: Standing
    passage: Passage | None
    fields: tuple[str, ...]
    readings: tuple[Reading, ...]
    reasons: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """Return the cited sentence where the text held still has it."""
        return quoted(self.passage) if self.passage and self.standing == Standing.VERIFIED else ""

    @property
    def before(self) -> str:
        """Return the end of what precedes the sentence in its own paragraph."""
        if self.passage is None:
            return ""
        start = max(0, self.passage.start - CONTEXT_LENGTH)
        near = self.passage.document.text[start : self.passage.start]
        text = near.rpartition("\n")[2]
        return f"…{text.partition(' ')[2]}" if start and text == near else text

    @property
    def after(self) -> str:
        """Return the beginning of what follows the sentence in its own paragraph."""
        if self.passage is None:
            return ""
        near = self.passage.document.text[self.passage.end : self.passage.end + CONTEXT_LENGTH]
        text = near.partition("\n")[0]
        return f"{text.rpartition(' ')[0]}…" if text == near and len(near) == CONTEXT_LENGTH else text

    @property
    def address(self) -> str:
        return source_address(self.passage) if self.passage else ""


@dataclass
class Footnotes:
    """Every citation of a page's facts. A passage keeps one number wherever the page cites it again.

    Numbers are given as the page asks for them, so that they ascend down the page whatever its order.
    """

    citations: dict[tuple[str, int], list[Citation]]
    documents: list[Document]
    _numbers: dict[int, int] = field(default_factory=dict)

    def of(self, fact: Fact, fields: Collection[str] = (), besides: Collection[str] = ()) -> list[Evidence]:
        """Return a fact's evidence by number: for these fields if any are named, and for none `besides`."""
        groups: dict[tuple[int, str], list[Citation]] = defaultdict(list)
        for citation in self.citations.get((KIND_OF[type(fact)], fact.pk), []):
            if (not fields or citation.field in fields) and citation.field not in besides:
                known = "" if citation.passage_id else citation.reason
                groups[citation.passage_id or UNNUMBERED, known].append(citation)
        return sorted((self._evidence(fact, citations) for citations in groups.values()), key=_place)

    def _evidence(self, fact: Fact, citations: list[Citation]) -> Evidence:
        first = citations[0]
        plain = [citation for citation in citations if not citation.reading]
        return Evidence(
            mark=self._mark(first),
            standing=standing(first),
            passage=first.passage,
            fields=tuple(dict.fromkeys(c.field.replace("_", " ") for c in citations if c.field)),
            readings=tuple(
                Reading(c.reading, _preferred(fact, c.field), c.reason) for c in citations if c.reading
            ),
            reasons=tuple(dict.fromkeys(citation.reason for citation in plain if citation.reason)),
        )

    def _mark(self, citation: Citation) -> str:
        if citation.passage_id is None:
            return GENERAL_MARK
        return str(self._numbers.setdefault(citation.passage_id, len(self._numbers) + 1))


def marks(evidence: Iterable[Evidence]) -> str:
    """Write the marks in ascending order, three or more neighbours as a range: “1–4, 9, †”."""
    found = {item.mark for item in evidence}
    numbers = sorted(int(mark) for mark in found if mark != GENERAL_MARK)
    runs: list[list[int]] = []
    for number in numbers:
        if runs and number == runs[-1][-1] + 1:
            runs[-1].append(number)
        else:
            runs.append([number])
    written = [f"{run[0]}–{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in runs]
    return ", ".join(written + [GENERAL_MARK] * (GENERAL_MARK in found))


def footnotes(facts: Iterable[Fact]) -> Footnotes:
    """Fetch the citations of all these facts, and the documents they lead to, in two queries."""
    keys: dict[str, list[int]] = defaultdict(list)
    for fact in facts:
        keys[KIND_OF[type(fact)]].append(fact.pk)
    if not keys:
        return Footnotes({}, [])
    documents_first = F("passage__document_id").asc(nulls_last=True)
    cited = Citation.objects.filter(supporting(keys)).select_related("passage")
    citations = list(cited.order_by(documents_first, "passage__ordinal", "pk"))
    # Not joined above: a document's text would come along once for each of its citations.
    documents = Document.objects.in_bulk({c.passage.document_id for c in citations if c.passage})
    found: dict[tuple[str, int], list[Citation]] = defaultdict(list)
    for citation in citations:
        if citation.passage:
            citation.passage.document = documents[citation.passage.document_id]
        kind = citation.fact_kind
        found[kind, getattr(citation, f"{kind}_id")].append(citation)
    return Footnotes(found, sorted(documents.values(), key=str))


def supporting(keys: dict[str, list[int]]) -> Q:
    """Return the condition of the citations that support any of these facts, given as ids by kind."""
    return reduce(or_, (Q(**{f"{kind}__in": ids}) for kind, ids in keys.items()))


def first_passages(facts: Iterable[tuple[str, int]]) -> dict[tuple[str, int], Passage]:
    """Return for each fact, given as kind and id, the first passage that supports it, in one query."""
    keys: dict[str, list[int]] = defaultdict(list)
    for kind, fact_id in facts:
        if kind in FACT_MODELS:
            keys[kind].append(fact_id)
    if not keys:
        return {}
    found: dict[tuple[str, int], Passage] = {}
    cited = Citation.objects.filter(supporting(keys), passage__isnull=False, reading="")
    for citation in (
        cited.select_related("passage__document")
        .defer("passage__document__text")
        .order_by("passage__document_id", "passage__ordinal")
    ):
        kind = citation.fact_kind
        if citation.passage:
            found.setdefault((kind, getattr(citation, f"{kind}_id")), citation.passage)
    return found


def _place(evidence: Evidence) -> tuple[bool, int]:
    """Order evidence by its number, general knowledge last."""
    known = evidence.mark == GENERAL_MARK
    return (known, 0 if known else int(evidence.mark))


def _preferred(fact: Fact, name: str) -> str:
    """Return the fact's own value of the field that a differing reading is about."""
    display = getattr(fact, f"get_{name}_display", None)
    value = display() if display else getattr(fact, name, None)
    if isinstance(value, models.Manager):
        return ", ".join(str(item) for item in value.all())
    if isinstance(value, Location | Organization):
        return value.name
    return "" if value is None else str(value)
