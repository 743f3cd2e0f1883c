"""Show how well the published facts are supported, with links to the facts behind each figure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from films.addresses import view_address
from films.evidence.quality import CONFLICTING, Quality, QualityReport, measure_quality
from films.kinds.addresses import page_address
from films.kinds.index import Entry
from films.kinds.quality import Evidence
from films.kinds.registry import FACTS
from films.languages import localized_number, translated
from films.views.metadata import PageMetadata
from films.views.revalidation import depends_on_facts

COLUMNS: Mapping[str, tuple[str, str]] = {
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
    CONFLICTING: ("Sources differ", "A source gives another value, which is shown beside the preferred one."),
}
"""What the page calls each figure, and what it means."""


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


@dataclass(frozen=True)
class FiguresTable:
    """Hold rows of figures with the names of their columns, of which none is empty; `total` is the last row."""

    columns: list[str]
    rows: list[TableRow]
    total: TableRow | None = None


@require_safe
@depends_on_facts
def quality(request: HttpRequest) -> HttpResponse:
    report = measure_quality()
    context = {
        "meanings": [(translated(name), translated(meaning)) for name, meaning in COLUMNS.values()],
        "kinds": table_of_kinds(report),
        "documents": table_of_documents(report),
        "metadata": PageMetadata(
            request.build_absolute_uri(request.path), translated("How well the facts are supported")
        ),
    }
    return render(request, "films/quality.html", context)


def table_of_kinds(report: QualityReport) -> FiguresTable:
    columns = filled_columns([report.total])
    rows = []
    for kind, counted in report.kinds.items():
        filters = {"kind": kind.value} if isinstance(FACTS[kind].entry, Entry) else None
        address = search_address("", filters)
        rows.append(figures_row(translated(FACTS[kind].words.plural), address, counted, columns, filters))
    total = figures_row(translated("Everything"), "", report.total, columns, {})
    return FiguresTable([translated(COLUMNS[column][0]) for column in columns], rows, total)


def table_of_documents(report: QualityReport) -> FiguresTable:
    columns = filled_columns(report.documents.values())
    rows = []
    for document, counted in report.documents.items():
        source = f'source:"{document.title.replace(chr(34), " ")}"'
        rows.append(figures_row(str(document), page_address(document), counted, columns, {"q": source}))
    return FiguresTable([translated(COLUMNS[column][0]) for column in columns], rows)


def filled_columns(counted: Iterable[Quality]) -> list[str]:
    """Return the names of the figures of which one is not 0."""
    figures = [quality.figures for quality in counted]
    return [column for column in COLUMNS if any(row[column] for row in figures)]


def figures_row(
    label: str, url: str, counted: Quality, columns: Iterable[str], filters: Mapping[str, str] | None
) -> TableRow:
    """Build a row; without `filters`, its facts are not in the index and are not linked."""
    counts = {column: counted.figures[column] for column in columns}
    figures = [
        Figure(localized_number(count), share(count, counted.values), search_address(query_for(column), filters))
        if count
        else Figure("")
        for column, count in counts.items()
    ]
    return TableRow(label, url, localized_number(counted.facts), localized_number(counted.values), figures)


def query_for(column: str) -> str:
    """Return the search for the facts that a column counts values of."""
    other = {Evidence.NOT_CITED: "cited:no", CONFLICTING: "conflict:yes"}
    return other.get(column, f"evidence:{column.replace('_', '-')}")


def search_address(query: str, filters: Mapping[str, str] | None) -> str:
    if filters is None:
        return ""
    words = " ".join(filter(None, (filters.get("q", ""), query)))
    parameters = {**({"q": words} if words else {}), **{k: v for k, v in filters.items() if k != "q"}}
    return f"{view_address('search')}?{urlencode(parameters)}"


def share(count: int, whole: int) -> str:
    """Return a share in percent, so that neither few nor nearly all look like none or all."""
    percent = 100 * count / whole if whole else 100
    shown = "<1%" if percent < 1 else ">99%" if 99 < percent < 100 else f"{percent:.0f}%"
    return translated("%(number)s%%", number=shown.removesuffix("%"))
