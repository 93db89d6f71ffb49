"""What the session on the page asks for, and what it sends."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.utils import timezone

from lexora.accounts.models import User
from lexora.learning import queries
from lexora.learning.actions import save_settings
from lexora.learning.models import Card, PracticeSettings, Review
from lexora.learning.rules import Grade
from lexora.learning.views.shapes import learner_id
from lexora.words import actions as words
from lexora.words.models import Entry
from tests.clients import NO_PAGE, browser_of
from tests.factories import make_entry
from tests.learning.practised import graded

QUEUE, SYNC = "/my/practice/queue", "/my/practice/sync"


@pytest.fixture
def entry(ann: User) -> Entry:
    texts = {"uk": "зебра", "el": "η ζέβρα"}
    return make_entry(ann, "zebra", language="en", note="striped", translations=texts)


def asked(user: User) -> dict[str, Any]:
    answer = browser_of(user).get(QUEUE, headers=NO_PAGE)
    assert answer.status_code == 200
    return dict(answer.json())


def sent(user: User, *ops: dict[str, Any], learner: str = "", status: int = 200, **more: str) -> dict[str, Any]:
    body = json.dumps({"learner": learner or learner_id(user), "ops": ops, **more})
    answer = browser_of(user).post(SYNC, body, content_type="application/json", headers=NO_PAGE)
    assert answer.status_code == status
    return dict(answer.json())


def review(entry: Entry, grade: str = "good", *, key: str = "k", **more: Any) -> dict[str, Any]:
    return {"op": "review", "key": key, "entry": entry.pk, "grade": grade, **more}


def statuses(answer: dict[str, Any]) -> list[tuple[str, str, str]]:
    return [(result["key"], result["status"], result["code"]) for result in answer["results"]]


def practises(user: User, **wishes: Any) -> None:
    save_settings(PracticeSettings(user=user, **wishes))


# The queue


def test_the_queue_brings_cards_with_everything_they_need(ann: User, entry: Entry) -> None:
    got = asked(ann)
    assert got["learner"] == learner_id(ann)
    assert got["counts"] == {"learning": 0, "review": 0, "new": 1}
    assert got["goal"] == {"done": 0, "goal": ann.daily_goal}
    assert got["game"] == {"lifetime": 0, "level": 1, "xp_today": 0, "booster": 0, "streak": 0}
    assert got["is_whole"] is True
    [card] = got["cards"]
    assert card["front"] == [{"text": "zebra", "language": "en", "name": "English"}]
    assert [(text["text"], text["name"]) for text in card["back"]] == [("зебра", "Ukrainian"), ("η ζέβρα", "Greek")]
    assert (card["entry"], card["direction"], card["ask"], card["state"]) == (entry.pk, "", "forward", "new")
    assert (card["seen"], card["step"], card["due_at"], card["note"]) == (0, None, None, "striped")
    assert card["url"] == f"/my/vocabulary/{entry.pk}"
    assert card["intervals"]["again"] == {"text": "1 d", "seconds": None, "step": None, "xp": 0}
    assert [card["intervals"][name]["xp"] for name in ("hard", "good", "easy")] == [5, 10, 15]
    assert card["in_steps"] == []


@pytest.mark.parametrize("scheduler", ["sm2", "fsrs"])
@pytest.mark.parametrize("grade", ["again", "hard", "good", "easy"])
def test_what_a_button_promises_is_what_happens(ann: User, entry: Entry, grade: str, scheduler: str) -> None:
    practises(ann, scheduler=scheduler, fuzz=True)
    for n in range(4):
        [card] = asked(ann)["cards"]
        sent(ann, review(entry, grade if n == 3 else "easy", key=str(n), seen=card["seen"]))
        if n < 3:
            Card.objects.update(due_on=timezone.now().date())
    days = (Card.objects.get().due_on - timezone.now().date()).days
    shown = card["intervals"][grade]["text"]
    number, unit = shown.split()
    assert round(days / {"d": 1, "mo": 30.44, "y": 365.25}[unit], 1) == float(number)


def test_with_steps_the_card_knows_them(ann: User, entry: Entry) -> None:
    practises(ann, steps=True)
    [card] = asked(ann)["cards"]
    assert card["intervals"]["again"] == {"text": "1 min", "seconds": 60, "step": 0, "xp": 0}
    assert [step["good"]["text"] for step in card["in_steps"]] == ["10 min", "1 d"]
    sent(ann, review(entry, "again"))
    [card] = asked(ann)["cards"]
    assert (card["step"], card["seen"], card["state"]) == (0, 1, "learning")
    assert datetime.fromisoformat(card["due_at"]) > timezone.now()


@pytest.mark.parametrize(
    ("ask", "front", "back", "accepted"),
    [
        ("reverse", ["зебра"], ["zebra"], []),
        ("typed", ["zebra"], ["зебра", "η ζέβρα"], ["зебра", "η ζέβρα"]),
        ("writing", ["зебра"], ["zebra"], ["zebra"]),
        ("cloze", ["zebra"], ["зебра", "η ζέβρα"], []),  # without a gap it is asked plainly
    ],
)
def test_each_way_to_ask(
    ann: User, entry: Entry, ask: str, front: list[str], back: list[str], accepted: list[str]
) -> None:
    practises(ann, directions=[ask])
    [card] = asked(ann)["cards"]
    assert [text["text"] for text in card["front"]] == front
    assert [text["text"] for text in card["back"]] == back
    assert card["accepted"] == accepted


def test_articles_are_those_of_the_answer(ann: User, entry: Entry) -> None:
    practises(ann, directions=["writing"])
    assert asked(ann)["cards"][0]["articles"] == ["to", "a", "an", "the"]


def test_who_hides_the_game_sees_none(ann: User, entry: Entry) -> None:
    practises(ann, hides_game=True)
    assert asked(ann)["game"] is None


def test_the_queue_of_many_says_that_there_are_more(ann: User) -> None:
    practises(ann, new_per_day=100)
    for n in range(51):
        make_entry(ann, f"word{n}", language="en")
    got = asked(ann)
    assert (len(got["cards"]), got["is_whole"]) == (50, False)


def test_the_queue_of_directions_says_that_there_are_more(ann: User) -> None:
    practises(ann, one_per_direction=True, directions=["forward", "reverse"])
    now = timezone.now()
    for n in range(30):
        entry = make_entry(ann, f"word{n}", language="en", translations={"uk": "слово"})
        for way in ("forward", "reverse"):
            graded(entry, Grade.EASY, at=now - timedelta(days=9), now=now, direction=way)
    got = asked(ann)
    assert len(got["cards"]) < got["counts"]["review"] == 30
    assert not got["is_whole"]


@pytest.mark.parametrize("way", ["reverse", "typed", "writing", "cloze", "listening"])
def test_a_card_that_cannot_be_asked_in_its_way_any_more_is_asked_plainly(ann: User, way: str) -> None:
    practises(ann, one_per_direction=True, directions=[way])
    entry = make_entry(ann, "a zebra runs", language="en", translations={"uk": "зебра біжить"})
    now = timezone.now()
    graded(entry, at=now - timedelta(days=9), now=now, direction=way)
    entry.translations.all().delete()
    [card] = asked(ann)["cards"]
    assert (card["direction"], card["ask"]) == (way, "forward")
    assert card["front"][0]["text"] == "a zebra runs"


# Sending


def test_answers_are_stored_with_their_own_times_in_their_order(ann: User, entry: Entry) -> None:
    other = make_entry(ann, "house", language="en")
    now = timezone.now()
    User.objects.filter(pk=ann.pk).update(time_zone=f"Etc/GMT{now.hour - 12:+d}")  # where it is noon: one day
    times = [now - timedelta(hours=3), now - timedelta(hours=2)]
    answer = sent(
        ann,
        review(entry, key="a", at=times[0].isoformat(), seconds=7, seen=0),
        review(other, "easy", key="b", at=times[1].isoformat(), seconds=90, seen=0),
    )
    assert statuses(answer) == [("a", "done", ""), ("b", "done", "")]
    stored = Review.objects.order_by("id").values_list("entry", "grade", "reviewed_at", "seconds")
    assert list(stored) == [(entry.pk, 2, times[0], 7), (other.pk, 3, times[1], 60)]
    assert answer["goal"]["done"] == 2
    assert answer["game"]["xp_today"] == 25
    assert answer["counts"] == {"learning": 0, "review": 0, "new": 0}


def test_a_time_in_the_future_or_long_ago_is_clipped(ann: User, entry: Entry) -> None:
    other = make_entry(ann, "house", language="en")
    sent(ann, review(entry, key="a", at="2100-01-01T00:00:00Z"), review(other, key="b", at="2001-01-01T00:00:00Z"))
    first, second = Review.objects.order_by("id")
    assert abs(first.reviewed_at - datetime.now(UTC)) < timedelta(minutes=5)
    assert timedelta(days=29) < datetime.now(UTC) - second.reviewed_at < timedelta(days=31)


@pytest.mark.parametrize("behind", [timedelta(hours=5), timedelta(days=-3)])
def test_the_clock_of_a_device_may_be_wrong(ann: User, entry: Entry, behind: timedelta) -> None:
    now = timezone.now()
    at = now - timedelta(hours=2)
    sent(ann, review(entry, at=(at - behind).isoformat()), sent_at=(now - behind).isoformat())
    assert abs(Review.objects.get().reviewed_at - at) < timedelta(minutes=1)


def test_a_time_at_the_end_of_the_calendar_is_clipped(ann: User, entry: Entry) -> None:
    sent(ann, review(entry, at="9999-12-31T23:59:00Z"), sent_at="0001-01-01T00:00:00Z")
    assert Review.objects.get().reviewed_at <= timezone.now()


def test_sending_again_changes_nothing(ann: User, entry: Entry) -> None:
    op = review(entry)
    assert statuses(sent(ann, op)) == statuses(sent(ann, op))
    assert Review.objects.count() == 1


def test_an_answer_is_taken_back_and_given_anew(ann: User, entry: Entry) -> None:
    answer = sent(
        ann,
        review(entry, "again", key="a"),
        {"op": "undo", "key": "b", "of": "a"},
        {"op": "undo", "key": "b", "of": "a"},
        review(entry, "easy", key="c"),
    )
    assert [status for _key, status, _code in statuses(answer)] == ["done"] * 4
    assert [(one.grade, one.undone_at is None) for one in Review.objects.order_by("id")] == [(0, False), (3, True)]
    assert (answer["goal"]["done"], answer["game"]["xp_today"]) == (1, 15)


def test_a_suspended_card_comes_no_more_until_it_is_resumed(ann: User, entry: Entry) -> None:
    sent(ann, {"op": "suspend", "key": "a", "entry": entry.pk})
    assert asked(ann)["cards"] == []
    sent(ann, {"op": "unsuspend", "key": "b", "entry": entry.pk})
    assert len(asked(ann)["cards"]) == 1


def test_a_refused_op_does_not_hold_up_the_others(ann: User, bob: User, entry: Entry) -> None:
    foreign, gone = make_entry(bob, "house", language="en"), make_entry(ann, "tree", language="en")
    words.delete(ann, [gone.pk], now=timezone.now())
    answer = sent(
        ann,
        review(foreign, key="a"),
        review(gone, key="b"),
        {"op": "undo", "key": "c", "of": "never"},
        {"op": "dance", "key": "d"},
        review(entry, "splendid", key="e"),
        review(entry, key="f" * 65),
        review(entry, key="g", at="yesterday"),
        {"op": "review"},
        review(entry, key="h"),
    )
    assert [(status, code) for _key, status, code in statuses(answer)] == [
        ("refused", "not_found"),
        ("refused", "not_found"),
        ("refused", "undo_gone"),
        *[("refused", "bad_request")] * 5,
        ("done", ""),
    ]
    assert answer["results"][0]["message"] == "There is nothing here, or it is not yours."
    assert [(one.user, one.key) for one in Review.objects.all()] == [(ann, "h")]


def test_what_another_learner_did_in_this_browser_is_not_taken_for_mine(ann: User, bob: User, entry: Entry) -> None:
    answer = sent(ann, review(entry), learner=learner_id(bob), status=409)
    assert answer["code"] == "other_learner"
    assert not Review.objects.exists()


@pytest.mark.parametrize(
    "body", ["", "{", "[]", '{"ops": []}', '{"learner": "x", "ops": 1}', '{"learner": "x", "ops": [1]}']
)
def test_what_is_no_batch_is_refused(ann: User, body: str) -> None:
    answer = browser_of(ann).post(SYNC, body, content_type="application/json", headers=NO_PAGE)
    assert (answer.status_code, answer.json()["code"]) == (400, "bad_request")


def test_at_most_a_hundred_ops_go_at_once(ann: User, entry: Entry) -> None:
    sent(ann, *[review(entry, key=str(n)) for n in range(101)], status=400)
    assert not Review.objects.exists()


def test_a_second_device_that_knew_nothing_of_the_first_moves_nothing(ann: User, entry: Entry) -> None:
    sent(ann, review(entry, "good", key="a", seen=0))
    before = Card.objects.values("interval", "repetitions", "due_on").get()
    sent(ann, review(entry, "good", key="b", seen=0))
    assert Card.objects.values("interval", "repetitions", "due_on").get() == before
    assert [one.kind for one in Review.objects.order_by("id")] == ["review", "extra"]


# The end


def test_the_summary_says_what_comes_tomorrow(ann: User, entry: Entry) -> None:
    practises(ann, new_per_day=1)
    for n in range(3):
        make_entry(ann, f"word{n}", language="en")
    sent(ann, review(entry, "again"))
    got = browser_of(ann).get("/my/practice/summary", headers=NO_PAGE).json()
    assert got["tomorrow"] == {"review": 1, "new": 1}
    assert got["game"]["streak"] == 1
    assert queries.due_counts(ann, now=timezone.now()).total == 0


# Editing without leaving


def test_the_form_has_the_texts_and_room_for_those_that_are_wanting(ann: User) -> None:
    bare = make_entry(ann, "zebra", language="en", translations={"uk": "зебра"})
    text = browser_of(ann).get(f"/my/practice/{bare.pk}/edit").content.decode()
    for part in ("zebra", "зебра", 'name="translation_uk"', 'name="translation_el"'):
        assert part in text
    assert "<html" not in text


def test_saving_answers_with_the_card_as_it_is_now(ann: User, entry: Entry) -> None:
    fields = {"text": "zebra", "note": "with stripes", "translation_uk": "смугастий кінь", "translation_el": "η ζέβρα"}
    got = browser_of(ann).post(f"/my/practice/{entry.pk}/edit", fields, headers=NO_PAGE).json()
    [card] = got["cards"]
    assert (card["note"], card["back"][0]["text"]) == ("with stripes", "смугастий кінь")
    assert dict(entry.translations.values_list("language", "text")) == {"uk": "смугастий кінь", "el": "η ζέβρα"}


def test_an_emptied_translation_stays_and_an_emptied_text_is_refused(ann: User, entry: Entry) -> None:
    browser = browser_of(ann)
    browser.post(f"/my/practice/{entry.pk}/edit", {"text": "zebra", "translation_uk": ""}, headers=NO_PAGE)
    assert entry.translations.get(language="uk").text == "зебра"
    answer = browser.post(f"/my/practice/{entry.pk}/edit", {"text": "", "translation_uk": "x"}, headers=NO_PAGE)
    assert answer.json()["code"] == "text_empty"
    assert entry.translations.get(language="uk").text == "зебра"


def test_a_text_that_there_is_already_is_refused(ann: User, entry: Entry) -> None:
    make_entry(ann, "horse", language="en")
    answer = browser_of(ann).post(f"/my/practice/{entry.pk}/edit", {"text": "horse"}, headers=NO_PAGE)
    assert (answer.status_code, answer.json()["code"]) == (409, "duplicate")
