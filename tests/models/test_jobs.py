"""Jobs are a table: editors add to it, and every site begins with the standard ones."""

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command

from films.models import Credit, Department, Job, JobCode
from films.models.jobs import install_standard_jobs
from films.models.standard_jobs import STANDARD_DEPARTMENTS
from tests.cast import credit, director, tanuki_film

pytestmark = pytest.mark.django_db


def puppeteer(**changes: object) -> Job:
    fields = {"code": "puppeteer", "name": "Puppeteer", "department": Department.CAST}
    return Job(**(fields | changes))


def test_every_job_that_the_code_refers_to_is_standard() -> None:
    assert set(JobCode) <= STANDARD_DEPARTMENTS.keys()


def test_a_new_database_has_the_standard_jobs() -> None:
    assert set(Job.objects.values_list("code", flat=True)) == STANDARD_DEPARTMENTS.keys()


@pytest.mark.django_db(transaction=True)
def test_a_database_that_was_emptied_has_the_standard_jobs_again() -> None:
    call_command("flush", interactive=False, verbosity=0)
    assert Job.objects.count() == len(STANDARD_DEPARTMENTS)


def test_migrating_leaves_what_editors_made_of_a_standard_job() -> None:
    Job.objects.filter(code="lyricist").update(words="lyricist bard")
    install_standard_jobs(using="default")
    assert Job.objects.get(code="lyricist").words == "lyricist bard"


def test_migrating_brings_back_a_standard_job() -> None:
    Job.objects.filter(code="lyricist").delete()
    install_standard_jobs(using="default")
    assert Job.objects.get(code="lyricist").department == Department.MUSIC


def test_an_added_job_of_the_cast_plays_characters() -> None:
    puppeteer().save()
    Credit(film=tanuki_film(), person=director(), job_id="puppeteer", character="The Fox").full_clean()


def test_an_added_job_of_the_crew_plays_no_characters() -> None:
    puppeteer(department=Department.ART).save()
    with pytest.raises(ValidationError, match="Only cast members play characters"):
        Credit(film=tanuki_film(), person=director(), job_id="puppeteer", character="The Fox").full_clean()


def test_a_job_with_characters_stays_in_the_cast() -> None:
    job = puppeteer()
    job.save()
    credit(tanuki_film(), director(), job="puppeteer", character="The Fox")
    job.department = Department.ART
    with pytest.raises(ValidationError, match="only cast members play those"):
        job.full_clean()


def test_a_standard_job_stays_in_its_department() -> None:
    job = Job.objects.get(code=JobCode.DIRECTOR)
    job.department = Department.WRITING
    with pytest.raises(ValidationError, match="cannot leave its department"):
        job.full_clean()


@pytest.mark.parametrize("code", ["Puppeteer", "puppet2", "the puppeteer", "_puppeteer", "pup__peteer"])
def test_a_code_is_words_of_plain_letters(code: str) -> None:
    with pytest.raises(ValidationError, match="Use lower-case letters"):
        puppeteer(code=code).full_clean()


def test_two_codes_differ_by_more_than_underscores() -> None:
    with pytest.raises(ValidationError, match="except for the underscores"):
        puppeteer(code="artdirector").full_clean()


def test_a_job_is_of_one_broader_kind_at_most() -> None:
    with pytest.raises(ValidationError, match="no broader job itself"):
        puppeteer(broader_id=JobCode.VOICE).full_clean()


def test_words_left_empty_are_those_of_the_name_and_of_what_asks_for_it() -> None:
    job = puppeteer(cues="puppeteered, worked the puppets")
    job.full_clean()
    assert job.words == "puppeteer puppeteered worked the puppets"


def test_a_credit_is_named_by_its_jobs_code() -> None:
    made = credit(tanuki_film(), director(), job="lyricist")
    assert made.natural_key() == ("the-tanuki-1977", "zofie-orsted", "lyricist", 1)
    assert Credit.objects.get_by_natural_key(*made.natural_key()) == made
