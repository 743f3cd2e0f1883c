"""Show how well the published facts are supported, with links to the facts behind each figure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from films.addresses import view_address
from films.evidence.quality import Quality, QualityReport, measure_quality
from films.kinds.addresses import page_address
from films.kinds.index import Entry
from films.kinds.names import Kind
from films.kinds.quality import Evidence
from films.kinds.registry import FACTS
from films.views.metadata import PageMetadata
from films.views.revalidation import depends_on_facts

COLUMNS: Mapping[Evidence, tuple[str, str]] = {
    Evidence.WORDS: ("In its words", "The words of a cited sentence say the value."),
    Evidence.OTHER_WORDS: ("In other words", "A curator confirmed that the sentence says it in other words."),
    Evidence.SENTENCE: ("Sentence stands", "A sentence is cited; its words were not compared with the value."),
    Evidence.GENERAL_KNOWLEDGE: (
        "General knowledge",
        "Generally known, for the reason given; not from a document.",
    ),
    Evidence.NO_SOURCE: ("No source held", "Nothing here vouches for it, for the reason given."),
    Evidence.WAITING: ("Waiting", "Cited for another value: a curator has to confirm it anew."),
    Evidence.NOT_CITED: ("Not cited", "From a data set, which vouches for it, with no citation of its own."),
}
"""What the page calls each sort of evidence, and what it means."""
CONFLICTING = ("Sources differ", "A source gives another value, which is shown beside the preferred one.")


@dataclass(frozen=True)
class Figure:
    """Hold a number of values, its share of all in its row, and the address of the facts behind it."""

    count: str
    share: str = ""
    url: str = ""


@dataclass(frozen=True)
class TableRow:
    """Hold the figures of one kind of fact or one document."""

    label: str
    url: str
    facts: str
    values: str
    figures: list[Figure]


@require_safe
@depends_on_facts
def quality(request: HttpRequest) -> HttpResponse:
    report = measure_quality()
    context = {
        "columns": [*COLUMNS.values(), CONFLICTING],
        "total": figures_row("Everything", "", report.total, {}),
        "kinds": list(kind_rows(report)),
        "documents": list(document_rows(report)),
        "metadata": PageMetadata(request.build_absolute_uri(request.path), "How well the facts are supported"),
    }
    return render(request, "films/quality.html", context)


def kind_rows(report: QualityReport) -> Iterator[TableRow]:
    for kind, counted in report.kinds.items():
        filters = {"kind": kind.value} if isinstance(FACTS[Kind(kind)].entry, Entry) else None
        yield figures_row(FACTS[kind].words.several, search_address("", filters), counted, filters)


def document_rows(report: QualityReport) -> Iterator[TableRow]:
    for document, counted in report.documents.items():
        source = f'source:"{document.title.replace(chr(34), " ")}"'
        yield figures_row(str(document), page_address(document), counted, {"q": source})


def figures_row(label: str, url: str, counted: Quality, filters: Mapping[str, str] | None) -> TableRow:
    """Build a row; without `filters`, its facts are not in the index and are not linked."""
    counts = {query_for(evidence): count for evidence, count in counted.by_evidence.items()}
    counts["conflict:yes"] = counted.conflicting
    figures = [
        Figure(f"{count:,}", share(count, counted.values), search_address(query, filters)) if count else Figure("")
        for query, count in counts.items()
    ]
    return TableRow(label, url, f"{counted.facts:,}", f"{counted.values:,}", figures)


def query_for(evidence: Evidence) -> str:
    return "cited:no" if evidence is Evidence.NOT_CITED else f"evidence:{evidence.replace('_', '-')}"


def search_address(query: str, filters: Mapping[str, str] | None) -> str:
    if filters is None:
        return ""
    words = " ".join(filter(None, (filters.get("q", ""), query)))
    parameters = {**({"q": words} if words else {}), **{k: v for k, v in filters.items() if k != "q"}}
    return f"{view_address('search')}?{urlencode(parameters)}"


def share(count: int, whole: int) -> str:
    """Return a share in percent, so that neither few nor nearly all look like none or all."""
    percent = 100 * count / whole if whole else 100
    return "<1%" if percent < 1 else ">99%" if 99 < percent < 100 else f"{percent:.0f}%"
