"""The report is Markdown."""

from typing import Any

from tests.benchmarks import report

TIMES = {"n": 2, "found": 0.5, "p50_ms": 1.04, "p95_ms": 12.0, "max_ms": 12.34}


def test_each_kind_of_question_is_a_row_with_the_engine_first() -> None:
    bench = {"kinds": [{"kind": "phrase", "raw": None, **TIMES}]}
    table = report.latency_table(bench, {"tantivy": {"kinds": {"phrase": TIMES}}, "Datasette": {"kinds": {}}})
    assert table.splitlines()[:3] == [
        "| question | Red Heat | max | plain FTS5 | tantivy | Datasette |",
        "| --- | --: | --: | --: | --: | --: |",
        "| phrase | 1.0 / 12.0, 50% | 12.3 | – | 1.0 / 12.0, 50% | – |",
    ]


def test_each_set_of_judged_queries_is_a_row_by_its_last_summary() -> None:
    measures = {"success@1": 0.5, "success@10": 1.0, "R-precision": 0.25}
    ours: dict[str, list[dict[str, Any]]] = {
        "titles": [{"n": 1}, {"n": 2, "median_ms": 1.0, "p95_ms": 2.0, **measures}]
    }
    table = report.judged_table(ours, {"tantivy": {"judged": {"titles": measures}}})
    assert table.splitlines()[:3] == [
        "| queries | n | Red Heat | its ms | tantivy |",
        "| --- | --: | --: | --: | --: |",
        "| titles | 2 | 0.500 / 1.000 / 0.250 | 1.0 / 2.0 | 0.500 / 1.000 / 0.250 |",
    ]
