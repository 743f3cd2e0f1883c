"""Peers are asked what the engine was asked, and missing ones are named with what to do."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from films.evaluation.metrics import MEASURES
from tests.benchmarks import peers


class Parrot:
    """Finds everything that is not empty."""

    suggests = False

    def __init__(self, work: Path) -> None:
        self.asked: list[str] = []

    def build(self, films: Iterable[dict[str, Any]]) -> None:
        pass

    def ask(self, question: peers.Question) -> int:
        self.asked.append(question["text"])
        return len(question["text"])

    def find(self, text: str) -> list[str]:
        return [text]


QUESTIONS: list[peers.Question] = [
    {"text": text, "filters": {}, "raw": "", "suggests": False} for text in ("fox", "", "drum", "bell")
]


def test_every_question_is_asked_once_and_as_often_as_it_repeats(tmp_path: Path) -> None:
    parrot = Parrot(tmp_path)
    measured = peers.measure(parrot, QUESTIONS, 2)
    assert parrot.asked == ["fox"] * 3 + [""] * 3 + ["drum"] * 3 + ["bell"] * 3
    assert (measured["n"], measured["found"]) == (4, 0.75)


def test_a_slow_peer_is_asked_no_further(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(peers, "SECONDS_OF_A_KIND", -1.0)
    assert peers.measure(Parrot(tmp_path), QUESTIONS, 1)["n"] == 1


def test_judged_queries_are_scored_by_the_same_measures(tmp_path: Path) -> None:
    file = tmp_path / "queries.jsonl"
    lines = [{"qid": text, "query": text, "relevant": ["fox"], "kind": "title"} for text in ("fox", "hound")]
    file.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
    assert peers.judge(Parrot(tmp_path), file) == dict.fromkeys(MEASURES, 0.5)


def test_a_missing_peer_is_named_with_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(peers.PEERS, "badger", "badger_search")
    with pytest.raises(SystemExit, match=r"badger_search is missing.*pip install tantivy"):
        peers.installed("badger")
