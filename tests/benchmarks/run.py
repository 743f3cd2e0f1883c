"""Build databases of films, measure all that matters of them next to peers, and write it as Markdown.

    .venv/bin/python -m tests.benchmarks.run --films 36254 --films 1000000 \\
        --data ../shared/data/films-wikipedia.jsonl.gz --scale ../shared/tools/scale_films.py --work /tmp/bench

A size that is the data's own is the data itself, and is judged as well; any other is scaled from it. The peers
come with `pip install --group bench`, or from another environment that --peers-python names.
"""

import argparse
import json
import shutil
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.benchmarks import report
from tests.benchmarks.building import Built, build, film_file
from tests.benchmarks.peers import PEERS
from tests.benchmarks.running import manage, run
from tests.benchmarks.serving import served

PAGES_OF_A_KIND = 2  # questions of each kind whose whole page is asked for over HTTP


def main() -> None:
    """Measure each size in turn, and print or write the report."""
    options = arguments()
    if options.peers:
        require_peers(options.peers_python)
    options.work.mkdir(parents=True, exist_ok=True)
    sections = [section(count, options) for count in options.films]
    text = "\n\n".join(sections) + "\n"
    if options.out:
        options.out.write_text(text, encoding="utf-8")
    else:
        print(text)


def arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.benchmarks.run", description=__doc__, formatter_class=argparse.RawTextHelpFormatter
    )
    parser.add_argument("--films", type=int, action="append", required=True, help="A size; can be repeated.")
    parser.add_argument("--data", type=Path, required=True, help="The real films, as import_films takes them.")
    parser.add_argument("--scale", type=Path, required=True, help="The script that scales the data.")
    parser.add_argument("--dataset", default="films-wikipedia", help="What the judged queries call the data.")
    parser.add_argument("--queries", type=Path, help="A folder of judged queries; “queries” beside the data.")
    parser.add_argument("--work", type=Path, required=True, help="A folder for databases and scaled data.")
    parser.add_argument("--out", type=Path, help="Where to write the report; by default it is printed.")
    parser.add_argument("--repeat", type=int, default=3, help="A question's time is the median of so many; 3.")
    parser.add_argument("--no-peers", dest="peers", action="store_false", help="Measure Red Heat alone.")
    parser.add_argument("--peers-python", default=sys.executable, help="A Python that has the peers installed.")
    return parser.parse_args()


def require_peers(python: str) -> None:
    """End this program with what to do where a peer is missing, before anything long begins."""
    for name in PEERS:
        run([python, "-c", f"from tests.benchmarks import peers; peers.installed({name!r})"], Path("unused"))


def section(count: int, options: argparse.Namespace) -> str:
    """Measure one size, and return its part of the report."""
    tell(f"{count:,} films: finding or making the data")
    films, is_real = film_file(count, options.data, options.scale, options.work)
    judged = sorted((options.queries or options.data.parent / "queries").glob("*.jsonl")) if is_real else []
    database = options.work / f"films-{count}.sqlite3"
    tell("building the database")
    built = build(films, options.dataset, database)
    tell("asking judged queries")
    ours = {file.stem: evaluate(file, built, options.dataset) for file in judged}
    tell("measuring the engine")
    bench_file = options.work / f"films-{count}.bench.json"
    bench_file.write_text(bench_search(built, options.repeat), encoding="utf-8")
    bench = json.loads(bench_file.read_text(encoding="utf-8"))
    tell("measuring the peers")
    peers = {name: ask_peer(name, films, bench_file, judged, options) for name in PEERS} if options.peers else {}
    tell("measuring whole pages and edits")
    pages = served(database, list(page_questions(bench)), options.repeat)
    edits = json.loads(run([sys.executable, "-m", "tests.benchmarks.editing"], database).out)
    parts = [
        f"### {count:,} films",
        report.latency_table(bench, peers),
        report.sizes(built, bench, pages, edits, peers),
        *([report.judged_table(ours, peers)] if judged else []),
    ]
    return "\n\n".join(parts)


def evaluate(file: Path, built: Built, dataset: str) -> list[dict[str, Any]]:
    out = manage(built.database, "evaluate_search", str(file), "--dataset", dataset, "--json").out
    return list(json.loads(out))


def bench_search(built: Built, repeats: int) -> str:
    # Its pages need the static files' manifest.
    manage(built.database, "collectstatic", "--no-input", "--verbosity", "0")
    return manage(built.database, "bench_search", "--json", "--repeat", str(repeats)).out


def ask_peer(
    name: str, films: Path, questions: Path, judged: list[Path], options: argparse.Namespace
) -> dict[str, Any]:
    """Let a peer answer the same questions in a process of its own."""
    work = Path(tempfile.mkdtemp(prefix=f"{name}-", dir=options.work))
    try:
        command = [options.peers_python, "-m", "tests.benchmarks.peers", name]
        files = ["--films", str(films.resolve()), "--questions", str(questions.resolve()), "--work", str(work)]
        sets = ["--judged", *(str(file.resolve()) for file in judged)]
        answer = run([*command, *files, *sets, "--repeat", str(options.repeat)], work).out
    finally:
        shutil.rmtree(work)
    return dict(json.loads(answer))


def page_questions(bench: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for kind in bench["kinds"]:
        yield from [question for question in kind["questions"] if not question["suggests"]][:PAGES_OF_A_KIND]


def tell(what: str) -> None:
    print(f"… {what}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
