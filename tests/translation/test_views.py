"""The translator page."""

import re

import pytest
from django.conf import LazySettings
from django.core import signing
from django.test import Client

from lexora.accounts.models import User
from lexora.jobs import service_access
from lexora.translation import views
from lexora.translation.rules import TRANSLATOR_TEXT
from lexora.words.models import Entry, Translation
from lexora_contract.messages import TranslateAnswer, TranslateCall
from lexora_contract.reasons import CannotDo, TryLater
from tests.clients import HTMX, NO_PAGE, browser_of
from tests.factories import make_entry

TRANSLATE = "/translator/translate"
SAVE = "/translator/save"
APPLE = {"text": "apple", "source": "en", "target": "uk"}


def sealed_of(client: Client, **change: str) -> str:
    return str(client.post(TRANSLATE, {**APPLE, **change}).context["sealed"])


@pytest.mark.parametrize(
    ("query", "pair"),
    [
        ("", ("en", "uk")),
        ("?src=el&tgt=en", ("el", "en")),
        ("?src=uk", ("uk", "en")),
        ("?src=el&tgt=el", ("el", "en")),
        ("?src=xx&tgt=yy", ("en", "uk")),
        ("?src=%00&tgt=" + "a" * 500, ("en", "uk")),
        ("?text=Добрий день", ("uk", "en")),
        ("?text=Добрий день&src=en", ("en", "uk")),
        ("?text=xyz", ("en", "uk")),
    ],
)
def test_the_address_chooses_the_languages(db: None, query: str, pair: tuple[str, str]) -> None:
    context = Client().get(f"/translator{query}").context
    assert (context["source"], context["target"]) == pair


def test_a_text_in_the_address_is_ready_to_be_translated(db: None) -> None:
    assert ">apple &amp; pear</textarea>" in Client().get("/translator?text=apple %26 pear").content.decode()
    assert len(Client().get(f"/translator?text={'a' * 5000}").context["text"]) == TRANSLATOR_TEXT


def test_a_learners_own_languages_are_proposed(ann: User) -> None:
    User.objects.filter(pk=ann.pk).update(default_source_language="el")
    context = browser_of(ann).get("/translator").context
    assert (context["source"], context["target"]) == ("el", "uk")


def test_nobody_needs_an_account_to_translate(db: None) -> None:
    text = Client().post(TRANSLATE, APPLE).content.decode()
    assert "<html" in text
    assert re.search(r'lang="uk" data-answer>яблуко<', text)
    assert ">apple</textarea>" in text
    assert "Sign in to save it" in text


def test_htmx_gets_the_answer_alone(ann: User) -> None:
    text = browser_of(ann).post(TRANSLATE, APPLE, headers=HTMX).content.decode()
    assert "яблуко" in text
    assert "<html" not in text
    assert "Save to my vocabulary" in text


@pytest.mark.parametrize(
    ("change", "status", "reason"),
    [
        ({"text": ""}, 422, "no letters or digits"),
        ({"text": "?!"}, 422, "no letters or digits"),
        ({"text": "a" * 2001}, 422, "at most 2000 characters"),
        ({"target": "en"}, 422, "The two languages are the same"),
        ({"source": "de"}, 422, "does not offer the language"),
        ({"target": "x" * 11}, 400, "This choice does not exist"),
        ({"text": "an unheard-of xylograph"}, 422, "not in the dictionary"),
    ],
)
def test_a_refusal_names_its_reason(db: None, change: dict[str, str], status: int, reason: str) -> None:
    for headers in ({}, HTMX, NO_PAGE):
        answer = Client(headers=headers).post(TRANSLATE, {**APPLE, **change})
        assert answer.status_code == status
        assert reason in answer.content.decode()


@pytest.mark.parametrize(
    ("error", "status", "reason"),
    [
        (TryLater("provider_unreachable", provider="Example"), 503, "Example cannot be reached"),
        (CannotDo("outside_refused"), 422, "you have not allowed them to see your texts"),
    ],
)
def test_a_providers_failure_is_told(
    db: None, monkeypatch: pytest.MonkeyPatch, error: Exception, status: int, reason: str
) -> None:
    def fail(_call: TranslateCall) -> TranslateAnswer:
        raise error

    monkeypatch.setattr(service_access, "translate", fail)
    answer = Client().post(TRANSLATE, APPLE)
    assert answer.status_code == status
    assert reason in answer.content.decode()


@pytest.mark.parametrize("allowed", [True, False])
def test_the_learners_choice_about_outside_providers_is_passed_on(
    ann: User, monkeypatch: pytest.MonkeyPatch, allowed: bool
) -> None:
    calls: list[TranslateCall] = []

    def answer(call: TranslateCall) -> TranslateAnswer:
        calls.append(call)
        return TranslateAnswer(translation="яблуко", provider="test")

    monkeypatch.setattr(service_access, "translate", answer)
    User.objects.filter(pk=ann.pk).update(outside_allowed=allowed)
    browser_of(ann).post(TRANSLATE, APPLE)
    assert [call.outside_allowed for call in calls] == [allowed]


@pytest.mark.parametrize(("headers", "kind"), [({}, "text/html"), (HTMX, "text/plain"), (NO_PAGE, "application/json")])
def test_beyond_the_rate_one_has_to_wait(db: None, settings: LazySettings, headers: dict[str, str], kind: str) -> None:
    settings.RATES = {**settings.RATES, "translator": "2/minute"}
    client = Client(headers=headers)
    assert [client.post(TRANSLATE, APPLE).status_code for _ in range(3)] == [200, 200, 429]
    refused = client.post(TRANSLATE, APPLE)
    assert refused["Content-Type"].startswith(kind)
    assert refused["Retry-After"] == "60"
    assert "a little too fast" in refused.content.decode()


def test_each_has_a_rate_of_their_own(ann: User, bob: User, settings: LazySettings) -> None:
    settings.RATES = {**settings.RATES, "translator": "1/minute"}
    first = [browser_of(person).post(TRANSLATE, APPLE).status_code for person in (ann, bob, None)]
    second = [browser_of(person).post(TRANSLATE, APPLE).status_code for person in (ann, bob, None)]
    assert (first, second) == ([200] * 3, [429] * 3)
    other = Client(REMOTE_ADDR="192.0.2.7").post(TRANSLATE, APPLE)
    assert other.status_code == 200


def test_what_was_shown_is_what_is_stored(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    browser = browser_of(ann)
    sealed = sealed_of(browser)
    monkeypatch.setattr(service_access, "translate", None)
    assert browser.post(SAVE, {"sealed": sealed})["Location"] == f"/my/vocabulary/{ann.entries.get().pk}"
    entry = ann.entries.get()
    row = Translation.objects.get(entry=entry, language="uk")
    assert (entry.source_text, entry.source_language, entry.origin) == ("apple", "en", "translator")
    assert (row.text, row.source, row.provider) == ("яблуко", "machine", "dictionary")
    assert Translation.objects.get(entry=entry, language="el").status == "pending"


@pytest.mark.parametrize(
    ("former", "answer", "kept"),
    [
        ({}, "its translation was updated", "яблуко"),
        ({"uk": "моє"}, "your own translation was kept", "моє"),
    ],
)
def test_saving_what_one_has_spares_what_one_typed(ann: User, former: dict[str, str], answer: str, kept: str) -> None:
    entry = make_entry(ann, "apple", language="en", translations=former)
    text = browser_of(ann).post(SAVE, {"sealed": sealed_of(browser_of(ann))}, headers=HTMX).content.decode()
    assert answer in text
    assert Translation.objects.get(entry=entry, language="uk").text == kept
    assert Entry.objects.count() == 1


def test_htmx_is_told_that_it_is_saved(ann: User) -> None:
    text = browser_of(ann).post(SAVE, {"sealed": sealed_of(browser_of(ann))}, headers=HTMX).content.decode()
    assert "Saved." in text
    assert "<html" not in text


@pytest.mark.parametrize("sealed", ["", "x", "a:b:c", "eyJ0ZXh0IjoiYXBwbGUifQ:1v0000:" + "x" * 43])
def test_a_forged_seal_is_refused(ann: User, sealed: str) -> None:
    answer = browser_of(ann).post(SAVE, {"sealed": sealed})
    assert answer.status_code == 400
    assert "This translation has expired" in answer.content.decode()
    assert not Entry.objects.exists()


def test_a_changed_seal_and_one_of_another_door_are_refused(ann: User) -> None:
    browser = browser_of(ann)
    body, rest = sealed_of(browser).split(":", 1)
    forged = [f"{body[:-2]}xx:{rest}", signing.dumps({**APPLE, "translation": "x", "provider": "x"}, salt="another")]
    assert [browser.post(SAVE, {"sealed": sealed}).status_code for sealed in forged] == [400, 400]
    assert not Entry.objects.exists()


def test_an_old_seal_is_refused(ann: User, monkeypatch: pytest.MonkeyPatch) -> None:
    sealed = sealed_of(browser_of(ann))
    monkeypatch.setattr(views, "SEAL_AGE", -1)
    answer = browser_of(ann).post(SAVE, {"sealed": sealed})
    assert answer.status_code == 400


@pytest.mark.parametrize("text", ["b" * 1001])
def test_what_is_too_long_for_an_entry_is_refused_when_it_is_saved(
    ann: User, monkeypatch: pytest.MonkeyPatch, text: str
) -> None:
    monkeypatch.setattr(service_access, "translate", lambda _call: TranslateAnswer(translation="б", provider="test"))
    answer = browser_of(ann).post(SAVE, {"sealed": sealed_of(browser_of(ann), text=text)})
    assert answer.status_code == 422
    assert "at most 1000 characters" in answer.content.decode()
    assert not Entry.objects.exists()


def test_saving_needs_an_account(db: None) -> None:
    answer = Client().post(SAVE, {"sealed": sealed_of(Client())})
    assert answer["Location"].startswith("/accounts/login/")
    assert not Entry.objects.exists()


@pytest.mark.parametrize(
    ("text", "is_offered"), [("apple\n", True), ("One.\nTwo.", False), ("a" * 1000, True), ("a" * 1001, False)]
)
def test_saving_is_offered_for_what_an_entry_can_hold(
    ann: User, monkeypatch: pytest.MonkeyPatch, text: str, is_offered: bool
) -> None:
    monkeypatch.setattr(service_access, "translate", lambda _call: TranslateAnswer(translation="б", provider="test"))
    sent = {"text": text, "source": "en", "target": "uk"}
    answer = browser_of(ann).post("/translator/translate", sent, headers=HTMX).content.decode()
    assert ("Save to my vocabulary" in answer) is is_offered
    assert ("at most 1000 characters" in answer) is not is_offered
