"""Look up known weaknesses of the locked packages, and name those about which nothing could be found out.

Services are asked in turn until every package is known to one of them. Ends with status 1 if there is a weakness,
and with 2 if none is known, but not all packages could be looked up: that is no clean result.
"""

import json
import subprocess
import sys
from collections.abc import Collection
from dataclasses import dataclass, field

from tests.packaging.bill_of_materials import locked

SERVICES = {"pypi": "PyPI", "osv": "OSV"}
"""The services by the names that pip-audit has for them."""
PIP_AUDIT = "--format json --desc off --require-hashes --disable-pip --progress-spinner off".split()
CLEAN, WEAK, UNKNOWN = 0, 1, 2


@dataclass
class Findings:
    """Hold which packages services know, the weaknesses of these, and what kept services from answering."""

    known: set[str] = field(default_factory=set)
    weaknesses: dict[str, str] = field(default_factory=dict)
    hindrances: list[str] = field(default_factory=list)

    def take(self, service: str, answer: str, complaint: str) -> None:
        """Take what pip-audit printed as JSON, or, where it printed nothing, the last line of its complaint."""
        if not answer:
            lines = complaint.strip().splitlines() or ["it said nothing"]
            self.hindrances.append(f"{service} could not be asked: {lines[-1]}")
            return
        packages = json.loads(answer)["dependencies"]
        if missing := sum("skip_reason" in package for package in packages):
            self.hindrances.append(f"{service}, as reached from here, does not know {missing} of these versions.")
        for package in packages:
            if "skip_reason" in package:
                continue
            self.known.add(package["name"])
            for weakness in package["vulns"]:
                mended = ", ".join(weakness["fix_versions"]) or "no version yet"
                sentence = f"{package['name']} {package['version']}: {weakness['id']}, mended in {mended}"
                names = {weakness["id"], *weakness.get("aliases", ())}
                if names.isdisjoint(self.weaknesses):
                    self.weaknesses |= dict.fromkeys(names, sentence)

    def report(self, packages: Collection[str]) -> tuple[int, list[str]]:
        """Return the status to end with, and what to print."""
        unknown = sorted(set(packages) - self.known)
        weak = sorted(set(self.weaknesses.values()))
        lines = [f"Known weaknesses: {len(weak)}, in {len(packages) - len(unknown)} packages looked up."]
        lines += [f"  {sentence}" for sentence in weak]
        if unknown:
            lines += [f"Nothing could be found out about {len(unknown)} of {len(packages)}: {', '.join(unknown)}."]
            lines += [f"  {hindrance}" for hindrance in self.hindrances]
            lines += ["Run this again where these services answer in full: until then it is no clean result."]
        return WEAK if weak else UNKNOWN if unknown else CLEAN, lines


def main(lock: str) -> int:
    """Ask about the packages of a lock file, print what was found, and return the status to end with."""
    with open(lock, encoding="utf-8") as file:
        requirements = list(locked(file.read()))
    elsewhere = [each for each in requirements if each.marker and not each.marker.evaluate()]
    packages = {each.name for each in requirements if each not in elsewhere}
    findings = Findings()
    for service, name in SERVICES.items():
        if packages <= findings.known:
            break
        command = [sys.executable, "-m", "pip_audit", "--vulnerability-service", service, *PIP_AUDIT, "-r", lock]
        asked = subprocess.run(command, capture_output=True, text=True, check=False)
        findings.take(name, asked.stdout, asked.stderr)
    status, lines = findings.report(packages)
    print("\n".join(lines))
    if elsewhere:
        names = ", ".join(f"{each.name} {str(each.specifier).removeprefix('==')}" for each in elsewhere)
        print(f"Not asked about, since only other systems or versions of Python get them: {names}.")
    return status


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
