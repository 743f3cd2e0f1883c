"""The bill of materials lists all that is locked, with licences, and nothing about the machine it was made on."""

import json
import re
from pathlib import Path

from django.conf import settings

from tests.packaging.bill_of_materials import bill_as_json

LOCK = (Path(settings.BASE_DIR) / "requirements.lock").read_text(encoding="utf-8")


def test_every_locked_package_is_listed_with_its_licence() -> None:
    written = bill_as_json(LOCK)
    components = json.loads(written)["components"]
    listed = {f"{component['name']}=={component['version']}": component for component in components}
    assert set(listed) == set(re.findall(r"^[\w.-]+==[^\s;]+", LOCK, re.MULTILINE))
    assert listed[re.search(r"^django==[^\s;]+", LOCK, re.MULTILINE)[0]]["licenses"]  # type: ignore[index]
    assert "pypi.org" not in written
    assert str(settings.BASE_DIR) not in written
