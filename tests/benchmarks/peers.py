"""Putting the engine's questions to a peer, in a process of its own that needs no Django.

Run as `python -m tests.benchmarks.peers NAME --films FILE --questions BENCH.json --work DIR`, where BENCH.json is
what `manage.py bench_search --json` printed. Prints {"build_seconds", "kinds": {kind: {"n", "found", "p50_ms",
"p95_ms", "max_ms"}}, "judged": {set: {measure: mean}}}.
"""

import argparse
import importlib
import json
import sys
import time
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from statistics import fmean
from typing import Any, Protocol

from films.evaluation.judged_queries import read_queries
from films.evaluation.metrics import DEPTH, MEASURES
from films.evaluation.timing import percentile, timed_warm
from tests.benchmarks.building import films_in

PAGE_SIZE = 20
SUGGESTIONS = 8
FACETS = ("genre", "decade", "person")
FACET_VALUES = 10
SECONDS_OF_A_KIND = 30.0  # after which a peer is asked no further question of a kind

Question = dict[str, Any]
"""As `bench_search --json` lists it: {"text", "filters", "raw", "suggests"}."""


class Peer(Protocol):
    """Another engine over the same films. `suggests` tells whether it can complete what is being typed."""

    suggests: bool

    def __init__(self, work: Path) -> None: ...

    def build(self, films: Iterable[dict[str, Any]]) -> None:
        """Index the films: titles, names of people, synopses; genre, decade and person as facets."""

    def ask(self, question: Question) -> int:
        """Answer with a page of results, facets, and whatever else the peer shows; return how many there are."""

    def find(self, text: str) -> list[str]:
        """Return the ids of the first `DEPTH` films for a judged query, asked as serves the peer best."""


PEERS = {"tantivy": "tests.benchmarks.tantivy_peer", "Datasette": "tests.benchmarks.datasette_peer"}
"""The module of each peer, which has its class as `Engine`."""


def main() -> None:
    """Build one peer, ask it everything, and print what came of it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=PEERS)
    parser.add_argument("--films", type=Path, required=True)
    parser.add_argument("--questions", type=Path, required=True)
    parser.add_argument("--judged", type=Path, nargs="*", default=[], help="Files of judged queries.")
    parser.add_argument("--work", type=Path, required=True, help="An empty folder for what the peer builds.")
    parser.add_argument("--repeat", type=int, default=3)
    options = parser.parse_args()
    peer: Peer = installed(options.name).Engine(options.work)
    started = time.monotonic()
    peer.build(films_in(options.films))
    build_seconds = time.monotonic() - started
    kinds = json.loads(options.questions.read_text(encoding="utf-8"))["kinds"]
    measured = {
        "build_seconds": build_seconds,
        "kinds": {
            kind["kind"]: measure(peer, kind["questions"], options.repeat)
            for kind in kinds
            if peer.suggests or not kind["questions"][0]["suggests"]
        },
        "judged": {file.stem: judge(peer, file) for file in options.judged},
    }
    print(json.dumps(measured))


def installed(name: str) -> Any:
    """Import a peer's module. Ends this program with what to do where its packages are missing."""
    try:
        return importlib.import_module(PEERS[name])
    except ModuleNotFoundError as error:
        sys.exit(
            f"The peer {name} is not installed ({error.name} is missing). Install the peers with "
            f"{sys.executable} -m pip install tantivy datasette sqlite-utils, or name another Python that has "
            "them with --peers-python."
        )


def measure(peer: Peer, questions: Sequence[Question], repeats: int) -> dict[str, float]:
    """Ask one kind of question, each once unmeasured and then `repeats` times, while `SECONDS_OF_A_KIND` last."""
    found, times = [], []
    started = time.monotonic()
    for question in questions:
        ((count, milliseconds),) = timed_warm([partial(peer.ask, question)], repeats)
        found.append(count)
        times.append(milliseconds)
        if time.monotonic() - started > SECONDS_OF_A_KIND:
            break
    return {
        "n": len(times),
        "found": fmean(count > 0 for count in found),
        "p50_ms": percentile(times, 0.5),
        "p95_ms": percentile(times, 0.95),
        "max_ms": max(times),
    }


def judge(peer: Peer, file: Path) -> dict[str, float]:
    """Return the mean of each measure over the judged queries of a file."""
    queries = read_queries(file)
    found = [peer.find(query.text)[:DEPTH] for query in queries]
    return {
        name: fmean(measured(ids, query.relevant) for ids, query in zip(found, queries, strict=True))
        for name, measured in MEASURES.items()
    }


def film_facets(film: dict[str, Any]) -> dict[str, list[str]]:
    """Return a film's values of each of `FACETS`, named as the engine's filters name them."""
    year = film.get("year")
    return {
        "genre": [genre.lower().replace(" ", "-") for genre in film["genres"]],
        "decade": [f"{year // 10 * 10}s"] if year else [],
        "person": list(dict.fromkeys([*film["directors"], *film["cast"]])),
    }


if __name__ == "__main__":
    main()
