"""Run every trial once, and say what came of each; ends with status 1 if any failed."""

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak import trials
from tests.soak.site import Site


def main() -> None:
    parser = argparse.ArgumentParser(description="Try for a long time what would break the site.")
    parser.add_argument("--kills", type=int, default=20, help="how often the server is killed; 20")
    parser.add_argument("--only", choices=trials.all_trials(), help="the one trial to make")
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        site = Site(Path(folder) / "soak.sqlite3")
        session = trials.prepare(site)
        failures = 0
        for name, run in trials.all_trials(chosen.kills).items():
            if chosen.only in (None, name):
                outcome = run(site, session)
                failures += not outcome.held
                print(f"{'held' if outcome.held else 'FAILED':8}{name}: {outcome.figures}", flush=True)
                site.stop()
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main()
