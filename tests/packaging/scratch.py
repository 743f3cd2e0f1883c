"""A project that has nothing to do with this one, and uses what the wheel brings."""

SETTINGS = """
SECRET_KEY = "for tests alone"
INSTALLED_APPS = [
    "django.contrib.admin",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
]
INSTALLED_APPS += ["films", "films.search"]
MIDDLEWARE = [
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
]
ROOT_URLCONF = "urls"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
            ],
        },
    },
]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": "scratch.sqlite3"}}
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
USE_TZ = True
ALLOWED_HOSTS = ["testserver"]
"""

SETTINGS_WITHOUT_ADMIN = """
SECRET_KEY = "for tests alone"
INSTALLED_APPS = ["films", "films.search"]
DATABASES = {"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"}}
ROOT_URLCONF = "films.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
"""

URLS = """
from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
"""

MANAGE = """
import os
import sys

from django.core.management import execute_from_command_line

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "settings")
execute_from_command_line(sys.argv)
"""

SEARCHED = """
import films
from films.search import SearchRequest, search

print(films.__file__)
assert search("danko").results == search(SearchRequest("danko")).results
print(search("who plays danko").results[0].title_text)
"""

CHECKED = """
from django.core.management import call_command

call_command("makemigrations", "--check", "--dry-run")
call_command("migrate", "--check")
call_command("check", fail_level="WARNING")
"""

CURATED = """
from django.contrib.admin.sites import site
from django.contrib.auth import get_user_model
from django.test import Client
from django.urls import reverse

curator = get_user_model().objects.create_superuser("curator")
client = Client()
client.force_login(curator)
for model in site._registry:
    if model._meta.app_label == "films":
        name = f"admin:films_{model._meta.model_name}"
        addresses = [reverse(f"{name}_changelist"), reverse(f"{name}_changelist") + "?q=heat"]
        first = model._default_manager.first()
        if first:
            addresses.append(reverse(f"{name}_change", args=[first.pk]))
        if hasattr(first, "citations"):
            addresses.append(reverse(f"{name}_history", args=[first.pk]))
        for address in addresses:
            assert client.get(address).status_code == 200, address
for page in ("index", "films_document_add", "films_csvbatch_add", "films_citation_orphaned"):
    assert client.get(reverse(f"admin:{page}")).status_code == 200, page

from django.contrib.staticfiles import finders
from films.evidence.documents.incoming import Description, read_text
from films.evidence.documents.store import store_text
from films.models import Change, Film

assert finders.find("films/desk.js")
assert finders.find("films/admin.css")
assert finders.find("films/palette.css")
assert finders.find("films/htmx.js")
text = b"The Drum is a 1979 film directed by Bruno Tarn."
document = store_text(read_text(text, Description(title="The Drum"))).document
desk = reverse("admin:films_document_desk", args=[document.pk])
assert "directed by Bruno Tarn" in client.get(desk).content.decode()
taken = {"do": "take", "take": document.passages.get().pk, "kind": "film", "title": "The Drum", "year": "1979"}
assert client.post(desk, taken).status_code == 200
citations = Film.objects.get(slug="the-drum-1979").citations.all()
assert {citation.passage.document for citation in citations} == {document}
assert Change.objects.get().curator == "curator"
print("The curator's desk opens.")
"""

TESTS = """
from io import StringIO

import pytest
from django.core import management
from films.models import Film
from films.search import SearchRequest, search

loads = []


@pytest.fixture(autouse=True, scope="session")
def counted():
    load = management.call_command
    management.call_command = lambda name, *args, **options: (
        loads.append(name) if name == "loaddata" else None,
        load(name, *args, **options),
    )[1]
    yield
    management.call_command = load


def test_red_heat_is_there(red_heat):
    assert red_heat.credits.count() > 20
    red_heat.delete()


@pytest.mark.django_db
def test_nobody_else_sees_it():
    assert not Film.objects.exists()


def test_it_is_there_again(red_heat):
    assert search(SearchRequest("who plays danko")).results[0].title_text.startswith("Arnold")


def test_it_was_loaded_once(red_heat):
    assert loads == ["loaddata"]


def test_no_check_complains_and_the_index_is_true(red_heat):
    out = StringIO()
    management.call_command("check", fail_level="WARNING")
    management.call_command("check_search", stdout=out)
    assert out.getvalue() == "The search index matches the facts.\\n"


def test_credits_are_made(make_credit, make_film, make_person):
    credit = make_credit(film=make_film("The Drum", 1979), person=make_person("Bruno Tarn"))
    assert make_film("The Drum", 1979).slug == "the-drum-1979-2"
    assert str(credit) == "Bruno Tarn, director, The Drum (1979)"
    assert search(SearchRequest("drum", exact=True)).count
"""
