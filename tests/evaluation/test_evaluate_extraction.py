"""Reading is measured by what infoboxes and cast lists say of the same films."""

import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from django.core.management import CommandError, call_command

from films.evaluation.articles import read_gold
from films.evaluation.extraction import compare_with_infoboxes
from tests.evidence.extraction.reading import ARTICLE

REAL_ARTICLES = Path(settings.BASE_DIR).parent / "shared" / "data" / "articles"
SCORES = Path(__file__).with_name("scores.jsonl")
GOLD = {
    "file": "fox.txt",
    "infobox": {
        "director": ["Ida Moth"],
        "producer": ["Gus Hale", "Unnamed Person"],
        "music": ["Maximilian Orr"],
        "released": ["1994-10-05 (France)"],
        "budget": ["$12 million"],
        "gross": ["$45.6 million"],
    },
    "cast_list": [
        ["Mia Roe", "Lena Sorrel"],
        ["Tim Dow", "Insp"],
        ["Gil Orme", "himself"],
        ["Sam Tarn", "No"],
    ],
}
FEWEST = {"cast": 0.9, "director": 0.85, "writer": 0.7, "release date": 0.9, "budget": 0.9, "score": 0.9}
"""Recall that the real articles keep whatever is changed: a net under the table in docs/measurements.md."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "fox.txt").write_text(ARTICLE, "utf-8")
    (tmp_path / "gold.jsonl").write_text(json.dumps(GOLD), "utf-8")
    (tmp_path / "scores.jsonl").write_text(
        json.dumps({"file": "fox.txt", "scores": [["Rotten Tomatoes", 85, 120, 7.1]]}), "utf-8"
    )
    return tmp_path


def told(folder: Path, **options: Any) -> str:
    written = StringIO()
    call_command("evaluate_extraction", folder, stdout=written, **options)
    return written.getvalue()


def rows(folder: Path, **options: Any) -> dict[str, dict[str, Any]]:
    listed = json.loads(told(folder, json=True, **options))
    return {row["kind"]: row for row in listed if row["articles"] == "looked at"}


def test_proposals_are_compared_with_marked_facts_by_kind_and_confidence(folder: Path, tmp_path: Path) -> None:
    marked = [
        {"kind": "credit", "person": "Ida Moth", "job": "director"},
        {"kind": "credit", "person": "Mia Roe", "job": "actor", "character": "Somebody Else"},
        {"kind": "budget", "amount": 12_000_000, "currency": "USD"},
        {"kind": "film", "country": "France"},
        {"kind": "song", "title": "Paper Rain"},
        {"kind": "pay", "amount": 2_000_000, "optional": True},
    ]
    marks = tmp_path / "marks.jsonl"
    marks.write_text(json.dumps({"file": "fox.txt", "facts": marked}), "utf-8")
    listed = json.loads(told(folder, json=True, marked=marks))
    found = {row["kind"]: (row["n"], row["recall"], row["proposed"], row["precision"]) for row in listed}
    assert found["budget"] == (1, 1.0, 1, 1.0)
    assert found["credit"][:2] == (2, 0.5)
    assert found["film"][:2] == (1, 1.0)
    assert found["song"] == (1, 0.0, 0, None)
    assert found["pay"][2:] == (1, 1.0)
    assert found["all"][:2] == (5, 0.6)
    levels = [row["proposed"] for row in listed if row["articles"] == "by confidence"]
    assert len(levels) == 5
    assert sum(levels) > found["all"][2]


def test_recall_counts_what_the_text_says(folder: Path) -> None:
    """“Unnamed Person” is in the infobox alone; an inspector cut off at his title is found."""
    kinds = rows(folder, scores=folder / "scores.jsonl")
    assert (kinds["producer"]["n"], kinds["producer"]["recall"]) == (1, 1.0)
    assert (kinds["cast"]["n"], kinds["cast"]["recall"]) == (4, 0.75)
    assert kinds["score"]["recall"] == 1.0


def test_precision_counts_what_the_infobox_knows(folder: Path) -> None:
    kinds = rows(folder)
    assert kinds["producer"]["precision"] == 0.5
    assert kinds["budget"]["precision"] == 1.0
    assert kinds["release date"]["precision"] is None, "an infobox tells some releases of many"


def test_failures_are_listed_on_request(folder: Path) -> None:
    assert "missed cast (looked at), fox.txt: sam tarn, no" in told(folder, failures=9)
    assert "missed" not in told(folder)


def test_a_folder_without_gold_is_refused(tmp_path: Path) -> None:
    with pytest.raises(CommandError, match=r"gold\.jsonl cannot be read"):
        told(tmp_path)
    (tmp_path / "gold.jsonl").write_text('{"file": "none.txt"}', "utf-8")
    with pytest.raises(CommandError):
        told(tmp_path)
    with pytest.raises(CommandError, match="--failures must not be negative"):
        told(tmp_path, failures=-1)


@pytest.mark.data_set
@pytest.mark.skipif(not REAL_ARTICLES.exists(), reason="the articles are not part of the repository")
def test_real_articles_are_read_as_well_as_before() -> None:
    tallies = compare_with_infoboxes(read_gold(REAL_ARTICLES, SCORES))
    recalls = {kind: tallies[kind].recall or 0 for kind in FEWEST}
    assert {kind: recall for kind, recall in recalls.items() if recall < FEWEST[kind]} == {}
