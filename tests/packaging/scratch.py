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
STATIC_URL = "static/"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
TEMPLATES = [{"BACKEND": "django.template.backends.django.DjangoTemplates", "APP_DIRS": True}]
"""

URLS = """
from django.contrib import admin
from django.urls import path

urlpatterns = [path("admin/", admin.site.urls)]
"""

SETTINGS_WITH_PAGES = """
from settings import *

INSTALLED_APPS = ["members", "search", "frame", *INSTALLED_APPS]
AUTH_USER_MODEL = "members.Member"
ROOT_URLCONF = "urls_with_pages"
DATABASES = {
    "default": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
    "searches": {"ENGINE": "django.db.backends.sqlite3", "NAME": ":memory:"},
}
DATABASE_ROUTERS = ["routers.OwnDatabaseForSearches"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
}
STATIC_ROOT = "collected"
LANGUAGE_CODE = "de"
USE_TZ = False
"""

URLS_WITH_PAGES = """
from django.urls import include, path

urlpatterns = [path("reference/", include("films.urls"))]
"""

ROUTERS = """
class OwnDatabaseForSearches:
    def db_for_read(self, model, **hints):
        return "searches" if model._meta.app_label == "search" else None

    db_for_write = db_for_read

    def allow_migrate(self, alias, app_label, **hints):
        return (alias == "searches") == (app_label == "search")
"""

MEMBERS = """
from django.contrib.auth.models import AbstractUser


class Member(AbstractUser):
    pass
"""

SEARCHES = """
from django.db import models


class Query(models.Model):
    text = models.TextField()
"""

FRAME = """{% extends "films/base.html" %}{% block site_name %}The Drum Library{% endblock %}"""

TESTS_OF_PAGES = """
import re
from io import StringIO
from pathlib import Path

import films
import pytest
from django.core import management
from django.urls import reverse
from films.models import Document, Film
from search.models import Query

pytestmark = pytest.mark.django_db(databases=["default", "searches"])
NAMES = "search browse documents locations quality search_help api-guide exports fixtures".split()


@pytest.fixture(autouse=True, scope="session")
def collected():
    management.call_command("collectstatic", interactive=False, verbosity=0)


def addresses():
    yield from map(reverse, NAMES)
    yield reverse("search") + "?q=danko"
    film = Film.objects.get(slug="red-heat-1988")
    yield reverse("film", args=[film.slug])
    yield reverse("correction", args=["film", film.slug])
    yield reverse("person", args=["walter-hill"])
    yield reverse("location", args=["budapest"])
    yield reverse("document", args=[Document.objects.first().slug])
    yield reverse("evidence", args=[f"credit-{film.credits.first().pk}"])


def test_pages_are_there_in_the_projects_own_frame(red_heat, client):
    for address in addresses():
        page = client.get(address)
        assert page.status_code == 200, address
        assert ">The Drum Library</a>" in page.content.decode(), address


def test_the_links_of_a_page_lead_to_pages(red_heat, client):
    film = client.get(reverse("film", args=[red_heat.slug])).content.decode()
    links = set(re.findall(r'href="(/reference/[^"#?]*)"', film))
    assert len(links) > 20
    assert {client.get(link).status_code for link in links} == {200}


def test_the_projects_own_search_app_keeps_its_rows(red_heat):
    Query.objects.create(text="danko")
    management.call_command("rebuild_search", verbosity=0)
    assert Query.objects.get().text == "danko"


def test_facts_are_updated_from_a_fixture_and_then_are_what_they_should_be():
    fixture = str(Path(films.__file__).parent / "fixtures" / "red_heat.json")
    reports = []
    for _ in range(2):
        out = StringIO()
        management.call_command("update_facts", fixture, stdout=out)
        reports.append(out.getvalue())
    assert Film.objects.filter(slug="red-heat-1988").exists()
    assert reports[0].startswith("8") and "records added. " in reports[0]
    assert reports[1].split() == "0 records added. 0 records changed. 0 records withdrawn.".split()


def test_no_check_complains():
    management.call_command("check", fail_level="WARNING")
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
