"""Judged queries are read whole or refused with the line that is wrong."""

import json
from pathlib import Path

import pytest

from films.evaluation.judged_queries import JudgedQuery, UnreadableQueriesError, read_queries

GOOD = {"qid": "q1", "query": "drum fox", "relevant": ["t1", "t2"], "kind": "plot", "slots": [["TITLE", "Tanuki"]]}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "queries.jsonl"


def test_a_line_is_a_query(file: Path) -> None:
    file.write_text(json.dumps(GOOD) + "\n\n", encoding="utf-8")
    assert read_queries(file) == [JudgedQuery("q1", "drum fox", frozenset({"t1", "t2"}), "plot")]


def test_people_or_none_on_record_may_answer_instead_of_films(file: Path) -> None:
    lines = [GOOD | {"relevant": [], "people": ["Fox"]}, GOOD | {"relevant": [], "not_recorded": True}, GOOD]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert [query.asks_for_people for query in read_queries(file)] == [True, True, False]


def test_a_set_may_be_exact_and_films_excluded(file: Path) -> None:
    file.write_text(json.dumps(GOOD | {"exact": True, "excluded": ["t3"]}), encoding="utf-8")
    (query,) = read_queries(file)
    assert (query.exact, query.excluded) == (True, {"t3"})


def test_a_line_separator_within_a_text_parts_no_line(file: Path) -> None:
    file.write_text(json.dumps(GOOD | {"query": "drum\u2028fox"}, ensure_ascii=False), encoding="utf-8")
    assert [query.text for query in read_queries(file)] == ["drum\u2028fox"]


@pytest.mark.parametrize(
    "line",
    [
        "fox",
        "[]",
        "7",
        "{}",
        json.dumps(GOOD | {"relevant": []}),
        json.dumps(GOOD | {"relevant": "t1"}),
        json.dumps(GOOD | {"relevant": [1]}),
        json.dumps(GOOD | {"query": None}),
        json.dumps(GOOD | {"people": "Fox"}),
        json.dumps(GOOD | {"excluded": [1]}),
        json.dumps(GOOD | {"exact": "yes"}),
        json.dumps({name: value for name, value in GOOD.items() if name != "kind"}),
    ],
)
def test_a_bad_line_is_named_with_how_to_write_it(file: Path, line: str) -> None:
    file.write_text(f"{json.dumps(GOOD)}\n{line}\n", encoding="utf-8")
    with pytest.raises(UnreadableQueriesError, match=r"^Line 2 is no judged query\. Write it as "):
        read_queries(file)


@pytest.mark.parametrize(
    ("content", "complaint"), [(b"", "no queries"), (b"\n \n", "no queries"), (b"\xff", "UTF-8")]
)
def test_what_holds_no_queries_is_refused(file: Path, content: bytes, complaint: str) -> None:
    file.write_bytes(content)
    with pytest.raises(UnreadableQueriesError, match=complaint):
        read_queries(file)
