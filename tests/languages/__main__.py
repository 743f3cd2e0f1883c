"""Bring the catalogues of translations up to date with the code and the templates: `python -m tests.languages`."""

import os

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "redheat.settings")
django.setup()

from tests.languages.catalogue import LANGUAGES, update  # noqa: E402 (models need the settings)

for language in LANGUAGES:
    update(language)
