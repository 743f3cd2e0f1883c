"""The command judges the search by queries whose answers are known."""

import json
from collections.abc import Callable
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command

from films.models import Film, Identifier, State

DATASET = "tanuki-library"

pytestmark = [pytest.mark.data_set, pytest.mark.usefixtures("red_heat"), pytest.mark.django_db]

Ask = Callable[..., tuple[str, str]]


@pytest.fixture(autouse=True)
def identifiers(red_heat: None, db: None) -> None:
    """Name each film by its slug in a made-up data set."""
    Identifier.objects.bulk_create(
        Identifier(film=film, scheme=DATASET, value=film.slug, state=State.PUBLISHED)
        for film in Film.objects.exclude(slug="48-hrs-1982")
    )


def query(text: str, *relevant: str, kind: str = "title", **more: Any) -> dict[str, Any]:
    return {"qid": f"{kind}-{text}", "query": text, "relevant": list(relevant), "kind": kind, "slots": [], **more}


@pytest.fixture
def evaluate(tmp_path: Path) -> Ask:
    def run(*queries: dict[str, Any], **options: Any) -> tuple[str, str]:
        file = tmp_path / "queries.jsonl"
        file.write_text("\n".join(map(json.dumps, queries)), encoding="utf-8")
        out, err = StringIO(), StringIO()
        call_command("evaluate_search", file, **({"dataset": DATASET, "stdout": out, "stderr": err} | options))
        return out.getvalue(), err.getvalue()

    return run


def test_what_is_found_first_scores_one_by_every_measure(evaluate: Ask) -> None:
    rows = json.loads(evaluate(query("ninotchka", "ninotchka-1939"), json=True)[0])
    for row in rows:
        del row["median_ms"], row["p95_ms"]
    perfect = dict.fromkeys("success@1 success@3 success@10 MRR@10 R-precision recall@100".split(), 1)
    unmeasured = {"set_precision": None, "set_recall": None, "excluded_shown": 0, "wrongly_stated": 0}
    assert rows == [{"kind": kind, "n": 1, **perfect, **unmeasured} for kind in ("title", "all")]


def test_each_kind_has_a_row_by_name_and_all_of_them_the_last(evaluate: Ask) -> None:
    title, wrong = query("ninotchka", "ninotchka-1939"), query("ninotchka", "twins-1988", kind="guess")
    rows = json.loads(evaluate(title, wrong, wrong, json=True)[0])
    assert [(row["kind"], row["n"], row["success@1"]) for row in rows] == [
        ("guess", 2, 0),
        ("title", 1, 1),
        ("all", 3, 0.3333),
    ]


def test_only_films_are_asked_for(evaluate: Ask) -> None:
    (row, _) = json.loads(evaluate(query("danko", "red-heat-1988"), json=True)[0])
    assert row["success@1"] == 1


def test_a_film_without_identifier_keeps_its_place(evaluate: Ask) -> None:
    Film.objects.filter(slug="48-hrs-1982").update(title="Ninotchka Ninotchka", year=1938)
    (row, _) = json.loads(evaluate(query("ninotchka ninotchka", "ninotchka-1939"), json=True)[0])
    assert row["success@1"] == 0


def test_an_id_that_is_not_in_the_database_counts_as_not_found_and_is_told(evaluate: Ask) -> None:
    out, err = evaluate(query("ninotchka", "ninotchka-1939", "lost"), json=True)
    assert json.loads(out)[0]["recall@100"] == 0.5
    assert err == "Not in the database, and so counted as not found: 1 relevant ids.\n"


def test_the_table_is_aligned(evaluate: Ask) -> None:
    header, *rows = evaluate(query("ninotchka", "ninotchka-1939"))[0].splitlines()
    assert header.split() == (
        "kind n success@1 success@3 success@10 MRR@10 R-precision recall@100 set precision set recall "
        "excluded shown wrongly stated median ms p95 ms".split()
    )
    assert [row.split()[:12] for row in rows] == [
        ["title", "1", *["1.000"] * 6, "–", "–", "0", "0"],
        ["all", "1", *["1.000"] * 6, "–", "–", "0", "0"],
    ]
    assert {len(line) for line in [header, *rows]} == {len(header)}


def test_failures_say_what_came_and_what_was_wanted(evaluate: Ask) -> None:
    right, wrong = query("ninotchka", "ninotchka-1939"), query("ninotchka", "twins-1988", kind="guess")
    out, _ = evaluate(right, wrong, wrong, failures=1)
    assert out.count("asked:") == 1
    assert "guess-ninotchka (guess), R-precision 0.00" in out
    assert "came:   Ninotchka (1939) at 1" in out
    assert "wanted: Twins (1988) at no rank" in out


def test_people_answer_who_did_a_job(evaluate: Ask) -> None:
    (row, _) = json.loads(
        evaluate(query("director of red heat", "red-heat-1988", people=["Walter Hill"]), json=True)[0]
    )
    assert (row["success@1"], row["wrongly_stated"]) == (1, 0)


def test_another_name_is_counted_as_wrongly_stated_and_reported(evaluate: Ask) -> None:
    out, err = evaluate(
        query("director of red heat", "red-heat-1988", people=["Ernst Lubitsch"]), json=True, failures=1
    )
    assert [row["wrongly_stated"] for row in json.loads(out)] == [1, 1]
    assert "came:   Walter Hill at 1" in err
    assert "wanted: Ernst Lubitsch at no rank" in err


def test_an_exact_set_is_compared_with_all_that_is_found(evaluate: Ask) -> None:
    asked = query("walter hill", "red-heat-1988", "twins-1988", exact=True)
    (row, _) = json.loads(evaluate(asked, json=True)[0])
    assert (row["set_precision"], row["set_recall"]) == (0.5, 0.5)


def test_sets_are_measured_only_where_they_are_exact(evaluate: Ask) -> None:
    exact, other = query("ninotchka", "ninotchka-1939", exact=True), query("ninotchka", "twins-1988")
    assert json.loads(evaluate(exact, other, json=True)[0])[-1]["set_precision"] == 1


def test_excluded_films_that_are_shown_are_counted(evaluate: Ask) -> None:
    asked = query("ninotchka", "ninotchka-1939", excluded=["ninotchka-1939", "twins-1988"])
    assert json.loads(evaluate(asked, json=True)[0])[-1]["excluded_shown"] == 1


def test_failures_leave_the_json_alone(evaluate: Ask) -> None:
    out, err = evaluate(query("ninotchka", "lost"), failures=5, json=True)
    assert json.loads(out)
    assert "lost, which is not in the database" in err


def test_an_unknown_data_set_is_refused_with_what_to_do(evaluate: Ask) -> None:
    with pytest.raises(CommandError, match=r"“badgers”.*import_films FILE --dataset badgers"):
        evaluate(query("fox", "t1"), dataset="badgers")


def test_a_bad_line_is_named(evaluate: Ask) -> None:
    with pytest.raises(CommandError, match=r"queries\.jsonl: Line 2 is no judged query"):
        evaluate(query("ninotchka", "ninotchka-1939"), {"query": "fox"})


def test_a_missing_file_is_named() -> None:
    with pytest.raises(CommandError, match=r"nowhere\.jsonl cannot be read: No such file"):
        call_command("evaluate_search", "nowhere.jsonl", dataset=DATASET)


def test_a_negative_number_of_failures_is_refused(evaluate: Ask) -> None:
    with pytest.raises(CommandError, match="must not be negative"):
        evaluate(query("ninotchka", "ninotchka-1939"), failures=-1)
