"""Write the judged queries of two collections: python -m tests.judged_sets FILMS NUMBERS FOLDER [--sample N]."""

import argparse
import json
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from tests.judged_sets.collection import Films, Line, numbered, read_films
from tests.judged_sets.negation import negation
from tests.judged_sets.parts import numbers_parts, parts
from tests.judged_sets.people import jobs, surnames
from tests.judged_sets.questions import fields, orders, two_jobs
from tests.judged_sets.titles import little_titles, number_words, rare_words, sequels

SAMPLES = Path(__file__).parent / "samples"

Maker = Callable[[Films], Iterable[Line]]

OF_FILMS: Mapping[str, Maker] = {
    "sequels": sequels,
    "number_words": number_words,
    "jobs": jobs,
    "negation": negation,
    "parts": parts,
    "rare_words": rare_words,
    "years": little_titles,
    "surnames": surnames,
    "fields": fields,
    "orders": orders,
    "two_jobs": two_jobs,
}
OF_NUMBERS: Mapping[str, Maker] = {"numbers_parts": numbers_parts}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("films", type=Path, help="The collection of films with casts, as JSON lines.")
    parser.add_argument("numbers", type=Path, help="The collection with genre words of its own, as JSON lines.")
    parser.add_argument("folder", type=Path, help="Where the sets are written, one file each.")
    parser.add_argument(
        "--sample", type=int, help="Write at most so many queries of a set, evenly spread over it."
    )
    write_sets(**vars(parser.parse_args()))


def write_sets(films: Path, numbers: Path, folder: Path, sample: int | None) -> None:
    """Make every set of both collections, and write a file of each."""
    folder.mkdir(parents=True, exist_ok=True)
    for path, makers in ((films, OF_FILMS), (numbers, OF_NUMBERS)):
        collection = read_films(path)
        for name, make in makers.items():
            lines = numbered(name, make(collection))
            if sample and len(lines) > sample:
                lines = [lines[place * len(lines) // sample] for place in range(sample)]
            text = "".join(json.dumps(line, ensure_ascii=False) + "\n" for line in lines)
            (folder / f"{name}.jsonl").write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
