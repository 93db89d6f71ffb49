"""Who may open what: every address of the project, for nobody and four people."""

import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from random import Random

import pytest
from django.contrib import admin
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver
from django.utils import timezone

from lexora.accounts.models import MODERATORS, User
from lexora.accounts.tokens import make_token
from lexora.api.rest import api
from lexora.jobs import blobs
from lexora.jobs.models import Job
from lexora.learning import actions as learning
from lexora.learning.models import OwnedItem
from lexora.library import actions as library
from lexora.library.actions import exercises, prints
from lexora.library.queries import turned_word
from lexora.library.queries.exercises import Wishes
from lexora.words import actions as words
from lexora.words.models import Translation
from tests.clients import body_of, browser_of, program_of
from tests.factories import NOW, make_entry, make_item, make_user, make_word
from tests.library.prints import a_list
from tests.permissions import MODEL_PAGES, OPERATIONS, PAGES, Door, doors

FORM = {
    "language": "uk",
    "theme": "dark",
    "text": "apple",
    "type": "word",
    "url": "https://example.com",
    "source": "en",
    "target": "uk",
    "action": "share",
    "grade": "good",
    "key": "k1",
    "name": "Tests",
    "position": "1",
    "answer": "nothing like this",
}


@dataclass
class World:
    """The five who ask, and what the owner has."""

    nobody: None
    other: User
    moderator: User
    administrator: User
    owner: User
    ids: dict[str, str]

    def everybody(self) -> list[User | None]:
        return [self.nobody, self.other, self.moderator, self.administrator, self.owner]


@pytest.fixture
def world(ann: User, bob: User) -> World:
    moderator, administrator = make_user(), make_user(admin=True)
    moderator.groups.add(Group.objects.get(name=MODERATORS))
    return World(None, bob, moderator, administrator, ann, what_is_there(ann))


def what_is_there(owner: User) -> dict[str, str]:
    entry, shared = make_entry(owner, "apple", language="en"), make_entry(owner, "house", language="en")
    words.share(owner, [shared.pk], shared=True, now=NOW)
    step = words.archive(owner, [shared.pk], archived=False, now=NOW)
    link = words.add_media_link(entry, url="https://example.com")
    make_token(owner, name="Mine", now=timezone.now())
    item = make_item("frame-gold")
    owned = OwnedItem.objects.create(user=owner, item=item, kind=item.kind, quantity=1, acquired_on=NOW)
    learning.start_reminder(owner, now=timezone.now())
    word = make_word("apple")
    library.add_word(turned_word(word.pk, language="uk", wanted=[]), owner=owner, now=NOW)  # type: ignore[arg-type]
    found = {
        "entry_id": entry.pk,
        "set_id": exercises_of(owner, "cloze"),
        "builder_id": exercises_of(owner, "builder"),
        "shared_id": shared.pk,
        "step_id": step.pk,
        "link_id": link.pk,
        "translation_id": Translation.objects.get(entry=entry, language="uk").pk,
        "token_id": owner.tokens.get().pk,
        "notification_id": owner.notifications.get().pk,
        "job_id": Job.objects.filter(owner=owner).latest("created_at").pk,
        "word_id": word.pk,
        "level": word.level,
        "file_key": blobs.keep(BytesIO(b"x"), owner=owner, name="a.txt", content_type="text/plain", now=NOW).key,
        "slug": item.slug,
        "topic": "tenses",
        "owned_id": owned.pk,
        "print_id": prints.print_document(a_list(["apple"]), user=owner, now=timezone.now()).pk,
        "handle": owner.handle,
        "token": learning.stop_path(owner).rpartition("/")[2],
        "idiom_id": "en-look-after",
        "kit_slug": "hotel",
        "phrase_id": "hotel-01",
        "language": "uk",
        "key": "abc-def",
        "uidb36": "1",
        "content_type_id": 0,
        "object_id": 0,
        "id": owner.pk,
        "app_label": "words",
        "url": "no/such/page",
    }
    return {name: str(value) for name, value in found.items()}


def exercises_of(owner: User, kind: str) -> uuid.UUID:
    """A set whose first exercise went wrong."""
    given = exercises.start_set(owner, kind=kind, wishes=Wishes(language="en"), dice=Random(1), now=timezone.now())
    exercises.answer(owner, kind=kind, set_id=given.set_id, text="nothing like this", now=timezone.now())
    return given.set_id


def address(route: str, ids: dict[str, str]) -> str:
    if route.startswith("my/sentence-builder"):
        ids = {**ids, "set_id": ids["builder_id"]}
    for name, value in ids.items():
        for blank in (
            f"<{name}>",
            f"<int:{name}>",
            f"<str:{name}>",
            f"<uuid:{name}>",
            f"<slug:{name}>",
            f"<path:{name}>",
            f"{{{name}}}",
        ):
            route = route.replace(blank, value)
    assert "<" not in route, "an id of this address is not known here"
    return f"/{route}"


def ask(client: Client, door: Door, ids: dict[str, str]) -> HttpResponse:
    form = {**FORM, "ids": ids["entry_id"]}
    return (
        client.generic(door.method, address(door.route, ids))
        if door.method == "GET"
        else client.post(address(door.route, ids), form)
    )


# The tables name everything


def routes(patterns: list[URLPattern | URLResolver], prefix: str = "") -> Iterator[str]:
    for pattern in patterns:
        route = prefix + plain(pattern)
        if isinstance(pattern, URLResolver):
            yield from routes(pattern.url_patterns, route)
        else:
            yield route


def plain(pattern: URLPattern | URLResolver) -> str:
    """A regular expression as a route would say it."""
    text = str(pattern.pattern)
    known = {
        r"^confirm-email/(?P<key>[-:\w]+)/$": "confirm-email/<key>/",
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$": "password/reset/key/<uidb36>-<key>/",
        r"(?P<url>.*)$": "<url>",
    }
    return "<app_label>/" if text.startswith("^(?P<app_label>") else known.get(text, text)


MODEL_PARTS = (
    "",
    "add/",
    "<path:object_id>/",
    *(f"<path:object_id>/{part}/" for part in ("history", "delete", "change")),
)
MODELS = {f"admin/{model}/{part}" for model in MODEL_PAGES for part in MODEL_PARTS}


def test_the_tables_name_every_address() -> None:
    known = {door.route.replace("shared_id", "entry_id") for door in doors(PAGES)} | MODELS
    there = set(routes(get_resolver().url_patterns))
    operations = {door.route.replace("{", "<").replace("}", ">") for door in doors(OPERATIONS)}
    assert there - known - operations == set()
    assert (known | operations) - there == set()


def test_the_tables_name_every_operation_of_the_api() -> None:
    paths = api.get_openapi_schema()["paths"]
    there = {f"{method.upper()} {path[1:]}" for path, methods in paths.items() for method in methods}
    assert {str(door) for door in doors(OPERATIONS)} == there


def test_the_tables_name_every_model_of_the_administration() -> None:
    assert {f"{m._meta.app_label}/{m._meta.model_name}" for m in admin.site._registry} == set(MODEL_PAGES)


# The doors


@pytest.mark.parametrize("door", doors(PAGES), ids=str)
def test_a_page_opens_for_whom_it_is(door: Door, world: World) -> None:
    answers = [ask(browser_of(person), door, world.ids) for person in world.everybody()]
    for answer in answers:
        answer.close()  # a file that was sent
    assert [answer.status_code for answer in answers] == door.expected
    if door.expected[0] == 302 and door.method == "GET" and door.expected[1] == 200:
        assert answers[0]["Location"].startswith("/accounts/login/?next=")


@pytest.mark.parametrize("door", [door for door in doors(PAGES) if door.method == "GET"], ids=str)
def test_a_page_answers_to_who_asks_for_its_head_only(door: Door, world: World) -> None:
    answer = browser_of(world.owner).head(address(door.route, world.ids))
    answer.close()
    assert answer.status_code == door.expected[-1]


OUR_FORMS = [door for door in doors(PAGES) if door.method == "POST" and not door.route.endswith("/logout/")]


@pytest.mark.parametrize("door", OUR_FORMS, ids=str)
def test_what_changes_something_is_not_done_by_a_link(door: Door, world: World) -> None:
    assert browser_of(world.owner).get(address(door.route, world.ids)).status_code == 405


def test_nobody_changes_anything_of_anothers(world: World) -> None:
    def state() -> list[object]:
        entries = world.owner.entries.order_by("id").values("source_text", "note", "status", "is_shared", "deleted_at")
        rows = Translation.objects.filter(entry__owner=world.owner).order_by("id").values("language", "text", "job")
        notes = list(world.owner.notifications.filter(pk=world.ids["notification_id"]).values("read_at", "deleted_at"))
        done = list(world.owner.attempts.order_by("id").values("answer", "is_right"))
        worn = list(world.owner.owned_items.values("quantity", "is_equipped"))
        return [list(entries), list(rows), world.owner.tokens.count(), world.owner.tags.count(), notes, worn, done]

    before = state()
    for person in world.everybody()[:-1]:
        for door in doors(PAGES):
            if door.method == "POST":
                ask(browser_of(person), door, world.ids)
        for door in doors(OPERATIONS) if person else []:
            operate(person, door, world.ids)
    assert state() == before


@pytest.mark.parametrize("model", MODEL_PAGES)
def test_the_administration_is_for_administrators(model: str, world: World) -> None:
    # There is no object 0: who may ask for it is told so and led to the index, who may not gets 403 before that.
    allowed = MODEL_PAGES[model].split()
    answers = {
        "": 200,
        "add/": 200 if "add" in allowed else 403,
        "0/": 302,
        "0/change/": 302,
        "0/history/": 302,
        "0/delete/": 302 if "delete" in allowed else 403,
    }
    for part, expected in answers.items():
        for person in world.everybody():
            answer = browser_of(person).get(f"/admin/{model}/{part}")
            assert answer.status_code == (expected if person == world.administrator else 302), part


def operate(person: User | None, door: Door, ids: dict[str, str]) -> HttpResponse:
    client = program_of(person) if person else Client()
    bodies: dict[str, dict[str, object]] = {
        "auth/token": {"email": "nobody@example.com", "password": "x"},
        "entries": {"text": "apple"},
        "entries/{entry_id}": {"note": "x"},
        "entries/{entry_id}/translations": {"target": "uk"},
        "translate": {"text": "apple", "source": "en", "target": "uk"},
        "reviews": {"entry_id": int(ids["entry_id"]), "grade": "good", "idempotency_key": str(uuid.uuid4())},
        "cloze/answers": {"attempt": ids["set_id"], "answer": "x"},
        "reviews/undo": {"idempotency_key": "of nobody"},
    }
    body = bodies.get(door.route.removeprefix("api/v1/"), {})
    sent = {} if door.method == "GET" else {"data": body, "content_type": "application/json"}
    answer: HttpResponse = getattr(client, door.method.lower())(address(door.route, ids), **sent)
    body_of(answer)
    return answer


@pytest.mark.parametrize("door", doors(OPERATIONS), ids=str)
def test_an_operation_works_for_whom_it_is(door: Door, world: World) -> None:
    answers = [operate(person, door, world.ids).status_code for person in world.everybody()]
    assert answers == door.expected


def test_a_session_opens_no_operation(world: World) -> None:
    assert browser_of(world.owner).get("/api/v1/me").status_code == 401
