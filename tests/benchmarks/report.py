"""The measurements as Markdown, for docs/measurements.md."""

from collections.abc import Mapping, Sequence
from typing import Any

from tests.benchmarks.building import Built

MEGABYTE = 1_000_000
FOOTNOTE = (
    "Milliseconds, p50 / p95, and the share of questions that found anything. All in one run on one machine, "
    "warm, in process; a question's time is the median of its repeats. The engine and each peer have a "
    "process of their own. Red Heat: a page of 20 with facets, counts and snippets, over all kinds of "
    "entries. Plain FTS5: 20 row ids of the same index by bm25 for all of the same words, without facets, "
    "filters or snippets; at most ten questions of a kind. tantivy: films alone; all words, in title, people "
    "or synopsis; where that finds nothing, each word within one slip; then any word; the best 20 with "
    "snippets, the count, and genre, decade and person counted over all that match by aggregations, for its "
    "Python package has no facet collector; as suggestions, 8 titles. Datasette: films alone; its table page "
    "as JSON for the same FTS5 words, with 20 rows in the table's order, the count and the same three facets, "
    "each given up after 200 ms, as by default; it has no suggestions. A peer repeats a question at once, "
    "which favours it, and is asked no more of a kind after 30 seconds."
)
JUDGED_NOTE = (
    "success@1 / success@10 / R-precision. tantivy: any word by bm25, titles weighed 3, names 2. "
    "FTS5: the same in SQL, as Datasette runs it."
)

Figures = Mapping[str, Any]


def latency_table(bench: Figures, peers: Mapping[str, Figures]) -> str:
    """Return the table of one size: a row for each kind of question."""
    names = ["Red Heat", "max", "plain FTS5", *peers]
    rows = [
        [
            kind["kind"],
            cell(kind),
            f"{kind['max_ms']:.1f}",
            cell(kind["raw"]),
            *(cell(peer["kinds"].get(kind["kind"])) for peer in peers.values()),
        ]
        for kind in bench["kinds"]
    ]
    return f"{markdown(['question', *names], rows)}\n\n{FOOTNOTE}"


def cell(figures: Figures | None) -> str:
    if figures is None:
        return "–"
    return f"{figures['p50_ms']:.1f} / {figures['p95_ms']:.1f}, {figures['found']:.0%}"


def judged_table(ours: Mapping[str, Sequence[Figures]], peers: Mapping[str, Figures]) -> str:
    """Return the table of how well judged queries are answered: a row for each set of them."""
    columns = {"tantivy": "tantivy", "Datasette": "FTS5"}
    rows = [
        [
            name,
            str(kinds[-1]["n"]),
            quality(kinds[-1]),
            f"{kinds[-1]['median_ms']:.1f} / {kinds[-1]['p95_ms']:.1f}",
            *(quality(peers[peer]["judged"][name]) for peer in columns if peer in peers),
        ]
        for name, kinds in ours.items()
    ]
    shown = [title for peer, title in columns.items() if peer in peers]
    return f"{markdown(['queries', 'n', 'Red Heat', 'its ms', *shown], rows)}\n\n{JUDGED_NOTE}"


def quality(measures: Figures) -> str:
    return " / ".join(f"{measures[name]:.3f}" for name in ("success@1", "success@10", "R-precision"))


def sizes(built: Built, bench: Figures, served: Figures, edits: Mapping[str, Figures], peers: Figures) -> str:
    """Say in a few lines what the database takes, and a page, and an edit."""
    edit = "; ".join(f"{what} {times['p50_ms']:.1f} / {times['p95_ms']:.1f}" for what, times in edits.items())
    builds = "; ".join(f"{name} {peer['build_seconds']:,.0f} s" for name, peer in peers.items())
    memory = f"{served['memory_bytes'] / MEGABYTE:,.0f} MB" if served["memory_bytes"] else "not known"
    return "\n".join(
        [
            f"- Import: {built.import_seconds:,.0f} s, {built.import_memory / MEGABYTE:,.0f} MB at most; "
            f"rebuild of the index: {built.rebuild_seconds:,.0f} s. To build: {builds or 'no peers'}.",
            f"- Database: {built.size / MEGABYTE:,.0f} MB, of which the index {built.index / MEGABYTE:,.0f} MB: "
            f"{built.index / built.text:.1f} × the {built.text / MEGABYTE:,.0f} MB of text it covers.",
            f"- Whole page over HTTP by granian, p50 / p95: {served['p50_ms']:.1f} / {served['p95_ms']:.1f} ms; a "
            f"Django view that does nothing, through the same middleware: {served['bare_p50_ms']:.1f} / "
            f"{served['bare_p95_ms']:.1f} ms; {served['p50_ms'] / served['bare_p50_ms']:.1f} × at p50. The same "
            f"without a server: {bench['page']['p50_ms']:.1f} against {bench['page']['bare_p50_ms']:.2f} ms.",
            f"- Memory at most: {bench['memory_bytes'] / MEGABYTE:,.0f} MB for all questions in one process; "
            f"{memory} for a web process.",
            f"- One edit with its index, p50 / p95 ms: {edit}.",
        ]
    )


def markdown(header: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [header, ["---", *["--:"] * (len(header) - 1)], *rows]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)
