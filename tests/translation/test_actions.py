"""Asking for translations."""

from collections.abc import Iterator, Sequence

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from lexora.accounts.models import User
from lexora.core.errors import NotNow, Refused, TooMany
from lexora.jobs import embedded
from lexora.jobs.models import Job
from lexora.translation import actions, rules
from lexora.translation.actions import CannotTranslate, SameLanguage
from lexora.translation.rules import Wanted
from lexora.words import actions as words
from lexora.words.models import Translation
from lexora_contract.messages import MAX_BATCH
from tests.factories import NOW, make_entry, make_user
from tests.services.fake_clock import FakeClock
from tests.services.translation.helpers import make_service
from tests.services.translation.wire import TranslationServers

pytestmark = pytest.mark.django_db


@pytest.fixture
def ann() -> User:
    return make_user(native="uk", learning=("en", "el"))


def import_words(owner: User, count: int) -> None:
    drafts = [words.Draft(text=f"word {n}", language="en") for n in range(count)]
    list(words.add_entries(owner=owner, drafts=drafts, now=NOW))


def asked() -> list[tuple[str, str, list[str]]]:
    """Lane, target and texts of each job."""
    jobs = Job.objects.order_by("lane", "payload__target", "id")
    return [(j.lane, j.payload["target"], [item["text"] for item in j.payload["items"]]) for j in jobs]


# Which


@pytest.mark.parametrize(
    ("native", "learning", "targets"),
    [
        ("uk", ("en", "el"), ["el", "uk"]),
        ("uk", ("en",), ["uk"]),
        ("en", ("en",), []),
        ("", ("el",), ["el"]),
        ("", (), ["el", "uk"]),
        ("uk", ("en", "pl"), ["uk"]),
    ],
)
def test_a_word_goes_to_the_languages_of_its_owner(native: str, learning: tuple[str, ...], targets: list[str]) -> None:
    make_entry(make_user(native=native, learning=learning), "apple", language="en")
    assert asked() == [("interactive", target, ["apple"]) for target in targets]
    assert sorted(Translation.objects.values_list("language", flat=True)) == targets


def test_a_translation_that_was_given_is_not_asked_for(ann: User) -> None:
    make_entry(ann, "apple", translations={"uk": "яблуко"})
    assert asked() == [("interactive", "el", ["apple"])]


def test_each_row_points_to_its_job_and_the_job_to_its_row(ann: User) -> None:
    make_entry(ann, "apple")
    for row in Translation.objects.select_related("job"):
        assert row.job
        assert (row.job.payload["items"][0]["ref"], row.job.payload["target"]) == (str(row.pk), row.language)
        assert row.job.owner == ann


@pytest.mark.parametrize(("count", "sizes"), [(1, [1]), (50, [50]), (51, [50, 1]), (120, [50, 50, 20])])
def test_a_batch_is_asked_for_in_jobs_of_at_most_fifty_texts(count: int, sizes: list[int]) -> None:
    import_words(make_user(native="uk", learning=("en",)), count)
    assert sorted((len(texts) for _lane, _target, texts in asked()), reverse=True) == sizes
    assert {lane for lane, _target, _texts in asked()} == {"bulk"}
    assert max(sizes) <= MAX_BATCH


def test_texts_of_different_languages_never_share_a_job(ann: User) -> None:
    drafts = [words.Draft(text="apple", language="en"), words.Draft(text="вода", language="uk")]
    list(words.add_entries(owner=ann, drafts=drafts, now=NOW))
    pairs = sorted((job.payload["source"], job.payload["target"]) for job in Job.objects.all())
    assert pairs == [("en", "el"), ("en", "uk"), ("uk", "el"), ("uk", "en")]


@pytest.mark.parametrize("allowed", [True, False])
def test_the_job_says_whether_texts_may_leave_the_house(allowed: bool) -> None:
    owner = make_user(native="uk", learning=("en",), outside_allowed=allowed)
    make_entry(owner, "apple")
    import_words(owner, 2)
    assert [job.payload["outside_allowed"] for job in Job.objects.all()] == [allowed] * 2


def test_asking_needs_as_many_queries_for_one_as_for_many(ann: User) -> None:
    counts = []
    for count in (2, 40):
        owner = make_user()
        import_words(owner, count)
        Translation.objects.all().delete()
        ids = list(owner.entries.values_list("pk", flat=True))
        with CaptureQueriesContext(connection) as queries:
            actions.request_missing(ids, owner=owner, lane=Job.Lane.BULK, now=NOW)
        counts.append(len(queries))
    assert counts[0] == counts[1] < 10


@pytest.mark.parametrize(("size", "expected"), [(1, ["a", "b", "c"]), (2, ["ab", "c"]), (50, ["ab", "c"])])
def test_batches_keep_pairs_apart_and_the_order(size: int, expected: Sequence[str]) -> None:
    wanted = [Wanted("1", "a", "en", "uk"), Wanted("2", "c", "el", "uk"), Wanted("3", "b", "en", "uk")]
    groups = ["".join(item.text for item in group) for group in rules.batches(wanted, size=size)]
    assert groups == expected


# One more


def test_asking_twice_is_asking_once(ann: User) -> None:
    entry = make_entry(ann, "no", language="en")
    row = Translation.objects.get(language="uk")
    for _ in range(2):
        assert actions.request_translation(entry, target="uk", now=NOW) == (row, False)
    assert Job.objects.count() == 2
    words.save_translation(entry, language="uk", text="ні", now=NOW)
    assert actions.request_translation(entry, target="uk", now=NOW) == (row, False)
    assert Translation.objects.get(language="uk").text == "ні"


def test_a_language_that_nobody_wanted_before_is_asked_for() -> None:
    entry = make_entry(make_user(native="uk", learning=("en",)), "apple")
    row, started = actions.request_translation(entry, target="el", now=NOW)
    assert (row.language, row.status, started) == ("el", "pending", True)
    assert asked()[0] == ("interactive", "el", ["apple"])


def test_a_failed_translation_is_tried_again(ann: User) -> None:
    entry = make_entry(ann, "apple")
    row = Translation.objects.get(language="uk")
    words.store_reasons({row.pk: {"code": "unchanged", "params": {}}})
    _row, started = actions.request_translation(entry, target="uk", now=NOW)
    former = row.job
    row.refresh_from_db()
    assert (started, row.status, row.reason) == (True, "pending", None)
    assert row.job != former


@pytest.mark.parametrize(
    ("target", "code"), [("en", "same_language"), ("pl", "unknown_language"), ("", "unknown_language")]
)
def test_what_makes_no_sense_is_not_asked_for(ann: User, target: str, code: str) -> None:
    entry = make_entry(ann, "apple")
    with pytest.raises(Refused) as refusal:
        actions.request_translation(entry, target=target, now=NOW)
    assert refusal.value.code == code
    assert Translation.objects.count() == 2


# At once


@pytest.fixture
def google(monkeypatch: pytest.MonkeyPatch) -> Iterator[TranslationServers]:
    with TranslationServers({("apple", "uk"): "яблуко"}) as servers:
        service = make_service(servers, clock=FakeClock(), translation_providers=("google",))
        monkeypatch.setattr(embedded, "translation_service", lambda: service)
        yield servers
        service.close()


def now(text: str = "apple", source: str = "en", target: str = "uk", *, outside: bool = True) -> str:
    answer = actions.translate_now(text, source=source, target=target, who="ann", outside_allowed=outside)
    return f"{answer.translation} by {answer.provider}"


def test_a_typed_text_is_translated_at_once(google: TranslationServers) -> None:
    assert now(" apple\n") == "яблуко by google"
    assert google.asked() == ["apple"]


@pytest.mark.parametrize(
    ("question", "kind", "code"),
    [
        ({"text": ""}, CannotTranslate, "text_empty"),
        ({"text": "?!\u200b"}, CannotTranslate, "text_empty"),
        ({"text": "a" * 2_001}, CannotTranslate, "text_too_long"),
        ({"target": "en"}, SameLanguage, "same_language"),
        ({"source": "pl"}, Refused, "unknown_language"),
        ({"target": "x\x00"}, Refused, "unknown_language"),
        ({"outside": False}, CannotTranslate, "outside_refused"),
    ],
)
def test_a_question_that_makes_no_sense_reaches_nobody(
    google: TranslationServers, question: dict[str, object], kind: type[Refused], code: str
) -> None:
    with pytest.raises(kind) as refusal:
        now(**question)  # type: ignore[arg-type]
    assert refusal.value.code == code
    assert google.asked() == []


@pytest.mark.parametrize(
    ("behaviour", "kind", "code", "status"),
    [
        ("busy", NotNow, "provider_busy", 503),
        ("error", NotNow, "provider_unreachable", 503),
        ("drop", NotNow, "provider_unreachable", 503),
        ("html", CannotTranslate, "provider_bad_answer", 422),
        ("unchanged", CannotTranslate, "unchanged", 422),
        ("wrong_script", CannotTranslate, "wrong_script", 422),
        ("empty", CannotTranslate, "empty_answer", 422),
    ],
)
def test_trouble_outside_is_told_with_its_reason(
    google: TranslationServers, behaviour: str, kind: type[Refused], code: str, status: int
) -> None:
    google.script("google", behaviour)  # type: ignore[arg-type]
    with pytest.raises(kind) as refusal:
        now()
    assert (refusal.value.code, refusal.value.status) == (code, status)
    assert refusal.value.params == {"provider": "google"}


def test_the_translator_has_a_rate(google: TranslationServers, settings: Settings) -> None:
    settings.RATES = {"translator": "1/minute"}
    now()
    with pytest.raises(TooMany):
        now()
