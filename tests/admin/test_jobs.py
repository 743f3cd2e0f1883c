"""Jobs at the desk: editors add and change them, curators choose among them."""

from types import SimpleNamespace

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.urls import reverse

from films.history.undoing import undo
from films.models import Change, Credit, Department, Job
from films.models.standard_jobs import STANDARD_DEPARTMENTS
from tests.cast import EDITOR

from .forms import errors, submit
from .test_curating import change_page

ADD = "admin:films_job_add"
PUPPETEER = {"code": "puppeteer", "name": "Puppeteer", "department": "cast", "position": "5", "broader": ""}


def log_in(client: Client, role: str) -> Client:
    account = User.objects.create_user(role.lower(), is_staff=True)
    account.groups.add(Group.objects.get(name=role))
    client.force_login(account)
    return client


def test_an_editor_adds_a_job_that_a_credit_can_be_for(client: Client, cast: SimpleNamespace) -> None:
    desk = log_in(client, "Editor")
    submit(desk, reverse(ADD), **PUPPETEER, cues="puppeteered, puppeteer")
    assert Job.objects.get(code="puppeteer").words == "puppeteer puppeteered puppeteer"
    submit(desk, change_page(cast.credit), job="puppeteer", character="The Fox")
    assert Credit.objects.get(pk=cast.credit.pk).job.name == "Puppeteer"


@pytest.mark.parametrize("role", ["Curator", "Viewer"])
@pytest.mark.django_db
def test_nobody_else_adds_or_changes_one(client: Client, role: str) -> None:
    desk = log_in(client, role)
    assert desk.get(reverse(ADD)).status_code == 403
    address = reverse("admin:films_job_change", args=["director"])
    assert desk.post(address, {"name": "Boss"}).status_code == 403
    assert desk.get(address).status_code == 200


def test_a_code_that_cannot_be_says_what_to_do_and_keeps_what_was_typed(desk: Client) -> None:
    page = submit(desk, reverse(ADD), **PUPPETEER | {"code": "The Puppeteer"})
    assert "lower-case letters a to z" in errors(page)
    assert "The Puppeteer" in page.content.decode()


def test_a_standard_job_keeps_its_code_and_department_and_stays(desk: Client) -> None:
    address = reverse("admin:films_job_change", args=["lyricist"])
    submit(desk, address, name="Songwriter", code="other", department="cast")
    job = Job.objects.get(code="lyricist")
    assert (job.name, job.department) == ("Songwriter", Department.MUSIC)
    assert desk.get(reverse("admin:films_job_delete", args=["lyricist"])).status_code == 403


def test_a_job_that_somebody_is_credited_for_is_not_deleted(desk: Client, cast: SimpleNamespace) -> None:
    Job.objects.create(code="puppeteer", name="Puppeteer", department="cast")
    Credit.objects.filter(pk=cast.credit.pk).update(job="puppeteer")
    desk.post(reverse("admin:films_job_delete", args=["puppeteer"]), {"post": "yes"})
    assert Job.objects.filter(code="puppeteer").exists()


def test_what_was_done_to_a_job_can_be_undone(desk: Client) -> None:
    submit(desk, reverse(ADD), **PUPPETEER)
    submit(desk, reverse("admin:films_job_change", args=["puppeteer"]), name="Carver")
    desk.post(reverse("admin:films_job_delete", args=["puppeteer"]), {"post": "yes"})
    assert set(Job.objects.values_list("code", flat=True)) == STANDARD_DEPARTMENTS.keys()
    deleting, changing, adding = Change.objects.order_by("-pk")
    undo(deleting, EDITOR)
    assert Job.objects.get(code="puppeteer").name == "Carver"
    undo(changing, EDITOR)
    assert Job.objects.get(code="puppeteer").name == "Puppeteer"
    undo(adding, EDITOR)
    assert not Job.objects.filter(code="puppeteer").exists()


def test_the_history_of_a_job_is_shown(desk: Client) -> None:
    submit(desk, reverse("admin:films_job_change", args=["lyricist"]), name="Songwriter")
    page = desk.get(reverse("admin:films_job_history", args=["lyricist"])).content.decode()
    assert "Songwriter" in page
