"""Notifications for programs."""

from datetime import timedelta

from django.test import Client
from django.utils import timezone

from lexora.accounts.models import User
from lexora.notifications import actions, queries
from lexora.notifications.models import Notification
from tests.api.conftest import API, is_problem, post
from tests.clients import program_of
from tests.notifications.helpers import tell


def test_a_program_reads_what_its_person_was_told_page_by_page(ann: User, bob: User, program: Client) -> None:
    Notification.objects.all().delete()
    for n in range(3):
        tell(ann, f"word{n}", now=timezone.now() + timedelta(seconds=n))
    tell(bob, "secret")
    first = program.get(f"{API}/notifications?limit=2").json()
    assert [item["text"] for item in first["items"]] == [f"Bob copied your word “word{n}”." for n in (2, 1)]
    assert (first["items"][0]["link"], first["items"][0]["count"]) == ("/my/vocabulary/1", 1)
    rest = program.get(f"{API}/notifications", {"cursor": first["next_cursor"]}).json()
    assert [item["text"] for item in rest["items"]] == ["Bob copied your word “word0”."]
    assert rest["next_cursor"] is None


def test_unread_ones_alone(ann: User, program: Client) -> None:
    actions.read_all(ann, now=timezone.now())
    note = tell(ann)
    unread = program.get(f"{API}/notifications?unread=true").json()["items"]
    assert [item["id"] for item in unread] == [note.pk]


def test_one_is_marked_as_read_and_again_without_a_change(ann: User, program: Client) -> None:
    note = tell(ann)
    first, second = (post(program, f"/notifications/{note.pk}/read").json() for _attempt in range(2))
    assert first["read_at"]
    assert first["read_at"][:19] == second["read_at"][:19]


def test_all_are_marked_as_read(ann: User, program: Client) -> None:
    unread = queries.unread_of(ann).count() + 1
    tell(ann)
    assert post(program, "/notifications/read").json() == {"read": unread}
    assert post(program, "/notifications/read").json() == {"read": 0}


def test_anothers_does_not_exist(ann: User, bob: User) -> None:
    note = tell(ann)
    for number in (note.pk, 0, 2**63):
        assert is_problem(post(program_of(bob), f"/notifications/{number}/read"), 404, "not_found")
    assert is_problem(post(Client(), f"/notifications/{note.pk}/read"), 401, "not_signed_in")


def test_a_cursor_of_nothing_is_refused(program: Client) -> None:
    assert is_problem(program.get(f"{API}/notifications?cursor=x"), 400, "bad_cursor")
