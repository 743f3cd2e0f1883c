"""Write the software bill of materials of the site: every package of the lock with its licence, as CycloneDX.

It names neither registries nor paths of the machine that it is made on.
"""

import sys
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component, ComponentType
from cyclonedx.output import make_outputter
from cyclonedx.schema import OutputFormat, SchemaVersion
from packageurl import PackageURL
from packaging.requirements import Requirement

from films import __version__

CLASSIFIER = "License :: OSI Approved :: "
LONGEST_NAME = 80  # characters; some packages give the whole text of their licence in place of its name


def locked(lock: str) -> Iterator[Requirement]:
    """Give the packages of a lock file with their versions."""
    for line in lock.splitlines():
        if line and not line.startswith((" ", "#")):
            yield Requirement(line.removesuffix("\\").strip())


def licence_of(name: str) -> str:
    """Return the licence that a package states, or '' if it is not installed here."""
    try:
        stated = metadata(name)
    except PackageNotFoundError:
        return ""
    classified = [entry for entry in stated.get_all("Classifier") or () if entry.startswith(CLASSIFIER)]
    (named, *_) = stated.get_all("License-Expression") or stated.get_all("License") or [""]
    if 0 < len(named) <= LONGEST_NAME and "\n" not in named:
        return str(named)
    return ", ".join(entry.removeprefix(CLASSIFIER) for entry in classified)


def bill_of_materials(lock: str) -> Bom:
    """Return the site, and what it depends on."""
    licences = LicenseFactory()
    site = Component(
        name="red-heat",
        version=__version__,
        type=ComponentType.APPLICATION,
        bom_ref="red-heat",
        licenses=[licences.make_from_string("MIT")],
    )
    bom = Bom()
    bom.metadata.component = site
    packages = []
    for requirement in locked(lock):
        version, licence = str(requirement.specifier).removeprefix("=="), licence_of(requirement.name)
        package = Component(
            name=requirement.name,
            version=version,
            type=ComponentType.LIBRARY,
            bom_ref=f"{requirement.name}@{version}",
            purl=PackageURL("pypi", name=requirement.name, version=version),
            licenses=[licences.make_from_string(licence)] if licence else [],
        )
        bom.components.add(package)
        packages.append(package)
    bom.register_dependency(site, packages)
    return bom


def bill_as_json(lock: str) -> str:
    """Return the bill of materials of a lock file as CycloneDX 1.6 in JSON."""
    return make_outputter(bill_of_materials(lock), OutputFormat.JSON, SchemaVersion.V1_6).output_as_string(
        indent=2
    )


if __name__ == "__main__":
    lock_file, target = map(Path, sys.argv[1:])
    target.parent.mkdir(exist_ok=True)
    target.write_text(bill_as_json(lock_file.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{target} lists what the site is made of.")
