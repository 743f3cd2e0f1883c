"""The audit says which packages are weak, and counts none as sound about which nothing could be found out."""

import json

from tests.packaging.audit import CLEAN, UNKNOWN, WEAK, Findings

PACKAGES = {"badger", "tanuki"}


def answer(**packages: list[str] | None) -> str:
    """Return what pip-audit prints, given the weaknesses of each package, or None for one that is not known."""
    listed = [
        {"name": name, "skip_reason": "not found"}
        if found is None
        else {
            "name": name,
            "version": "1.0",
            "vulns": [{"id": each, "fix_versions": ["1.1"], "aliases": ["CVE-1"]} for each in found],
        }
        for name, found in packages.items()
    ]
    return json.dumps({"dependencies": listed})


def test_a_package_that_no_service_knows_is_named_and_is_no_clean_result() -> None:
    findings = Findings()
    findings.take("PyPI", answer(badger=[], tanuki=None), "No known vulnerabilities found")
    findings.take("OSV", "", "Traceback\nConnectionError: no such host")
    status, lines = findings.report(PACKAGES)
    assert status == UNKNOWN
    assert "Nothing could be found out about 1 of 2: tanuki." in lines
    assert "  OSV could not be asked: ConnectionError: no such host" in lines


def test_a_weakness_is_told_once_by_whichever_services_know_it() -> None:
    findings = Findings()
    findings.take("PyPI", answer(badger=["PYSEC-1"], tanuki=None), "")
    findings.take("OSV", answer(badger=["GHSA-1"], tanuki=[]), "")
    status, lines = findings.report(PACKAGES)
    assert (status, lines) == (
        WEAK,
        ["Known weaknesses: 1, in 2 packages looked up.", "  badger 1.0: PYSEC-1, mended in 1.1"],
    )


def test_a_clean_result_needs_every_package_looked_up() -> None:
    findings = Findings()
    findings.take("PyPI", answer(badger=[], tanuki=[]), "")
    assert findings.report(PACKAGES)[0] == CLEAN
