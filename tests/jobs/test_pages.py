"""Jobs in the administrator's hands: the command and the admin."""

from io import StringIO

import pytest
from django.contrib import admin
from django.core.management import call_command
from django.core.management.base import CommandError
from django.test import Client
from django.urls import reverse

from lexora.jobs.models import Job
from tests.factories import make_entry, make_user
from tests.jobs.helpers import accept, failed, make_job

pytestmark = pytest.mark.django_db


def run(*words: str) -> str:
    out = StringIO()
    call_command("jobs", *words, stdout=out)
    return out.getvalue()


def make_failed(text: str = "apple", code: str = "provider_busy") -> Job:
    """A job whose translation can be tried again."""
    entry = make_entry(make_user(native="uk", learning=("en",)), text)
    job = entry.translations.get().job
    assert job
    accept(failed(job.pk, retryable=False, code=code))
    job.refresh_from_db()
    return job


def test_the_list_shows_the_newest_jobs_and_why_they_failed() -> None:
    job, other = make_failed(code="unchanged"), make_job(make_user())
    lines = run("list").splitlines()
    assert len(lines) == 2
    assert [line for line in lines if str(job.pk) in line and "failed" in line and "unchanged" in line]
    assert str(other.pk) in run("list", "--status", "pending")
    assert str(other.pk) not in run("list", "--status", "failed")
    assert len(run("list", "--limit", "1").splitlines()) == 1
    assert run("list", "--limit", "-1") == ""


def test_named_jobs_are_started_anew() -> None:
    job, left = make_failed(), make_failed("pear")
    assert "1 jobs were started anew" in run("retry", str(job.pk))
    assert Job.objects.filter(status="pending").count() == 1
    assert "1 jobs were started anew" in run("retry", "--all")
    assert set(Job.objects.filter(status="failed")) == {job, left}
    assert "0 jobs were started anew" in run("retry", "--all")


def test_what_was_refused_for_good_is_started_anew_only_on_request() -> None:
    make_failed(code="unchanged")
    assert "0 jobs were started anew" in run("retry", "--all")
    assert "1 jobs were started anew" in run("retry", "--all", "--refused")
    assert "0 jobs were started anew" in run("retry", "--all", "--refused")


def test_the_list_shows_which_failed_jobs_have_work_left() -> None:
    job = make_failed()
    assert "failed      open  translation" in run("list", "--status", "failed")
    run("retry", str(job.pk))
    assert "failed      -     translation" in run("list", "--status", "failed")
    assert "pending     -     translation" in run("list", "--status", "pending")


@pytest.mark.parametrize(
    ("words", "problem"),
    [
        (["retry"], "Name the jobs, or say --all"),
        (["retry", "x"], "looks like"),
        (["retry", "0b5c7bd8-6f43-4d0e-9a55-1b8f7d0f0a01"], "There is no job 0b5c7bd8"),
        (["list", "--status", "lost"], "invalid choice"),
        ([], "part"),
    ],
)
def test_a_wrong_command_says_what_is_wrong(words: list[str], problem: str) -> None:
    with pytest.raises(CommandError, match=problem):
        run(*words)


def test_a_job_that_did_not_fail_is_left_alone() -> None:
    job = make_job(make_user())
    assert "0 jobs" in run("retry", str(job.pk))


def test_the_admin_lists_finds_shows_and_retries(client: Client) -> None:
    job = make_failed()
    make_job(make_user())
    client.force_login(make_user(admin=True, is_staff=True))
    address = reverse("admin:jobs_job_changelist")
    page = client.get(address, {"q": "apple", "status__exact": "failed"})
    assert page.status_code == 200
    assert [shown.pk for shown in page.context["cl"].result_list] == [job.pk]
    assert client.get(reverse("admin:jobs_job_change", args=[job.pk])).status_code == 200
    picked = {
        "action": "retry_failed",
        "_selected_action": [str(pk) for pk in Job.objects.values_list("pk", flat=True)],
    }
    answer = client.post(address, picked, follow=True)
    assert "1 job was restarted." in answer.content.decode()
    assert Job.objects.count() == 3


def test_nothing_about_a_job_is_changed_by_hand() -> None:
    job_admin = admin.site.get_model_admin(Job)
    fields = {field.name for field in Job._meta.fields}
    assert fields <= set(job_admin.get_readonly_fields(None))  # type: ignore[arg-type]
